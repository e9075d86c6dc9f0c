//! SQLite copies itself, and a copy becomes the database again by being put into its place.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

use diesel::{Connection, SqliteConnection};

use super::file::{Part, Target, with_its_own};
use super::watched::{now_and_then, watched};
use super::{Fault, Say, Settled, Since, refuse_newer, settle};
use crate::db::contents::{self, Contents};
use crate::db::{Conn, Opening, dialect, pool};

/// Copies the database to a file beside the target, and looks through it.
pub(super) fn copy(
    database: &Path,
    target: &Target,
    say: Say<'_>,
) -> Result<(Part, Contents), Fault> {
    // Opening it would make it.
    if !database.is_file() {
        return Err(Fault::NoDatabase(database.to_owned()));
    }
    target.is_none_of(&with_its_own(database))?;
    let mut conn = pool::connect(&Opening::Sqlite(database.to_owned()))?;
    if contents::read(&mut conn)?.is_none() {
        return Err(Fault::NothingThere);
    }
    let all = dialect::whole::bytes(&mut conn)?;
    let part = target.part()?;
    let name = text(part.path())?.to_owned();
    watched(part.path(), all, say, || {
        dialect::whole::copy_into(&mut conn, &name)
    })?;
    drop(conn);
    // Without the settings of a database in use, which would keep files beside it.
    let mut copy = SqliteConnection::establish(&name)
        .map(Conn::Sqlite)
        .map_err(|error| Fault::Damaged(error.to_string()))?;
    look_through(&mut copy, say).map_err(Fault::Damaged)?;
    let contents = contents::read(&mut copy)?.ok_or(Fault::NothingThere)?;
    Ok((part, contents))
}

/// Puts a copy of a backup into the place of the database, where there is none.
pub(super) fn fill(
    database: &Path,
    file: &Path,
    since: Since,
    say: Say<'_>,
) -> Result<(Contents, Settled), Fault> {
    // A log of a database that is gone would be read into the one restored.
    let there = |path: &Path| fs::symlink_metadata(path).is_ok();
    if let Some(in_the_way) = with_its_own(database).iter().find(|path| there(path)) {
        return Err(Fault::NotEmpty {
            place: database.display().to_string(),
            holds: in_the_way.display().to_string(),
        });
    }
    if let Some(folder) = database.parent() {
        fs::create_dir_all(folder).map_err(Fault::at(folder))?;
    }
    let target = Target::of(database, false)?;
    let part = target.part()?;
    let all = fs::metadata(file).ok().map(|found| found.len());
    text(part.path())?;
    watched(part.path(), all, say, || contents_of(file, part.path())).map_err(Fault::at(file))?;
    let broken = |said: String| Fault::Broken {
        file: file.to_owned(),
        said,
    };
    // All that is done to it is done under the other name: it is whole, or not there.
    let mut conn = pool::connect(&Opening::Sqlite(part.path().to_owned()))
        .map_err(|error| broken(error.to_string()))?;
    look_through(&mut conn, say).map_err(broken)?;
    let contents = contents::read(&mut conn)?.ok_or_else(|| Fault::NoBackup(file.to_owned()))?;
    refuse_newer(file, &contents.versions)?;
    let settled = settle(&mut conn, since)?;
    // Closed, it has all its rows in one file.
    drop(conn);
    let [_, beside @ ..] = with_its_own(part.path());
    if let Some(left) = beside.iter().find(|path| there(path)) {
        return Err(broken(format!("{} stayed behind", left.display())));
    }
    target.put(part).map_err(|fault| match fault {
        Fault::Exists(file) => Fault::NotEmpty {
            place: database.display().to_string(),
            holds: file.display().to_string(),
        },
        other => other,
    })?;
    Ok((contents, settled))
}

/// Copies what is in a file and not who may read it.
fn contents_of(from: &Path, to: &Path) -> io::Result<u64> {
    io::copy(
        &mut File::open(from)?,
        &mut OpenOptions::new().write(true).open(to)?,
    )
}

/// Reads every page.
fn look_through(conn: &mut Conn, say: Say<'_>) -> Result<(), String> {
    let words = || "looking through the copy".to_owned();
    match now_and_then(say, words, || dialect::whole::damage(conn)) {
        Ok(found) if found.is_empty() => Ok(()),
        Ok(found) => Err(found.join("; ")),
        Err(error) => Err(error.to_string()),
    }
}

/// A path as SQLite takes it.
fn text(path: &Path) -> Result<&str, Fault> {
    path.to_str().ok_or_else(|| Fault::File {
        path: path.to_owned(),
        error: io::Error::other("the name is not in UTF-8"),
    })
}
