//! A manager corrects the description of an open topic, in public.

use jiff::Timestamp;
use serde_json::json;
use shared::account::{Action, Person};
use shared::error::{Code, Coded};
use shared::input::{Errors, FieldError, TopicCorrectionDraft};
use shared::topic::TopicState;

use super::close::entry;
use crate::chance;
use crate::db::topic_versions::{self, Version};
use crate::db::{Conn, is_duplicate, journal};
use crate::usecases::desk::{self, Barred};
use crate::usecases::suggestion::answer::digest;

/// Why the description stayed.
#[derive(Debug, thiserror::Error)]
pub enum CorrectTopicRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    #[error("the topic is {state}, not open")]
    NotOpen { state: TopicState },
    #[error(transparent)]
    Form(#[from] Errors),
    /// Someone else changed it since the page was opened.
    #[error("changed meanwhile")]
    Stale,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for CorrectTopicRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::NotOpen { .. } => Code::TopicNotOpen,
            Self::Form(_) => Code::ReasonMissing,
            Self::Stale => Code::Stale,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Writes the description over the version that the manager had before them. What it said stays to
/// be read, with the day and the reason; title, question, days and numbers are fixed.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn correct(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    (agency, slug): (&str, &str),
    version: i32,
    draft: &TopicCorrectionDraft,
) -> Result<(), CorrectTopicRefusal> {
    let (topic, agency) = desk::topic(conn, person, agency, slug, Action::EditTopic)??;
    let state = topic.state();
    if state != TopicState::Open {
        return Err(CorrectTopicRefusal::NotOpen { state });
    }
    let checked = draft.check()?;
    let (ar, en) = (&checked.description_ar, &checked.description_en);
    if (ar, en) == (&topic.description_ar, &topic.description_en) {
        let same = FieldError::new("description_ar", Code::NothingChanged.as_str());
        return Err(Errors(vec![same]).into());
    }
    if topic.version != version {
        return Err(CorrectTopicRefusal::Stale);
    }
    let before = Version {
        id: chance::id(now),
        topic_id: topic.id.clone(),
        number: topic_versions::last_number(conn, &topic.id)?.saturating_add(1),
        description_ar: topic.description_ar.clone(),
        description_en: topic.description_en.clone(),
        reason_ar: checked.reason_ar.clone(),
        reason_en: checked.reason_en.clone(),
        corrected_at: now.into(),
        corrected_by: person.id.clone(),
    };
    topic_versions::correct(conn, &topic, (ar, en), &before).map_err(|error| match error {
        diesel::result::Error::NotFound => CorrectTopicRefusal::Stale,
        error if is_duplicate(&error) => CorrectTopicRefusal::Stale,
        other => other.into(),
    })?;
    let facts = json!({
        "slug": topic.slug,
        "number": before.number,
        "before": digest(&[&before.description_ar, &before.description_en]),
        "digest": digest(&[ar, en]),
    });
    Ok(journal::write(
        conn,
        now,
        &entry("topic.corrected", &topic, &agency.id, facts),
    )?)
}
