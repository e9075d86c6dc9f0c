//! When suggestions left public view: hidden, merged or withdrawn. One that comes back has no row.

use diesel::prelude::*;
use shared::suggestion::PublicationState;

use super::Conn;
use super::schema::{departures, suggestions};
use super::types::At;
use crate::on_each;

/// Keeps that these suggestions left. One that had left already, as one that was hidden and is then
/// withdrawn, left when it first did.
///
/// # Errors
/// The database's fault.
pub fn leave(conn: &mut Conn, ids: &[&str], at: At) -> QueryResult<()> {
    let rows: Vec<_> = ids
        .iter()
        .map(|id| {
            (
                departures::suggestion_id.eq(*id),
                departures::left_at.eq(at),
            )
        })
        .collect();
    on_each!(conn, |c| diesel::insert_into(departures::table)
        .values(&rows)
        .on_conflict_do_nothing()
        .execute(c))
    .map(drop)
}

/// Keeps that these are back.
///
/// # Errors
/// The database's fault.
pub fn come_back(conn: &mut Conn, ids: &[&str]) -> QueryResult<()> {
    let back = departures::table.filter(departures::suggestion_id.eq_any(ids.iter().copied()));
    diesel::delete(back).execute(conn).map(drop)
}

/// The references of suggestions of a topic that left without a row, or have one and are there.
///
/// # Errors
/// The database's fault.
pub fn strays(conn: &mut Conn, topic_id: &str) -> QueryResult<Vec<String>> {
    let gone = [
        PublicationState::Hidden,
        PublicationState::Merged,
        PublicationState::Withdrawn,
    ]
    .map(PublicationState::as_str);
    let left = departures::suggestion_id.nullable();
    suggestions::table
        .left_join(departures::table)
        .filter(suggestions::topic_id.eq(topic_id))
        .filter(
            (suggestions::publication.eq_any(gone).and(left.is_null())).or(
                suggestions::publication
                    .ne_all(gone)
                    .and(left.is_not_null()),
            ),
        )
        .order(suggestions::reference)
        .select(suggestions::reference)
        .load(conn)
}
