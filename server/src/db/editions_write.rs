//! What counting an edition reads and writes.

use diesel::pg::PgRowByRowLoadingMode;
use diesel::prelude::*;
use jiff::Timestamp;

use super::schema::{editions, imports, priority_list_entries as entries, priority_lists as lists};
use super::schema::{standings, suggestions, topics};
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

/// A suggestion as a count sees it.
#[derive(Debug, Clone, Queryable)]
pub struct Counted {
    pub id: String,
    pub reference: String,
    pub publication: String,
    pub merged_into: Option<String>,
}

/// The suggestions of a topic. Staged ones are not there yet.
///
/// # Errors
/// The database's fault.
pub fn fates(conn: &mut Conn, topic_id: &str) -> QueryResult<Vec<Counted>> {
    suggestions::table
        .filter(suggestions::topic_id.eq(topic_id))
        .filter(suggestions::publication.ne("staged"))
        .order(suggestions::id)
        .select((
            suggestions::id,
            suggestions::reference,
            suggestions::publication,
            suggestions::merged_into,
        ))
        .load(conn)
}

/// Streams the entries of a topic's lists, those of invisible imports left out: list id and
/// suggestion id, list after list, in the order of the places.
///
/// # Errors
/// The database's fault.
pub fn each_entry(
    conn: &mut Conn,
    topic_id: &str,
    mut take: impl FnMut(String, String),
) -> QueryResult<()> {
    let query = entries::table
        .inner_join(lists::table.left_join(imports::table))
        .filter(lists::topic_id.eq(topic_id))
        .filter(lists::import_id.is_null().or(imports::visible.eq(true)))
        .order((entries::list_id, entries::place))
        .select((entries::list_id, entries::suggestion_id));
    // Row by row: libpq would otherwise hold all of them in memory at once.
    match conn {
        Conn::Sqlite(c) => {
            for row in query.load_iter::<(String, String), _>(c)? {
                let (list, suggestion) = row?;
                take(list, suggestion);
            }
        }
        Conn::Postgres(c) => {
            for row in query.load_iter::<(String, String), PgRowByRowLoadingMode>(c)? {
                let (list, suggestion) = row?;
                take(list, suggestion);
            }
        }
    }
    Ok(())
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

/// Adds an edition with its standings.
///
/// # Errors
/// A unique violation when another count took the number; else the database's fault.
pub fn add(conn: &mut Conn, edition: &NewEdition<'_>, rows: &[NewStanding<'_>]) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(editions::table)
            .values(edition)
            .execute(conn),
    )?;
    for chunk in rows.chunks(AT_ONCE) {
        on_each!(conn, |c| diesel::insert_into(standings::table)
            .values(chunk)
            .execute(c))?;
    }
    Ok(())
}

/// Shows an edition, and lets the standings of the one shown before go unless it was official.
/// Its own row stays.
///
/// # Errors
/// The database's fault.
pub fn show(conn: &mut Conn, topic_id: &str, edition_id: &str) -> QueryResult<()> {
    let before = topics::table
        .inner_join(editions::table.on(topics::edition_id.eq(editions::id.nullable())))
        .filter(topics::id.eq(topic_id))
        .filter(editions::official.eq(false))
        .select(editions::id)
        .first::<String>(conn)
        .optional()?;
    exactly_one(
        diesel::update(topics::table.find(topic_id))
            .set(topics::edition_id.eq(edition_id))
            .execute(conn),
    )?;
    if let Some(before) = before {
        diesel::delete(standings::table.filter(standings::edition_id.eq(before))).execute(conn)?;
    }
    Ok(())
}

/// Open topics whose last edition was counted at `until` or before, or that have none: id and
/// when it was counted.
///
/// # Errors
/// The database's fault.
pub fn perhaps_due(conn: &mut Conn, until: Timestamp) -> QueryResult<Vec<(String, Option<At>)>> {
    topics::table
        .left_join(editions::table.on(topics::edition_id.eq(editions::id.nullable())))
        .filter(topics::state.eq("open"))
        .filter(
            editions::counted_at
                .is_null()
                .or(editions::counted_at.le(At::from(until))),
        )
        .order(topics::id)
        .select((topics::id, editions::counted_at.nullable()))
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
