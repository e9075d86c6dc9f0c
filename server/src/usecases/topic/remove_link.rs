//! A manager takes a document or a video out of a draft.

use shared::account::{Action, Person};
use shared::error::{Code, Coded};
use shared::topic::{LinkRefusal, may_remove_link};

use crate::db::dialect::{Hold, hold_topic};
use crate::db::{Conn, topic_links};
use crate::usecases::desk::{self, Barred};

/// Why the link stayed.
#[derive(Debug, thiserror::Error)]
pub enum RemoveLinkRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    #[error(transparent)]
    Links(#[from] LinkRefusal),
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for RemoveLinkRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::Links(refusal) => refusal.code(),
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Removes a link of a draft; what is public stays.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn remove_link(
    conn: &mut Conn,
    person: &Person,
    (agency, slug): (&str, &str),
    link: &str,
) -> Result<(), RemoveLinkRefusal> {
    let (found, _) = desk::topic(conn, person, agency, slug, Action::EditTopic)??;
    hold_topic(conn, &found.id, Hold::Alone)?;
    let (topic, _) = desk::topic(conn, person, agency, slug, Action::EditTopic)??;
    may_remove_link(topic.state())?;
    topic_links::remove(conn, &topic.id, link).map_err(|error| match error {
        diesel::result::Error::NotFound => Barred::NotFound.into(),
        other => RemoveLinkRefusal::Database(other),
    })
}
