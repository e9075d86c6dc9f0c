//! The whole of a database: copying it, looking whether it is sound, and what stands in it.

use diesel::prelude::*;
use diesel::sql_types::{Integer, Text};

use super::super::{Conn, fault};

/// Faults that are named; one is enough to know.
const NAMED: usize = 5;

/// Writes the database as it is at this moment into a file that is there and empty, while others go
/// on reading and writing. SQLite alone: PostgreSQL's own programs copy theirs.
///
/// # Errors
/// The database's fault; the file is of no use then.
pub fn copy_into(conn: &mut Conn, file: &str) -> QueryResult<()> {
    let Conn::Sqlite(c) = conn else {
        return Err(fault("only SQLite copies itself".to_owned()));
    };
    diesel::sql_query("VACUUM INTO ?")
        .bind::<Text, _>(file)
        .execute(c)
        .map(drop)
}

/// What a copy of a SQLite database would take at most, in octets. None on PostgreSQL.
///
/// # Errors
/// The database's fault.
pub fn bytes(conn: &mut Conn) -> QueryResult<Option<u64>> {
    #[derive(QueryableByName)]
    struct Size {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        value: i64,
    }
    let Conn::Sqlite(c) = conn else {
        return Ok(None);
    };
    let size = diesel::sql_query(
        "SELECT page_count * page_size AS value FROM pragma_page_count, pragma_page_size",
    )
    .get_result::<Size>(c)?;
    Ok(u64::try_from(size.value).ok())
}

/// What is wrong with the file of a SQLite database, in its own words; nothing when it is sound.
/// PostgreSQL looks after its files itself.
///
/// # Errors
/// The database's fault: the file can be so damaged that it cannot even be looked at.
pub fn damage(conn: &mut Conn) -> QueryResult<Vec<String>> {
    let Conn::Sqlite(c) = conn else {
        return Ok(Vec::new());
    };
    let found: Vec<Word> =
        diesel::sql_query("SELECT integrity_check AS value FROM pragma_integrity_check").load(c)?;
    let mut found = words(found);
    found.retain(|word| word != "ok");
    let lost: Vec<Word> = diesel::sql_query(
        "SELECT 'a row of ' || \"table\" || ' leads to no row of ' || parent AS value \
         FROM pragma_foreign_key_check LIMIT 5",
    )
    .load(c)?;
    found.extend(words(lost));
    found.truncate(NAMED);
    Ok(found)
}

/// The names of all tables and views that are in the way of another installation, sorted; what
/// belongs to an extension of PostgreSQL is not.
///
/// # Errors
/// The database's fault.
pub fn tables(conn: &mut Conn) -> QueryResult<Vec<String>> {
    let names: Vec<Word> = match conn {
        Conn::Sqlite(c) => diesel::sql_query(
            "SELECT name AS value FROM sqlite_master WHERE type IN ('table', 'view') \
             AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY 1",
        )
        .load(c)?,
        Conn::Postgres(c) => diesel::sql_query(
            "SELECT c.relname::text AS value FROM pg_class c \
             JOIN pg_namespace n ON n.oid = c.relnamespace \
             WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') \
             AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg~_%' ESCAPE '~' \
             AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid \
             AND d.classid = 'pg_class'::regclass AND d.deptype = 'e') ORDER BY 1",
        )
        .load(c)?,
    };
    Ok(words(names))
}

/// The major version of the server, such as 15; none on SQLite, which is a part of the program.
///
/// # Errors
/// The database's fault.
pub fn server_version(conn: &mut Conn) -> QueryResult<Option<u32>> {
    #[derive(QueryableByName)]
    struct Version {
        #[diesel(sql_type = Integer)]
        value: i32,
    }
    let Conn::Postgres(c) = conn else {
        return Ok(None);
    };
    let version =
        diesel::sql_query("SELECT current_setting('server_version_num')::int / 10000 AS value")
            .get_result::<Version>(c)?;
    Ok(u32::try_from(version.value).ok())
}

/// The name under which another connection sees exactly what the transaction under way sees, as
/// long as this one is open. None on SQLite.
///
/// # Errors
/// The database's fault.
pub fn shared_snapshot(conn: &mut Conn) -> QueryResult<Option<String>> {
    let Conn::Postgres(c) = conn else {
        return Ok(None);
    };
    // However long the copying takes.
    diesel::sql_query("SET LOCAL idle_in_transaction_session_timeout = 0").execute(c)?;
    let name = diesel::sql_query("SELECT pg_export_snapshot() AS value").get_result::<Word>(c)?;
    Ok(Some(name.value))
}

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    value: String,
}

fn words(found: Vec<Word>) -> Vec<String> {
    found.into_iter().map(|word| word.value).collect()
}
