//! The author, or somebody who listed a suggestion, says whether its final answer met the point.

use jiff::Timestamp;
use serde_json::json;
use shared::account::{self, Action, Person, can};
use shared::error::{Code, Coded};
use shared::ids::Reference;
use shared::satisfaction::{Facts, SatisfactionRefusal, Verdict, may_say};
use shared::suggestion::PublicationState;

use super::spoken_of::SpokenOf;
use crate::db::satisfaction_write::{self, Said};
use crate::db::{Conn, answers_write, is_duplicate, journal, satisfaction};

/// Why nothing was said.
#[derive(Debug, thiserror::Error)]
pub enum RateRefused {
    #[error("no such suggestion")]
    NotFound,
    #[error(transparent)]
    Person(#[from] account::Refusal),
    #[error(transparent)]
    Satisfaction(#[from] SatisfactionRefusal),
    /// Another answer stands than the one that was read.
    #[error("answered anew meanwhile")]
    Stale,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for RateRefused {
    fn code(&self) -> Code {
        match self {
            Self::NotFound => Code::NotFound,
            Self::Person(refusal) => refusal.code(),
            Self::Satisfaction(refusal) => refusal.code(),
            Self::Stale => Code::Stale,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Stores the verdict on the answer with the number `seen`, if that is the one that stands.
///
/// # Errors
/// [`RateRefused`]; nothing is stored then.
pub fn rate(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    reference: Reference,
    (seen, verdict): (i32, Verdict),
) -> Result<(), RateRefused> {
    let of = SpokenOf::find(conn, reference)?.ok_or(RateRefused::NotFound)?;
    let author = of.is_by(&person.id);
    if of.publication == PublicationState::Pending && !author {
        return Err(RateRefused::NotFound);
    }
    can(Some(person), Action::Rate, of.subject())?;
    let answer = answers_write::latest_of(conn, &of.suggestion.id)?;
    let said = match &answer {
        Some(answer) => satisfaction::is_said_by(conn, &answer.id, &person.id)?,
        None => false,
    };
    may_say(Facts {
        publication: of.publication,
        answer: of.suggestion.answer_state(),
        author,
        listed: satisfaction::is_listed_by(conn, &of.suggestion.id, &person.id)?,
        said,
    })?;
    let standing = answer.filter(|answer| answer.number == seen);
    let answer = standing.ok_or(RateRefused::Stale)?;
    let row = Said {
        answer_id: &answer.id,
        account_id: &person.id,
        topic_id: &of.topic.id,
        verdict: verdict.as_str(),
        said_at: now.into(),
    };
    satisfaction_write::add(conn, &row).map_err(|error| match is_duplicate(&error) {
        true => RateRefused::Satisfaction(SatisfactionRefusal::AlreadySaid),
        false => error.into(),
    })?;
    // The counts are public, who said what is not.
    let facts = json!({ "reference": of.suggestion.reference, "answer": answer.number });
    let private = format!("{}\n{verdict}", person.id);
    let entry = of.entry("answer.rated", &answer.id, facts, &private);
    Ok(journal::write(conn, now, &entry)?)
}
