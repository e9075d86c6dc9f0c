//! Published counts, and their files.

use diesel::prelude::*;

use shared::suggestion::PublicationState;

use super::Conn;
use super::editions::{Stood, Titled, UNRANKED};
use super::editions_write::UNFINISHED;
use super::schema::{count_files, count_parts, counts, editions, standings, suggestions, topics};
use super::types::At;

/// A published count.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = counts)]
pub struct Count {
    pub id: String,
    pub number: i32,
    pub edition_id: String,
    pub reason_ar: Option<String>,
    pub reason_en: Option<String>,
    pub ranked: i64,
    pub masked: i64,
    pub lists_published: bool,
    pub root: Option<String>,
    /// JSON.
    pub weeks: String,
}

/// One of its files.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = count_files)]
pub struct File {
    pub count_id: String,
    pub name: String,
    pub bytes: i64,
    pub sha256: String,
}

/// The published counts of a topic, the newest first: with how many lists, and when.
///
/// # Errors
/// The database's fault.
pub fn of_topic(conn: &mut Conn, topic_id: &str) -> QueryResult<Vec<(Count, i64, At)>> {
    counts::table
        .inner_join(editions::table)
        .filter(counts::topic_id.eq(topic_id))
        .filter(editions::number.ne(UNFINISHED))
        .order(counts::number.desc())
        .select((Count::as_select(), editions::lists, editions::counted_at))
        .load(conn)
}

/// A suggestion of a count: what names it, how it stands, and on how many lists at each place.
pub type Counted = (Titled, Stood, String);

/// The first published suggestions of an edition in the official order.
///
/// # Errors
/// The database's fault.
pub fn first(conn: &mut Conn, edition_id: &str, most: i64) -> QueryResult<Vec<Counted>> {
    standings::table
        .inner_join(suggestions::table)
        .filter(standings::edition_id.eq(edition_id))
        .filter(standings::place.ne(UNRANKED))
        .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
        .order(standings::position)
        .limit(most)
        .select((
            Titled::as_select(),
            Stood::as_select(),
            standings::place_counts,
        ))
        .load(conn)
}

/// The published suggestions of an edition's shortlist.
///
/// # Errors
/// The database's fault.
pub fn shortlist(conn: &mut Conn, edition_id: &str, most: i64) -> QueryResult<Vec<Counted>> {
    standings::table
        .inner_join(suggestions::table)
        .filter(standings::edition_id.eq(edition_id))
        .filter(standings::shortlist_place.is_not_null())
        .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
        .order(standings::shortlist_place)
        .limit(most)
        .select((
            Titled::as_select(),
            Stood::as_select(),
            standings::place_counts,
        ))
        .load(conn)
}

/// The files of a count, in the order they are listed.
///
/// # Errors
/// The database's fault.
pub fn files(conn: &mut Conn, count_id: &str) -> QueryResult<Vec<File>> {
    count_files::table
        .filter(count_files::count_id.eq(count_id))
        .order(count_files::position)
        .select(File::as_select())
        .load(conn)
}

/// A file of a topic's count by their public names; none if there is no such.
///
/// # Errors
/// The database's fault.
pub fn file(conn: &mut Conn, slug: &str, number: i32, name: &str) -> QueryResult<Option<File>> {
    count_files::table
        .inner_join(
            counts::table
                .inner_join(topics::table)
                .inner_join(editions::table),
        )
        .filter(topics::slug.eq(slug))
        .filter(counts::number.eq(number))
        .filter(editions::number.ne(UNFINISHED))
        .filter(count_files::name.eq(name))
        .select(File::as_select())
        .first(conn)
        .optional()
}

/// A part of a file, from 0 on; none after the last.
///
/// # Errors
/// The database's fault.
pub fn part(conn: &mut Conn, file: &File, part: i32) -> QueryResult<Option<Vec<u8>>> {
    count_parts::table
        .find((&file.count_id, &file.name, part))
        .select(count_parts::content)
        .first(conn)
        .optional()
}
