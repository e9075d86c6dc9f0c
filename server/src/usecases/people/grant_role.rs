//! A steward gives somebody a role.

use jiff::Timestamp;
use shared::account::{Person, Role};
use shared::error::Code;
use shared::input::{CheckedRole, PersonDraft};

use super::{Act, PersonRefusal, account, fault, written};
use crate::db::dialect::{Hold, hold_topic};
use crate::db::{Conn, agencies, people, sessions, team};

/// Gives a role. The person signs in anew.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn grant_role(
    conn: &mut Conn,
    steward: &Person,
    now: Timestamp,
    id: &str,
    draft: &PersonDraft,
) -> Result<(), PersonRefusal> {
    let person = account(conn, steward, id)?;
    let CheckedRole { role, reason } = draft.check_grant()?;
    give(conn, steward, now, &person, (&role, reason))
}

/// Gives a person a role that `steward` wants them to have. Staff of an agency have no list in its
/// topics: those in open ones are taken out. Stewards never answer for an agency, so nobody is both.
/// The person's sessions end.
///
/// # Errors
/// The refusal; nothing is stored then.
pub(crate) fn give(
    conn: &mut Conn,
    steward: &Person,
    now: Timestamp,
    person: &Person,
    (role, reason): (&Role, String),
) -> Result<(), PersonRefusal> {
    if person.roles.contains(role) {
        return Err(fault("role", Code::RoleHeld));
    }
    let sits_at_a_desk = person.roles.iter().any(|role| role.agency().is_some());
    let both = match role {
        Role::Steward => sits_at_a_desk,
        _ => person.is_steward(),
    };
    if both {
        return Err(fault("role", Code::StewardNeverAnswers));
    }
    if let Some(agency) = role.agency() {
        if !agencies::exists(conn, agency)? {
            return Err(fault("agency", Code::ChoiceUnknown));
        }
        let listed = team::listed_in(conn, &person.id, agency)?;
        for topic in &listed {
            hold_topic(conn, topic, Hold::Shared)?;
        }
        team::drop_lists(conn, &person.id, &listed)?;
    }
    people::grant(conn, &person.id, role, now.into())?;
    sessions::end_all_of(conn, &person.id)?;
    let act = Act {
        kind: "role_granted",
        role: Some(role),
        reason,
    };
    written(conn, steward, now, &person.id, act)
}
