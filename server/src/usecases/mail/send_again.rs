//! A steward has a letter tried again that was given up.

use jiff::Timestamp;
use serde_json::json;
use shared::account::{Action, Person, Refusal, Subject, can};
use shared::error::{Code, Coded};

use crate::db::{Conn, journal, outbox};

/// Why it was not.
#[derive(Debug, thiserror::Error)]
pub enum SendAgainRefusal {
    #[error(transparent)]
    Barred(#[from] Refusal),
    #[error("no such letter was given up")]
    NotFound,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for SendAgainRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(refusal) => refusal.code(),
            Self::NotFound => Code::NotFound,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Lets a letter be tried anew, from the first try, under the same Message-ID. The journal says that
/// a letter of a kind was, and nothing of whom it is for.
///
/// # Errors
/// The refusal; nothing is changed then.
pub fn send_again(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    letter: &str,
) -> Result<(), SendAgainRefusal> {
    can(Some(person), Action::KeepMail, Subject::Platform)?;
    let kind = outbox::kind_of_dead(conn, letter)?.ok_or(SendAgainRefusal::NotFound)?;
    if !outbox::revive(conn, letter, now)? {
        return Err(SendAgainRefusal::NotFound);
    }
    let entry = journal::Entry {
        kind: "letter.sent_again",
        agency_id: None,
        topic_id: None,
        subject_id: letter,
        facts: json!({ "kind": kind }),
        private: None,
    };
    Ok(journal::write(conn, now, &entry)?)
}
