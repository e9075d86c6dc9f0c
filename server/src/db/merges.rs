//! Merges: which suggestion lies over which, why, and until when.

use diesel::prelude::*;
use shared::answer::UNDECIDED;
use shared::suggestion::PublicationState;

use super::objections::Objection;
use super::schema::{merges, objections, suggestions};
use super::types::At;
use super::{Conn, departures, exactly_one};

/// A merge as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = merges, treat_none_as_default_value = false)]
pub struct Merge {
    pub id: String,
    pub suggestion_id: String,
    pub into_id: String,
    /// Public.
    pub reason: String,
    pub lang: String,
    pub dir: String,
    pub merged_by: String,
    pub merged_at: At,
    pub undone_at: Option<At>,
}

/// Reference, title, language and direction of the suggestion that one was merged into.
pub type Target = (String, String, String, String);

/// The merge that a suggestion is under.
#[derive(Debug, Clone, Queryable)]
pub struct Standing {
    pub merge: Merge,
    pub into: Target,
    pub objection: Option<Objection>,
}

/// The merge that a suggestion is under, with the objection to it.
///
/// # Errors
/// The database's fault.
pub fn of_merged(conn: &mut Conn, suggestion_id: &str) -> QueryResult<Option<Standing>> {
    merges::table
        .inner_join(suggestions::table.on(suggestions::id.eq(merges::into_id)))
        .left_join(objections::table)
        .filter(merges::suggestion_id.eq(suggestion_id))
        .filter(merges::undone_at.is_null())
        .select((
            Merge::as_select(),
            (
                suggestions::reference,
                suggestions::title,
                suggestions::lang,
                suggestions::dir,
            ),
            Option::<Objection>::as_select(),
        ))
        .first(conn)
        .optional()
}

/// Whether anything was merged into a suggestion.
///
/// # Errors
/// The database's fault.
pub fn gathers(conn: &mut Conn, suggestion_id: &str) -> QueryResult<bool> {
    let into = merges::table
        .filter(merges::into_id.eq(suggestion_id))
        .filter(merges::undone_at.is_null());
    diesel::dsl::select(diesel::dsl::exists(into)).get_result(conn)
}

/// What was merged into one of these.
#[derive(Debug, Clone, Queryable)]
pub struct Gathered {
    pub id: String,
    pub reference: String,
    pub topic_id: String,
    /// The id of the one that it was merged into.
    pub into_id: String,
}

/// What was merged into any of these suggestions.
///
/// # Errors
/// The database's fault.
pub fn gathered_by(conn: &mut Conn, targets: &[&str]) -> QueryResult<Vec<Gathered>> {
    merges::table
        .inner_join(suggestions::table.on(suggestions::id.eq(merges::suggestion_id)))
        .filter(merges::into_id.eq_any(targets.iter().copied()))
        .filter(merges::undone_at.is_null())
        .order(merges::id)
        .select((
            suggestions::id,
            suggestions::reference,
            suggestions::topic_id,
            merges::into_id,
        ))
        .load(conn)
}

/// A suggestion that another could be merged into.
#[derive(Debug, Clone, Queryable)]
pub struct Candidate {
    pub reference: String,
    pub title: String,
    pub lang: String,
    pub dir: String,
    pub answer_state: String,
}

/// The published suggestions of a topic but one, the oldest first.
///
/// # Errors
/// The database's fault.
pub fn candidates(conn: &mut Conn, topic_id: &str, but: &str) -> QueryResult<Vec<Candidate>> {
    suggestions::table
        .filter(suggestions::topic_id.eq(topic_id))
        .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
        .filter(suggestions::id.ne(but))
        .order((suggestions::posted_at, suggestions::id))
        .select((
            suggestions::reference,
            suggestions::title,
            suggestions::lang,
            suggestions::dir,
            suggestions::answer_state,
        ))
        .load(conn)
}

/// Merges a suggestion without a final answer into another, each in the version that was read.
///
/// # Errors
/// Not found when either has changed or left public view; else the database's fault.
pub fn add(conn: &mut Conn, merge: &Merge, (version, into_version): (i32, i32)) -> QueryResult<()> {
    let published = PublicationState::Published.as_str();
    // Nothing of it changes, but whoever hides or withdraws it now waits and finds this merge.
    let target = suggestions::table
        .find(&merge.into_id)
        .filter(suggestions::publication.eq(published))
        .filter(suggestions::version.eq(into_version));
    let same = suggestions::version.eq(into_version);
    exactly_one(diesel::update(target).set(same).execute(conn))?;
    let guarded = suggestions::table
        .find(&merge.suggestion_id)
        .filter(suggestions::publication.eq(published))
        .filter(suggestions::version.eq(version))
        .filter(suggestions::answer_state.eq_any(UNDECIDED.iter().map(|state| state.as_str())));
    let change = (
        suggestions::publication.eq(PublicationState::Merged.as_str()),
        suggestions::merged_into.eq(Some(&merge.into_id)),
    );
    exactly_one(diesel::update(guarded).set(change).execute(conn))?;
    departures::leave(conn, &[&merge.suggestion_id], merge.merged_at)?;
    exactly_one(
        diesel::insert_into(merges::table)
            .values(merge)
            .execute(conn),
    )
}

/// Ends the merges of these suggestions: they are published again, their due days as they stand.
///
/// # Errors
/// Not found when one of them is not merged any more; else the database's fault.
pub fn end(conn: &mut Conn, ids: &[&str], at: At) -> QueryResult<()> {
    let merged = suggestions::table
        .filter(suggestions::id.eq_any(ids.iter().copied()))
        .filter(suggestions::publication.eq(PublicationState::Merged.as_str()));
    let change = (
        suggestions::publication.eq(PublicationState::Published.as_str()),
        suggestions::merged_into.eq(None::<String>),
    );
    if diesel::update(merged).set(change).execute(conn)? != ids.len() {
        return Err(diesel::result::Error::NotFound);
    }
    departures::come_back(conn, ids)?;
    let standing = merges::table
        .filter(merges::suggestion_id.eq_any(ids.iter().copied()))
        .filter(merges::undone_at.is_null());
    diesel::update(standing)
        .set(merges::undone_at.eq(Some(at)))
        .execute(conn)
        .map(drop)
}
