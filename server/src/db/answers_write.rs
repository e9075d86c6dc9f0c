//! Writing answers: rows that are only ever added, and the clocks that the first of each kind stops;
//! and what the desk reads before it writes.

use diesel::prelude::*;
use shared::answer::AnswerState;
use shared::suggestion::PublicationState;

use super::schema::{answers, suggestions};
use super::types::At;
use super::{Conn, exactly_one};

/// An answer as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = answers, treat_none_as_default_value = false)]
pub struct Answer {
    pub id: String,
    pub suggestion_id: String,
    pub agency_id: String,
    pub number: i32,
    pub kind: String,
    pub reason: String,
    pub lang: String,
    pub dir: String,
    pub other_reason: String,
    pub other_lang: String,
    pub answered_at: At,
    pub answered_by: String,
}

/// Every answer to a suggestion, the first one first.
///
/// # Errors
/// The database's fault.
pub fn of_suggestion(conn: &mut Conn, suggestion_id: &str) -> QueryResult<Vec<Answer>> {
    answers::table
        .filter(answers::suggestion_id.eq(suggestion_id))
        .order(answers::number.asc())
        .select(Answer::as_select())
        .load(conn)
}

/// The answer that stands.
///
/// # Errors
/// The database's fault.
pub fn latest_of(conn: &mut Conn, suggestion_id: &str) -> QueryResult<Option<Answer>> {
    answers::table
        .filter(answers::suggestion_id.eq(suggestion_id))
        .order(answers::number.desc())
        .select(Answer::as_select())
        .first(conn)
        .optional()
}

/// Adds an answer.
///
/// # Errors
/// A unique violation when another answer took the number; else the database's fault.
pub fn add(conn: &mut Conn, answer: &Answer) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(answers::table)
            .values(answer)
            .execute(conn),
    )
}

/// What an answer changes of its suggestion. A time that is `None` leaves the stored one alone.
#[derive(Debug, AsChangeset)]
#[diesel(table_name = suggestions)]
pub struct Answered<'a> {
    pub answer_state: &'a str,
    pub acknowledged_at: Option<At>,
    pub decided_at: Option<At>,
}

/// Moves a published suggestion from one answer state on.
///
/// # Errors
/// Not found when its state is not `from` any more; else the database's fault.
pub fn move_on(
    conn: &mut Conn,
    suggestion_id: &str,
    from: AnswerState,
    change: &Answered<'_>,
) -> QueryResult<()> {
    let guarded = suggestions::table
        .find(suggestion_id)
        .filter(suggestions::answer_state.eq(from.as_str()))
        .filter(suggestions::publication.eq(PublicationState::Published.as_str()));
    exactly_one(diesel::update(guarded).set(change).execute(conn))
}
