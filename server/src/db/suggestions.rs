//! Suggestions.

use diesel::prelude::*;
use shared::answer::AnswerState;
use shared::ids::Reference;
use shared::suggestion::PublicationState;

use super::schema::suggestions;
use super::types::At;
use super::{Conn, exactly_one};

/// A suggestion as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = suggestions)]
pub struct Suggestion {
    pub id: String,
    pub reference: String,
    pub topic_id: String,
    pub author_id: Option<String>,
    pub show_name: bool,
    pub publication: String,
    pub pending_reason: Option<String>,
    pub publishes_on: Option<String>,
    pub hidden_reason: Option<i32>,
    pub merged_into: Option<String>,
    pub title: String,
    pub body: String,
    pub lang: String,
    pub dir: String,
    pub ground_kind: Option<String>,
    pub ground_text: Option<String>,
    pub ground_link: Option<String>,
    pub governorate: Option<String>,
    pub wilayat: Option<String>,
    pub category: Option<String>,
    pub external_id: Option<String>,
    pub import_id: Option<String>,
    pub posted_at: At,
    pub published_at: Option<At>,
    pub acknowledge_due: Option<String>,
    pub decide_due: Option<String>,
    pub acknowledged_at: Option<At>,
    pub decided_at: Option<At>,
    pub answer_state: String,
    pub shuffle: i64,
    pub version: i32,
}

impl Suggestion {
    /// Where it stands with the public; `None` for a row of an import that is not visible yet.
    pub fn publication(&self) -> Option<PublicationState> {
        PublicationState::parse(&self.publication).ok()
    }

    /// The latest answer.
    pub fn answer_state(&self) -> AnswerState {
        AnswerState::parse(&self.answer_state).unwrap_or(AnswerState::None)
    }
}

/// The suggestion with a reference, whatever its publication.
///
/// # Errors
/// The database's fault.
pub fn by_reference(conn: &mut Conn, reference: Reference) -> QueryResult<Option<Suggestion>> {
    suggestions::table
        .filter(suggestions::reference.eq(reference.to_string()))
        .select(Suggestion::as_select())
        .first(conn)
        .optional()
}

/// Adds a suggestion.
///
/// # Errors
/// A unique violation when the reference is taken (draw another); else the database's fault.
pub fn add(conn: &mut Conn, suggestion: &Suggestion) -> QueryResult<()> {
    exactly_one(diesel::insert_into(suggestions::table).values(suggestion).execute(conn))
}
