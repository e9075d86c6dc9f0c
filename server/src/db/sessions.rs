//! Who is signed in where.

use diesel::prelude::*;
use jiff::Timestamp;
use shared::account::Person;

use super::people::stored_role;
use super::schema::{account_roles, accounts, sessions};
use super::types::At;
use super::{Conn, exactly_one};

/// A session and whose it is.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub person: Person,
    pub name: String,
    /// The public id of the session.
    pub id: String,
    pub last_seen: Timestamp,
    pub expires: Timestamp,
}

/// The person of a session, whether or not it is still good.
///
/// # Errors
/// The database's fault.
pub fn by_token(conn: &mut Conn, token_hash: &[u8]) -> QueryResult<Option<SignedIn>> {
    let rows = sessions::table
        .inner_join(accounts::table)
        .left_join(account_roles::table.on(account_roles::account_id.eq(accounts::id)))
        .filter(sessions::token_hash.eq(token_hash))
        .select((
            (accounts::id, accounts::name, accounts::disabled_at),
            (sessions::id, sessions::last_seen_at, sessions::expires_at),
            (account_roles::role, account_roles::agency_id).nullable(),
        ))
        .load::<(
            (String, String, Option<At>),
            (String, At, At),
            Option<(String, Option<String>)>,
        )>(conn)?;
    let mut found: Option<SignedIn> = None;
    for ((account, name, disabled_at), (id, last_seen, expires), role) in rows {
        let signed_in = found.get_or_insert_with(|| SignedIn {
            person: Person {
                id: account,
                roles: Vec::new(),
                disabled: disabled_at.is_some(),
            },
            name,
            id,
            last_seen: last_seen.time(),
            expires: expires.time(),
        });
        signed_in
            .person
            .roles
            .extend(role.and_then(|(role, agency)| stored_role(&role, agency)));
    }
    Ok(found)
}

/// Writes down that a session was used.
///
/// # Errors
/// The database's fault.
pub fn seen(conn: &mut Conn, token_hash: &[u8], now: Timestamp) -> QueryResult<()> {
    diesel::update(sessions::table.find(token_hash))
        .set(sessions::last_seen_at.eq(At::from(now)))
        .execute(conn)
        .map(drop)
}

/// A new session.
#[derive(Debug, Insertable)]
#[diesel(table_name = sessions, treat_none_as_default_value = false)]
pub struct NewSession<'a> {
    pub token_hash: &'a [u8],
    pub account_id: &'a str,
    pub created_at: At,
    pub last_seen_at: At,
    pub expires_at: At,
    pub id: &'a str,
    /// [`shared::device::Device::stored`]
    pub device: &'a str,
    /// The /24 or /48 it begins in.
    pub network: Option<&'a str>,
}

/// Starts a session.
///
/// # Errors
/// The database's fault.
pub fn start(conn: &mut Conn, session: &NewSession<'_>) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(sessions::table)
            .values(session)
            .execute(conn),
    )
}

/// Ends a session; one that is gone already is no fault.
///
/// # Errors
/// The database's fault.
pub fn end(conn: &mut Conn, token_hash: &[u8]) -> QueryResult<()> {
    diesel::delete(sessions::table.find(token_hash))
        .execute(conn)
        .map(drop)
}

/// Ends every session of an account, on every node: each request reads its session anew.
///
/// # Errors
/// The database's fault.
pub fn end_all_of(conn: &mut Conn, account_id: &str) -> QueryResult<usize> {
    diesel::delete(sessions::table.filter(sessions::account_id.eq(account_id))).execute(conn)
}

/// Ends one session of an account by its public id.
///
/// # Errors
/// Not found where the account has no such session; else the database's fault.
pub fn end_one_of(conn: &mut Conn, account_id: &str, id: &str) -> QueryResult<()> {
    let theirs = sessions::table
        .filter(sessions::account_id.eq(account_id))
        .filter(sessions::id.eq(id));
    exactly_one(diesel::delete(theirs).execute(conn))
}

/// Ends every session of an account but one.
///
/// # Errors
/// The database's fault.
pub fn end_others_of(conn: &mut Conn, account_id: &str, kept: &str) -> QueryResult<usize> {
    let others = sessions::table
        .filter(sessions::account_id.eq(account_id))
        .filter(sessions::id.ne(kept));
    diesel::delete(others).execute(conn)
}

/// A session as its owner sees it.
#[derive(Debug, Clone, Queryable)]
pub struct Listed {
    pub id: String,
    pub created_at: At,
    pub last_seen_at: At,
    pub device: String,
    pub network: Option<String>,
}

/// The sessions of an account that are used and have not run out, the last used first.
///
/// # Errors
/// The database's fault.
pub fn live_of(
    conn: &mut Conn,
    account_id: &str,
    now: At,
    used_since: At,
    most: i64,
) -> QueryResult<Vec<Listed>> {
    sessions::table
        .filter(sessions::account_id.eq(account_id))
        .filter(sessions::expires_at.gt(now))
        .filter(sessions::last_seen_at.gt(used_since))
        .order((sessions::last_seen_at.desc(), sessions::id))
        .limit(most)
        .select((
            sessions::id,
            sessions::created_at,
            sessions::last_seen_at,
            sessions::device,
            sessions::network,
        ))
        .load(conn)
}

/// Whether any session ran out.
///
/// # Errors
/// The database's fault.
pub fn any_expired(conn: &mut Conn, now: At) -> QueryResult<bool> {
    let one = sessions::table
        .filter(sessions::expires_at.le(now))
        .order(sessions::expires_at)
        .select(sessions::id)
        .first::<String>(conn)
        .optional()?;
    Ok(one.is_some())
}

/// Forgets sessions that ran out.
///
/// # Errors
/// The database's fault.
pub fn forget_expired(conn: &mut Conn, now: At) -> QueryResult<usize> {
    diesel::delete(sessions::table.filter(sessions::expires_at.le(now))).execute(conn)
}
