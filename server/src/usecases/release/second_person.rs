//! A manager says whether the desk's decisions are released by a second person.

use jiff::Timestamp;
use serde_json::json;
use shared::account::{Action, Person};

use super::ReleaseRefusal;
use crate::db::journal::Entry;
use crate::db::{Conn, agencies, journal};
use crate::usecases::desk;

/// Sets it. What waits already waits on.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn set(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    slug: &str,
    wanted: bool,
) -> Result<(), ReleaseRefusal> {
    let agency = desk::agency(conn, person, slug, Action::SetRelease)??;
    if agency.second_person == wanted {
        return Ok(());
    }
    agencies::set_second_person(conn, &agency.id, wanted)?;
    let entry = Entry {
        kind: "agency.release_set",
        agency_id: Some(&agency.id),
        topic_id: None,
        subject_id: &agency.id,
        facts: json!({ "second_person": wanted }),
        private: Some(&person.id),
    };
    Ok(journal::write(conn, now, &entry)?)
}
