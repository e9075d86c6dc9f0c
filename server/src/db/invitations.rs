//! Invitations to become staff.

use diesel::prelude::*;
use jiff::Timestamp;

use super::schema::{accounts, agencies, invitations};
use super::types::At;
use super::{Conn, exactly_one};

/// An invitation as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = invitations, treat_none_as_default_value = false)]
pub struct Invitation {
    pub id: String,
    /// As typed.
    pub address: String,
    /// In canonical form.
    pub sign_in: String,
    pub role: String,
    pub agency_id: Option<String>,
    pub lang: String,
    pub reason: String,
    pub invited_by: String,
    pub invited_at: At,
    /// Until when the latest letter's link holds.
    pub expires_at: At,
    /// `accepted` or `withdrawn`.
    pub ended_as: Option<String>,
    pub ended_at: Option<At>,
    /// Who accepted it.
    pub account_id: Option<String>,
}

/// Adds an invitation.
///
/// # Errors
/// A unique violation while another to the same address is open; else the database's fault.
pub fn add(conn: &mut Conn, invitation: &Invitation) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(invitations::table)
            .values(invitation)
            .execute(conn),
    )
}

/// An invitation that is neither accepted nor withdrawn, whether or not its link still holds.
///
/// # Errors
/// The database's fault.
pub fn open(conn: &mut Conn, id: &str) -> QueryResult<Option<Invitation>> {
    invitations::table
        .find(id)
        .filter(invitations::ended_at.is_null())
        .select(Invitation::as_select())
        .first(conn)
        .optional()
}

/// Ends an invitation that is open. `by` is who accepted it.
///
/// # Errors
/// Not found when it has ended meanwhile; else the database's fault.
pub fn end(
    conn: &mut Conn,
    id: &str,
    ended_as: &str,
    by: Option<&str>,
    now: Timestamp,
) -> QueryResult<()> {
    let open = invitations::table
        .find(id)
        .filter(invitations::ended_at.is_null());
    let set = (
        invitations::ended_as.eq(Some(ended_as)),
        invitations::ended_at.eq(Some(At::from(now))),
        invitations::account_id.eq(by),
    );
    exactly_one(diesel::update(open).set(set).execute(conn))
}

/// Notes that another letter with a link went out.
///
/// # Errors
/// Not found when it has ended meanwhile; else the database's fault.
pub fn sent_again(conn: &mut Conn, id: &str, expires: Timestamp) -> QueryResult<()> {
    let open = invitations::table
        .find(id)
        .filter(invitations::ended_at.is_null());
    let set = invitations::expires_at.eq(At::from(expires));
    exactly_one(diesel::update(open).set(set).execute(conn))
}

/// An invitation with who invited, and the agency's names in Arabic and English.
pub type Listed = (Invitation, String, Option<(String, String)>);

/// The latest invitations, the newest first.
///
/// # Errors
/// The database's fault.
pub fn latest(conn: &mut Conn, most: i64) -> QueryResult<Vec<Listed>> {
    invitations::table
        .inner_join(accounts::table.on(accounts::id.eq(invitations::invited_by)))
        .left_join(agencies::table.on(agencies::id.nullable().eq(invitations::agency_id)))
        .order((invitations::invited_at.desc(), invitations::id.desc()))
        .limit(most)
        .select((
            Invitation::as_select(),
            accounts::name,
            (agencies::name_ar, agencies::name_en).nullable(),
        ))
        .load(conn)
}

/// The names of an invitation's agency.
///
/// # Errors
/// The database's fault.
pub fn agency_of(
    conn: &mut Conn,
    invitation: &Invitation,
) -> QueryResult<Option<(String, String)>> {
    let Some(id) = &invitation.agency_id else {
        return Ok(None);
    };
    agencies::table
        .find(id)
        .select((agencies::name_ar, agencies::name_en))
        .first(conn)
        .optional()
}

/// Removes every invitation to an address.
///
/// # Errors
/// The database's fault.
pub fn forget(conn: &mut Conn, sign_in: &str) -> QueryResult<()> {
    diesel::delete(invitations::table.filter(invitations::sign_in.eq(sign_in)))
        .execute(conn)
        .map(drop)
}
