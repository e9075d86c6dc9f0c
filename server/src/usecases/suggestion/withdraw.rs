//! An author takes a suggestion back.

use jiff::Timestamp;
use serde_json::json;
use shared::account::{self, Action, Person, Subject, can};
use shared::error::{Code, Coded};
use shared::ids::Reference;
use shared::reader_report::Settlement;
use shared::suggestion::{
    PendingReason, Publication, PublicationRefusal, PublicationState, withdraw,
};

use super::unmerge::fall_apart;
use crate::app::App;
use crate::db::reports_write::{self, Settled};
use crate::db::suggestions::{self, Suggestion};
use crate::db::{Conn, journal, topics};

/// Why a suggestion was not taken back.
#[derive(Debug, thiserror::Error)]
pub enum WithdrawRefused {
    #[error("no such suggestion")]
    NotFound,
    #[error(transparent)]
    Person(#[from] account::Refusal),
    #[error(transparent)]
    Publication(#[from] PublicationRefusal),
    #[error("it was changed meanwhile")]
    Stale,
    #[error(transparent)]
    Database(#[from] diesel::result::Error),
}

impl Coded for WithdrawRefused {
    fn code(&self) -> Code {
        match self {
            Self::NotFound => Code::NotFound,
            Self::Person(refusal) => refusal.code(),
            Self::Publication(refusal) => refusal.code(),
            Self::Stale => Code::Stale,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Takes a suggestion out of public for good; its clocks and its places on lists no longer count.
/// Gives the slug of its topic.
///
/// # Errors
/// [`WithdrawRefused`].
pub async fn withdraw_suggestion(
    app: &App,
    person: Person,
    reference: Reference,
) -> Result<String, WithdrawRefused> {
    let inner = app.clone();
    app.db
        .write(move |conn| take_back(conn, &person, reference, inner.now()))
        .await
}

/// [`withdraw_suggestion`] in a transaction under way.
///
/// # Errors
/// [`WithdrawRefused`].
pub fn take_back(
    conn: &mut Conn,
    person: &Person,
    reference: Reference,
    now: Timestamp,
) -> Result<String, WithdrawRefused> {
    let found = suggestions::by_reference(conn, reference)?.ok_or(WithdrawRefused::NotFound)?;
    let topic = topics::by_id(conn, &found.topic_id)?.ok_or(WithdrawRefused::NotFound)?;
    let author = found.author_id.as_deref();
    let subject = Subject::Suggestion {
        agency: &topic.agency_id,
        author,
    };
    can(Some(person), Action::WithdrawSuggestion, subject)?;
    let state = found.publication().ok_or(WithdrawRefused::NotFound)?;
    let by_author = author == Some(person.id.as_str());
    withdraw(&in_public(&found, state)?, by_author, now)?;
    suggestions::withdraw(conn, &found.id, state, now.into()).map_err(|error| match error {
        diesel::result::Error::NotFound => WithdrawRefused::Stale,
        other => WithdrawRefused::Database(other),
    })?;
    // Nobody need look at reports of what is gone.
    let settled = Settled {
        settlement: Settlement::Withdrawn,
        note: "",
        by: &person.id,
        at: now.into(),
    };
    reports_write::settle_gone(conn, &found.id, settled)?;
    let entry = journal::Entry {
        kind: "suggestion.withdrawn",
        agency_id: Some(&topic.agency_id),
        topic_id: Some(&topic.id),
        subject_id: &found.id,
        facts: json!({ "reference": found.reference }),
        private: None,
    };
    journal::write(conn, now, &entry)?;
    fall_apart(conn, now, &[&found.id], &[&topic])?;
    Ok(topic.slug)
}

/// The publication with the facts that withdrawing looks at.
fn in_public(
    found: &Suggestion,
    state: PublicationState,
) -> Result<Publication, PublicationRefusal> {
    match state {
        PublicationState::Published => Ok(Publication::Published),
        PublicationState::Pending => {
            let word = found.pending_reason.as_deref().unwrap_or_default();
            let day = found.publishes_on.as_deref().unwrap_or_default();
            Ok(Publication::Pending {
                reason: PendingReason::parse(word).unwrap_or(PendingReason::HeldByFilter),
                publishes_on: day.parse().unwrap_or_default(),
            })
        }
        state => Err(PublicationRefusal::NotInPublic { state }),
    }
}
