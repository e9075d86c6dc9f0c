//! A desk agrees who takes care of a suggestion. The public never learns of it.

use jiff::Timestamp;
use serde_json::json;
use shared::account::{Action, Person};
use shared::bulk::MOST_SELECTED;
use shared::error::{Code, Coded};

use crate::db::Conn;
use crate::db::desk;
use crate::db::desk_work;
use crate::db::journal::{self, Entry};
use crate::usecases::desk::{Barred, agency};

/// Why nobody was given anything.
#[derive(Debug, thiserror::Error)]
pub enum AssignRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    #[error("no suggestion was chosen")]
    Nothing,
    #[error("more than {MOST_SELECTED} were chosen")]
    TooMany,
    #[error("nobody of that name works at this desk")]
    NotOfTheDesk,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for AssignRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::Nothing => Code::NothingSelected,
            Self::TooMany => Code::TooManySelected,
            Self::NotOfTheDesk => Code::ChoiceUnknown,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Gives suggestions to `to`, the id of somebody at this desk; to nobody when it is `None`.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn assign(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    slug: &str,
    references: &[String],
    to: Option<&str>,
) -> Result<(), AssignRefusal> {
    let agency = agency(conn, person, slug, Action::Assign)??;
    if references.is_empty() {
        return Err(AssignRefusal::Nothing);
    }
    if references.len() > MOST_SELECTED {
        return Err(AssignRefusal::TooMany);
    }
    if let Some(to) = to {
        let team = desk::team(conn, &agency.id, "")?;
        if !team.iter().any(|member| member.id == to) {
            return Err(AssignRefusal::NotOfTheDesk);
        }
    }
    let cases = desk::cases(conn, slug, references)?;
    if cases.is_empty() {
        return Err(Barred::NotFound.into());
    }
    let ids: Vec<&str> = cases
        .iter()
        .map(|case| case.suggestion.id.as_str())
        .collect();
    desk_work::assign(conn, &ids, to)?;
    // How many is all that the record says openly: who works on what is the desk's own affair.
    let private = json!({ "by": person.id, "to": to, "suggestions": ids }).to_string();
    let entry = Entry {
        kind: "desk.assigned",
        agency_id: Some(&agency.id),
        topic_id: None,
        subject_id: &agency.id,
        facts: json!({ "suggestions": ids.len() }),
        private: Some(&private),
    };
    Ok(journal::write(conn, now, &entry)?)
}
