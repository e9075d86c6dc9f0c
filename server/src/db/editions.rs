//! Editions of a topic's standing, and the standings in them.

use diesel::prelude::*;

use super::Conn;
use super::schema::{editions, standings, suggestions};
use super::types::At;
use shared::suggestion::PublicationState;

/// An edition as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = editions)]
pub struct Edition {
    pub id: String,
    pub topic_id: String,
    pub number: i32,
    pub lists: i64,
    pub official: bool,
    pub counted_at: At,
}

/// The place of a suggestion on too few lists to have one.
pub const UNRANKED: i32 = 0;

/// What an edition says of one suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = standings)]
pub struct Stood {
    pub position: i32,
    pub place: i32,
    pub shared: bool,
    /// In units of 1/L of a point, L = lcm(1..K).
    pub points: i64,
    pub lists: i64,
    pub shortlist_place: Option<i32>,
}

/// The title of a suggestion that stands in an edition.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = suggestions)]
pub struct Titled {
    pub reference: String,
    pub title: String,
    pub lang: String,
    pub dir: String,
}

/// Published suggestions of an edition that have a rank, in the official order, from after a
/// position.
///
/// # Errors
/// The database's fault.
pub fn official(
    conn: &mut Conn,
    edition_id: &str,
    after: i32,
    limit: i64,
) -> QueryResult<Vec<(Titled, Stood)>> {
    standings::table
        .inner_join(suggestions::table)
        .filter(standings::edition_id.eq(edition_id))
        .filter(standings::position.gt(after))
        .filter(standings::place.ne(UNRANKED))
        .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
        .order(standings::position)
        .limit(limit)
        .select((Titled::as_select(), Stood::as_select()))
        .load(conn)
}

/// The published ones of an edition's balanced shortlist, at most `places` suggestions, its first
/// place first.
///
/// # Errors
/// The database's fault.
pub fn shortlist(
    conn: &mut Conn,
    edition_id: &str,
    places: i64,
) -> QueryResult<Vec<(Titled, Stood)>> {
    standings::table
        .inner_join(suggestions::table)
        .filter(standings::edition_id.eq(edition_id))
        .filter(standings::shortlist_place.is_not_null())
        .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
        .order(standings::shortlist_place)
        .limit(places)
        .select((Titled::as_select(), Stood::as_select()))
        .load(conn)
}
