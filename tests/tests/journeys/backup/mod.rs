//! An operator backs everything up while people write, and gets it back in an empty place.

mod ended;
mod everything;
mod pages;
mod refused;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use server::db::lists;
use server::db::topics::Topic;
use tests::on_both_unlimited;
use tests::support::app::App;
use tests::support::data::Account;
use tests::support::http::Client;
use tests::support::sources;
use tests::support::storage::Storage;

use everything::{assert_same_definitions, everything};

on_both_unlimited!(
    a_backup_taken_while_people_write_is_of_one_moment,
    everything_comes_back_as_it_was,
    an_older_backup_is_brought_to_todays_schema,
);

/// Runs the program on a database, with a word behind the command if it is not empty.
fn sharikuna(storage: &Storage, command: &str, file: &Path, flag: &str) -> Output {
    let mut program = Command::new(sources::program());
    program.arg(command).arg(file);
    if !flag.is_empty() {
        program.arg(flag);
    }
    program
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("SHARIKUNA_DATA", &storage.folder);
    if let Some(url) = storage.url() {
        program.env("DATABASE_URL", url);
    }
    program.output().expect("run the program")
}

/// What was said by a program that did what it was asked.
#[track_caller]
fn done(output: &Output) -> String {
    let said = both(output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    said
}

fn both(output: &Output) -> String {
    let [out, err] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
    format!("{out}{err}")
}

/// Backs an app up to a file in its folder.
#[track_caller]
fn backed_up(app: &App) -> PathBuf {
    let file = app.storage().folder.join("backup");
    done(&sharikuna(app.storage(), "backup", &file, "--replace"));
    file
}

/// An empty place with a backup restored into it.
#[track_caller]
fn restored(app: &App, file: &Path, flag: &str) -> (Storage, String) {
    let storage = Storage::bare(app.backend());
    let said = done(&sharikuna(&storage, "restore", file, flag));
    (storage, said)
}

fn a_backup_taken_while_people_write_is_of_one_moment(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let some: Vec<String> = app
        .suggestions(&topic, 3)
        .into_iter()
        .map(|one| one.reference)
        .collect();
    let people = app.citizens(4);
    let saved: Vec<AtomicU64> = people.iter().map(|_| AtomicU64::new(0)).collect();
    let over = AtomicBool::new(false);
    let count = |saved: &AtomicU64| saved.load(Ordering::SeqCst);
    let (file, before, after) = thread::scope(|scope| {
        for (person, saved) in people.iter().zip(&saved) {
            let (client, topic, some) = (app.signed_in(person), &topic, &some);
            let over = &over;
            scope.spawn(move || {
                while !over.load(Ordering::SeqCst) {
                    let version = saved.load(Ordering::SeqCst);
                    saved.store(save(&client, topic, some, version), Ordering::SeqCst);
                }
            });
        }
        while saved.iter().any(|one| count(one) == 0) {
            thread::yield_now();
        }
        let before: Vec<u64> = saved.iter().map(count).collect();
        let file = backed_up(app);
        let after: Vec<u64> = saved.iter().map(count).collect();
        over.store(true, Ordering::SeqCst);
        (file, before, after)
    });
    assert!(before < after, "nobody was kept from writing: {before:?}");
    let second = app.over(restored(app, &file, "").0);
    for ((person, before), after) in people.iter().zip(before).zip(after) {
        let version = version_of(&second, &topic, person);
        // One more may have been stored than was answered.
        assert!(
            (before..=after + 1).contains(&version),
            "{version} is not between {before} and {after}"
        );
    }
}

/// Saves a list again in another order, and gives its new version.
fn save(client: &Client, topic: &Topic, some: &[String], version: u64) -> u64 {
    let turn = usize::try_from(version).expect("a small number") % some.len();
    let entries: Vec<&String> = some.iter().cycle().skip(turn).take(2).collect();
    let key = format!("backup-{version}");
    let answer = client
        .request("PUT", &format!("/api/v1/topics/{}/my-list", topic.slug))
        .json(&serde_json::json!({ "version": version, "entries": entries }))
        .header("Idempotency-Key", &key)
        .send();
    let saved = answer.expect_status(200).json()["version"].as_u64();
    saved.expect("a version")
}

fn version_of(app: &App, topic: &Topic, person: &Account) -> u64 {
    let stored = app
        .db()
        .read_now(|conn| lists::of_person(conn, &topic.id, &person.id));
    u64::try_from(stored.expect("a list").version).expect("a version")
}

fn everything_comes_back_as_it_was(app: &App) {
    server::demo::fill(app.inner()).expect("an empty database is filled");
    app.letter("salma@example.org");
    app.session_of(&app.citizen("salma"));
    app.run_jobs();
    let file = app.storage().folder.join("backup");
    let said = done(&sharikuna(app.storage(), "backup", &file, ""));
    for word in ["backup", "MB", "schema", "journal", "number"] {
        assert!(said.contains(word), "{word} in:\n{said}");
    }
    let (storage, said) = restored(app, &file, "--nothing-since");
    assert!(said.contains("as it was"), "{said}");
    let (first, second) = (everything(app.storage()), everything(&storage));
    assert_eq!(
        first.keys().collect::<Vec<_>>(),
        second.keys().collect::<Vec<_>>()
    );
    for (table, rows) in &first {
        assert_eq!(rows, &second[table], "{table}");
    }
    let rows: usize = first.values().map(Vec::len).sum();
    assert!(first.len() > 60 && rows > 3_000, "{rows} rows");
    assert_same_definitions(app.storage(), &storage);
    // Anew: it finds out at its start that it is a demonstration.
    let node = app.other_node();
    let second = app.over(storage);
    pages::are_the_same(&node.client(), &second.client());
}

/// What the migrations before the last one made is brought to where all of them lead.
fn an_older_backup_is_brought_to_todays_schema(app: &App) {
    let old = Storage::bare(app.backend());
    let last = everything::migrated_but_for_the_last(&old);
    let file = old.folder.join("old");
    let said = done(&sharikuna(&old, "backup", &file, ""));
    assert!(!said.contains(&last), "{said}");
    let (storage, said) = restored(app, &file, "");
    let (version, _) = last.split_once('_').expect("a number and a name");
    assert!(said.contains(&format!("migrated {version}")), "{said}");
    assert_same_definitions(app.storage(), &storage);
    let fresh = app.over(storage);
    fresh.client().get("/en").expect_status(200);
}
