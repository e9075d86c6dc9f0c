//! A steward decides an objection, once, with a public reason.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use shared::account::{self, Action, Person, Subject, can};
use shared::error::{Code, Coded};
use shared::input::{DecisionDraft, Errors};
use shared::lang::{Lang, detect, direction};
use shared::objection::{Deciding, ObjectionOutcome, ObjectionRefusal, may_decide};

use crate::db::Conn;
use crate::db::desk::Case;
use crate::db::dialect::{Hold, hold_topic};
use crate::db::hidings_write::Hiding;
use crate::db::journal::{self, Entry};
use crate::db::objections::{self, Objection};
use crate::db::objections_write::{self, Decided};
use crate::usecases::suggestion::answer::digest;
use crate::usecases::suggestion::restore::{RestoreSuggestionRefusal, bring_back};

/// Why nothing was decided.
#[derive(Debug, thiserror::Error)]
pub enum DecideObjectionRefusal {
    #[error("no such objection")]
    NotFound,
    #[error(transparent)]
    Person(#[from] account::Refusal),
    #[error(transparent)]
    Objection(#[from] ObjectionRefusal),
    #[error(transparent)]
    Form(#[from] Errors),
    #[error(transparent)]
    Restore(#[from] RestoreSuggestionRefusal),
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for DecideObjectionRefusal {
    fn code(&self) -> Code {
        match self {
            Self::NotFound => Code::NotFound,
            Self::Person(refusal) => refusal.code(),
            Self::Objection(refusal) => refusal.code(),
            Self::Form(_) => Code::ReasonMissing,
            Self::Restore(refusal) => refusal.code(),
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Whether a steward is a party to an objection: who hid it, who wrote it, who works for the agency.
pub fn is_party(person: &Person, hiding: &Hiding, case: &Case) -> bool {
    hiding.hidden_by == person.id
        || case.suggestion.author_id.as_ref() == Some(&person.id)
        || person.is_staff_of(&case.agency.id)
}

/// The objection with its case, if this person may look at it.
///
/// # Errors
/// [`DecideObjectionRefusal`].
pub fn load(
    conn: &mut Conn,
    person: &Person,
    id: &str,
) -> Result<(Objection, Hiding, Case), DecideObjectionRefusal> {
    can(Some(person), Action::DecideObjection, Subject::Platform)?;
    objections::one(conn, id)?.ok_or(DecideObjectionRefusal::NotFound)
}

/// Decides: the hiding stands, or the suggestion is restored with the due dates it had. `page` is
/// the language of the steward's page.
///
/// # Errors
/// [`DecideObjectionRefusal`]; nothing is stored then.
pub fn decide(
    conn: &mut Conn,
    person: &Person,
    (now, today): (Timestamp, Date),
    id: &str,
    (draft, page): (&DecisionDraft, Lang),
) -> Result<(), DecideObjectionRefusal> {
    let (_, _, found) = load(conn, person, id)?;
    // Concluding counts what waits for an answer: it must not look past what is restored.
    hold_topic(conn, &found.topic.id, Hold::Alone)?;
    let (objection, hiding, case) = load(conn, person, id)?;
    may_decide(Deciding {
        decided: objection.outcome.is_some(),
        party: is_party(person, &hiding, &case),
    })?;
    let checked = draft.check()?;
    let decided = Decided {
        outcome: checked.outcome.as_str(),
        reason: &checked.reason,
        reason_lang: detect(&checked.reason, page).code(),
        reason_dir: direction(&checked.reason, page).code(),
        decided_by: &person.id,
        decided_at: now.into(),
    };
    objections_write::decide(conn, id, &decided).map_err(|error| match error {
        diesel::result::Error::NotFound => ObjectionRefusal::Decided.into(),
        other => DecideObjectionRefusal::Database(other),
    })?;
    let entry = Entry {
        kind: "objection.decided",
        agency_id: Some(&case.agency.id),
        topic_id: Some(&case.topic.id),
        subject_id: id,
        facts: json!({
            "reference": case.suggestion.reference,
            "outcome": decided.outcome,
            "digest": digest(&[&checked.reason]),
        }),
        private: Some(&person.id),
    };
    journal::write(conn, now, &entry)?;
    if checked.outcome == ObjectionOutcome::Restored {
        bring_back(conn, &case, now, today)?;
    }
    Ok(())
}
