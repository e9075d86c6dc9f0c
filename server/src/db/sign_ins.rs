//! What happened at signing in, for ninety days.

use diesel::prelude::*;

use super::schema::sign_ins;
use super::types::At;
use super::{Conn, exactly_one};

/// An attempt.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = sign_ins, treat_none_as_default_value = false)]
pub struct SignIn {
    pub id: String,
    /// None where nobody has the name.
    pub account_id: Option<String>,
    pub happened_at: At,
    pub outcome: String,
    pub device: String,
    pub network: Option<String>,
}

/// Writes an attempt down.
///
/// # Errors
/// The database's fault.
pub fn add(conn: &mut Conn, sign_in: &SignIn) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(sign_ins::table)
            .values(sign_in)
            .execute(conn),
    )
}

/// The last attempts on an account, the newest first.
///
/// # Errors
/// The database's fault.
pub fn latest_of(conn: &mut Conn, account_id: &str, most: i64) -> QueryResult<Vec<SignIn>> {
    sign_ins::table
        .filter(sign_ins::account_id.eq(account_id))
        .order((sign_ins::happened_at.desc(), sign_ins::id.desc()))
        .limit(most)
        .select(SignIn::as_select())
        .load(conn)
}

/// Forgets what happened before a moment.
///
/// # Errors
/// The database's fault.
pub fn forget_before(conn: &mut Conn, at: At) -> QueryResult<usize> {
    diesel::delete(sign_ins::table.filter(sign_ins::happened_at.lt(at))).execute(conn)
}

/// Whether anything happened before a moment.
///
/// # Errors
/// The database's fault.
pub fn any_before(conn: &mut Conn, at: At) -> QueryResult<bool> {
    let one = sign_ins::table
        .filter(sign_ins::happened_at.lt(at))
        .order(sign_ins::happened_at)
        .select(sign_ins::happened_at)
        .first::<At>(conn)
        .optional()?;
    Ok(one.is_some())
}
