//! Files that are whole or not there: written under another name, looked through, synced, and put
//! into their place at once.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::Fault;
use crate::chance;

/// Where a file is to be.
pub(super) struct Target {
    pub(super) file: PathBuf,
    folder: PathBuf,
    replace: bool,
}

impl Target {
    /// Looks whether the file can be there.
    ///
    /// # Errors
    /// It is there already, is no ordinary file, or its folder is missing.
    pub(super) fn of(file: &Path, replace: bool) -> Result<Target, Fault> {
        let file = std::path::absolute(file).map_err(Fault::at(file))?;
        let (Some(folder), Some(_)) = (file.parent(), file.file_name()) else {
            return Err(Fault::NoFile(file));
        };
        if !folder.is_dir() {
            return Err(Fault::NoFolder(folder.to_owned()));
        }
        let folder = folder.to_owned();
        match fs::symlink_metadata(&file) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(Fault::at(&file)(error)),
            Ok(_) if !replace => return Err(Fault::Exists(file)),
            Ok(found) if !found.is_file() => return Err(Fault::NoFile(file)),
            Ok(_) => {}
        }
        Ok(Target {
            file,
            folder,
            replace,
        })
    }

    /// Refuses to replace any of these files, by whatever name.
    ///
    /// # Errors
    /// It is one of them.
    pub(super) fn is_none_of(&self, files: &[PathBuf]) -> Result<(), Fault> {
        let same = |a: &fs::Metadata, b: &fs::Metadata| a.dev() == b.dev() && a.ino() == b.ino();
        for file in files {
            let itself = match (fs::metadata(&self.file), fs::metadata(file)) {
                (Ok(found), Ok(other)) => same(&found, &other),
                // A name that the database may use next.
                _ => std::path::absolute(file).is_ok_and(|file| file == self.file),
            };
            if itself {
                return Err(Fault::Itself(self.file.clone()));
            }
        }
        Ok(())
    }

    /// A new empty file beside it.
    ///
    /// # Errors
    /// The fault of the file system.
    pub(super) fn part(&self) -> Result<Part, Fault> {
        Part::beside(&self.file).map_err(Fault::at(&self.file))
    }

    /// Puts a finished file there, for good. Answers its octets.
    ///
    /// # Errors
    /// The fault of the file system; or somebody put another file there meanwhile.
    pub(super) fn put(&self, part: Part) -> Result<u64, Fault> {
        let at = Fault::at(&self.file);
        let written = File::open(&part.path).map_err(&at)?;
        written.sync_all().map_err(&at)?;
        let bytes = written.metadata().map_err(&at)?.len();
        match self.replace {
            true => fs::rename(&part.path, &self.file),
            false => put_new(&part.path, &self.file),
        }
        .map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => Fault::Exists(self.file.clone()),
            _ => at(error),
        })?;
        let folder = File::open(&self.folder).and_then(|folder| folder.sync_all());
        folder.map_err(&at)?;
        Ok(bytes)
    }
}

/// Renames to a name that nobody has: a link fails where a renaming would write over.
fn put_new(part: &Path, file: &Path) -> io::Result<()> {
    match fs::hard_link(part, file) {
        // The other name goes with the part.
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        // Some file systems know no links.
        Err(_) if fs::symlink_metadata(file).is_ok() => Err(ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(part, file),
    }
}

/// A file in the making, readable by its owner alone; its name goes when it is dropped.
pub(super) struct Part {
    path: PathBuf,
}

impl Part {
    fn beside(file: &Path) -> io::Result<Part> {
        let digits = u64::from_be_bytes(chance::bytes::<8>());
        let path = with_end(file, &format!(".{digits:016x}.part"));
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)?;
        Ok(Part { path })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        for path in with_its_own(&self.path) {
            let _ = fs::remove_file(path);
        }
    }
}

/// A SQLite database and the files that SQLite keeps beside it.
pub(super) fn with_its_own(database: &Path) -> [PathBuf; 4] {
    ["", "-wal", "-shm", "-journal"].map(|end| with_end(database, end))
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(end);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn folder() -> PathBuf {
        let digits = u64::from_be_bytes(chance::bytes::<8>());
        let folder = std::env::temp_dir().join(format!("sharikuna-file-{digits}"));
        fs::create_dir(&folder).unwrap();
        folder
    }

    fn made(target: &Target, words: &str) -> Result<u64, Fault> {
        let part = target.part().unwrap();
        fs::write(part.path(), words).unwrap();
        target.put(part)
    }

    fn names(folder: &Path) -> Vec<OsString> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name()).collect()
    }

    #[test]
    fn a_file_is_whole_and_its_owners_alone() {
        let folder = folder();
        let file = folder.join("one");
        assert_eq!(
            made(&Target::of(&file, false).unwrap(), "first").unwrap(),
            5
        );
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(names(&folder), ["one"]);
        drop(
            Target::of(&folder.join("two"), false)
                .unwrap()
                .part()
                .unwrap(),
        );
        assert_eq!(
            names(&folder),
            ["one"],
            "what was not put into its place is gone"
        );
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_is_there_is_replaced_only_if_asked() {
        let folder = folder();
        let file = folder.join("one");
        let early = Target::of(&file, false).unwrap();
        made(&Target::of(&file, false).unwrap(), "first").unwrap();
        assert!(matches!(Target::of(&file, false), Err(Fault::Exists(_))));
        assert!(matches!(made(&early, "raced"), Err(Fault::Exists(_))));
        assert_eq!(fs::read_to_string(&file).unwrap(), "first");
        made(&Target::of(&file, true).unwrap(), "second").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "second");
        assert_eq!(names(&folder), ["one"]);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_folder_a_link_and_the_database_are_no_place() {
        let folder = folder();
        let database = folder.join("sharikuna.db");
        fs::write(&database, "rows").unwrap();
        fs::hard_link(&database, folder.join("same.db")).unwrap();
        std::os::unix::fs::symlink(&database, folder.join("link.db")).unwrap();
        let of = |name: &str| Target::of(&folder.join(name), true);
        assert!(matches!(of("link.db"), Err(Fault::NoFile(_))));
        assert!(matches!(Target::of(&folder, true), Err(Fault::NoFile(_))));
        assert!(matches!(of("gone/one"), Err(Fault::NoFolder(_))));
        for name in ["sharikuna.db", "same.db", "sharikuna.db-wal"] {
            let none = of(name).unwrap().is_none_of(&with_its_own(&database));
            assert!(matches!(none, Err(Fault::Itself(_))), "{name}");
        }
        assert!(
            of("other.db")
                .unwrap()
                .is_none_of(&with_its_own(&database))
                .is_ok()
        );
        fs::remove_dir_all(folder).unwrap();
    }
}
