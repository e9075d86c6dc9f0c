//! A steward ends somebody's right to sign in.

use jiff::Timestamp;
use shared::account::Person;
use shared::error::Code;
use shared::input::PersonDraft;

use super::{Act, PersonRefusal, account, fault, not_the_last, written};
use crate::db::{Conn, people, sessions};

/// Disables an account and ends its sessions on every node.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn disable(
    conn: &mut Conn,
    steward: &Person,
    now: Timestamp,
    id: &str,
    draft: &PersonDraft,
) -> Result<(), PersonRefusal> {
    let person = account(conn, steward, id)?;
    let reason = draft.check_reason()?;
    if person.disabled {
        return Err(fault("", Code::Stale));
    }
    not_the_last(conn, &person, "why")?;
    people::disable(conn, &person.id, Some(now.into()))?;
    sessions::end_all_of(conn, &person.id)?;
    let act = Act {
        kind: "disabled",
        role: None,
        reason,
    };
    written(conn, steward, now, &person.id, act)
}
