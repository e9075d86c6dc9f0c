//! The answers of a topic from which its outcome report is composed.

use std::collections::HashMap;

use diesel::prelude::*;
use shared::answer::AnswerState;
use shared::suggestion::PublicationState;

use super::Conn;
use super::schema::{commitments, standings, suggestions};

/// A decided suggestion.
#[derive(Debug, Clone, Queryable)]
pub struct Decided {
    pub id: String,
    pub reference: String,
    pub title: String,
}

/// The published suggestions of a topic with a final answer of one kind, at most `most`, in the
/// order of an edition; those that it does not hold come last.
///
/// # Errors
/// The database's fault.
pub fn decided(
    conn: &mut Conn,
    topic_id: &str,
    edition_id: Option<&str>,
    answer: AnswerState,
    most: i64,
) -> QueryResult<Vec<Decided>> {
    let in_edition = standings::suggestion_id
        .eq(suggestions::id)
        .and(standings::edition_id.eq(edition_id.unwrap_or_default()));
    suggestions::table
        .left_join(standings::table.on(in_edition))
        .filter(suggestions::topic_id.eq(topic_id))
        .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
        .filter(suggestions::answer_state.eq(answer.as_str()))
        .order((
            standings::position.nullable().is_null().asc(),
            standings::position.nullable().asc(),
            suggestions::id.asc(),
        ))
        .limit(most)
        .select((suggestions::id, suggestions::reference, suggestions::title))
        .load(conn)
}

/// What each of some answers (by id) committed the agency to, and until when.
///
/// # Errors
/// The database's fault.
pub fn committed(
    conn: &mut Conn,
    answers: &[&str],
) -> QueryResult<HashMap<String, (String, String)>> {
    let rows: Vec<(String, String, String)> = commitments::table
        .filter(commitments::answer_id.eq_any(answers))
        .select((
            commitments::answer_id,
            commitments::what,
            commitments::due_on,
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(answer, what, due)| (answer, (what, due)))
        .collect())
}
