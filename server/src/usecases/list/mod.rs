//! Priority lists. A save is private: it writes no journal row.

pub mod change;
pub mod save;

use jiff::Timestamp;
use shared::account::{self, Action, Person, Subject, can};
use shared::error::{Code, Coded};
use shared::priority_list::{Entry, ListRefusal, StaleEdit};
use shared::suggestion::{RANKABLE, RANKABLE_BY_AUTHOR};
use shared::topic::{self, ShutRefusal};

use crate::app::App;
use crate::db::dialect::{self, Hold};
use crate::db::lists::{self, Stored};
use crate::db::suggestions::Listable;
use crate::db::topics::{self, Topic};
use crate::db::{Conn, idempotency};

/// Why a list was not saved.
#[derive(Debug, thiserror::Error)]
pub enum ListRefused {
    #[error("no such topic or suggestion")]
    NotFound,
    #[error(transparent)]
    Person(#[from] account::Refusal),
    #[error(transparent)]
    Shut(#[from] ShutRefusal),
    /// Never empty.
    #[error("{} places are not as they must be", .0.len())]
    List(Vec<ListRefusal>),
    #[error(transparent)]
    Stale(#[from] StaleEdit),
    #[error("the key came before with another body")]
    KeyReused,
    #[error("a key has 8 to 100 characters")]
    BadKey,
    #[error(transparent)]
    Database(#[from] diesel::result::Error),
}

impl Coded for ListRefused {
    fn code(&self) -> Code {
        match self {
            Self::NotFound => Code::NotFound,
            Self::Person(refusal) => refusal.code(),
            Self::Shut(refusal) => refusal.code(),
            Self::List(refusals) => refusals.first().map_or(Code::Malformed, Coded::code),
            Self::Stale(refusal) => refusal.code(),
            Self::KeyReused => Code::KeyReused,
            Self::BadKey => Code::Malformed,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// A topic and one person's list in it, held until the transaction ends.
struct Held {
    topic: Topic,
    stored: Stored,
    now: Timestamp,
}

impl Held {
    fn max(&self) -> usize {
        usize::try_from(self.topic.settings().list_places).unwrap_or_default()
    }
}

/// Holds the topic against its closing and the person against another save, then reads both.
fn hold(conn: &mut Conn, app: &App, person: &Person, slug: &str) -> Result<Held, ListRefused> {
    let id = topics::by_slug(conn, slug)?
        .ok_or(ListRefused::NotFound)?
        .id;
    dialect::hold_topic(conn, &id, Hold::Shared)?;
    dialect::hold_person(conn, &person.id)?;
    // Read again: a closing may have ended while this waited for the topic.
    let topic = topics::by_id(conn, &id)?
        .filter(|topic| topic.state().is_in(topic::VISIBLE))
        .ok_or(ListRefused::NotFound)?;
    can(
        Some(person),
        Action::SaveList,
        Subject::Agency {
            agency: &topic.agency_id,
        },
    )?;
    let stored = lists::of_person(conn, &topic.id, &person.id)?;
    Ok(Held {
        topic,
        stored,
        now: app.now(),
    })
}

/// Refuses once the closing day has ended.
fn must_be_open(app: &App, held: &Held) -> Result<(), ListRefused> {
    let days = held.topic.days().ok_or(ListRefused::NotFound)?;
    Ok(topic::may_rank(
        held.topic.state(),
        days,
        app.config.zone.day(held.now),
    )?)
}

/// What a suggestion of the topic is to the list of a person.
fn entry_of(listable: &Listable, person: &Person) -> Entry {
    let own = listable.author_id.as_deref() == Some(person.id.as_str());
    let rankable = if own { RANKABLE_BY_AUTHOR } else { RANKABLE };
    match listable.publication {
        Some(state) if state.is_in(rankable) => Entry::Counted,
        _ => Entry::NotCounted,
    }
}

/// Whether a text can be an idempotency key.
pub fn is_key(key: &str) -> bool {
    (8..=100).contains(&key.chars().count()) && key.chars().all(|c| c.is_ascii_graphic())
}

/// The result kept under a key, or none for a new key.
fn done_before(
    conn: &mut Conn,
    person: &Person,
    key: &str,
    operation: &str,
    body: &str,
) -> Result<Option<String>, ListRefused> {
    if !is_key(key) {
        return Err(ListRefused::BadKey);
    }
    match idempotency::look_up(conn, &person.id, key, operation, body.as_bytes())? {
        idempotency::Known::New => Ok(None),
        idempotency::Known::Done(result) => Ok(Some(result)),
        idempotency::Known::Reused => Err(ListRefused::KeyReused),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_of_visible_characters() {
        assert!(is_key("12345678") && is_key(&"k".repeat(100)));
        for wrong in ["", "1234567", "1234 5678", "مفتاح-طويل", &"k".repeat(101)] {
            assert!(!is_key(wrong), "{wrong}");
        }
    }
}
