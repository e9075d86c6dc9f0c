//! The agency reads a suggestion for the first time.

use jiff::Timestamp;
use serde_json::json;
use shared::account::Person;
use shared::suggestion::PublicationState;

use super::answer::entry;
use crate::db::desk::Case;
use crate::db::{Conn, first_reads, journal};

/// Whether opening this case is a first reading: by staff of its agency, of what is in public.
pub fn is_first(case: &Case, person: &Person) -> bool {
    let staff = person
        .roles
        .iter()
        .any(|role| role.agency() == Some(case.agency.id.as_str()));
    let published = case.suggestion.publication() == Some(PublicationState::Published);
    // Who decides objections is no reader for the agency, whatever else they are.
    staff && !person.is_steward() && published && case.first_read_at.is_none()
}

/// Keeps when the case was first read. Of two who open it at once the first counts.
///
/// # Errors
/// The database's fault.
pub fn first_read(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    case: &Case,
) -> diesel::QueryResult<()> {
    if !is_first(case, person)
        || !first_reads::keep(conn, &case.suggestion.id, &person.id, now.into())?
    {
        return Ok(());
    }
    let facts = json!({ "reference": case.suggestion.reference });
    let mut entry = entry("suggestion.first_read", case, &case.suggestion.id, facts);
    entry.private = Some(&person.id);
    journal::write(conn, now, &entry)
}
