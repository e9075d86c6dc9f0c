//! A manager makes somebody with an account a moderator of the agency.

use jiff::Timestamp;
use serde_json::json;
use shared::account::{Action, Person, Role};
use shared::error::{Code, Coded};
use shared::input::{AppointDraft, Errors, FieldError};

use crate::db::dialect::{Hold, hold_topic};
use crate::db::people::{self, Account};
use crate::db::{Conn, is_duplicate, journal, sessions, team};
use crate::usecases::desk::{self, Barred};
use crate::usecases::session::sign_in::canonical;

/// Why nobody was appointed.
#[derive(Debug, thiserror::Error)]
pub enum AppointRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    #[error(transparent)]
    Form(#[from] Errors),
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for AppointRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::Form(_) => Code::AccountUnknown,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Appoints whoever signs in under the typed name. Staff have no list in their agency's topics: the
/// person's lists in open ones are taken out. The person signs in anew, under the rules for staff.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn appoint(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    agency: &str,
    draft: &AppointDraft,
) -> Result<(), AppointRefusal> {
    let agency = desk::agency(conn, person, agency, Action::AppointModerator)??;
    let name = canonical(&draft.check()?);
    let found = people::by_sign_in(conn, &name)?;
    let account = may_be_appointed(found, person, &agency.id).map_err(fault)?;
    team::appoint(conn, &account.id, &agency.id, now.into()).map_err(
        |error| match is_duplicate(&error) {
            true => fault(Code::AlreadyOfTheTeam).into(),
            false => AppointRefusal::Database(error),
        },
    )?;
    let listed = team::listed_in(conn, &account.id, &agency.id)?;
    for topic in &listed {
        hold_topic(conn, topic, Hold::Shared)?;
    }
    team::drop_lists(conn, &account.id, &listed)?;
    sessions::end_all_of(conn, &account.id)?;
    let private = json!({ "account": account.id, "by": person.id }).to_string();
    let entry = journal::Entry {
        kind: "agency.moderator_appointed",
        agency_id: Some(&agency.id),
        topic_id: None,
        subject_id: &agency.id,
        facts: json!({}),
        private: Some(&private),
    };
    Ok(journal::write(conn, now, &entry)?)
}

/// A name that nobody has and one that nobody may use any more are one answer.
fn may_be_appointed(
    found: Option<Account>,
    manager: &Person,
    agency: &str,
) -> Result<Person, Code> {
    let person = found
        .map(|account| account.person)
        .filter(|person| !person.disabled)
        .ok_or(Code::AccountUnknown)?;
    if person.id == manager.id {
        return Err(Code::AppointOneself);
    }
    if person.is_staff_of(agency) {
        return Err(Code::AlreadyOfTheTeam);
    }
    if person.roles.contains(&Role::Steward) {
        return Err(Code::StewardNeverAnswers);
    }
    Ok(person)
}

fn fault(code: Code) -> Errors {
    Errors(vec![FieldError::new("sign_in", code.as_str())])
}
