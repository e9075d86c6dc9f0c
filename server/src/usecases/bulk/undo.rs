//! A desk takes an act back before anything of it is public.

use jiff::Timestamp;
use shared::account::Person;
use shared::bulk::{ActState, BulkKind};
use shared::error::{Code, Coded};

use crate::db::Conn;
use crate::db::pending_acts;
use crate::usecases::desk::{self, Barred};

/// Why nothing was undone.
#[derive(Debug, thiserror::Error)]
pub enum UndoRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    #[error("it has become public")]
    TooLate,
    #[error("it was undone before")]
    Before,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for UndoRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::TooLate => Code::UndoTooLate,
            Self::Before => Code::UndoneBefore,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Undoes an act of this desk that waits. Anybody of the desk may: what is about to be said is said
/// in the name of all.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn undo(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    slug: &str,
    act_id: &str,
) -> Result<(), UndoRefusal> {
    let act = pending_acts::by_id(conn, act_id)?.ok_or(Barred::NotFound)?;
    let kind = BulkKind::parse(&act.kind).map_err(|_| Barred::NotFound)?;
    let agency = desk::agency(conn, person, slug, kind.action())??;
    if agency.id != act.agency_id {
        return Err(Barred::NotFound.into());
    }
    match ActState::parse(&act.state) {
        Ok(ActState::Waiting) => {}
        Ok(ActState::Undone) => return Err(UndoRefusal::Before),
        Ok(ActState::Done) | Err(_) => return Err(UndoRefusal::TooLate),
    }
    // Whoever ended it between reading and writing was faster.
    pending_acts::end(conn, act_id, ActState::Undone, now.into()).map_err(|error| match error {
        diesel::result::Error::NotFound => UndoRefusal::TooLate,
        other => other.into(),
    })
}
