//! A steward takes a role back.

use jiff::Timestamp;
use shared::account::{Person, Role};
use shared::error::Code;
use shared::input::{CheckedRole, PersonDraft};

use super::{Act, PersonRefusal, account, fault, not_the_last, written};
use crate::db::{Conn, desk_work, people, sessions, team};

/// Takes a role. Whoever leaves a desk leaves what they were responsible for; their sessions end.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn withdraw_role(
    conn: &mut Conn,
    steward: &Person,
    now: Timestamp,
    id: &str,
    draft: &PersonDraft,
) -> Result<(), PersonRefusal> {
    let person = account(conn, steward, id)?;
    let CheckedRole { role, reason } = draft.check_withdrawal()?;
    if !person.roles.contains(&role) {
        return Err(fault("held", Code::Stale));
    }
    if role == Role::Steward {
        not_the_last(conn, &person, "held")?;
    }
    people::withdraw(conn, &person.id, &role)?;
    if let Some(agency) = role.agency() {
        let stays = person
            .roles
            .iter()
            .any(|one| *one != role && one.agency() == Some(agency));
        if !stays {
            team::free_topics(conn, &person.id, agency)?;
            desk_work::free_suggestions(conn, &person.id, agency)?;
        }
    }
    sessions::end_all_of(conn, &person.id)?;
    let act = Act {
        kind: "role_withdrawn",
        role: Some(&role),
        reason,
    };
    written(conn, steward, now, &person.id, act)
}
