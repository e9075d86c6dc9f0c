//! A manager makes somebody of the desk responsible for a topic.

use jiff::Timestamp;
use serde_json::json;
use shared::account::{Action, Person};
use shared::error::{Code, Coded};

use crate::db::{Conn, is_duplicate, journal, team};
use crate::usecases::desk::{self, Barred};

/// Why the topic stayed with whom it was.
#[derive(Debug, thiserror::Error)]
pub enum AssignTopicRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    /// Nobody of this desk.
    #[error("not of this desk")]
    Stranger,
    /// Someone else assigned it since the page was opened.
    #[error("assigned meanwhile")]
    Stale,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for AssignTopicRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::Stranger => Code::ChoiceUnknown,
            Self::Stale => Code::Stale,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Assigns the topic to an account of the desk, in the place of the one that the manager `saw`; an
/// empty id is nobody.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn assign_topic(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    (agency, slug): (&str, &str),
    saw: &str,
    to: &str,
) -> Result<(), AssignTopicRefusal> {
    let (topic, agency) = desk::topic(conn, person, agency, slug, Action::AppointModerator)??;
    let given = |id: &str| (!id.is_empty()).then(|| id.to_owned());
    let (saw, to) = (given(saw), given(to));
    if let Some(to) = &to
        && !team::members(conn, &agency.id)?
            .iter()
            .any(|row| row.account_id == *to)
    {
        return Err(AssignTopicRefusal::Stranger);
    }
    if team::responsible(conn, &topic.id)? != saw {
        return Err(AssignTopicRefusal::Stale);
    }
    if saw == to {
        return Ok(());
    }
    team::assign(conn, &topic.id, saw.as_deref(), to.as_deref(), now.into()).map_err(|error| {
        match error {
            diesel::result::Error::NotFound => AssignTopicRefusal::Stale,
            error if is_duplicate(&error) => AssignTopicRefusal::Stale,
            other => other.into(),
        }
    })?;
    let private = json!({ "account": to, "before": saw, "by": person.id }).to_string();
    let entry = journal::Entry {
        kind: "topic.assigned",
        agency_id: Some(&agency.id),
        topic_id: Some(&topic.id),
        subject_id: &topic.id,
        facts: json!({}),
        private: Some(&private),
    };
    Ok(journal::write(conn, now, &entry)?)
}
