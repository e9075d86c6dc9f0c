//! One file that holds everything, and the way back from it into an empty place.
//!
//! A backup of SQLite is a SQLite database, one of PostgreSQL an archive of its `pg_dump`. What is
//! in it is read from it: nothing beside it has to be kept. A file or a place is either whole or as
//! it was before.

mod address;
mod client;
mod fault;
mod file;
mod head;
mod postgres;
mod sqlite;
mod watched;

use std::path::Path;

use jiff::Timestamp;

use crate::db::contents::{self, Contents};
use crate::db::restored::{Ended, end_what_went_on};
use crate::db::{Backend, Conn, Opening, dialect, migrate};

pub use fault::{Fault, name};
use file::Target;
pub use watched::{Say, size};

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    pub backend: Backend,
    /// Octets of the file.
    pub bytes: u64,
    pub contents: Contents,
}

/// A place that was filled from a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    pub backend: Backend,
    /// As they stand in the file.
    pub contents: Contents,
    /// Migrations that were run after it.
    pub migrated: Vec<String>,
    /// What does not go on; none where it was to.
    pub ended: Option<Ended>,
}

/// What may go on in a restored database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// The platform went on after the backup: sessions, links and letters of then are ended.
    Unknown(Timestamp),
    /// It stood still: everything goes on as it was.
    Nothing,
}

/// Copies the database into a file while others go on reading and writing. The file is there once
/// it is whole and was looked through, and belongs to its owner alone. One that is there already is
/// left as it is unless `replace`.
///
/// # Errors
/// Why there is no backup; a file that was there is as it was.
pub fn take(opening: &Opening, file: &Path, replace: bool, say: Say<'_>) -> Result<Taken, Fault> {
    let target = Target::of(file, replace)?;
    let (part, contents) = match opening {
        Opening::Sqlite(database) => sqlite::copy(database, &target, say)?,
        Opening::Postgres(address) => postgres::dump(address, &target, say)?,
    };
    let bytes = target.put(part)?;
    Ok(Taken {
        backend: backend(opening),
        bytes,
        contents,
    })
}

/// Fills an empty place from a backup, and brings it to today's schema.
///
/// # Errors
/// Why the place is as empty as it was; [`Fault::HalfWay`] alone says that it is not.
pub fn restore(
    opening: &Opening,
    file: &Path,
    since: Since,
    say: Say<'_>,
) -> Result<Restored, Fault> {
    let file = &std::path::absolute(file).map_err(Fault::at(file))?;
    head::check(file, backend(opening))?;
    let (contents, (migrated, ended)) = match opening {
        Opening::Sqlite(database) => sqlite::fill(database, file, since, say)?,
        Opening::Postgres(address) => postgres::fill(address, file, since, say)?,
    };
    Ok(Restored {
        backend: backend(opening),
        contents,
        migrated,
        ended,
    })
}

/// What was done to a database after it was filled.
type Settled = (Vec<String>, Option<Ended>);

/// Brings what was restored to today's schema and ends what must not go on.
fn settle(conn: &mut Conn, since: Since) -> diesel::QueryResult<Settled> {
    let migrated = migrate::up(conn)?;
    let ended = match since {
        Since::Unknown(now) => Some(dialect::transaction(conn, |conn| {
            end_what_went_on(conn, now)
        })?),
        Since::Nothing => None,
    };
    Ok((migrated, ended))
}

/// Refuses what a newer program made: this one does not know what its rows mean.
fn refuse_newer(file: &Path, versions: &[String]) -> Result<(), Fault> {
    let unknown = contents::unknown(versions)?;
    if unknown.is_empty() {
        return Ok(());
    }
    Err(Fault::Newer {
        file: file.to_owned(),
        unknown: unknown.join(", "),
    })
}

fn backend(opening: &Opening) -> Backend {
    match opening {
        Opening::Sqlite(_) => Backend::Sqlite,
        Opening::Postgres(_) => Backend::Postgres,
    }
}
