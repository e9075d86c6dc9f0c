//! PostgreSQL is copied by its own `pg_dump`, and filled by its `pg_restore` in one transaction.

use std::path::Path;

use super::address::Parted;
use super::client::Client;
use super::file::{Part, Target};
use super::watched::{now_and_then, watched};
use super::{Fault, Say, Settled, Since, refuse_newer, settle};
use crate::db::contents::{self, Contents};
use crate::db::{Conn, Opening, dialect, pool};

/// What belongs to the server that the tables stood on, and not to them.
const TABLES_ALONE: [&str; 5] = [
    "--no-comments",
    "--no-publications",
    "--no-security-labels",
    "--no-subscriptions",
    "--no-tablespaces",
];
/// Names of tables that a refusal says.
const NAMED: usize = 3;

/// Copies the database to a file beside the target, and reads it once whole.
pub(super) fn dump(
    address: &str,
    target: &Target,
    say: Say<'_>,
) -> Result<(Part, Contents), Fault> {
    let place = Parted::of(address)?;
    let mut conn = pool::connect(&Opening::Postgres(address.to_owned()))?;
    let server = server(&mut conn)?;
    let (dumps, reads) = (
        Client::find("pg_dump", server)?,
        Client::find("pg_restore", server)?,
    );
    let part = target.part()?;
    // What is said of the backup is read in the very moment that it is of.
    let contents = dialect::snapshot(&mut conn, |conn| {
        let Some(contents) = contents::read(conn)? else {
            return Ok(Err(Fault::NothingThere));
        };
        let snapshot = dialect::whole::shared_snapshot(conn)?.unwrap_or_default();
        let (at, to) = (format!("--snapshot={snapshot}"), place.to());
        let mut arguments = vec!["--no-password", "--format=custom", &at, &to];
        arguments.extend(TABLES_ALONE);
        arguments.push("--file");
        let done = watched(part.path(), None, say, || {
            dumps.run(&place, &arguments, part.path(), say)
        });
        Ok(done.map(|_| contents))
    })??;
    read_whole(&reads, &place, part.path(), say).map_err(Fault::Damaged)?;
    Ok((part, contents))
}

/// Fills an empty database from a backup.
pub(super) fn fill(
    address: &str,
    file: &Path,
    since: Since,
    say: Say<'_>,
) -> Result<(Contents, Settled), Fault> {
    let place = Parted::of(address)?;
    let mut conn = pool::connect(&Opening::Postgres(address.to_owned()))?;
    let tables = dialect::whole::tables(&mut conn)?;
    if !tables.is_empty() {
        return Err(Fault::NotEmpty {
            place: "the database of DATABASE_URL".to_owned(),
            holds: named(&tables),
        });
    }
    let restores = Client::find("pg_restore", server(&mut conn)?)?;
    let broken = |said: String| Fault::Broken {
        file: file.to_owned(),
        said,
    };
    read_whole(&restores, &place, file, say).map_err(broken)?;
    let table = format!("--table={}", contents::MIGRATIONS);
    let only = ["--data-only", &table, "--file=-"];
    let versions = first_column(&restores.run(&place, &only, file, say)?);
    if versions.is_empty() {
        return Err(Fault::NoBackup(file.to_owned()));
    }
    refuse_newer(file, &versions)?;
    let to = place.to();
    let mut arguments = vec![
        "--no-password",
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
        &to,
    ];
    arguments.extend(TABLES_ALONE);
    let words = || "restoring".to_owned();
    now_and_then(say, words, || restores.run(&place, &arguments, file, say))?;
    // Anew: the other one may have been cut meanwhile.
    drop(conn);
    after(address, file, since).map_err(|fault| Fault::HalfWay(Box::new(fault)))
}

/// What is done once the tables are there.
fn after(address: &str, file: &Path, since: Since) -> Result<(Contents, Settled), Fault> {
    let mut conn = pool::connect(&Opening::Postgres(address.to_owned()))?;
    let contents = contents::read(&mut conn)?.ok_or_else(|| Fault::NoBackup(file.to_owned()))?;
    Ok((contents, settle(&mut conn, since)?))
}

/// Reads an archive to its end and keeps nothing of it.
fn read_whole(reads: &Client, place: &Parted, file: &Path, say: Say<'_>) -> Result<(), String> {
    let words = || "looking through the copy".to_owned();
    let nowhere = ["--file=/dev/null"];
    match now_and_then(say, words, || reads.run(place, &nowhere, file, say)) {
        Ok(_) => Ok(()),
        Err(Fault::Program { said, .. }) => Err(said),
        Err(other) => Err(other.to_string()),
    }
}

fn server(conn: &mut Conn) -> Result<u32, Fault> {
    Ok(dialect::whole::server_version(conn)?.unwrap_or_default())
}

/// How many there are, and the first of them by name.
fn named(tables: &[String]) -> String {
    let first: Vec<&str> = tables.iter().take(NAMED).map(String::as_str).collect();
    format!("{} tables, such as {}", tables.len(), first.join(", "))
}

/// The first column of the only table in a script of `pg_restore`.
fn first_column(script: &str) -> Vec<String> {
    let rows = script.lines().skip_while(|line| !line.starts_with("COPY "));
    let rows = rows.skip(1).take_while(|line| *line != "\\.");
    let mut column: Vec<String> = rows
        .filter_map(|row| row.split('\t').next().map(str::to_owned))
        .collect();
    column.sort();
    column
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_migrations_of_an_archive_are_read_from_its_script() {
        let script = "\\restrict x\nSET a = 0;\nCOPY public.t (version, run_on) FROM stdin;\n\
                      0002\t2026-11-23\n0001\t2026-11-22\n\\.\n\n\\unrestrict x\n";
        assert_eq!(first_column(script), ["0001", "0002"]);
        assert_eq!(first_column("SET a = 0;\n"), Vec::<String>::new());
    }

    #[test]
    fn what_is_in_the_way_is_named() {
        let tables = ["accounts", "agencies", "answers", "topics"].map(str::to_owned);
        assert_eq!(
            named(&tables),
            "4 tables, such as accounts, agencies, answers"
        );
    }
}
