//! What a file is, by its first octets.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::{Fault, file};
use crate::db::Backend;

/// Octets that are looked at: the head of a SQLite database.
const LENGTH: u64 = 100;
const SQLITE: &[u8] = b"SQLite format 3\0";
const ARCHIVE: &[u8] = b"PGDMP";

/// Looks whether a file can be a backup of this database, and all there.
///
/// # Errors
/// It cannot be read, is none, is of the other database, or is shorter than its head says.
pub(super) fn check(path: &Path, wanted: Backend) -> Result<(), Fault> {
    let at = Fault::at(path);
    let opened = File::open(path).map_err(&at)?;
    let found = opened.metadata().map_err(&at)?;
    if !found.is_file() {
        return Err(Fault::NoFile(path.to_owned()));
    }
    let mut head = Vec::new();
    opened.take(LENGTH).read_to_end(&mut head).map_err(&at)?;
    let of = kind(&head).ok_or_else(|| Fault::NoBackup(path.to_owned()))?;
    if of != wanted {
        let file = path.to_owned();
        return Err(Fault::OtherDatabase { file, of });
    }
    if of == Backend::Postgres {
        return Ok(());
    }
    let whole = bytes(&head).unwrap_or(u64::MAX);
    if found.len() < whole {
        return Err(Fault::Broken {
            file: path.to_owned(),
            said: format!("it has {} octets and should have more", found.len()),
        });
    }
    let [_, log, ..] = file::with_its_own(path);
    match log.metadata() {
        Ok(log) if log.len() > 0 => Err(Fault::InUse(path.to_owned())),
        _ => Ok(()),
    }
}

/// Of which database a file is a backup; none when it is neither's.
fn kind(head: &[u8]) -> Option<Backend> {
    if head.starts_with(SQLITE) {
        Some(Backend::Sqlite)
    } else if head.starts_with(ARCHIVE) {
        Some(Backend::Postgres)
    } else {
        None
    }
}

/// How many octets a SQLite database has, by its head; none when even that is cut short. The
/// numbers are in big-endian order: the size of a page at 16, where 1 is 65,536, and pages at 28.
fn bytes(head: &[u8]) -> Option<u64> {
    let page: [u8; 2] = head.get(16..18)?.try_into().ok()?;
    let pages: [u8; 4] = head.get(28..32)?.try_into().ok()?;
    let page = match u16::from_be_bytes(page) {
        1 => 65_536,
        page => u64::from(page),
    };
    Some(page * u64::from(u32::from_be_bytes(pages)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_octets_tell_the_databases_apart() {
        assert_eq!(kind(b"SQLite format 3\0\x10\0"), Some(Backend::Sqlite));
        assert_eq!(kind(b"PGDMP\x01\x0e"), Some(Backend::Postgres));
        for neither in [b"".as_slice(), b"SQLite", b"PGDM", b"-- PostgreSQL", b"{}"] {
            assert_eq!(kind(neither), None);
        }
    }

    #[test]
    fn the_head_says_how_long_a_database_is() {
        let mut head = SQLITE.to_vec();
        head.extend([
            0x10, 0x00, 1, 1, 0, 64, 32, 32, 0, 0, 0, 1, 0, 0, 0x15, 0x2e,
        ]);
        assert_eq!(bytes(&head), Some(4096 * 0x152e));
        head[16..18].copy_from_slice(&[0, 1]);
        assert_eq!(bytes(&head), Some(65_536 * 0x152e));
        assert_eq!(bytes(&head[..30]), None);
    }
}
