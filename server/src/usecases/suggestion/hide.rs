//! A desk hides a suggestion, for a numbered reason of the participation policy.

use jiff::Timestamp;
use serde_json::json;
use shared::account::{Action, Person};
use shared::error::{Code, Coded, UnknownWord};
use shared::ids::Reference;
use shared::input::{Errors, HideDraft};
use shared::reader_report::Settlement;
use shared::suggestion::{
    PendingReason, PolicyReason, Publication, PublicationRefusal, PublicationState, hide as decide,
};

use super::answer::entry;
use super::settle_reports::settled_entry;
use super::unmerge::fall_apart;
use crate::chance;
use crate::db::Conn;
use crate::db::hidings_write::{self, Hiding};
use crate::db::journal::{self, Entry};
use crate::db::reports_write::{self, Settled};
use crate::db::suggestions::Suggestion;
use crate::usecases::desk::{self, Barred};

/// Why nothing was hidden.
#[derive(Debug, thiserror::Error)]
pub enum HideSuggestionRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    #[error(transparent)]
    Form(#[from] Errors),
    #[error(transparent)]
    Reason(#[from] UnknownWord),
    #[error(transparent)]
    Publication(#[from] PublicationRefusal),
    /// The suggestion was changed since the form was opened.
    #[error("changed meanwhile")]
    Stale,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for HideSuggestionRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::Form(_) => Code::ChoiceUnknown,
            Self::Reason(refusal) => refusal.code(),
            Self::Publication(refusal) => refusal.code(),
            Self::Stale => Code::Stale,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// How many numbered reasons the policy has.
pub fn reasons() -> u32 {
    u32::try_from(PolicyReason::ALL.len()).unwrap_or_default()
}

/// Hides it. `version` is the version of the text that the moderator read.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn hide(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    (agency, reference): (&str, Reference),
    version: i32,
    draft: &HideDraft,
) -> Result<(), HideSuggestionRefusal> {
    let case = desk::case(conn, person, agency, reference, Action::Hide)??;
    let checked = draft.check(reasons())?;
    let number = u8::try_from(checked.reason).unwrap_or_default();
    let reason = PolicyReason::numbered(number)?;
    let from = publication_of(&case.suggestion).ok_or(Barred::NotFound)?;
    decide(&from, reason, now)?;
    let hiding = Hiding {
        id: chance::id(now),
        suggestion_id: case.suggestion.id.clone(),
        reason: i32::from(reason.number()),
        note: checked.note.unwrap_or_default(),
        hidden_by: person.id.clone(),
        hidden_at: now.into(),
        restored_at: None,
    };
    hidings_write::hide(conn, &hiding, from.state(), version).map_err(|error| match error {
        diesel::result::Error::NotFound => HideSuggestionRefusal::Stale,
        other => other.into(),
    })?;
    let settled = Settled {
        settlement: Settlement::Hidden,
        note: "",
        by: &person.id,
        at: now.into(),
    };
    if let Some(id) = reports_write::settle_gone(conn, &case.suggestion.id, settled)? {
        journal::write(conn, now, &settled_entry(&case, &id, settled))?;
    }
    let facts = json!({ "reference": case.suggestion.reference, "reason": reason.number() });
    let private = format!("{}\n{}", hiding.hidden_by, hiding.note);
    let entry = Entry {
        private: Some(&private),
        ..entry("suggestion.hidden", &case, &case.suggestion.id, facts)
    };
    journal::write(conn, now, &entry)?;
    Ok(fall_apart(
        conn,
        now,
        &[&case.suggestion.id],
        &[&case.topic],
    )?)
}

/// The publication with its facts; `None` where a stored fact is missing, which the tables refuse.
pub fn publication_of(suggestion: &Suggestion) -> Option<Publication> {
    Some(match suggestion.publication()? {
        PublicationState::Published => Publication::Published,
        PublicationState::Pending => Publication::Pending {
            reason: PendingReason::parse(suggestion.pending_reason.as_deref()?).ok()?,
            publishes_on: suggestion.publishes_on.as_deref()?.parse().ok()?,
        },
        PublicationState::Hidden => Publication::Hidden {
            reason: PolicyReason::numbered(u8::try_from(suggestion.hidden_reason?).ok()?).ok()?,
            at: suggestion.posted_at.time(),
        },
        PublicationState::Withdrawn => Publication::Withdrawn {
            at: suggestion.posted_at.time(),
        },
        PublicationState::Merged => Publication::Merged {
            into: suggestion.merged_into.clone()?,
        },
    })
}
