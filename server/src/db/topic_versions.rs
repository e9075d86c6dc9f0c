//! What the descriptions of open topics said before they were corrected. Rows are only ever added.

use diesel::prelude::*;
use shared::topic::TopicState;

use super::schema::{topic_versions, topics};
use super::topics::Topic;
use super::types::At;
use super::{Conn, exactly_one};

/// An earlier description with the reason why it was corrected, as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = topic_versions)]
pub struct Version {
    pub id: String,
    pub topic_id: String,
    pub number: i32,
    pub description_ar: String,
    pub description_en: String,
    pub reason_ar: String,
    pub reason_en: String,
    pub corrected_at: At,
    pub corrected_by: String,
}

/// The earlier descriptions of a topic, the latest first.
///
/// # Errors
/// The database's fault.
pub fn of_topic(conn: &mut Conn, topic_id: &str) -> QueryResult<Vec<Version>> {
    topic_versions::table
        .filter(topic_versions::topic_id.eq(topic_id))
        .order(topic_versions::number.desc())
        .select(Version::as_select())
        .load(conn)
}

/// The number of the latest earlier description; 0 before the first correction.
///
/// # Errors
/// The database's fault.
pub fn last_number(conn: &mut Conn, topic_id: &str) -> QueryResult<i32> {
    let last = topic_versions::table
        .filter(topic_versions::topic_id.eq(topic_id))
        .select(diesel::dsl::max(topic_versions::number))
        .first::<Option<i32>>(conn)?;
    Ok(last.unwrap_or_default())
}

/// Writes the description of an open topic anew and keeps what it said.
///
/// # Errors
/// Not found when the topic has changed since it was read; else the database's fault.
pub fn correct(
    conn: &mut Conn,
    read: &Topic,
    (description_ar, description_en): (&str, &str),
    before: &Version,
) -> QueryResult<()> {
    let guarded = topics::table
        .find(&read.id)
        .filter(topics::state.eq(TopicState::Open.as_str()))
        .filter(topics::version.eq(read.version));
    let change = (
        topics::description_ar.eq(description_ar),
        topics::description_en.eq(description_en),
        topics::version.eq(read.version.saturating_add(1)),
    );
    exactly_one(diesel::update(guarded).set(change).execute(conn))?;
    exactly_one(
        diesel::insert_into(topic_versions::table)
            .values(before)
            .execute(conn),
    )
}
