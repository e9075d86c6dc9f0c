//! The topics that people follow.

use diesel::prelude::*;

use super::Conn;
use super::schema::{follows, topics};
use super::types::At;
use crate::on_each;

/// A topic that somebody follows.
#[derive(Debug, Clone, Queryable)]
pub struct Followed {
    pub slug: String,
    pub title_ar: String,
    pub title_en: String,
    pub followed_at: At,
}

/// The topics that a person follows, the latest first.
///
/// # Errors
/// The database's fault.
pub fn of_account(conn: &mut Conn, account_id: &str) -> QueryResult<Vec<Followed>> {
    follows::table
        .inner_join(topics::table)
        .filter(follows::account_id.eq(account_id))
        .order((follows::followed_at.desc(), follows::topic_id))
        .select((
            topics::slug,
            topics::title_ar,
            topics::title_en,
            follows::followed_at,
        ))
        .load(conn)
}

/// Whether a person follows a topic.
///
/// # Errors
/// The database's fault.
pub fn is_followed(conn: &mut Conn, topic_id: &str, account_id: &str) -> QueryResult<bool> {
    let found = follows::table
        .find((topic_id, account_id))
        .select(follows::topic_id)
        .first::<String>(conn)
        .optional()?;
    Ok(found.is_some())
}

/// Begins to follow; a second time changes nothing.
///
/// # Errors
/// The database's fault.
pub fn begin(conn: &mut Conn, topic_id: &str, account_id: &str, now: At) -> QueryResult<()> {
    let row = (
        follows::topic_id.eq(topic_id),
        follows::account_id.eq(account_id),
        follows::followed_at.eq(now),
    );
    on_each!(conn, |c| diesel::insert_into(follows::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))
    .map(drop)
}

/// Follows no longer.
///
/// # Errors
/// The database's fault.
pub fn end(conn: &mut Conn, topic_id: &str, account_id: &str) -> QueryResult<()> {
    diesel::delete(follows::table.find((topic_id, account_id)))
        .execute(conn)
        .map(drop)
}

/// An open topic whose first or last day is near: id, agency, first and last day.
pub type Near = (String, String, String, String);

/// Open topics that somebody follows and that opened or close between two days.
///
/// # Errors
/// The database's fault.
pub fn near(
    conn: &mut Conn,
    opened: (&str, &str),
    closing: (&str, &str),
) -> QueryResult<Vec<Near>> {
    let followed = follows::table.filter(follows::topic_id.eq(topics::id));
    let opens = topics::opens_on.between(opened.0.to_owned(), opened.1.to_owned());
    let closes = topics::closes_on.between(closing.0.to_owned(), closing.1.to_owned());
    topics::table
        .filter(topics::state.eq(shared::topic::TopicState::Open.as_str()))
        .filter(opens.or(closes))
        .filter(diesel::dsl::exists(followed))
        .order(topics::id)
        .select((
            topics::id,
            topics::agency_id,
            topics::opens_on,
            topics::closes_on,
        ))
        .load(conn)
}
