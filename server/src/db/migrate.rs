//! Bringing a database to today's schema, and back.

use diesel::migration::MigrationSource;
use diesel::prelude::*;
use diesel::result::Error as DieselError;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{Conn, dialect, fault};

const SQLITE: EmbeddedMigrations = embed_migrations!("../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../migrations/postgres");

/// Runs what is pending and names it. All or nothing; when several nodes start at once, one
/// migrates and the others wait (diesel's migrations take no lock of their own).
///
/// # Errors
/// The fault of the migration that failed; nothing is changed then.
pub fn up(conn: &mut Conn) -> QueryResult<Vec<String>> {
    dialect::transaction(conn, |conn| {
        alone(conn)?;
        match conn {
            Conn::Sqlite(c) => names(c.run_pending_migrations(SQLITE)),
            Conn::Postgres(c) => names(c.run_pending_migrations(POSTGRES)),
        }
    })
}

/// Takes every migration back, the newest first.
///
/// # Errors
/// As [`up`].
pub fn down(conn: &mut Conn) -> QueryResult<Vec<String>> {
    dialect::transaction(conn, |conn| {
        alone(conn)?;
        match conn {
            Conn::Sqlite(c) => names(c.revert_all_migrations(SQLITE)),
            Conn::Postgres(c) => names(c.revert_all_migrations(POSTGRES)),
        }
    })
}

/// Names of the migrations of both databases, in order.
///
/// # Errors
/// A fault when the embedded folders cannot be read.
pub fn known() -> QueryResult<(Vec<String>, Vec<String>)> {
    let sqlite = MigrationSource::<diesel::sqlite::Sqlite>::migrations(&SQLITE).map_err(refused)?;
    let postgres = MigrationSource::<diesel::pg::Pg>::migrations(&POSTGRES).map_err(refused)?;
    Ok((
        sqlite.iter().map(|m| m.name().to_string()).collect(),
        postgres.iter().map(|m| m.name().to_string()).collect(),
    ))
}

fn alone(conn: &mut Conn) -> QueryResult<()> {
    let Conn::Postgres(c) = conn else {
        return Ok(());
    };
    diesel::sql_query("SELECT pg_advisory_xact_lock(20261122)")
        .execute(c)
        .map(drop)
}

type Ran<'a> =
    Result<Vec<diesel::migration::MigrationVersion<'a>>, Box<dyn std::error::Error + Send + Sync>>;

fn names(ran: Ran<'_>) -> QueryResult<Vec<String>> {
    Ok(ran
        .map_err(refused)?
        .iter()
        .map(ToString::to_string)
        .collect())
}

fn refused(error: Box<dyn std::error::Error + Send + Sync>) -> DieselError {
    fault(format!("migration: {error}"))
}
