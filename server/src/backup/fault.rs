//! Why a backup was not made, or nothing restored from one.

use std::io;
use std::path::{Path, PathBuf};

use crate::db::{Backend, OpeningError};

/// Why, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error("{} is there already and was left as it is; name another file, or give --replace", .0.display())]
    Exists(PathBuf),
    #[error("{} is not an ordinary file", .0.display())]
    NoFile(PathBuf),
    #[error("{} belongs to the database itself; name another file", .0.display())]
    Itself(PathBuf),
    #[error("the folder {} is not there", .0.display())]
    NoFolder(PathBuf),
    #[error("there is no database at {}", .0.display())]
    NoDatabase(PathBuf),
    #[error("the database holds nothing of Sharikuna; look at SHARIKUNA_DATA and DATABASE_URL")]
    NothingThere,
    #[error("the database is damaged, and there is no backup of it: {0}")]
    Damaged(String),
    #[error("{} is damaged or cut short: {said}", .file.display())]
    Broken { file: PathBuf, said: String },
    #[error("{} is no backup of Sharikuna", .0.display())]
    NoBackup(PathBuf),
    #[error(
        "{} was written to since by what stands in {}-wal: it is a database in use and no backup; \
         make one with sharikuna backup", .0.display(), .0.display()
    )]
    InUse(PathBuf),
    #[error("{} is a backup of {}, and the place to restore into is {}; no command leads from one to the other", .file.display(), name(*.of), name(other(*.of)))]
    OtherDatabase { file: PathBuf, of: Backend },
    #[error(
        "{} was made by a newer version of the program (migrations {unknown} are not known here): \
         restore it with that version", .file.display()
    )]
    Newer { file: PathBuf, unknown: String },
    #[error("{place} is not empty, it holds {holds}; nothing was changed")]
    NotEmpty { place: String, holds: String },
    #[error(
        "{program} of PostgreSQL {wanted} or later is needed and was found neither in PATH nor in \
         /usr/lib/postgresql (Debian: postgresql-client)"
    )]
    NoProgram { program: &'static str, wanted: u32 },
    #[error("{program} failed: {said}")]
    Program { program: &'static str, said: String },
    #[error("DATABASE_URL has a setting that cannot be handed on in secret: {0}")]
    Secret(&'static str),
    #[error(
        "the tables were restored, and then this failed: {0}. Do not start the service on this \
         database: drop it and restore into a new one"
    )]
    HalfWay(Box<Fault>),
    #[error("{}: {error}", .path.display())]
    File { path: PathBuf, error: io::Error },
    #[error(transparent)]
    Opening(#[from] OpeningError),
    #[error("the database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Fault {
    /// Names the file at which reading or writing failed.
    pub(super) fn at(path: &Path) -> impl Fn(io::Error) -> Fault {
        let path = path.to_owned();
        move |error| Fault::File {
            path: path.clone(),
            error,
        }
    }
}

/// A database by the name that people know it by.
pub fn name(backend: Backend) -> &'static str {
    match backend {
        Backend::Sqlite => "SQLite",
        Backend::Postgres => "PostgreSQL",
    }
}

fn other(backend: Backend) -> Backend {
    match backend {
        Backend::Sqlite => Backend::Postgres,
        Backend::Postgres => Backend::Sqlite,
    }
}
