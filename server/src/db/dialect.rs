//! What SQLite and PostgreSQL say differently, and nothing else.

pub mod whole;

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::prelude::*;
use diesel::result::Error as DieselError;
use diesel::sql_types::{BigInt, Text, Timestamp};
use diesel::{PgConnection, SqliteConnection};

use super::Conn;
use super::faults::{is_cut, unknown};
use super::types::At;

/// One transaction: BEGIN IMMEDIATE on SQLite (a deferred one can fail half-way with "locked"),
/// plain BEGIN on PostgreSQL. `Err` and panics roll back.
///
/// # Errors
/// What `work` answers, or the fault of BEGIN or COMMIT.
pub fn transaction<T, E, F>(conn: &mut Conn, work: F) -> Result<T, E>
where
    F: FnOnce(&mut Conn) -> Result<T, E>,
    E: From<DieselError>,
{
    begin(conn)?;
    match work(conn) {
        Ok(value) => {
            commit(conn).map_err(|error| match error {
                // Cut in the middle of it: the server may have stored it, or may not.
                error if is_cut(&error) => unknown(),
                error => error,
            })?;
            Ok(value)
        }
        Err(error) => {
            rollback(conn)?;
            Err(error)
        }
    }
}

/// Runs queries that see the database as it was at the first of them, however long they take, and
/// that keep nobody from writing.
///
/// # Errors
/// What `work` answers, or the fault of BEGIN or COMMIT.
pub fn snapshot<T>(
    conn: &mut Conn,
    work: impl FnOnce(&mut Conn) -> QueryResult<T>,
) -> QueryResult<T> {
    match conn {
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN DEFERRED")?,
        Conn::Postgres(c) => AnsiTransactionManager::begin_transaction_sql(
            c,
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        )?,
    }
    let seen = work(conn);
    let ended = rollback(conn);
    let seen = seen?;
    ended.map(|()| seen)
}

/// Begins a transaction that writes.
pub(super) fn begin(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE"),
        Conn::Postgres(c) => {
            <AnsiTransactionManager as TransactionManager<PgConnection>>::begin_transaction(c)
        }
    }
}

/// Begins a savepoint in the transaction under way; [`commit`] and [`rollback`] end it.
pub(super) fn savepoint(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(c) => {
            <AnsiTransactionManager as TransactionManager<SqliteConnection>>::begin_transaction(c)
        }
        Conn::Postgres(c) => {
            <AnsiTransactionManager as TransactionManager<PgConnection>>::begin_transaction(c)
        }
    }
}

/// How deep in transactions a connection is: 1 in one without a savepoint, 0 when it is in none or
/// nobody can tell.
pub(super) fn depth(conn: &mut Conn) -> u32 {
    let status = match conn {
        Conn::Sqlite(c) => {
            <AnsiTransactionManager as TransactionManager<SqliteConnection>>::transaction_manager_status_mut(c)
        }
        Conn::Postgres(c) => {
            <AnsiTransactionManager as TransactionManager<PgConnection>>::transaction_manager_status_mut(c)
        }
    };
    status
        .transaction_depth()
        .ok()
        .flatten()
        .map_or(0, |depth| depth.get())
}

/// Ends the innermost savepoint, or the transaction, and keeps what was written.
pub(super) fn commit(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(c) => {
            <AnsiTransactionManager as TransactionManager<SqliteConnection>>::commit_transaction(c)
        }
        Conn::Postgres(c) => {
            <AnsiTransactionManager as TransactionManager<PgConnection>>::commit_transaction(c)
        }
    }
}

/// Ends the innermost savepoint, or the transaction, and undoes what was written.
pub(super) fn rollback(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(c) => {
            <AnsiTransactionManager as TransactionManager<SqliteConnection>>::rollback_transaction(
                c,
            )
        }
        Conn::Postgres(c) => {
            <AnsiTransactionManager as TransactionManager<PgConnection>>::rollback_transaction(c)
        }
    }
}

/// Whether others may hold the topic at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// Saving a list, posting: many at once.
    Shared,
    /// Closing, concluding: alone.
    Alone,
}

/// Holds a topic until the transaction ends. What may race the closing takes it shared, closing
/// and concluding take it alone: otherwise a save that read "open" could commit after the count,
/// accepted and uncounted. SQLite's one writer needs no lock.
///
/// # Errors
/// The database's fault.
pub fn hold_topic(conn: &mut Conn, topic_id: &str, hold: Hold) -> QueryResult<()> {
    let Conn::Postgres(c) = conn else {
        return Ok(());
    };
    let query = match hold {
        Hold::Shared => "SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 20))",
        Hold::Alone => "SELECT pg_advisory_xact_lock(hashtextextended($1, 20))",
    };
    diesel::sql_query(query)
        .bind::<Text, _>(topic_id)
        .execute(c)
        .map(drop)
}

/// Holds one person until the transaction ends, so that a limit counted over that person's rows
/// cannot be passed by two requests at once. SQLite's one writer needs no lock.
///
/// # Errors
/// The database's fault.
pub fn hold_person(conn: &mut Conn, account_id: &str) -> QueryResult<()> {
    let Conn::Postgres(c) = conn else {
        return Ok(());
    };
    diesel::sql_query("SELECT pg_advisory_xact_lock(hashtextextended($1, 21))")
        .bind::<Text, _>(account_id)
        .execute(c)
        .map(drop)
}

/// Holds an account's row alone until the transaction ends: whoever is writing something that leads
/// to it is waited for, and whoever comes later finds it gone if it goes. SQLite's one writer needs
/// no lock.
///
/// # Errors
/// The database's fault.
pub fn hold_account(conn: &mut Conn, account_id: &str) -> QueryResult<()> {
    let Conn::Postgres(c) = conn else {
        return Ok(());
    };
    diesel::sql_query("SELECT id FROM accounts WHERE id = $1 FOR UPDATE")
        .bind::<Text, _>(account_id)
        .execute(c)
        .map(drop)
}

/// An expression for a JSON object of pairs `'key', column, …`, as text.
pub fn json_object(conn: &Conn, pairs: &str) -> String {
    match conn {
        Conn::Sqlite(_) => format!("json_object({pairs})"),
        Conn::Postgres(_) => format!("json_build_object({pairs})::text"),
    }
}

/// An expression for a stored moment as text, `YYYY-MM-DD HH:MM:SS` with or without parts of a
/// second.
pub fn moment(conn: &Conn, column: &str) -> String {
    match conn {
        Conn::Sqlite(_) => format!("CAST({column} AS TEXT)"),
        // A cast would follow the server's own style of dates.
        Conn::Postgres(_) => format!("to_char({column}, 'YYYY-MM-DD HH24:MI:SS.US')"),
    }
}

/// Readies a connection for reading whole tables. SQLite would map them into the program's memory
/// page by page, and keep as much of them again as pages of the site may: nothing is read twice here.
///
/// # Errors
/// The database's fault.
pub fn read_whole_tables(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(c) => c.batch_execute("PRAGMA mmap_size = 0; PRAGMA cache_size = -4096"),
        Conn::Postgres(_) => Ok(()),
    }
}

/// Columns that lead to accounts, as (table, column), sorted.
///
/// # Errors
/// The database's fault.
pub fn links_to_accounts(conn: &mut Conn) -> QueryResult<Vec<(String, String)>> {
    #[derive(QueryableByName)]
    struct Link {
        #[diesel(sql_type = Text)]
        table_name: String,
        #[diesel(sql_type = Text)]
        column_name: String,
    }
    let links: Vec<Link> = match conn {
        Conn::Sqlite(c) => diesel::sql_query(
            "SELECT m.name AS table_name, f.\"from\" AS column_name \
             FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f \
             WHERE m.type = 'table' AND f.\"table\" = 'accounts' ORDER BY 1, 2",
        )
        .load(c)?,
        Conn::Postgres(c) => diesel::sql_query(
            "SELECT c.conrelid::regclass::text AS table_name, a.attname::text AS column_name \
             FROM pg_constraint c JOIN pg_attribute a \
             ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey) \
             WHERE c.contype = 'f' AND c.confrelid = 'accounts'::regclass ORDER BY 1, 2",
        )
        .load(c)?,
    };
    let pair = |link: Link| (link.table_name, link.column_name);
    Ok(links.into_iter().map(pair).collect())
}

/// Holds the calendar until the transaction ends. What promises a day by it takes it shared; who
/// changes it takes it alone and keeps every answer waiting as well: otherwise a day promised by
/// the calendar that was could be committed after the change moved all others, and an answer could
/// stop a clock between its being read and moved. SQLite's one writer needs no lock.
///
/// # Errors
/// The database's fault.
pub fn hold_calendar(conn: &mut Conn, hold: Hold) -> QueryResult<()> {
    let Conn::Postgres(c) = conn else {
        return Ok(());
    };
    match hold {
        Hold::Shared => {
            diesel::sql_query("SELECT pg_advisory_xact_lock_shared(22)").execute(c)?;
        }
        Hold::Alone => {
            diesel::sql_query("SELECT pg_advisory_xact_lock(22)").execute(c)?;
            diesel::sql_query("LOCK TABLE suggestions IN SHARE ROW EXCLUSIVE MODE").execute(c)?;
        }
    }
    Ok(())
}

/// The database's own time: leases of several nodes are compared by one clock.
///
/// # Errors
/// The database's fault.
pub fn now(conn: &mut Conn) -> QueryResult<At> {
    #[derive(QueryableByName)]
    struct Now {
        #[diesel(sql_type = Timestamp)]
        now: At,
    }
    let now = match conn {
        Conn::Sqlite(c) => diesel::sql_query("SELECT strftime('%Y-%m-%d %H:%M:%f', 'now') AS now")
            .get_result::<Now>(c)?,
        Conn::Postgres(c) => {
            diesel::sql_query("SELECT clock_timestamp() AT TIME ZONE 'UTC' AS now")
                .get_result::<Now>(c)?
        }
    };
    Ok(now.now)
}

/// Names of all tables and their columns, for comparing the two databases with the schema.
///
/// # Errors
/// The database's fault.
pub fn columns(conn: &mut Conn) -> QueryResult<Vec<Column>> {
    match conn {
        Conn::Sqlite(c) => diesel::sql_query(
            "SELECT m.name AS table_name, p.name AS column_name, upper(p.type) AS type_name, \
             CASE WHEN p.\"notnull\" = 1 OR p.pk > 0 THEN 0 ELSE 1 END AS nullable \
             FROM sqlite_master m JOIN pragma_table_info(m.name) p \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite~_%' ESCAPE '~' \
             AND m.name <> '__diesel_schema_migrations' ORDER BY 1, 2",
        )
        .load(c),
        Conn::Postgres(c) => diesel::sql_query(
            "SELECT table_name::text AS table_name, column_name::text AS column_name, \
             CASE data_type WHEN 'timestamp without time zone' THEN 'TIMESTAMP' \
             WHEN 'bytea' THEN 'BLOB' ELSE upper(data_type) END AS type_name, \
             CASE WHEN is_nullable = 'YES' THEN 1::bigint ELSE 0::bigint END AS nullable \
             FROM information_schema.columns WHERE table_schema = 'public' \
             AND table_name <> '__diesel_schema_migrations' ORDER BY 1, 2",
        )
        .load(c),
    }
}

/// A column as the database describes it.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Column {
    #[diesel(sql_type = Text)]
    pub table_name: String,
    #[diesel(sql_type = Text)]
    pub column_name: String,
    #[diesel(sql_type = Text)]
    pub type_name: String,
    #[diesel(sql_type = BigInt)]
    pub nullable: i64,
}
