//! A steward brings a hidden suggestion back.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use shared::account::{Action, Person};
use shared::clocks;
use shared::error::{Code, Coded};
use shared::ids::Reference;
use shared::suggestion::{PublicationRefusal, restore as decide};
use shared::topic::reopened_by_restore;

use super::answer::entry;
use super::hide::publication_of;
use crate::db::desk::Case;
use crate::db::dialect::{Hold, hold_topic};
use crate::db::hidings_write::{self, Clocks};
use crate::db::journal;
use crate::db::topics_write::{self, Moments};
use crate::db::{Conn, holidays, objections};
use crate::usecases::desk::{self, Barred};

/// Why nothing was restored.
#[derive(Debug, thiserror::Error)]
pub enum RestoreSuggestionRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    #[error(transparent)]
    Publication(#[from] PublicationRefusal),
    /// An objection to this hiding waits: it is decided with a reason, not passed over.
    #[error("an objection to it waits for a decision")]
    ObjectionWaits,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for RestoreSuggestionRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::Publication(refusal) => refusal.code(),
            Self::ObjectionWaits => Code::ObjectionWaits,
            Self::Database(diesel::result::Error::NotFound) => Code::Stale,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Restores it with the due dates it had; one that had never been published starts its clocks
/// today. A concluded topic is closed again.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn restore(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    today: Date,
    agency: &str,
    reference: Reference,
) -> Result<(), RestoreSuggestionRefusal> {
    let found = desk::case(conn, person, agency, reference, Action::Restore)??;
    // Concluding counts what waits for an answer: it must not look past this one.
    hold_topic(conn, &found.topic.id, Hold::Alone)?;
    let case = desk::case(conn, person, agency, reference, Action::Restore)??;
    if objections::waiting_of(conn, &case.suggestion.id)?.is_some() {
        return Err(RestoreSuggestionRefusal::ObjectionWaits);
    }
    bring_back(conn, &case, now, today)
}

/// Restores a suggestion of a topic that is held.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn bring_back(
    conn: &mut Conn,
    case: &Case,
    now: Timestamp,
    today: Date,
) -> Result<(), RestoreSuggestionRefusal> {
    let from = publication_of(&case.suggestion).ok_or(Barred::NotFound)?;
    decide(&from)?;
    let clocks = first_clocks(conn, case, now, today)?;
    hidings_write::restore(conn, &case.suggestion.id, now.into(), clocks.as_ref())?;
    let facts = json!({ "reference": case.suggestion.reference });
    journal::write(
        conn,
        now,
        &entry("suggestion.restored", case, &case.suggestion.id, facts),
    )?;
    let state = case.topic.state();
    let then = reopened_by_restore(state);
    if then != state {
        topics_write::move_on(conn, &case.topic, then, &Moments::default())?;
        let facts = json!({ "slug": case.topic.slug, "restored": case.suggestion.reference });
        journal::write(
            conn,
            now,
            &entry("topic.reopened", case, &case.topic.id, facts),
        )?;
    }
    Ok(())
}

fn first_clocks(
    conn: &mut Conn,
    case: &Case,
    now: Timestamp,
    today: Date,
) -> Result<Option<Clocks>, RestoreSuggestionRefusal> {
    let suggestion = &case.suggestion;
    if suggestion.acknowledge_due.is_some() && suggestion.decide_due.is_some() {
        return Ok(None);
    }
    let calendar = holidays::to_promise_by(conn)?;
    let closes = case.topic.days().map_or(today, |days| days.closes);
    Ok(Some(Clocks {
        published_at: Some(now.into()),
        acknowledge_due: Some(clocks::acknowledge_due(today, &calendar).due.to_string()),
        decide_due: Some(clocks::decide_due(closes, &calendar).due.to_string()),
    }))
}
