//! The rows of an answer: itself, the commitment that comes with it, and what the journal says.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use shared::commitment::CommitmentState;
use shared::lang::{Lang, detect, direction};

use super::answer::{digest, entry};
use super::reason::Decided;
use crate::chance;
use crate::db::answers_write::Answer;
use crate::db::commitments_write::{Commitment, Update};
use crate::db::desk::Case;
use crate::db::journal::Entry;

/// The row of an answer that may be given, with the number that it gets.
pub fn row(
    case: &Case,
    decided: &Decided,
    writer: &str,
    number: i32,
    page: Lang,
    now: Timestamp,
) -> Answer {
    let checked = &decided.answer;
    let other = checked.other_reason.clone().unwrap_or_default();
    // Of a text without letters, such as the empty one, nothing can be detected.
    let other_lang = if other.is_empty() {
        ""
    } else {
        detect(&other, page).code()
    };
    Answer {
        id: chance::id(now),
        suggestion_id: case.suggestion.id.clone(),
        agency_id: case.agency.id.clone(),
        number,
        kind: decided.kind.as_str().to_owned(),
        lang: detect(&checked.reason, page).code().to_owned(),
        dir: direction(&checked.reason, page).code().to_owned(),
        reason: checked.reason.clone(),
        other_reason: other,
        other_lang: other_lang.to_owned(),
        answered_at: now.into(),
        answered_by: writer.to_owned(),
    }
}

/// The commitment of an adopted suggestion, what and until when, and its first update.
pub fn promise(
    case: &Case,
    answer: &Answer,
    (what, until): (String, Date),
    page: Lang,
    now: Timestamp,
) -> (Commitment, Update) {
    let commitment = Commitment {
        id: chance::id(now),
        suggestion_id: case.suggestion.id.clone(),
        answer_id: answer.id.clone(),
        lang: detect(&what, page).code().to_owned(),
        dir: direction(&what, page).code().to_owned(),
        what,
        due_on: until.to_string(),
        state: CommitmentState::Planned.as_str().to_owned(),
        made_at: now.into(),
    };
    let planned = Update {
        id: chance::id(now),
        commitment_id: commitment.id.clone(),
        state: CommitmentState::Planned.as_str().to_owned(),
        note: String::new(),
        updated_at: now.into(),
    };
    (commitment, planned)
}

/// What the journal says of an answer.
pub fn answer_entry<'a>(case: &'a Case, answer: &'a Answer) -> Entry<'a> {
    let facts = json!({
        "reference": case.suggestion.reference,
        "number": answer.number,
        "kind": answer.kind,
        "digest": digest(&[&answer.reason, &answer.other_reason]),
    });
    Entry {
        private: Some(&answer.answered_by),
        ..entry("answer.given", case, &answer.id, facts)
    }
}

/// What the journal says of a commitment.
pub fn commitment_entry<'a>(
    case: &'a Case,
    answer: &Answer,
    commitment: &'a Commitment,
) -> Entry<'a> {
    let facts = json!({
        "reference": case.suggestion.reference,
        "answer": answer.number,
        "until": commitment.due_on,
        "digest": digest(&[&commitment.what]),
    });
    entry("commitment.made", case, &commitment.id, facts)
}
