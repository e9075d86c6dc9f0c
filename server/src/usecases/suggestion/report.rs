//! A reader reports a suggestion to the desk of its topic's agency, once.

use jiff::Timestamp;
use jiff::civil::Date;
use shared::account::{self, Action, Person, can};
use shared::error::{Code, Coded};
use shared::ids::Reference;
use shared::input::{Errors, ReaderReportDraft};
use shared::reader_report::{self, ReportRefusal, may_report};
use shared::suggestion::PublicationState;

use super::spoken_of::SpokenOf;
use crate::chance;
use crate::db::reports::{self, ReportCase};
use crate::db::reports_write::{self, Report};
use crate::db::{Conn, holidays, is_duplicate};

/// Why nothing was reported.
#[derive(Debug, thiserror::Error)]
pub enum ReportRefused {
    #[error("no such suggestion")]
    NotFound,
    #[error(transparent)]
    Person(#[from] account::Refusal),
    #[error(transparent)]
    Report(#[from] ReportRefusal),
    #[error(transparent)]
    Form(#[from] Errors),
    /// The desk settled its reports in this moment.
    #[error("settled meanwhile")]
    Stale,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for ReportRefused {
    fn code(&self) -> Code {
        match self {
            Self::NotFound => Code::NotFound,
            Self::Person(refusal) => refusal.code(),
            Self::Report(refusal) => refusal.code(),
            Self::Form(_) => Code::ChoiceUnknown,
            Self::Stale => Code::Stale,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// The suggestion, if this person may report it.
///
/// # Errors
/// [`ReportRefused`].
pub fn reportable(
    conn: &mut Conn,
    person: &Person,
    reference: Reference,
) -> Result<SpokenOf, ReportRefused> {
    let of = SpokenOf::find(conn, reference)?.ok_or(ReportRefused::NotFound)?;
    let own = of.is_by(&person.id);
    // One that waits for its publication is nobody's to see but its author's.
    if of.publication == PublicationState::Pending && !own {
        return Err(ReportRefused::NotFound);
    }
    can(Some(person), Action::Report, of.subject())?;
    let before = reports::is_reported_by(conn, &of.suggestion.id, &person.id)?;
    may_report(of.publication, own, before)?;
    Ok(of)
}

/// Takes the report. It is private: the journal gets no row before the desk acts on it.
///
/// # Errors
/// [`ReportRefused`]; nothing is stored then.
pub fn report(
    conn: &mut Conn,
    person: &Person,
    reference: Reference,
    (now, today): (Timestamp, Date),
    draft: &ReaderReportDraft,
) -> Result<(), ReportRefused> {
    let of = reportable(conn, person, reference)?;
    let checked = draft.check()?;
    let case = match reports::open_case(conn, &of.suggestion.id)? {
        Some(case) => case,
        None => {
            let due = reader_report::due(today, &holidays::to_promise_by(conn)?);
            reports_write::open(conn, &new_case(&of, now, due))?;
            let opened = reports::open_case(conn, &of.suggestion.id)?;
            opened.ok_or(ReportRefused::Stale)?
        }
    };
    let report = Report {
        id: chance::id(now),
        case_id: case.id,
        suggestion_id: of.suggestion.id,
        reporter_id: person.id.clone(),
        reason: i32::from(checked.reason.number()),
        note: checked.note,
        reported_at: now.into(),
    };
    reports_write::add(conn, &report).map_err(|error| match error {
        diesel::result::Error::NotFound => ReportRefused::Stale,
        error if is_duplicate(&error) => ReportRefused::Report(ReportRefusal::Already),
        error => error.into(),
    })
}

fn new_case(of: &SpokenOf, now: Timestamp, due: Date) -> ReportCase {
    ReportCase {
        id: chance::id(now),
        suggestion_id: of.suggestion.id.clone(),
        agency_id: of.topic.agency_id.clone(),
        opened_at: now.into(),
        due_on: due.to_string(),
        reports: 0,
        settled_as: None,
        note: String::new(),
        settled_by: None,
        settled_at: None,
    }
}
