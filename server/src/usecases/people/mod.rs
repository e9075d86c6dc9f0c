//! What stewards do to accounts. Each act has a reason, ends the person's sessions where rights
//! change, and stands in the journal. Nobody acts in another's name.

pub mod disable;
pub mod enable;
pub mod grant_role;
pub mod invite;
#[cfg(test)]
mod tests;
pub mod withdraw_role;

use jiff::Timestamp;
use serde_json::json;
use shared::account::{Action, Person, Refusal, Role, Subject, can};
use shared::error::{Code, Coded};
use shared::input::{Errors, FieldError};

use crate::chance;
use crate::db::account_acts::{self, AccountAct};
use crate::db::{Conn, dialect, journal, people};

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum PersonRefusal {
    #[error(transparent)]
    Barred(#[from] Refusal),
    #[error("there is no such account")]
    NotFound,
    #[error(transparent)]
    Form(#[from] Errors),
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for PersonRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(refusal) => refusal.code(),
            Self::NotFound => Code::NotFound,
            Self::Form(_) => Code::Malformed,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

fn fault(field: &'static str, code: Code) -> PersonRefusal {
    Errors(vec![FieldError::new(field, code.as_str())]).into()
}

/// The account, if `steward` may act on it. Acts on accounts happen one after the other: two
/// stewards who demote each other at once would leave none.
fn account(conn: &mut Conn, steward: &Person, id: &str) -> Result<Person, PersonRefusal> {
    can(Some(steward), Action::KeepPeople, Subject::Platform)?;
    dialect::hold_person(conn, "stewards")?;
    people::by_id(conn, id)?.ok_or(PersonRefusal::NotFound)
}

/// Somebody must be left who keeps the platform.
fn not_the_last(
    conn: &mut Conn,
    person: &Person,
    field: &'static str,
) -> Result<(), PersonRefusal> {
    if person.is_steward() && !person.disabled {
        let others = people::active_stewards(conn)?;
        if others.iter().all(|id| *id == person.id) {
            return Err(fault(field, Code::LastSteward));
        }
    }
    Ok(())
}

/// What was done, to be written down.
struct Act<'a> {
    kind: &'static str,
    role: Option<&'a Role>,
    reason: String,
}

/// Writes an act where stewards read it, and into the journal, where the public reads that it
/// happened and not to whom.
fn written(
    conn: &mut Conn,
    steward: &Person,
    now: Timestamp,
    account_id: &str,
    act: Act<'_>,
) -> Result<(), PersonRefusal> {
    let id = chance::id(now);
    let agency = act.role.and_then(Role::agency);
    let role = act.role.map(|role| role.kind().as_str());
    let private = json!({
        "account": account_id,
        "by": steward.id,
        "role": role,
        "reason": act.reason,
    })
    .to_string();
    let entry = journal::Entry {
        kind: match act.kind {
            "disabled" => "account.disabled",
            "enabled" => "account.enabled",
            "role_granted" => "account.role_granted",
            _ => "account.role_withdrawn",
        },
        agency_id: agency,
        topic_id: None,
        subject_id: &id,
        facts: json!({ "role": role }),
        private: Some(&private),
    };
    journal::write(conn, now, &entry)?;
    let row = AccountAct {
        id: id.clone(),
        account_id: account_id.to_owned(),
        kind: act.kind.to_owned(),
        role: role.map(str::to_owned),
        agency_id: agency.map(str::to_owned),
        reason: act.reason,
        acted_by: steward.id.clone(),
        acted_at: now.into(),
    };
    Ok(account_acts::add(conn, &row)?)
}
