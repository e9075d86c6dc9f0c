//! A manager takes the role of a moderator back.

use jiff::Timestamp;
use serde_json::json;
use shared::account::{Action, Person, RoleKind};
use shared::error::{Code, Coded};

use crate::db::{Conn, desk_work, journal, sessions, team};
use crate::usecases::desk::{self, Barred};

/// Why the person stayed.
#[derive(Debug, thiserror::Error)]
pub enum RemoveModeratorRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for RemoveModeratorRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Removes a moderator. Roles are read with every request: the desk is gone for the person at once,
/// and so are the sessions that began with the role.
/// Managers are appointed and removed by stewards; one who also moderates stays a manager, and
/// responsible for the same topics and suggestions.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn remove_moderator(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    agency: &str,
    account_id: &str,
) -> Result<(), RemoveModeratorRefusal> {
    let agency = desk::agency(conn, person, agency, Action::AppointModerator)??;
    team::remove(conn, account_id, &agency.id).map_err(|error| match error {
        diesel::result::Error::NotFound => Barred::NotFound.into(),
        other => RemoveModeratorRefusal::Database(other),
    })?;
    let manages = team::members(conn, &agency.id)?
        .iter()
        .any(|row| row.account_id == account_id && row.role == RoleKind::Manager.as_str());
    if !manages {
        team::free_topics(conn, account_id, &agency.id)?;
        desk_work::free_suggestions(conn, account_id, &agency.id)?;
    }
    sessions::end_all_of(conn, account_id)?;
    let private = json!({ "account": account_id, "by": person.id }).to_string();
    let entry = journal::Entry {
        kind: "agency.moderator_removed",
        agency_id: Some(&agency.id),
        topic_id: None,
        subject_id: &agency.id,
        facts: json!({}),
        private: Some(&private),
    };
    Ok(journal::write(conn, now, &entry)?)
}
