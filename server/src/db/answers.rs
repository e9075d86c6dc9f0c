//! Answers. Rows are only ever added.

use std::collections::HashMap;

use diesel::prelude::*;
use shared::answer::AnswerKind;
use shared::suggestion::PublicationState;

use super::Conn;
use super::agencies::Agency;
use super::schema::{agencies, answers, commitments, suggestions, topics};
use super::types::At;

/// What the public sees of an answer.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = answers)]
pub struct Given {
    pub id: String,
    pub suggestion_id: String,
    pub number: i32,
    pub kind: String,
    pub reason: String,
    pub lang: String,
    pub dir: String,
    pub other_reason: String,
    pub other_lang: String,
    pub answered_at: At,
}

impl Given {
    /// The kind; a word the domain does not know (never stored) reads as acknowledged.
    pub fn kind(&self) -> AnswerKind {
        AnswerKind::parse(&self.kind).unwrap_or(AnswerKind::Acknowledged)
    }
}

/// The answer that stands of each of some suggestions, by suggestion.
///
/// # Errors
/// The database's fault.
pub fn standing_of(conn: &mut Conn, ids: &[&str]) -> QueryResult<HashMap<String, Given>> {
    let given: Vec<Given> = answers::table
        .filter(answers::suggestion_id.eq_any(ids.iter().copied()))
        .order(answers::number)
        .select(Given::as_select())
        .load(conn)?;
    Ok(given
        .into_iter()
        .map(|answer| (answer.suggestion_id.clone(), answer))
        .collect())
}

/// The suggestion of an answer in a list of answers.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = suggestions)]
pub struct Answered {
    pub reference: String,
    pub title: String,
    #[diesel(column_name = lang)]
    pub title_lang: String,
    #[diesel(column_name = dir)]
    pub title_dir: String,
}

/// The topic of an answer in a list of answers.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = topics)]
pub struct AnsweredIn {
    pub slug: String,
    pub state: String,
    pub opens_on: String,
    pub closes_on: String,
}

/// A decision with its suggestion, its topic, its agency and the day until which it promises
/// something.
pub type Decision = (Given, Answered, AnsweredIn, Agency, Option<String>);

/// Among so many answers at most, the newest, decisions are looked for: an agency that
/// acknowledges thousands at once makes the page no slower.
const LOOK_BACK: i64 = 500;

/// The decisions given lately on published suggestions, the newest first.
///
/// # Errors
/// The database's fault.
pub fn latest(conn: &mut Conn, limit: i64) -> QueryResult<Vec<Decision>> {
    let newest = diesel::alias!(answers as newest);
    let lately = newest
        .order((
            newest.field(answers::answered_at).desc(),
            newest.field(answers::id).desc(),
        ))
        .limit(LOOK_BACK)
        .select(newest.field(answers::id));
    answers::table
        .inner_join(suggestions::table.inner_join(topics::table))
        .inner_join(agencies::table)
        .left_join(commitments::table.on(commitments::answer_id.eq(answers::id)))
        .filter(answers::id.eq_any(lately))
        .filter(answers::kind.ne(AnswerKind::Acknowledged.as_str()))
        .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
        .order((answers::answered_at.desc(), answers::id.desc()))
        .limit(limit)
        .select((
            Given::as_select(),
            Answered::as_select(),
            AnsweredIn::as_select(),
            Agency::as_select(),
            commitments::due_on.nullable(),
        ))
        .load(conn)
}

/// The decisions of one agency on published suggestions, the newest first.
///
/// # Errors
/// The database's fault.
pub fn latest_of(conn: &mut Conn, agency_id: &str, limit: i64) -> QueryResult<Vec<Decision>> {
    answers::table
        .inner_join(suggestions::table.inner_join(topics::table))
        .inner_join(agencies::table)
        .left_join(commitments::table.on(commitments::answer_id.eq(answers::id)))
        .filter(answers::agency_id.eq(agency_id))
        .filter(answers::kind.ne(AnswerKind::Acknowledged.as_str()))
        .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
        .order((answers::answered_at.desc(), answers::id.desc()))
        .limit(limit)
        .select((
            Given::as_select(),
            Answered::as_select(),
            AnsweredIn::as_select(),
            Agency::as_select(),
            commitments::due_on.nullable(),
        ))
        .load(conn)
}
