//! A desk answers a suggestion in its agency's name.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use sha2::{Digest, Sha256};
use shared::account::{Action, Person};
use shared::answer::AnswerKind;
use shared::clocks::DueKind;
use shared::commitment::CommitmentState;
use shared::error::{Code, Coded};
use shared::ids::Reference;
use shared::input::{AnswerDraft, Errors};
use shared::lang::{Lang, TextLang};
use shared::suggestion::PublicationState;
use shared::topic::{self, StateRefusal};

use super::given;
use super::reason::{self, Stands};
use crate::chance;
use crate::db::answers_write::{self, Answer, Answered};
use crate::db::commitments_write::{self, Commitment, Update};
use crate::db::desk::Case;
use crate::db::idempotency::{self, Known};
use crate::db::journal::{self, Entry};
use crate::db::{Conn, is_duplicate, questions};
use crate::usecases::desk::{self, Barred};
use crate::usecases::list::is_key;

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
            Self::Database(_) => Code::Internal,
        }
    }
}

const OPERATION: &str = "answer";

/// The agency's answer templates. The platform has none yet, and invents none.
pub fn templates_of(_agency_id: &str) -> Vec<String> {
    Vec::new()
}

/// Gives the answer. The same form sent twice answers once.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn answer(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    today: Date,
    sent: &Sent,
) -> Result<(), AnswerSuggestionRefusal> {
    let action = match AnswerKind::parse(sent.draft.kind.trim()) {
        Ok(kind) if kind.is_final() => Action::Decide,
        _ => Action::Acknowledge,
    };
    let case = desk::case(conn, person, &sent.agency, sent.reference, action)??;
    if !is_key(&sent.key) {
        return Err(AnswerSuggestionRefusal::BadKey);
    }
    let body = body_of(sent);
    match idempotency::look_up(conn, &person.id, &sent.key, OPERATION, &body)? {
        Known::New => {}
        Known::Done(_) => return Ok(()),
        Known::Reused => return Err(AnswerSuggestionRefusal::KeyReused),
    }
    topic::may_answer(case.topic.state())?;
    let latest = answers_write::latest_of(conn, &case.suggestion.id)?;
    let number = latest.as_ref().map_or(0, |answer| answer.number);
    if number != sent.seen {
        return Err(AnswerSuggestionRefusal::Stale);
    }
    let promised = commitments_write::promised_of(conn, &case.suggestion.id)?;
    let stands = Stands {
        publication: case
            .suggestion
            .publication()
            .unwrap_or(PublicationState::Withdrawn),
        lang: TextLang::parse(&case.suggestion.lang).unwrap_or(TextLang::Other),
        answer: case.suggestion.answer_state(),
        reason: latest.as_ref().map(|answer| answer.reason.as_str()),
        promised: !promised.is_empty(),
        templates: &templates_of(&case.agency.id),
    };
    let decided = reason::decide(&sent.draft, &stands, sent.page, today)
        .map_err(|faults| AnswerSuggestionRefusal::Form(Errors(faults)))?;

    let answer = given::row(
        &case,
        &decided,
        person,
        number.saturating_add(1),
        sent.page,
        now,
    );
    answers_write::add(conn, &answer).map_err(|error| match is_duplicate(&error) {
        true => AnswerSuggestionRefusal::Stale,
        false => error.into(),
    })?;
    let stops = |kind| decided.new.stops.contains(&kind);
    let first = |stored: Option<_>, kind| (stored.is_none() && stops(kind)).then(|| now.into());
    let change = Answered {
        answer_state: decided.new.state.as_str(),
        acknowledged_at: first(case.suggestion.acknowledged_at, DueKind::Acknowledge),
        decided_at: first(case.suggestion.decided_at, DueKind::Decide),
    };
    answers_write::move_on(conn, &case.suggestion.id, stands.answer, &change)
        .map_err(gone_is_stale)?;
    if decided.kind.is_final() {
        questions::decided(conn, &[&case.suggestion.id], now.into())?;
    }
    if decided.kind == AnswerKind::Rejected || decided.promise.is_some() {
        drop_promised(conn, &promised, &answer, now)?;
    }
    journal::write(conn, now, &given::answer_entry(&case, &answer))?;
    if let Some((what, until)) = decided.promise {
        let (commitment, planned) = given::promise(&case, &answer, (what, until), sent.page, now);
        commitments_write::add(conn, &commitment)?;
        commitments_write::add_update(conn, &planned)?;
        let entry = given::commitment_entry(&case, &answer, &commitment);
        journal::write(conn, now, &entry)?;
    }
    idempotency::keep(
        conn, &person.id, &sent.key, OPERATION, &body, &answer.id, now,
    )
    .map_err(|error| match is_duplicate(&error) {
        true => AnswerSuggestionRefusal::Stale,
        false => error.into(),
    })
}

fn gone_is_stale(error: diesel::result::Error) -> AnswerSuggestionRefusal {
    match error {
        diesel::result::Error::NotFound => AnswerSuggestionRefusal::Stale,
        other => other.into(),
    }
}

fn body_of(sent: &Sent) -> Vec<u8> {
    let body = json!({ "reference": sent.reference, "seen": sent.seen, "draft": sent.draft });
    body.to_string().into_bytes()
}

/// A promise that is taken back or made anew ends in public, with the reason of the answer that
/// ends it.
fn drop_promised(
    conn: &mut Conn,
    promised: &[Commitment],
    answer: &Answer,
    now: Timestamp,
) -> Result<(), diesel::result::Error> {
    for commitment in promised {
        let dropped = Update {
            id: chance::id(now),
            commitment_id: commitment.id.clone(),
            state: CommitmentState::Dropped.as_str().to_owned(),
            note: answer.reason.clone(),
            updated_at: now.into(),
        };
        let from = CommitmentState::parse(&commitment.state).unwrap_or(CommitmentState::Planned);
        commitments_write::move_on(conn, from, &dropped)?;
    }
    Ok(())
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
