//! An empty migrated database for one test: a file of its own on SQLite, a copy of a template on
//! PostgreSQL. Migrating is done once per database and test binary.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use server::db::{Backend, Opening, migrate, pool};

use super::guard::{Guard, folder};
use super::postgres::{self, Database};

/// The database of one test, removed when dropped.
pub struct Storage {
    place: Place,
    /// A folder for whatever else the program keeps.
    pub folder: PathBuf,
}

enum Place {
    Sqlite(PathBuf),
    Postgres(Database),
}

impl Storage {
    /// A migrated database that holds nothing.
    pub fn new(backend: Backend) -> Storage {
        let folder = folder_of_one_test();
        let place = match backend {
            Backend::Sqlite => {
                let file = folder.join("sharikuna.db");
                std::fs::write(&file, migrated_file()).expect("write a database");
                Place::Sqlite(file)
            }
            Backend::Postgres => {
                Place::Postgres(postgres::template("migrated", migrate_server).database())
            }
        };
        Storage { place, folder }
    }

    /// A database without a schema.
    pub fn bare(backend: Backend) -> Storage {
        let folder = folder_of_one_test();
        let place = match backend {
            Backend::Sqlite => Place::Sqlite(folder.join("sharikuna.db")),
            Backend::Postgres => Place::Postgres(postgres::database()),
        };
        Storage { place, folder }
    }

    /// What the program is given to open it.
    pub fn opening(&self) -> Opening {
        match &self.place {
            Place::Sqlite(file) => Opening::Sqlite(file.clone()),
            Place::Postgres(database) => Opening::Postgres(database.url()),
        }
    }

    /// Runs SQL behind the program's back, over a connection of its own; on PostgreSQL only.
    pub fn behind(&self, sql: &str) -> String {
        match &self.place {
            Place::Sqlite(_) => panic!("SQLite has no server to ask"),
            Place::Postgres(database) => database.run(sql),
        }
    }

    /// `DATABASE_URL`, where there is one.
    pub fn url(&self) -> Option<String> {
        match &self.place {
            Place::Sqlite(_) => None,
            Place::Postgres(database) => Some(database.url()),
        }
    }
}

impl Drop for Storage {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The bytes of a migrated SQLite database.
fn migrated_file() -> &'static [u8] {
    static FILE: OnceLock<Vec<u8>> = OnceLock::new();
    FILE.get_or_init(|| {
        let folder = folder_of_one_test();
        let file = folder.join("template.db");
        // The last connection to close writes everything into the file itself.
        migrate(&Opening::Sqlite(file.clone()));
        let bytes = std::fs::read(&file).expect("read the template");
        std::fs::remove_dir_all(&folder).expect("remove the template's folder");
        bytes
    })
}

fn migrate_server(url: &str) {
    migrate(&Opening::Postgres(url.to_owned()));
}

fn migrate(opening: &Opening) {
    let mut conn = pool::connect(opening).expect("open the template");
    migrate::up(&mut conn).expect("migrate the template");
}

fn folder_of_one_test() -> PathBuf {
    static NEXT: AtomicUsize = AtomicUsize::new(1);
    let name = format!("test-{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let folder = root().join(name);
    std::fs::create_dir(&folder).expect("make a test's folder");
    folder
}

/// The folder of this run; a watchdog removes it however the run ends.
fn root() -> &'static Path {
    static ROOT: OnceLock<(PathBuf, Guard)> = OnceLock::new();
    let (root, _) = ROOT.get_or_init(|| {
        let root = folder("sharikuna-tests-");
        let script = "trap '' HUP INT TERM; cat >/dev/null; rm -rf \"$1\"";
        let mut command = Command::new("sh");
        command.args(["-c", script, "sh"]).arg(&root);
        (root, Guard::start(&mut command))
    });
    root
}
