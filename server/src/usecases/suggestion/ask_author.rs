//! A desk asks the author of a suggestion something in public, and takes an open question back.

use diesel::result::Error as DieselError;
use jiff::Timestamp;
use serde_json::json;
use shared::account::{Action, Person};
use shared::error::{Code, Coded};
use shared::ids::Reference;
use shared::input::{Errors, QuestionDraft};
use shared::lang::{Lang, TextLang, detect, direction};
use shared::question::{Facts, QuestionRefusal, may_ask};
use shared::suggestion::PublicationState;
use shared::topic::{self, StateRefusal};

use super::answer::entry;
use crate::chance;
use crate::db::desk::Case;
use crate::db::journal::{self, Entry};
use crate::db::questions::{self, Question};
use crate::db::{Conn, is_duplicate};
use crate::usecases::desk::{self, Barred};

/// Why nothing was asked or taken back.
#[derive(Debug, thiserror::Error)]
pub enum AskAuthorRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    #[error(transparent)]
    Topic(#[from] StateRefusal),
    #[error(transparent)]
    Question(#[from] QuestionRefusal),
    #[error(transparent)]
    Form(#[from] Errors),
    /// It was decided, hidden or asked about meanwhile.
    #[error("changed meanwhile")]
    Stale,
    #[error("database: {0}")]
    Database(DieselError),
}

impl From<DieselError> for AskAuthorRefusal {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::NotFound => Self::Stale,
            error if is_duplicate(&error) => Self::Stale,
            other => Self::Database(other),
        }
    }
}

impl Coded for AskAuthorRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::Topic(refusal) => refusal.code(),
            Self::Question(refusal) => refusal.code(),
            Self::Form(_) => Code::QuestionTooShort,
            Self::Stale => Code::Stale,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Whether the desk may ask about a case; `open` whether a question waits.
///
/// # Errors
/// The refusal.
pub fn askable(case: &Case, open: bool) -> Result<(), AskAuthorRefusal> {
    topic::may_answer(case.topic.state())?;
    let stored = &case.suggestion;
    may_ask(Facts {
        publication: stored.publication().unwrap_or(PublicationState::Withdrawn),
        answer: stored.answer_state(),
        has_author: stored.author_id.is_some(),
        open,
    })?;
    Ok(())
}

/// Asks. What was typed without a letter of any language counts as the suggestion's.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn ask(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    (agency, reference): (&str, Reference),
    draft: &QuestionDraft,
    page: Lang,
) -> Result<(), AskAuthorRefusal> {
    let case = desk::case(conn, person, agency, reference, Action::AskAuthor)??;
    let latest = questions::latest_of(conn, &case.suggestion.id)?;
    askable(&case, latest.as_ref().is_some_and(Question::is_open))?;
    let body = draft.check()?;
    let lang = match TextLang::parse(&case.suggestion.lang) {
        Some(TextLang::Ar) => Lang::Ar,
        Some(TextLang::En) => Lang::En,
        _ => page,
    };
    questions::keep_undecided(conn, &case.suggestion.id, case.suggestion.answer_state())?;
    let question = Question {
        id: chance::id(now),
        suggestion_id: case.suggestion.id.clone(),
        agency_id: case.agency.id.clone(),
        number: latest.map_or(0, |latest| latest.number).saturating_add(1),
        latest: true,
        lang: detect(&body, lang).code().to_owned(),
        dir: direction(&body, lang).code().to_owned(),
        body,
        asked_at: now.into(),
        asked_by: person.id.clone(),
        ended_as: None,
        ended_at: None,
        withdrawn_by: None,
        addition_id: None,
    };
    questions::add(conn, &question)?;
    write(conn, now, "question.asked", &case, &question, person)
}

/// Takes the open question with a number back. That it was asked stays in public.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn withdraw(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    (agency, reference): (&str, Reference),
    number: i32,
) -> Result<(), AskAuthorRefusal> {
    let case = desk::case(conn, person, agency, reference, Action::AskAuthor)??;
    let latest = questions::latest_of(conn, &case.suggestion.id)?;
    let open = latest.filter(|one| one.is_open() && one.number == number);
    let question = open.ok_or(QuestionRefusal::Ended)?;
    questions::withdraw(conn, &question.id, &person.id, now.into())?;
    write(conn, now, "question.withdrawn", &case, &question, person)
}

fn write(
    conn: &mut Conn,
    now: Timestamp,
    kind: &'static str,
    case: &Case,
    question: &Question,
    person: &Person,
) -> Result<(), AskAuthorRefusal> {
    let facts = json!({ "reference": case.suggestion.reference, "number": question.number });
    let row = Entry {
        private: Some(&person.id),
        ..entry(kind, case, &question.id, facts)
    };
    Ok(journal::write(conn, now, &row)?)
}
