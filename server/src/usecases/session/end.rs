//! Ending one's own sessions, here or elsewhere.

use crate::db::{Conn, sessions};

/// Ends one session of a person, on every node.
///
/// # Errors
/// Not found where the person has no such session; else the database's fault.
pub fn end_one(conn: &mut Conn, account_id: &str, id: &str) -> Result<(), diesel::result::Error> {
    sessions::end_one_of(conn, account_id, id)
}

/// Ends all sessions of a person but the one that asks.
///
/// # Errors
/// The database's fault.
pub fn end_others(
    conn: &mut Conn,
    account_id: &str,
    kept: &str,
) -> Result<usize, diesel::result::Error> {
    sessions::end_others_of(conn, account_id, kept)
}
