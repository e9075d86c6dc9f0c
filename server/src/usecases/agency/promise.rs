//! A manager says what the agency promises beyond the common clocks.

use jiff::Timestamp;
use serde_json::json;
use shared::account::{Action, Person};
use shared::error::{Code, Coded};
use shared::input::{Errors, PromiseDraft};

use crate::db::{Conn, agency_promises, journal};
use crate::usecases::desk::{self, Barred};

/// Why the promise stayed as it was.
#[derive(Debug, thiserror::Error)]
pub enum PromiseRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    #[error(transparent)]
    Form(#[from] Errors),
    /// Someone else changed it since the form was opened.
    #[error("changed meanwhile")]
    Stale,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for PromiseRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::Form(_) => Code::NumberOutOfRange,
            Self::Stale => Code::Stale,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Keeps the promise in the place of the version `seen`, 0 for the first. It changes no due day:
/// those are the common clocks'.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn promise(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    agency: &str,
    seen: i32,
    draft: &PromiseDraft,
) -> Result<(), PromiseRefusal> {
    let agency = desk::agency(conn, person, agency, Action::MakePromise)??;
    let (_, version) = agency_promises::of_agency(conn, &agency.id)?;
    if version != seen {
        return Err(PromiseRefusal::Stale);
    }
    let promise = draft.check()?;
    agency_promises::keep(conn, &agency.id, seen, promise, now.into()).map_err(
        |error| match error {
            diesel::result::Error::NotFound => PromiseRefusal::Stale,
            other => other.into(),
        },
    )?;
    let entry = journal::Entry {
        kind: "agency.promised",
        agency_id: Some(&agency.id),
        topic_id: None,
        subject_id: &agency.id,
        facts: json!({
            "acknowledge_days": promise.acknowledge,
            "decide_days": promise.decide,
        }),
        private: Some(&person.id),
    };
    Ok(journal::write(conn, now, &entry)?)
}
