//! A person chooses what is sent to them.

use diesel::QueryResult;
use jiff::Timestamp;
use shared::notice::{NoticeKind, Way};

use crate::db::{Conn, dialect, notice_choices, notices};

/// Keeps the way of each kind, in the place of all that was chosen and stopped before; `none` stops
/// all letters. A kind whose way is missing or unknown stays as usual.
///
/// # Errors
/// The database's fault.
pub fn choose(
    conn: &mut Conn,
    account_id: &str,
    chosen: &[(NoticeKind, Way)],
    none: bool,
    now: Timestamp,
) -> QueryResult<()> {
    dialect::hold_person(conn, account_id)?;
    notice_choices::keep(conn, account_id, chosen, none, now.into())?;
    match none {
        true => notices::wait_no_more(conn, account_id),
        false => Ok(()),
    }
}
