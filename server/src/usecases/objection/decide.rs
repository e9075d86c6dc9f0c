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
use crate::db::journal::{self, Entry};
use crate::db::merges::Gathered;
use crate::db::objections::{self, About, Objection};
use crate::db::objections_write::{self, Decided};
use crate::usecases::suggestion::answer::digest;
use crate::usecases::suggestion::restore::{RestoreSuggestionRefusal, bring_back};
use crate::usecases::suggestion::unmerge::take_apart;

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

/// Whether a steward is a party to an objection: who hid or merged it, who wrote it, who works for
/// the agency.
pub fn is_party(person: &Person, about: &About, case: &Case) -> bool {
    let by = match about {
        About::Hiding(hiding) => &hiding.hidden_by,
        About::Merge(merge, _, _) => &merge.merged_by,
    };
    *by == person.id
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
) -> Result<(Objection, About, Case), DecideObjectionRefusal> {
    can(Some(person), Action::DecideObjection, Subject::Platform)?;
    objections::one(conn, id)?.ok_or(DecideObjectionRefusal::NotFound)
}

/// Decides: what the desk did stands, or the suggestion is restored, or taken out of the merge, with
/// the due dates it had. `page` is the language of the steward's page.
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
    let (objection, about, case) = load(conn, person, id)?;
    may_decide(Deciding {
        decided: objection.outcome.is_some(),
        party: is_party(person, &about, &case),
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
    match (checked.outcome, about) {
        (ObjectionOutcome::Stands, _) => {}
        (ObjectionOutcome::Restored, About::Hiding(_)) => bring_back(conn, &case, now, today)?,
        // It may have fallen apart meanwhile, with the one it was merged into.
        (ObjectionOutcome::Restored, About::Merge(merge, ..)) if merge.undone_at.is_none() => {
            let one = Gathered {
                id: case.suggestion.id.clone(),
                reference: case.suggestion.reference.clone(),
                topic_id: case.topic.id.clone(),
                into_id: merge.into_id,
            };
            take_apart(conn, now, &[one], &[&case.topic], Some(&person.id))?;
        }
        (ObjectionOutcome::Restored, About::Merge(..)) => {}
    }
    Ok(())
}
