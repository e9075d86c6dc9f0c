//! Everything that stands in a database, to be compared.

use std::collections::BTreeMap;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use server::db::contents::MIGRATIONS;
use server::db::{Backend, Conn, dialect, migrate, pool};
use server::on_each;
use tests::support::sources;
use tests::support::storage::Storage;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    value: String,
}

fn lines(conn: &mut Conn, sql: &str) -> Vec<String> {
    let lines: Vec<Line> = on_each!(conn, |c| diesel::sql_query(sql).load(c)).expect(sql);
    lines.into_iter().map(|line| line.value).collect()
}

/// Every row of every table, as the database writes it down, by table and in order.
pub fn everything(storage: &Storage) -> BTreeMap<String, Vec<String>> {
    let mut conn = pool::connect(&storage.opening()).expect("open it");
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for column in dialect::columns(&mut conn).expect("its columns") {
        let columns = tables.entry(column.table_name).or_default();
        columns.push(format!("quote(\"{}\")", column.column_name));
    }
    let migrations = ["quote(version)", "quote(run_on)"].map(str::to_owned);
    tables.insert(MIGRATIONS.to_owned(), migrations.into());
    let found = dialect::whole::tables(&mut conn).expect("its tables");
    assert_eq!(tables.keys().cloned().collect::<Vec<_>>(), found);
    let mut all = BTreeMap::new();
    for (table, columns) in tables {
        let sql = match conn.backend() {
            Backend::Sqlite => {
                let row = columns.join(" || ',' || ");
                format!("SELECT {row} AS value FROM \"{table}\"")
            }
            Backend::Postgres => format!("SELECT t::text AS value FROM \"{table}\" t"),
        };
        let mut rows = lines(&mut conn, &sql);
        rows.sort();
        all.insert(table, rows);
    }
    all
}

/// Panics with the first table, index or constraint that is defined otherwise.
#[track_caller]
pub fn assert_same_definitions(first: &Storage, second: &Storage) {
    let (first, second) = (definitions(first), definitions(second));
    assert!(first.len() > 100, "only {} definitions", first.len());
    for (one, other) in first.iter().zip(&second) {
        assert_eq!(one, other);
    }
    assert_eq!(first.len(), second.len());
}

/// How tables, indexes and constraints are defined, in the words of the database.
fn definitions(storage: &Storage) -> Vec<String> {
    let mut conn = pool::connect(&storage.opening()).expect("open it");
    let sql = match conn.backend() {
        Backend::Sqlite => {
            "SELECT type || ' ' || name || ' ' || coalesce(sql, '') AS value \
             FROM sqlite_master WHERE name <> '__diesel_schema_migrations' ORDER BY 1"
        }
        // PostgreSQL writes one condition with more or fewer brackets, as it was typed.
        Backend::Postgres => {
            "SELECT indexdef AS value FROM pg_indexes WHERE schemaname = 'public' UNION ALL \
             SELECT conrelid::regclass || ' ' || conname || ' ' || translate(pg_get_constraintdef(oid), '()', '') \
             FROM pg_constraint WHERE connamespace = 'public'::regnamespace UNION ALL \
             SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable \
             || coalesce(column_default, '') FROM information_schema.columns \
             WHERE table_schema = 'public' ORDER BY 1"
        }
    };
    lines(&mut conn, sql)
}

/// A database as it was before the last migration, whose name it gives.
pub fn migrated_but_for_the_last(storage: &Storage) -> String {
    let mut conn = pool::connect(&storage.opening()).expect("make it");
    let folder = match conn.backend() {
        Backend::Sqlite => "sqlite",
        Backend::Postgres => "postgres",
    };
    let (mut names, _) = migrate::known().expect("their names");
    let last = names.pop().expect("a migration");
    let mut run = |sql: &str| conn.batch_execute(sql).expect(sql);
    run(&format!(
        "CREATE TABLE {MIGRATIONS} (version VARCHAR(50) PRIMARY KEY NOT NULL, \
         run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP)"
    ));
    for name in names {
        run(&sources::read(&format!(
            "migrations/{folder}/{name}/up.sql"
        )));
        let (version, _) = name.split_once('_').expect("a number and a name");
        run(&format!(
            "INSERT INTO {MIGRATIONS} (version) VALUES ('{version}')"
        ));
    }
    last
}
