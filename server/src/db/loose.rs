//! For measuring alone: SQLite that answers before anything is on the disk. What a configuration
//! can ask for is an [`Opening`](super::Opening), and this is none: no setting leads here.

use std::path::PathBuf;

use super::pool::Place;
use super::{Db, OpeningError};

/// Opens a database whose commits do not last through a loss of power.
///
/// # Errors
/// As [`Db::open`].
pub fn open(file: PathBuf, readers: u32) -> Result<Db, OpeningError> {
    Db::open_place(Place::Loose(file), readers)
}
