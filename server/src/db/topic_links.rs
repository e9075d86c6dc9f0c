//! Documents and videos of topics, as links.

use diesel::prelude::*;

use super::schema::topic_links;
use super::types::At;
use super::{Conn, exactly_one};

/// A link as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = topic_links)]
pub struct TopicLink {
    pub id: String,
    pub topic_id: String,
    pub kind: String,
    pub title_ar: String,
    pub title_en: String,
    pub address: String,
    pub added_at: At,
}

/// The links of a topic, the oldest first.
///
/// # Errors
/// The database's fault.
pub fn of_topic(conn: &mut Conn, topic_id: &str) -> QueryResult<Vec<TopicLink>> {
    topic_links::table
        .filter(topic_links::topic_id.eq(topic_id))
        .order((topic_links::added_at, topic_links::id))
        .select(TopicLink::as_select())
        .load(conn)
}

/// How many links a topic has.
///
/// # Errors
/// The database's fault.
pub fn count(conn: &mut Conn, topic_id: &str) -> QueryResult<i64> {
    topic_links::table
        .filter(topic_links::topic_id.eq(topic_id))
        .count()
        .get_result(conn)
}

/// Adds a link.
///
/// # Errors
/// The database's fault.
pub fn add(conn: &mut Conn, link: &TopicLink) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(topic_links::table)
            .values(link)
            .execute(conn),
    )
}

/// Takes a link of a topic away.
///
/// # Errors
/// Not found when it is not there; else the database's fault.
pub fn remove(conn: &mut Conn, topic_id: &str, id: &str) -> QueryResult<()> {
    let link = topic_links::table
        .find(id)
        .filter(topic_links::topic_id.eq(topic_id));
    exactly_one(diesel::delete(link).execute(conn))
}
