//! All files in a folder, from one snapshot.

use std::fs::{self, File as Handle};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use diesel::result::Error as DieselError;
use frontend::pages::open_data::readme;
use jiff::Timestamp;
use shared::lang::Lang;
use shared::time::Zone;

use super::{ALL, DICTIONARY, Format, dictionary, page, write};
use crate::db::dialect::snapshot;
use crate::db::{Conn, open_data};

const README: &str = "README.txt";
/// Until everything is there, file names end in this.
const UNFINISHED: &str = ".part";

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportFault {
    #[error("{0} is not empty; name a new or empty folder")]
    NotEmpty(PathBuf),
    #[error("{0} is no folder")]
    NoFolder(PathBuf),
    #[error("{0} cannot be written: {1}")]
    File(PathBuf, io::Error),
    #[error("the database: {0}")]
    Database(#[from] DieselError),
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// As of which journal number.
    pub journal: i64,
    pub rows: u64,
    pub files: usize,
}

/// Writes every file in these formats, the dictionary and a readme into a new or empty folder. `said`
/// is told of each piece: the name of the file, and its bytes so far. Names are right once all of it
/// is on the disk; after a fault the folder is left as empty as it was.
///
/// # Errors
/// [`ExportFault`].
pub fn export(
    conn: &mut Conn,
    folder: &Path,
    formats: &[Format],
    (zone, now): (&Zone, Timestamp),
    said: &mut dyn FnMut(&str, u64),
) -> Result<Written, ExportFault> {
    ready(folder)?;
    let mut names = Vec::new();
    let done = snapshot(conn, |conn| {
        Ok(files(
            conn,
            (folder, &mut names),
            formats,
            (zone, now),
            said,
        ))
    });
    let done = done.map_err(ExportFault::from).and_then(|done| done);
    let done = done.and_then(|written| {
        for name in &names {
            let (from, to) = (unfinished(folder, name), folder.join(name));
            fs::rename(&from, &to).map_err(|error| ExportFault::File(to, error))?;
        }
        Ok(Written {
            files: names.len(),
            ..written
        })
    });
    if done.is_err() {
        for name in &names {
            // Those of them that are not there need not be removed.
            let _ = fs::remove_file(unfinished(folder, name));
            let _ = fs::remove_file(folder.join(name));
        }
    }
    done
}

fn ready(folder: &Path) -> Result<(), ExportFault> {
    let fault = |error| ExportFault::File(folder.to_owned(), error);
    if !folder.exists() {
        return fs::create_dir_all(folder).map_err(fault);
    }
    if !folder.is_dir() {
        return Err(ExportFault::NoFolder(folder.to_owned()));
    }
    match fs::read_dir(folder).map_err(fault)?.next() {
        None => Ok(()),
        Some(_) => Err(ExportFault::NotEmpty(folder.to_owned())),
    }
}

fn unfinished(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}{UNFINISHED}"))
}

/// Writes all of it under unfinished names, which `names` then holds.
fn files(
    conn: &mut Conn,
    (folder, names): (&Path, &mut Vec<String>),
    formats: &[Format],
    (zone, now): (&Zone, Timestamp),
    said: &mut dyn FnMut(&str, u64),
) -> Result<Written, ExportFault> {
    let journal = open_data::as_of(conn)?;
    let mut rows = 0;
    for file in ALL {
        for format in formats {
            let mut out = Out::new(folder, format!("{}.{}", file.name, format.ending()), names)?;
            rows += write(conn, (file, *format), zone, |piece| {
                out.put(&piece)?;
                said(&out.name, out.bytes);
                Ok::<_, ExportFault>(())
            })?;
            out.end()?;
        }
    }
    let view = page(journal);
    let words = [Lang::Ar, Lang::En].map(|lang| readme(lang, &view, now));
    for (name, bytes) in [
        (DICTIONARY, dictionary()),
        (README, words.join("\n").into_bytes()),
    ] {
        let mut out = Out::new(folder, name.to_owned(), names)?;
        out.put(&bytes)?;
        out.end()?;
    }
    Ok(Written {
        journal,
        rows,
        files: 0,
    })
}

/// A file that is being written.
struct Out {
    name: String,
    path: PathBuf,
    handle: Handle,
    bytes: u64,
}

impl Out {
    fn new(folder: &Path, name: String, names: &mut Vec<String>) -> Result<Out, ExportFault> {
        let path = unfinished(folder, &name);
        let made = Handle::create_new(&path);
        let handle = made.map_err(|error| ExportFault::File(path.clone(), error))?;
        names.push(name.clone());
        Ok(Out {
            name,
            path,
            handle,
            bytes: 0,
        })
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), ExportFault> {
        let done = self.handle.write_all(bytes);
        done.map_err(|error| ExportFault::File(self.path.clone(), error))?;
        self.bytes += u64::try_from(bytes.len()).unwrap_or_default();
        Ok(())
    }

    /// Waits until it is on the disk.
    fn end(self) -> Result<(), ExportFault> {
        let done = self.handle.sync_all();
        done.map_err(|error| ExportFault::File(self.path, error))
    }
}
