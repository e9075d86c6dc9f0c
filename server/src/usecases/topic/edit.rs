//! A manager writes a draft anew.

use shared::account::{Action, Person};
use shared::error::{Code, Coded};
use shared::input::Errors;
use shared::topic::{self, StateRefusal};

use super::draft::{Typed, slug_taken};
use crate::db::{Conn, is_duplicate, topics_write};
use crate::usecases::desk::{self, Barred};

/// Why the draft stayed as it was.
#[derive(Debug, thiserror::Error)]
pub enum EditTopicRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    #[error(transparent)]
    State(#[from] StateRefusal),
    #[error(transparent)]
    Form(#[from] Errors),
    /// Someone else saved it since the editor was opened.
    #[error("saved by someone else meanwhile")]
    Stale,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for EditTopicRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::State(refusal) => refusal.code(),
            Self::Form(_) => Code::TopicIncomplete,
            Self::Stale => Code::Stale,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Stores the draft over the version that the manager had before them and gives its slug.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn edit(
    conn: &mut Conn,
    person: &Person,
    agency: &str,
    slug: &str,
    version: i32,
    typed: &Typed,
) -> Result<String, EditTopicRefusal> {
    let (topic, _) = desk::topic(conn, person, agency, slug, Action::EditTopic)??;
    topic::may_edit(topic.state())?;
    let texts = typed.check(&topic.slug)?;
    topics_write::edit(conn, &topic.id, version, &texts).map_err(|error| match error {
        diesel::result::Error::NotFound => EditTopicRefusal::Stale,
        error if is_duplicate(&error) => EditTopicRefusal::Form(slug_taken()),
        other => other.into(),
    })?;
    Ok(texts.slug)
}
