//! Refusals: each says why, and leaves everything as it was.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use server::db::contents::MIGRATIONS;
use server::db::{Backend, dialect, pool};
use tests::on_both;
use tests::support::app::App;
use tests::support::sources;
use tests::support::storage::Storage;

use super::everything::everything;
use super::{backed_up, both, done, sharikuna};

on_both!(
    a_file_that_is_there_is_left_as_it_is,
    a_backup_is_made_of_a_database_and_into_a_folder,
    a_place_that_holds_anything_is_left_as_it_is,
    what_is_no_whole_backup_is_not_restored,
    the_backup_of_a_newer_program_is_not_restored,
    the_password_is_told_to_nobody,
);

#[track_caller]
fn refused(storage: &Storage, command: &str, file: &Path, flag: &str, why: &str) {
    let output = sharikuna(storage, command, file, flag);
    let said = both(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(why), "{why} in:\n{said}");
}

/// Names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = names
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Whether nothing was put into a place.
#[track_caller]
fn assert_empty(storage: &Storage, backend: Backend) {
    assert_eq!(names(&storage.folder), Vec::<String>::new());
    if backend == Backend::Postgres {
        let mut conn = pool::connect(&storage.opening()).expect("open it");
        let tables = dialect::whole::tables(&mut conn).expect("its tables");
        assert_eq!(tables, Vec::<String>::new());
    }
}

fn a_file_that_is_there_is_left_as_it_is(app: &App) {
    let folder = app.storage().folder.join("backups");
    fs::create_dir(&folder).expect("make a folder");
    let file = folder.join("one");
    fs::write(&file, "mine").expect("write a file");
    refused(app.storage(), "backup", &file, "", "is there already");
    assert_eq!(fs::read_to_string(&file).expect("read it"), "mine");
    done(&sharikuna(app.storage(), "backup", &file, "--replace"));
    assert_eq!(names(&folder), ["one"]);
    let mode = fs::metadata(&file).expect("it").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

fn a_backup_is_made_of_a_database_and_into_a_folder(app: &App) {
    let folder = &app.storage().folder;
    let nowhere = folder.join("gone").join("one");
    refused(app.storage(), "backup", &nowhere, "", "is not there");
    refused(
        app.storage(),
        "backup",
        folder,
        "--replace",
        "ordinary file",
    );
    if app.backend() == Backend::Sqlite {
        let rows = everything(app.storage());
        for name in ["sharikuna.db", "sharikuna.db-wal"] {
            let itself = folder.join(name);
            refused(app.storage(), "backup", &itself, "--replace", "itself");
        }
        assert_eq!(everything(app.storage()), rows);
    }
    let bare = Storage::bare(app.backend());
    let why = match app.backend() {
        Backend::Sqlite => "no database",
        Backend::Postgres => "nothing of Sharikuna",
    };
    refused(&bare, "backup", &folder.join("one"), "", why);
    assert!(!folder.join("one").exists());
    assert_empty(&bare, app.backend());
}

fn a_place_that_holds_anything_is_left_as_it_is(app: &App) {
    let file = backed_up(app);
    app.agency("libraries");
    let rows = everything(app.storage());
    refused(app.storage(), "restore", &file, "", "is not empty");
    assert_eq!(everything(app.storage()), rows);
    let place = Storage::bare(app.backend());
    match app.backend() {
        // What SQLite would read into the database restored.
        Backend::Sqlite => {
            let log = place.folder.join("sharikuna.db-wal");
            fs::write(&log, "rows").expect("write a file");
            refused(&place, "restore", &file, "", "sharikuna.db-wal");
            fs::remove_file(&log).expect("remove it");
        }
        Backend::Postgres => {
            place.behind("CREATE TABLE mine (id integer)");
            refused(&place, "restore", &file, "", "1 tables, such as mine");
            place.behind("DROP TABLE mine");
        }
    }
    assert_empty(&place, app.backend());
    done(&sharikuna(&place, "restore", &file, ""));
}

fn what_is_no_whole_backup_is_not_restored(app: &App) {
    let place = Storage::bare(app.backend());
    let folder = app.storage().folder.clone();
    let written = |name: &str, bytes: &[u8]| -> PathBuf {
        let file = folder.join(name);
        fs::write(&file, bytes).expect("write a file");
        file
    };
    let good = fs::read(backed_up(app)).expect("read it");
    for bytes in [b"".as_slice(), b"PG", b"-- SQL", b"PK\x03\x04"] {
        refused(&place, "restore", &written("none", bytes), "", "no backup");
    }
    refused(&place, "restore", &folder, "", "ordinary file");
    refused(&place, "restore", &folder.join("gone"), "", "gone");
    for octets in [20, 90, good.len() / 2, good.len() - 1] {
        let cut = written("cut", &good[..octets]);
        refused(&place, "restore", &cut, "", "damaged or cut short");
    }
    let mut damaged = good.clone();
    let middle = good.len() / 2 / 4096 * 4096;
    damaged[middle..middle + 4096].fill(0xff);
    let damaged = written("damaged", &damaged);
    refused(&place, "restore", &damaged, "", "damaged or cut short");
    let (other, of) = match app.backend() {
        Backend::Sqlite => (Backend::Postgres, "backup of PostgreSQL"),
        Backend::Postgres => (Backend::Sqlite, "backup of SQLite"),
    };
    let other = App::start(other);
    refused(&place, "restore", &backed_up(&other), "", of);
    assert_empty(&place, app.backend());
    done(&sharikuna(&place, "restore", &written("good", &good), ""));
}

fn the_backup_of_a_newer_program_is_not_restored(app: &App) {
    app.sql(&format!(
        "INSERT INTO {MIGRATIONS} (version) VALUES ('9999')"
    ));
    let file = backed_up(app);
    let place = Storage::bare(app.backend());
    refused(&place, "restore", &file, "", "9999");
    assert_empty(&place, app.backend());
    // A database of something else, however sound.
    app.sql(&format!("DROP TABLE {MIGRATIONS}"));
    let other = app.storage().folder.join("other");
    refused(app.storage(), "backup", &other, "", "nothing of Sharikuna");
}

/// Another program's arguments can be read by everybody on the machine, its complaints end up in
/// logs.
fn the_password_is_told_to_nobody(app: &App) {
    let Some(url) = app.storage().url() else {
        return;
    };
    let folder = &app.storage().folder;
    let bin = folder.join("bin");
    fs::create_dir(&bin).expect("make a folder");
    let fake = bin.join("pg_dump");
    let version = app.storage().behind("SHOW server_version");
    let script = format!(
        "#!/bin/sh\ncase $1 in --version) echo 'pg_dump (PostgreSQL) {version}'; exit;; esac\n\
         echo \"$*\" >\"$SHARIKUNA_DATA/arguments\"; echo \"no entry for $PGPASSWORD\" >&2; exit 3\n"
    );
    fs::write(&fake, script).expect("write a program");
    fs::set_permissions(&fake, fs::Permissions::from_mode(0o755)).expect("let it run");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = [bin].into_iter().chain(std::env::split_paths(&path));
    let output = Command::new(sources::program())
        .arg("backup")
        .arg(folder.join("one"))
        .env_clear()
        .env("PATH", std::env::join_paths(path).expect("a path"))
        .env("SHARIKUNA_DATA", folder)
        .env(
            "DATABASE_URL",
            url.replace("postgres@", "postgres:hush%40hush@"),
        )
        .output()
        .expect("run the program");
    let said = both(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("pg_dump failed: no entry for …"), "{said}");
    let given = fs::read_to_string(folder.join("arguments")).expect("read it");
    assert!(given.contains("postgres@127.0.0.1"), "{given}");
    assert!(
        !given.contains("hush") && !said.contains("hush"),
        "{given}{said}"
    );
    assert_eq!(names(folder), ["arguments", "bin"]);
}
