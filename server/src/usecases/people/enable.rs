//! A steward gives the right to sign in back.

use jiff::Timestamp;
use shared::account::Person;
use shared::error::Code;
use shared::input::PersonDraft;

use super::{Act, PersonRefusal, account, fault, written};
use crate::db::{Conn, people};

/// Enables a disabled account. Its roles are those it had.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn enable(
    conn: &mut Conn,
    steward: &Person,
    now: Timestamp,
    id: &str,
    draft: &PersonDraft,
) -> Result<(), PersonRefusal> {
    let person = account(conn, steward, id)?;
    let reason = draft.check_reason()?;
    if !person.disabled {
        return Err(fault("", Code::Stale));
    }
    people::disable(conn, &person.id, None)?;
    let act = Act {
        kind: "enabled",
        role: None,
        reason,
    };
    written(conn, steward, now, &person.id, act)
}
