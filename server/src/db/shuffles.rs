//! The daily shuffle of open topics, as stored.

use diesel::prelude::*;
use jiff::civil::Date;

use super::Conn;
use super::exactly_one;
use super::schema::{suggestions, topics};

/// Open topics that were not dealt for this day or a later one: a clock set back deals nothing anew.
///
/// # Errors
/// The database's fault.
pub fn due(conn: &mut Conn, today: Date) -> QueryResult<Vec<String>> {
    topics::table
        .filter(topics::state.eq("open"))
        .filter(topics::shuffled_on.lt(today.to_string()))
        .order(topics::id)
        .select(topics::id)
        .load(conn)
}

/// Suggestions of a topic after an id, with their place in the shuffle.
///
/// # Errors
/// The database's fault.
pub fn chunk(
    conn: &mut Conn,
    topic_id: &str,
    after: &str,
    most: i64,
) -> QueryResult<Vec<(String, i64)>> {
    suggestions::table
        .filter(suggestions::topic_id.eq(topic_id))
        .filter(suggestions::id.gt(after))
        .order(suggestions::id)
        .limit(most)
        .select((suggestions::id, suggestions::shuffle))
        .load(conn)
}

/// Gives suggestions their new places.
///
/// # Errors
/// The database's fault.
pub fn write(conn: &mut Conn, keys: &[(String, i64)]) -> QueryResult<()> {
    for (id, key) in keys {
        diesel::update(suggestions::table.find(id))
            .set(suggestions::shuffle.eq(key))
            .execute(conn)?;
    }
    Ok(())
}

/// Marks a topic as dealt for a day.
///
/// # Errors
/// The database's fault.
pub fn dealt(conn: &mut Conn, topic_id: &str, today: Date) -> QueryResult<()> {
    exactly_one(
        diesel::update(topics::table.find(topic_id))
            .set(topics::shuffled_on.eq(today.to_string()))
            .execute(conn),
    )
}
