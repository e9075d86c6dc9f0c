//! A manager adds a document or a video to a topic.

use jiff::Timestamp;
use serde_json::json;
use shared::account::{Action, Person};
use shared::error::{Code, Coded};
use shared::input::{Errors, TopicLinkDraft};
use shared::topic::{LinkRefusal, TopicState, may_add_link};

use super::close::entry;
use crate::chance;
use crate::db::dialect::{Hold, hold_topic};
use crate::db::topic_links::{self, TopicLink};
use crate::db::{Conn, journal};
use crate::usecases::desk::{self, Barred};

/// Why nothing was added.
#[derive(Debug, thiserror::Error)]
pub enum AddLinkRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    #[error(transparent)]
    Form(#[from] Errors),
    #[error(transparent)]
    Links(#[from] LinkRefusal),
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for AddLinkRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::Form(_) => Code::LinkInvalid,
            Self::Links(refusal) => refusal.code(),
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Adds a link. Alone with the topic, so that two at once do not pass the most there may be.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn add_link(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    (agency, slug): (&str, &str),
    draft: &TopicLinkDraft,
) -> Result<(), AddLinkRefusal> {
    let (found, _) = desk::topic(conn, person, agency, slug, Action::EditTopic)??;
    hold_topic(conn, &found.id, Hold::Alone)?;
    let (topic, agency) = desk::topic(conn, person, agency, slug, Action::EditTopic)??;
    may_add_link(topic.state(), topic_links::count(conn, &topic.id)?)?;
    let checked = draft.check()?;
    let link = TopicLink {
        id: chance::id(now),
        topic_id: topic.id.clone(),
        kind: checked.kind.to_owned(),
        title_ar: checked.title_ar,
        title_en: checked.title_en,
        address: checked.address,
        added_at: now.into(),
    };
    topic_links::add(conn, &link)?;
    // A draft is the agency's own.
    if topic.state() == TopicState::Draft {
        return Ok(());
    }
    let facts = json!({ "slug": topic.slug, "kind": link.kind, "address": link.address });
    Ok(journal::write(
        conn,
        now,
        &entry("topic.link_added", &topic, &agency.id, facts),
    )?)
}
