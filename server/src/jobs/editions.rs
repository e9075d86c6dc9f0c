//! Editions of a topic's standing.

use diesel::QueryResult;
use jiff::Timestamp;

use crate::db::Conn;

/// Counts an edition of a topic.
///
/// # Errors
/// The database's fault.
pub fn count(_conn: &mut Conn, _topic_id: &str, _official: bool, _now: Timestamp) -> QueryResult<Option<String>> {
    Ok(None)
}
