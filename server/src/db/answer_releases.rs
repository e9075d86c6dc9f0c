//! Decisions that wait until a second person of the desk releases them. None of it is ever public.

use diesel::dsl::count_star;
use diesel::prelude::*;
use shared::input::AnswerDraft;
use shared::release::ReleaseState;

use super::schema::{accounts, answer_releases as releases, suggestions, topics};
use super::types::At;
use super::{Conn, exactly_one};
use crate::on_each;

/// A written answer as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = releases, treat_none_as_default_value = false)]
pub struct Release {
    pub id: String,
    pub suggestion_id: String,
    pub agency_id: String,
    pub state: String,
    pub kind: String,
    pub reason: String,
    pub other_reason: String,
    pub commitment_what: String,
    pub commitment_due: String,
    /// The language of the desk.
    pub lang: String,
    /// The number of the latest answer that its writer had seen.
    pub seen: i32,
    pub written_by: String,
    pub written_at: At,
    pub ended_by: Option<String>,
    pub ended_at: Option<At>,
}

impl Release {
    /// The answer as it was written.
    pub fn draft(&self) -> AnswerDraft {
        AnswerDraft {
            kind: self.kind.clone(),
            reason: self.reason.clone(),
            lang: String::new(),
            commitment_what: self.commitment_what.clone(),
            commitment_due: self.commitment_due.clone(),
            other_reason: self.other_reason.clone(),
        }
    }
}

/// Adds answers that wait.
///
/// # Errors
/// A unique violation when another waits on one of the suggestions; else the database's fault.
pub fn add(conn: &mut Conn, rows: &[Release]) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(releases::table)
        .values(rows)
        .execute(c))
    .map(drop)
}

/// One by its id.
///
/// # Errors
/// The database's fault.
pub fn by_id(conn: &mut Conn, id: &str) -> QueryResult<Option<Release>> {
    releases::table
        .find(id)
        .select(Release::as_select())
        .first(conn)
        .optional()
}

/// Ends one that waits.
///
/// # Errors
/// Not found when it waits no more; else the database's fault.
pub fn end(conn: &mut Conn, id: &str, state: ReleaseState, by: &str, at: At) -> QueryResult<()> {
    let waits = releases::table
        .find(id)
        .filter(releases::state.eq(ReleaseState::Waiting.as_str()));
    let change = (
        releases::state.eq(state.as_str()),
        releases::ended_by.eq(Some(by)),
        releases::ended_at.eq(Some(at)),
    );
    exactly_one(diesel::update(waits).set(change).execute(conn))
}

/// How many of an agency wait: kind, whether the person wrote them, count.
///
/// # Errors
/// The database's fault.
pub fn counts(conn: &mut Conn, agency_id: &str) -> QueryResult<Vec<(String, String, i64)>> {
    releases::table
        .group_by((releases::kind, releases::written_by))
        .filter(releases::agency_id.eq(agency_id))
        .filter(releases::state.eq(ReleaseState::Waiting.as_str()))
        .select((releases::kind, releases::written_by, count_star()))
        .load(conn)
}

/// One that waits, as the list shows it.
#[derive(Debug, Clone, Queryable)]
pub struct Waiting {
    pub reference: String,
    pub title: String,
    pub lang: String,
    pub dir: String,
    pub topic_ar: String,
    pub topic_en: String,
    pub kind: String,
    pub written_by: String,
    pub writer: String,
    pub written_at: At,
}

/// Those of an agency that wait, the oldest first.
///
/// # Errors
/// The database's fault.
pub fn waiting(conn: &mut Conn, agency_id: &str, limit: i64) -> QueryResult<Vec<Waiting>> {
    releases::table
        .inner_join(suggestions::table.inner_join(topics::table))
        .inner_join(accounts::table.on(accounts::id.eq(releases::written_by)))
        .filter(releases::agency_id.eq(agency_id))
        .filter(releases::state.eq(ReleaseState::Waiting.as_str()))
        .order((releases::written_at.asc(), releases::id.asc()))
        .limit(limit)
        .select((
            suggestions::reference,
            suggestions::title,
            suggestions::lang,
            suggestions::dir,
            topics::title_ar,
            topics::title_en,
            releases::kind,
            releases::written_by,
            accounts::name,
            releases::written_at,
        ))
        .load(conn)
}
