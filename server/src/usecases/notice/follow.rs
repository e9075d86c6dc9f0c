//! A person follows a public topic, and follows it no longer.

use diesel::QueryResult;
use jiff::Timestamp;
use shared::topic::VISIBLE;

use crate::db::topics::{self, Topic};
use crate::db::{Conn, follows};

/// A topic that everybody sees; others cannot be followed.
///
/// # Errors
/// The database's fault.
pub fn public(conn: &mut Conn, slug: &str) -> QueryResult<Option<Topic>> {
    let found = topics::by_slug(conn, slug)?;
    Ok(found.filter(|topic| topic.state().is_in(VISIBLE)))
}

/// Follows a topic, or no longer. False where everybody sees no such topic.
///
/// # Errors
/// The database's fault.
pub fn follow(
    conn: &mut Conn,
    account_id: &str,
    slug: &str,
    wanted: bool,
    now: Timestamp,
) -> QueryResult<bool> {
    let Some(topic) = public(conn, slug)? else {
        return Ok(false);
    };
    match wanted {
        true => follows::begin(conn, &topic.id, account_id, now.into())?,
        false => follows::end(conn, &topic.id, account_id)?,
    }
    Ok(true)
}
