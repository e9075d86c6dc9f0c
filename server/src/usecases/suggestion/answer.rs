//! A desk answers a suggestion in its agency's name.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use sha2::{Digest, Sha256};
use shared::account::{Action, Person};
use shared::answer::AnswerKind;
use shared::error::{Code, Coded};
use shared::ids::Reference;
use shared::input::{AnswerDraft, Errors};
use shared::lang::Lang;
use shared::topic::StateRefusal;

use super::give::{By, give};
use super::weighed::{none_waits, weigh};
use crate::db::desk::Case;
use crate::db::idempotency::{self, Known};
use crate::db::journal::Entry;
use crate::db::{Conn, is_duplicate};
use crate::usecases::desk::{self, Barred};
use crate::usecases::list::is_key;
use crate::usecases::release::hold::{Written, hold};
use crate::usecases::template::filled::filling_of;

/// An answer as sent.
#[derive(Debug, Clone)]
pub struct Sent {
    pub agency: String,
    pub reference: Reference,
    /// The number of the latest answer that the moderator had before them; 0 for none.
    pub seen: i32,
    /// The same for every sending of one form.
    pub key: String,
    pub draft: AnswerDraft,
    /// The language of the desk.
    pub page: Lang,
}

/// Why no answer was given.
#[derive(Debug, thiserror::Error)]
pub enum AnswerSuggestionRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    #[error(transparent)]
    Topic(#[from] StateRefusal),
    #[error(transparent)]
    Form(Errors),
    /// Another answer was given since the form was opened.
    #[error("answered by someone else meanwhile")]
    Stale,
    #[error("the key was used for something else")]
    KeyReused,
    #[error("the idempotency key has 8 to 100 visible ASCII characters")]
    BadKey,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for AnswerSuggestionRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::Topic(refusal) => refusal.code(),
            Self::Form(_) => Code::ReasonMissing,
            Self::Stale => Code::Stale,
            Self::KeyReused => Code::KeyReused,
            Self::BadKey => Code::Malformed,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

const OPERATION: &str = "answer";

/// What became of an answer that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    Public,
    /// It waits for a second person of the desk.
    Held,
}

/// What a person must be allowed to do to send such an answer.
pub fn action_of(draft: &AnswerDraft) -> Action {
    match AnswerKind::parse(draft.kind.trim()) {
        Ok(kind) if kind.is_final() => Action::Decide,
        _ => Action::Acknowledge,
    }
}

/// Gives the answer; where the agency wants it, a decision waits for a second person instead. The
/// same form sent twice answers once.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn answer(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    today: Date,
    sent: &Sent,
) -> Result<Given, AnswerSuggestionRefusal> {
    let action = action_of(&sent.draft);
    let case = desk::case(conn, person, &sent.agency, sent.reference, action)??;
    if !is_key(&sent.key) {
        return Err(AnswerSuggestionRefusal::BadKey);
    }
    let body = body_of(sent);
    match idempotency::look_up(conn, &person.id, &sent.key, OPERATION, &body)? {
        Known::New => {}
        Known::Done(result) if result.starts_with(HELD) => return Ok(Given::Held),
        Known::Done(_) => return Ok(Given::Public),
        Known::Reused => return Err(AnswerSuggestionRefusal::KeyReused),
    }
    if let Ok(kind) = AnswerKind::parse(sent.draft.kind.trim()) {
        none_waits(&case, kind)?;
    }
    let draft = sent.draft.filled(&filling_of(&case), sent.page);
    let weighed = weigh(conn, &case, &draft, (sent.page, today), |latest| {
        latest.map_or(0, |answer| answer.number) == sent.seen
    })?;
    let at = (sent.page, now);
    let (given, result) = if case.agency.second_person && weighed.decided.kind.is_final() {
        let written = Written {
            case: &case,
            draft,
            seen: sent.seen,
        };
        let ids = hold(conn, vec![written], &person.id, at).map_err(taken_is_stale)?;
        (Given::Held, format!("{HELD}{}", ids.concat()))
    } else {
        let by = By {
            writer: &person.id,
            releaser: None,
        };
        (Given::Public, give(conn, &case, weighed, by, at)?)
    };
    idempotency::keep(conn, &person.id, &sent.key, OPERATION, &body, &result, now)
        .map_err(taken_is_stale)?;
    Ok(given)
}

/// Before the id of an answer that waits, among the results of keys.
const HELD: &str = "held:";

fn taken_is_stale(error: diesel::result::Error) -> AnswerSuggestionRefusal {
    match is_duplicate(&error) {
        true => AnswerSuggestionRefusal::Stale,
        false => error.into(),
    }
}

fn body_of(sent: &Sent) -> Vec<u8> {
    let body = json!({ "reference": sent.reference, "seen": sent.seen, "draft": sent.draft });
    body.to_string().into_bytes()
}

/// A row of the journal about something of this suggestion.
pub fn entry<'a>(
    kind: &'static str,
    case: &'a Case,
    subject_id: &'a str,
    facts: serde_json::Value,
) -> Entry<'a> {
    Entry {
        kind,
        agency_id: Some(&case.agency.id),
        topic_id: Some(&case.topic.id),
        subject_id,
        facts,
        private: None,
    }
}

/// SHA-256 of texts, each ended by a zero byte, in hexadecimal digits.
pub fn digest(texts: &[&str]) -> String {
    let mut sum = Sha256::new();
    for text in texts {
        sum.update(text.as_bytes());
        sum.update([0]);
    }
    sum.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
