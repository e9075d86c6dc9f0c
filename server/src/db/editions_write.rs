//! What counting an edition reads and writes.

use diesel::prelude::*;
use jiff::Timestamp;
use shared::topic::COUNTED;

use super::schema::{editions, imports, priority_list_entries as entries, priority_lists as lists};
use super::schema::{standings, topics};
use super::types::At;
use super::{Conn, exactly_one};
use crate::on_each;

/// Rows of one insert: 500 × 9 values stay well below what either database takes.
const AT_ONCE: usize = 500;

/// An edition to be written.
#[derive(Debug, Insertable)]
#[diesel(table_name = editions)]
pub struct NewEdition<'a> {
    pub id: &'a str,
    pub topic_id: &'a str,
    pub number: i32,
    pub lists: i64,
    pub official: bool,
    pub counted_at: At,
}

/// One suggestion's place in an edition.
#[derive(Debug, Insertable)]
#[diesel(table_name = standings, treat_none_as_default_value = false)]
pub struct NewStanding<'a> {
    pub edition_id: &'a str,
    pub suggestion_id: &'a str,
    pub position: i32,
    pub place: i32,
    pub shared: bool,
    pub points: i64,
    pub lists: i64,
    pub place_counts: String,
    pub shortlist_place: Option<i32>,
}

/// The number of a topic's newest edition; 0 before the first.
///
/// # Errors
/// The database's fault.
pub fn last_number(conn: &mut Conn, topic_id: &str) -> QueryResult<i32> {
    let last = editions::table
        .filter(editions::topic_id.eq(topic_id))
        .select(diesel::dsl::max(editions::number))
        .first::<Option<i32>>(conn)?;
    Ok(last.unwrap_or_default())
}

/// The number of an edition while it is being written, which is nobody's to see: it is no topic's
/// shown edition yet.
pub const UNFINISHED: i32 = 0;

/// Adds an edition; its standings follow.
///
/// # Errors
/// A unique violation when another count took the number; else the database's fault.
pub fn add(conn: &mut Conn, edition: &NewEdition<'_>) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(editions::table)
            .values(edition)
            .execute(conn),
    )
}

/// Adds standings to an edition.
///
/// # Errors
/// The database's fault, which a missing edition is.
pub fn add_standings(conn: &mut Conn, rows: &[NewStanding<'_>]) -> QueryResult<()> {
    for chunk in rows.chunks(AT_ONCE) {
        on_each!(conn, |c| diesel::insert_into(standings::table)
            .values(chunk)
            .execute(c))?;
    }
    Ok(())
}

/// Gives an edition that was being written its number.
///
/// # Errors
/// [`diesel::result::Error::NotFound`] when it is there no longer, a unique violation when another
/// count took the number; else the database's fault.
pub fn finish(conn: &mut Conn, edition_id: &str, number: i32, official: bool) -> QueryResult<()> {
    let unfinished = editions::table
        .find(edition_id)
        .filter(editions::number.eq(UNFINISHED));
    let set = (editions::number.eq(number), editions::official.eq(official));
    exactly_one(diesel::update(unfinished).set(set).execute(conn))
}

/// Shows an edition of a topic that still is as it was: its state, and the edition it showed.
/// False when it is not.
///
/// # Errors
/// The database's fault.
pub fn show(
    conn: &mut Conn,
    topic_id: &str,
    (state, before): (&str, Option<&str>),
    edition_id: &str,
) -> QueryResult<bool> {
    let same = topics::table.find(topic_id).filter(topics::state.eq(state));
    let set = topics::edition_id.eq(edition_id);
    let rows = match before {
        Some(before) => diesel::update(same.filter(topics::edition_id.eq(before)))
            .set(set)
            .execute(conn)?,
        None => diesel::update(same.filter(topics::edition_id.is_null()))
            .set(set)
            .execute(conn)?,
    };
    Ok(rows == 1)
}

/// Removes at most `most` standings of editions of a topic that are not shown any more, or never
/// were, and answers how many. Official ones stay, and so do the rows of the editions themselves,
/// but for one that was never finished.
///
/// # Errors
/// The database's fault.
pub fn clear(conn: &mut Conn, topic_id: &str, most: i32) -> QueryResult<usize> {
    let shown = topics::table
        .find(topic_id)
        .select(topics::edition_id)
        .first::<Option<String>>(conn)?
        .unwrap_or_default();
    let left = standings::table
        .inner_join(editions::table)
        .filter(editions::topic_id.eq(topic_id))
        .filter(editions::official.eq(false))
        .filter(editions::id.ne(shown))
        .select((standings::edition_id, standings::position))
        .order((editions::number, standings::position))
        .first::<(String, i32)>(conn)
        .optional()?;
    if let Some((edition_id, first)) = left {
        let some = standings::table
            .filter(standings::edition_id.eq(edition_id))
            .filter(standings::position.lt(first.saturating_add(most)));
        return diesel::delete(some).execute(conn);
    }
    let unfinished = editions::table
        .filter(editions::topic_id.eq(topic_id))
        .filter(editions::number.eq(UNFINISHED));
    super::counts_write::clear_unfinished(conn, topic_id)?;
    diesel::delete(unfinished).execute(conn)?;
    Ok(0)
}

/// Topics with standings that [`clear`] would remove, or an edition that was never finished. Looks
/// at each edition there is.
///
/// # Errors
/// The database's fault.
pub fn with_leavings(conn: &mut Conn) -> QueryResult<Vec<String>> {
    let standing = standings::table.filter(standings::edition_id.eq(editions::id));
    editions::table
        .inner_join(topics::table.on(topics::id.eq(editions::topic_id)))
        .filter(editions::official.eq(false))
        .filter(
            topics::edition_id
                .is_null()
                .or(topics::edition_id.ne(editions::id.nullable())),
        )
        .filter(
            editions::number
                .eq(UNFINISHED)
                .or(diesel::dsl::exists(standing)),
        )
        .select(topics::id)
        .distinct()
        .load(conn)
}

/// Closed topics that wait for their official edition. Imported ones are counted by their import.
///
/// # Errors
/// The database's fault.
pub fn awaiting_official(conn: &mut Conn, most: i64) -> QueryResult<Vec<String>> {
    let counted = COUNTED.iter().map(|state| state.as_str());
    topics::table
        .left_join(editions::table.on(topics::edition_id.eq(editions::id.nullable())))
        .filter(topics::state.eq_any(counted))
        .filter(topics::closed_at.is_not_null())
        .filter(topics::imported.eq(false))
        .filter(editions::id.is_null().or(editions::official.eq(false)))
        .order(topics::closed_at)
        .limit(most)
        .select(topics::id)
        .load(conn)
}

/// Open topics whose last edition was counted at `until` or before, or that have none: id, last
/// day and when it was counted.
///
/// # Errors
/// The database's fault.
pub fn perhaps_due(
    conn: &mut Conn,
    until: Timestamp,
) -> QueryResult<Vec<(String, String, Option<At>)>> {
    topics::table
        .left_join(editions::table.on(topics::edition_id.eq(editions::id.nullable())))
        .filter(topics::state.eq("open"))
        .filter(
            editions::counted_at
                .is_null()
                .or(editions::counted_at.le(At::from(until))),
        )
        .order(topics::id)
        .select((
            topics::id,
            topics::closes_on,
            editions::counted_at.nullable(),
        ))
        .load(conn)
}

/// How many lists of a topic hold anything, counted only up to `most`.
///
/// # Errors
/// The database's fault.
pub fn filled_lists(conn: &mut Conn, topic_id: &str, most: i64) -> QueryResult<usize> {
    let found = lists::table
        .inner_join(entries::table)
        .left_join(imports::table)
        .filter(lists::topic_id.eq(topic_id))
        .filter(lists::import_id.is_null().or(imports::visible.eq(true)))
        .filter(entries::place.eq(1))
        .select(lists::id)
        .limit(most)
        .load::<String>(conn)?;
    Ok(found.len())
}

/// How many lists of a topic were saved after a moment, counted only up to `most`.
///
/// # Errors
/// The database's fault.
pub fn lists_saved_since(
    conn: &mut Conn,
    topic_id: &str,
    since: At,
    most: i64,
) -> QueryResult<usize> {
    let found = lists::table
        .left_join(imports::table)
        .filter(lists::topic_id.eq(topic_id))
        .filter(lists::saved_at.gt(since))
        .filter(lists::import_id.is_null().or(imports::visible.eq(true)))
        .select(lists::id)
        .limit(most)
        .load::<String>(conn)?;
    Ok(found.len())
}
