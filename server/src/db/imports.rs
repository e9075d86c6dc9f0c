//! Imports: what is staged, and making it visible.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use jiff::Timestamp;

use super::schema::{
    imports, priority_list_entries as entries, priority_lists as lists,
    suggestion_versions as versions, suggestions,
};
use super::types::At;
use super::{Conn, exactly_one};
use crate::on_each;

/// The publication of rows that nobody sees yet.
pub const STAGED: &str = "staged";
/// Rows of one insert: with 16 values each, well below the 32,766 that SQLite takes.
const AT_ONCE: usize = 1_000;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Suggestions,
    Lists,
}

impl Kind {
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Suggestions => "suggestions",
            Kind::Lists => "lists",
        }
    }
}

/// A new import.
#[derive(Debug, Insertable)]
#[diesel(table_name = imports)]
pub struct NewImport<'a> {
    pub id: &'a str,
    pub topic_id: &'a str,
    pub kind: &'a str,
    pub digest: &'a [u8],
    pub file_name: &'a str,
    pub added: i64,
    pub visible: bool,
    pub imported_at: At,
}

/// A suggestion of an import that is not visible.
#[derive(Debug, Insertable)]
#[diesel(table_name = suggestions, treat_none_as_default_value = false)]
pub struct StagedSuggestion<'a> {
    pub id: &'a str,
    pub reference: &'a str,
    pub topic_id: &'a str,
    pub show_name: bool,
    pub publication: &'a str,
    pub title: &'a str,
    pub body: &'a str,
    pub lang: &'a str,
    pub dir: &'a str,
    pub category: Option<&'a str>,
    pub external_id: Option<&'a str>,
    pub import_id: &'a str,
    pub posted_at: At,
    pub answer_state: &'a str,
    pub shuffle: i64,
    pub version: i32,
}

/// The first version of a staged suggestion.
#[derive(Debug, Insertable)]
#[diesel(table_name = versions)]
pub struct StagedVersion<'a> {
    pub id: String,
    pub suggestion_id: &'a str,
    pub number: i32,
    pub title: &'a str,
    pub body: &'a str,
    pub lang: &'a str,
    pub dir: &'a str,
    pub written_at: At,
}

/// A list of an import that is not visible.
#[derive(Debug, Insertable)]
#[diesel(table_name = lists)]
pub struct StagedList<'a> {
    pub id: &'a str,
    pub topic_id: &'a str,
    pub import_id: &'a str,
    pub version: i32,
    pub saved_at: At,
}

/// One place of a staged list.
#[derive(Debug, Insertable)]
#[diesel(table_name = entries)]
pub struct StagedEntry<'a> {
    pub list_id: &'a str,
    pub place: i32,
    pub suggestion_id: &'a str,
}

/// The due days of suggestions that become visible together (YYYY-MM-DD).
#[derive(Debug, Clone)]
pub struct DueDays {
    pub acknowledge: String,
    pub decide: String,
}

/// Notes a new import.
///
/// # Errors
/// A unique violation when the topic has this file already; else the database's fault.
pub fn add(conn: &mut Conn, import: &NewImport<'_>) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(imports::table)
            .values(import)
            .execute(conn),
    )
}

/// Whether a file of this digest was imported into the topic and is visible.
///
/// # Errors
/// The database's fault.
pub fn is_visible(conn: &mut Conn, topic_id: &str, kind: Kind, digest: &[u8]) -> QueryResult<bool> {
    let found = imports::table
        .filter(imports::topic_id.eq(topic_id))
        .filter(imports::kind.eq(kind.as_str()))
        .filter(imports::digest.eq(digest))
        .filter(imports::visible.eq(true))
        .select(imports::id)
        .first::<String>(conn)
        .optional()?;
    Ok(found.is_some())
}

/// Imports of the topic that were never made visible.
///
/// # Errors
/// The database's fault.
pub fn invisible(conn: &mut Conn, topic_id: &str) -> QueryResult<Vec<String>> {
    imports::table
        .filter(imports::topic_id.eq(topic_id))
        .filter(imports::visible.eq(false))
        .select(imports::id)
        .load(conn)
}

/// Removes some of what an import that is not visible has staged; answers how many suggestions
/// and lists, 0 at the end.
///
/// # Errors
/// The database's fault.
pub fn remove_staged(
    conn: &mut Conn,
    topic_id: &str,
    import_id: &str,
    most: usize,
) -> QueryResult<usize> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    // The topic is named for its indexes; the import alone has none.
    let of_lists = lists::table
        .filter(lists::topic_id.eq(topic_id))
        .filter(lists::import_id.eq(import_id))
        .select(lists::id)
        .limit(most)
        .load::<String>(conn)?;
    diesel::delete(entries::table.filter(entries::list_id.eq_any(&of_lists))).execute(conn)?;
    diesel::delete(lists::table.filter(lists::id.eq_any(&of_lists))).execute(conn)?;
    let texts = suggestions::table
        .filter(suggestions::topic_id.eq(topic_id))
        .filter(suggestions::import_id.eq(import_id))
        .filter(suggestions::publication.eq(STAGED))
        .select(suggestions::id)
        .limit(most)
        .load::<String>(conn)?;
    diesel::delete(versions::table.filter(versions::suggestion_id.eq_any(&texts))).execute(conn)?;
    diesel::delete(suggestions::table.filter(suggestions::id.eq_any(&texts))).execute(conn)?;
    Ok(of_lists.len() + texts.len())
}

/// Forgets an import that is not visible.
///
/// # Errors
/// The database's fault.
pub fn remove(conn: &mut Conn, import_id: &str) -> QueryResult<()> {
    let row = imports::table
        .find(import_id)
        .filter(imports::visible.eq(false));
    diesel::delete(row).execute(conn).map(drop)
}

/// The topic's suggestions by the id they had in their file.
///
/// # Errors
/// The database's fault.
pub fn external_ids(conn: &mut Conn, topic_id: &str) -> QueryResult<HashMap<String, String>> {
    let rows = suggestions::table
        .filter(suggestions::topic_id.eq(topic_id))
        .filter(suggestions::publication.ne(STAGED))
        .filter(suggestions::external_id.is_not_null())
        .select((suggestions::external_id.assume_not_null(), suggestions::id))
        .load::<(String, String)>(conn)?;
    Ok(rows.into_iter().collect())
}

/// Which of these references a suggestion has.
///
/// # Errors
/// The database's fault.
pub fn taken_references(conn: &mut Conn, drawn: &HashSet<String>) -> QueryResult<Vec<String>> {
    suggestions::table
        .filter(suggestions::reference.eq_any(drawn))
        .select(suggestions::reference)
        .load(conn)
}

/// Stages suggestions with their first versions.
///
/// # Errors
/// A unique or foreign-key violation when another import interferes; else the database's fault.
pub fn stage_suggestions(
    conn: &mut Conn,
    rows: &[StagedSuggestion<'_>],
    first: &[StagedVersion<'_>],
) -> QueryResult<()> {
    for chunk in rows.chunks(AT_ONCE) {
        on_each!(conn, |c| diesel::insert_into(suggestions::table)
            .values(chunk)
            .execute(c))?;
    }
    for chunk in first.chunks(AT_ONCE) {
        on_each!(conn, |c| diesel::insert_into(versions::table)
            .values(chunk)
            .execute(c))?;
    }
    Ok(())
}

/// Stages lists with their entries.
///
/// # Errors
/// A foreign-key violation when another import interferes; else the database's fault.
pub fn stage_lists(
    conn: &mut Conn,
    rows: &[StagedList<'_>],
    places: &[StagedEntry<'_>],
) -> QueryResult<()> {
    for chunk in rows.chunks(AT_ONCE) {
        on_each!(conn, |c| diesel::insert_into(lists::table)
            .values(chunk)
            .execute(c))?;
    }
    for chunk in places.chunks(AT_ONCE) {
        on_each!(conn, |c| diesel::insert_into(entries::table)
            .values(chunk)
            .execute(c))?;
    }
    Ok(())
}

/// Publishes every staged suggestion of an import; answers how many.
///
/// # Errors
/// The database's fault.
pub fn publish_suggestions(
    conn: &mut Conn,
    topic_id: &str,
    import_id: &str,
    now: Timestamp,
    due: &DueDays,
) -> QueryResult<usize> {
    let staged = suggestions::table
        .filter(suggestions::topic_id.eq(topic_id))
        .filter(suggestions::import_id.eq(import_id))
        .filter(suggestions::publication.eq(STAGED));
    diesel::update(staged)
        .set((
            suggestions::publication.eq("published"),
            suggestions::published_at.eq(At::from(now)),
            suggestions::acknowledge_due.eq(&due.acknowledge),
            suggestions::decide_due.eq(&due.decide),
        ))
        .execute(conn)
}

/// How many lists an import has staged.
///
/// # Errors
/// The database's fault.
pub fn count_lists(conn: &mut Conn, topic_id: &str, import_id: &str) -> QueryResult<usize> {
    let found = lists::table
        .filter(lists::topic_id.eq(topic_id))
        .filter(lists::import_id.eq(import_id))
        .count()
        .get_result::<i64>(conn)?;
    Ok(usize::try_from(found).unwrap_or_default())
}

/// Makes an import visible; false when it is not there any more.
///
/// # Errors
/// The database's fault.
pub fn show(conn: &mut Conn, import_id: &str, added: usize) -> QueryResult<bool> {
    let added = i64::try_from(added).unwrap_or(i64::MAX);
    let row = imports::table
        .find(import_id)
        .filter(imports::visible.eq(false));
    let to = (imports::visible.eq(true), imports::added.eq(added));
    Ok(diesel::update(row).set(to).execute(conn)? == 1)
}
