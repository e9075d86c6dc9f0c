//! What desks ask authors in public. The text of a row never changes.

use diesel::prelude::*;
use shared::answer::AnswerState;
use shared::question::QuestionEnd;
use shared::suggestion::PublicationState;

use super::schema::{questions, suggestions};
use super::types::At;
use super::{Conn, exactly_one};

/// A question as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = questions)]
pub struct Question {
    pub id: String,
    pub suggestion_id: String,
    pub agency_id: String,
    pub number: i32,
    /// Nothing was asked after it.
    pub latest: bool,
    pub body: String,
    pub lang: String,
    pub dir: String,
    pub asked_at: At,
    pub asked_by: String,
    pub ended_as: Option<String>,
    pub ended_at: Option<At>,
    pub withdrawn_by: Option<String>,
    pub addition_id: Option<String>,
}

impl Question {
    pub fn is_open(&self) -> bool {
        self.ended_as.is_none()
    }
}

/// The question that was asked last.
///
/// # Errors
/// The database's fault.
pub fn latest_of(conn: &mut Conn, suggestion_id: &str) -> QueryResult<Option<Question>> {
    questions::table
        .filter(questions::suggestion_id.eq(suggestion_id))
        .order(questions::number.desc())
        .select(Question::as_select())
        .first(conn)
        .optional()
}

/// Keeps a suggestion as it stands until this transaction ends, so that no decision comes between
/// reading it and asking.
///
/// # Errors
/// [`diesel::result::Error::NotFound`] when it does not stand so any more; else the database's
/// fault.
pub fn keep_undecided(
    conn: &mut Conn,
    suggestion_id: &str,
    answer: AnswerState,
) -> QueryResult<()> {
    let same = suggestions::table
        .find(suggestion_id)
        .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
        .filter(suggestions::answer_state.eq(answer.as_str()));
    // Written as it is: what counts is that the row is this transaction's now.
    let change = suggestions::answer_state.eq(answer.as_str());
    exactly_one(diesel::update(same).set(change).execute(conn))
}

/// Adds a question; those before it are not the latest any more.
///
/// # Errors
/// A unique violation when another one is open or took the number; else the database's fault.
pub fn add(conn: &mut Conn, question: &Question) -> QueryResult<()> {
    let before = questions::table
        .filter(questions::suggestion_id.eq(&question.suggestion_id))
        .filter(questions::latest.eq(true));
    diesel::update(before)
        .set(questions::latest.eq(false))
        .execute(conn)?;
    exactly_one(
        diesel::insert_into(questions::table)
            .values(question)
            .execute(conn),
    )
}

/// Ends an open question with its author's reply.
///
/// # Errors
/// [`diesel::result::Error::NotFound`] when it is not open any more; else the database's fault.
pub fn replied(conn: &mut Conn, id: &str, addition_id: &str, at: At) -> QueryResult<()> {
    let change = (
        questions::ended_as.eq(Some(QuestionEnd::Replied.as_str())),
        questions::ended_at.eq(Some(at)),
        questions::addition_id.eq(Some(addition_id)),
    );
    let open = questions::table
        .find(id)
        .filter(questions::ended_as.is_null());
    exactly_one(diesel::update(open).set(change).execute(conn))
}

/// Takes an open question back.
///
/// # Errors
/// [`diesel::result::Error::NotFound`] when it is not open any more; else the database's fault.
pub fn withdraw(conn: &mut Conn, id: &str, by: &str, at: At) -> QueryResult<()> {
    let change = (
        questions::ended_as.eq(Some(QuestionEnd::Withdrawn.as_str())),
        questions::ended_at.eq(Some(at)),
        questions::withdrawn_by.eq(Some(by)),
    );
    let open = questions::table
        .find(id)
        .filter(questions::ended_as.is_null());
    exactly_one(diesel::update(open).set(change).execute(conn))
}

/// Ends the open questions about suggestions that were decided.
///
/// # Errors
/// The database's fault.
pub fn decided(conn: &mut Conn, suggestion_ids: &[&str], at: At) -> QueryResult<()> {
    let open = questions::table
        .filter(questions::suggestion_id.eq_any(suggestion_ids))
        .filter(questions::ended_as.is_null());
    let change = (
        questions::ended_as.eq(Some(QuestionEnd::Decided.as_str())),
        questions::ended_at.eq(Some(at)),
    );
    diesel::update(open).set(change).execute(conn).map(drop)
}

/// Reference, title, language and direction of a suggestion.
pub type Titled = (String, String, String, String);

/// A person's published suggestions in a topic that a question waits on, the oldest question first.
/// Their publication is one that no index knows: SQLite would else go through all of the topic.
///
/// # Errors
/// The database's fault.
pub fn waiting_for(conn: &mut Conn, topic_id: &str, account_id: &str) -> QueryResult<Vec<Titled>> {
    questions::table
        .inner_join(suggestions::table)
        .filter(questions::ended_as.is_null())
        .filter(suggestions::author_id.eq(account_id))
        .filter(suggestions::topic_id.eq(topic_id))
        .filter(
            suggestions::publication
                .concat("")
                .eq(PublicationState::Published.as_str()),
        )
        .order((questions::asked_at.asc(), questions::id.asc()))
        .select((
            suggestions::reference,
            suggestions::title,
            suggestions::lang,
            suggestions::dir,
        ))
        .load(conn)
}
