//! Commitments of adopted suggestions.

use diesel::dsl::count_star;
use diesel::prelude::*;
use shared::answer::AnswerState;
use shared::suggestion::PublicationState;

use super::Conn;
use super::answers::Given;
use super::schema::{answers, commitment_updates, commitments, suggestions};
use super::types::At;

/// A commitment as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = commitments)]
pub struct Commitment {
    pub id: String,
    pub suggestion_id: String,
    pub answer_id: String,
    pub what: String,
    pub lang: String,
    pub dir: String,
    pub due_on: String,
    pub state: String,
    pub made_at: At,
}

/// A piece of news of a commitment as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = commitment_updates)]
pub struct Update {
    pub id: String,
    pub commitment_id: String,
    pub state: String,
    pub note: String,
    pub updated_at: At,
}

/// An answer with its commitment and one piece of its news: a row for each.
pub type Promising = (Given, Option<Commitment>, Option<Update>);

/// The answers of a suggestion with their commitments and the news of these, the oldest first.
///
/// # Errors
/// The database's fault.
pub fn of_suggestion(conn: &mut Conn, suggestion_id: &str) -> QueryResult<Vec<Promising>> {
    let of_commitment = commitment_updates::commitment_id
        .nullable()
        .eq(commitments::id.nullable());
    answers::table
        .left_join(commitments::table.on(commitments::answer_id.eq(answers::id)))
        .left_join(commitment_updates::table.on(of_commitment))
        .filter(answers::suggestion_id.eq(suggestion_id))
        .order((
            answers::number,
            commitment_updates::updated_at,
            commitment_updates::id,
        ))
        .select((
            Given::as_select(),
            Option::<Commitment>::as_select(),
            Option::<Update>::as_select(),
        ))
        .load(conn)
}

/// How many commitments of a topic's adopted suggestions stand where: state, day, how many.
///
/// # Errors
/// The database's fault.
pub fn count_of_topic(conn: &mut Conn, topic_id: &str) -> QueryResult<Vec<(String, String, i64)>> {
    commitments::table
        .inner_join(suggestions::table)
        .filter(suggestions::topic_id.eq(topic_id))
        .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
        .filter(suggestions::answer_state.eq(AnswerState::Adopted.as_str()))
        .group_by((commitments::state, commitments::due_on))
        .select((commitments::state, commitments::due_on, count_star()))
        .load(conn)
}
