//! What stewards did to accounts.

use diesel::prelude::*;

use super::schema::{account_acts, accounts, agencies};
use super::types::At;
use super::{Conn, exactly_one};

/// An act as stored.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = account_acts, treat_none_as_default_value = false)]
pub struct AccountAct {
    pub id: String,
    pub account_id: String,
    /// `disabled`, `enabled`, `role_granted` or `role_withdrawn`.
    pub kind: String,
    pub role: Option<String>,
    pub agency_id: Option<String>,
    pub reason: String,
    pub acted_by: String,
    pub acted_at: At,
}

/// Writes an act down.
///
/// # Errors
/// The database's fault.
pub fn add(conn: &mut Conn, act: &AccountAct) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(account_acts::table)
            .values(act)
            .execute(conn),
    )
}

/// An act with the names of who did it and of the agency it was about.
#[derive(Debug, Clone, Queryable)]
pub struct Listed {
    pub kind: String,
    pub role: Option<String>,
    pub reason: String,
    pub acted_at: At,
    pub by: String,
    /// In Arabic and English.
    pub agency: Option<(String, String)>,
}

/// The last acts on an account, the newest first.
///
/// # Errors
/// The database's fault.
pub fn latest_of(conn: &mut Conn, account_id: &str, most: i64) -> QueryResult<Vec<Listed>> {
    account_acts::table
        .inner_join(accounts::table.on(accounts::id.eq(account_acts::acted_by)))
        .left_join(agencies::table.on(agencies::id.nullable().eq(account_acts::agency_id)))
        .filter(account_acts::account_id.eq(account_id))
        .order((account_acts::acted_at.desc(), account_acts::id.desc()))
        .limit(most)
        .select((
            account_acts::kind,
            account_acts::role,
            account_acts::reason,
            account_acts::acted_at,
            accounts::name,
            (agencies::name_ar, agencies::name_en).nullable(),
        ))
        .load(conn)
}
