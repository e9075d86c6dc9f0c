//! Where an agency wants it, a second person of the desk releases what the first one decided.

pub mod free;
pub mod hold;
pub mod second_person;
pub mod send_back;

use serde_json::{Value, json};
use shared::account::{Action, Person};
use shared::error::{Code, Coded};
use shared::input::Errors;
use shared::release::ReleaseState;

use super::desk::{self, Barred};
use super::suggestion::answer::AnswerSuggestionRefusal;
use crate::db::Conn;
use crate::db::answer_releases::{self, Release};
use crate::db::desk::{self as cases, Case};
use crate::db::journal::Entry;

/// Why a decision still waits.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    /// Who wrote it does not release it.
    #[error("written by the same person")]
    Own,
    #[error("released or sent back before")]
    Ended,
    /// What keeps the answer itself: as if it were given now.
    #[error(transparent)]
    Answer(AnswerSuggestionRefusal),
    #[error(transparent)]
    Form(#[from] Errors),
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for ReleaseRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::Own => Code::ReleaseOwn,
            Self::Ended => Code::ReleaseEnded,
            Self::Answer(AnswerSuggestionRefusal::Form(Errors(faults))) => faults
                .first()
                .and_then(|fault| Code::parse(fault.code).ok())
                .unwrap_or(Code::SuggestionState),
            Self::Answer(refusal) => refusal.code(),
            Self::Form(_) => Code::TextEmpty,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// A decision of this desk that waits, and its suggestion.
fn waiting(
    conn: &mut Conn,
    person: &Person,
    (slug, id): (&str, &str),
) -> Result<(Release, Case), ReleaseRefusal> {
    let agency = desk::agency(conn, person, slug, Action::Decide)??;
    let release = answer_releases::by_id(conn, id)?.filter(|one| one.agency_id == agency.id);
    let release = release.ok_or(Barred::NotFound)?;
    if release.state != ReleaseState::Waiting.as_str() {
        return Err(ReleaseRefusal::Ended);
    }
    let found = cases::cases_by_id(conn, slug, std::slice::from_ref(&release.suggestion_id))?;
    let case = found.into_iter().next().ok_or(Barred::NotFound)?;
    Ok((release, case))
}

fn gone_is_ended(error: diesel::result::Error) -> ReleaseRefusal {
    match error {
        diesel::result::Error::NotFound => ReleaseRefusal::Ended,
        other => other.into(),
    }
}

/// A row of the journal about what the public must not know yet: that something was done, and the
/// rest sealed.
fn sealed<'a>(kind: &'static str, agency_id: &'a str, private: &'a str) -> Entry<'a> {
    Entry {
        kind,
        agency_id: Some(agency_id),
        topic_id: None,
        subject_id: agency_id,
        facts: json!({}),
        private: Some(private),
    }
}

fn facts(release: &Release, by: &str) -> Value {
    json!({
        "release": release.id,
        "suggestion": release.suggestion_id,
        "kind": release.kind,
        "written_by": release.written_by,
        "by": by,
    })
}
