//! A topic closes once its last day has ended: by a manager, or by itself.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use shared::account::{Action, Person};
use shared::error::{Code, Coded};
use shared::topic::{self, CloseRefusal};

use crate::db::Conn;
use crate::db::dialect::{Hold, hold_topic};
use crate::db::journal::{self, Entry};
use crate::db::topics::{self, Topic};
use crate::db::topics_write::{self, Moments};
use crate::usecases::desk::{self, Barred};

/// Why the topic was not closed.
#[derive(Debug, thiserror::Error)]
pub enum CloseTopicRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    #[error(transparent)]
    Close(#[from] CloseRefusal),
    /// Changed since it was read.
    #[error("changed meanwhile")]
    Stale,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for CloseTopicRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::Close(refusal) => refusal.code(),
            Self::Stale => Code::Stale,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// A manager closes a topic that has not closed itself yet.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn close(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    today: Date,
    (agency, slug): (&str, &str),
) -> Result<(), CloseTopicRefusal> {
    let (topic, _) = desk::topic(conn, person, agency, slug, Action::CloseTopic)??;
    close_due(conn, now, today, &topic.id)
}

/// Closes an open topic whose last day has ended. `today` is the day in the platform's zone. Alone
/// with the topic: once this is committed no list of it changes any more, so the official edition,
/// which the leader counts right after, holds each list that was saved in time; a later one is
/// refused.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn close_due(
    conn: &mut Conn,
    now: Timestamp,
    today: Date,
    topic_id: &str,
) -> Result<(), CloseTopicRefusal> {
    hold_topic(conn, topic_id, Hold::Alone)?;
    let topic = topics::by_id(conn, topic_id)?.ok_or(Barred::NotFound)?;
    let closes = topic.days().map_or(today, |days| days.closes);
    let closed = topic::close(topic.state(), closes, today)?;
    let moments = Moments {
        closed_at: Some(now.into()),
        ..Moments::default()
    };
    topics_write::move_on(conn, &topic, closed, &moments).map_err(|error| match error {
        diesel::result::Error::NotFound => CloseTopicRefusal::Stale,
        other => other.into(),
    })?;
    let facts = json!({ "slug": topic.slug, "closes": topic.closes_on });
    journal::write(
        conn,
        now,
        &entry("topic.closed", &topic, &topic.agency_id, facts),
    )?;
    Ok(())
}

/// A row of the journal about a topic.
pub(super) fn entry<'a>(
    kind: &'static str,
    topic: &'a Topic,
    agency_id: &'a str,
    facts: serde_json::Value,
) -> Entry<'a> {
    Entry {
        kind,
        agency_id: Some(agency_id),
        topic_id: Some(&topic.id),
        subject_id: &topic.id,
        facts,
        private: None,
    }
}
