//! A desk looked at what readers reported, and the suggestion stays.

use jiff::Timestamp;
use serde_json::json;
use shared::account::{Action, Person};
use shared::error::{Code, Coded};
use shared::ids::Reference;
use shared::input::{Errors, KeepDraft};
use shared::reader_report::Settlement;

use crate::db::Conn;
use crate::db::desk::Case;
use crate::db::journal::{self, Entry};
use crate::db::reports;
use crate::db::reports_write::{self, Settled};
use crate::usecases::desk::{self, Barred};

/// Why nothing was settled.
#[derive(Debug, thiserror::Error)]
pub enum SettleReportsRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    #[error(transparent)]
    Form(#[from] Errors),
    /// Settled by someone else, or reported again, since the page was opened.
    #[error("changed meanwhile")]
    Stale,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for SettleReportsRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::Form(_) => Code::TextEmpty,
            Self::Stale => Code::Stale,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Keeps the suggestion and settles its reports, of which the moderator has `seen` so many.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn keep(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    (agency, reference): (&str, Reference),
    seen: i32,
    draft: &KeepDraft,
) -> Result<(), SettleReportsRefusal> {
    let case = desk::case(conn, person, agency, reference, Action::SettleReports)??;
    let waiting = reports::open_case(conn, &case.suggestion.id)?;
    let waiting = waiting.ok_or(SettleReportsRefusal::Stale)?;
    let note = draft.check()?;
    let settled = Settled {
        settlement: Settlement::Kept,
        note: &note,
        by: &person.id,
        at: now.into(),
    };
    reports_write::settle(conn, &waiting.id, seen, settled).map_err(|error| match error {
        diesel::result::Error::NotFound => SettleReportsRefusal::Stale,
        other => other.into(),
    })?;
    let entry = settled_entry(&case, &waiting.id, settled);
    Ok(journal::write(conn, now, &entry)?)
}

/// The journal says that reports were settled, and how; not of which suggestion, since that it was
/// reported is not public.
pub fn settled_entry<'a>(case: &'a Case, id: &'a str, settled: Settled<'a>) -> Entry<'a> {
    Entry {
        kind: "reports.settled",
        agency_id: Some(&case.agency.id),
        topic_id: None,
        subject_id: id,
        facts: json!({ "as": settled.settlement.as_str() }),
        private: Some(settled.by),
    }
}
