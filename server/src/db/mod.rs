//! The one door to the database: [`Db::read`] and [`Db::write`].
//!
//! Queries are named functions in the modules below; each takes a connection, answers one
//! question and decides nothing. SQL that differs between SQLite and PostgreSQL stands in
//! [`dialect`] and nowhere else.

pub mod account_acts;
pub mod accounts;
pub mod agencies;
pub mod agency_promises;
pub mod answer_drafts;
pub mod answer_releases;
pub mod answers;
pub mod answers_write;
pub mod buckets;
pub mod bulk;
pub mod bulk_drafts;
pub mod calendar_changes;
pub mod commitments;
pub mod commitments_write;
pub mod composing;
pub mod contents;
pub mod counted;
pub mod counts;
pub mod counts_write;
pub mod data_requests;
pub mod demonstration;
pub mod departures;
pub mod derived;
pub mod desk;
pub mod desk_work;
pub mod dialect;
pub mod digests;
pub mod editions;
pub mod editions_write;
pub mod escalations;
pub mod faults;
pub mod figures;
pub mod figures_write;
pub mod first_reads;
pub mod follow_through;
pub mod follows;
pub mod held;
pub mod hidings;
pub mod hidings_write;
pub mod holidays;
pub mod idempotency;
pub mod imports;
pub mod installation;
pub mod invitations;
pub mod journal;
pub mod leases;
pub mod leaving;
pub mod lists;
pub mod loose;
pub mod merges;
pub mod migrate;
pub mod notice_audience;
pub mod notice_choices;
pub mod notices;
pub mod objections;
pub mod objections_write;
pub mod open_data;
pub mod outbox;
pub mod outcomes;
pub mod pending_acts;
pub mod people;
pub mod pool;
pub mod questions;
pub mod queue;
pub mod reports;
pub mod reports_write;
pub mod restored;
pub mod satisfaction;
pub mod satisfaction_write;
pub mod saved_views;
pub mod schema;
pub mod scorecard_months;
pub mod scorecards;
pub mod scorecards_write;
pub mod sessions;
pub mod shuffles;
pub mod sign_ins;
pub mod suggestions;
pub mod team;
pub mod templates;
pub mod tokens;
pub mod topic_links;
pub mod topic_versions;
pub mod topics;
pub mod topics_write;
pub mod traps;
pub mod types;
pub mod weekly_sheets;
mod writer;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use diesel::connection::InstrumentationEvent;
use diesel::result::Error as DieselError;
use diesel::{Connection, MultiConnection, PgConnection, SqliteConnection};

pub use faults::{code_of, exactly_one, fault, is_duplicate};
use faults::{is_cut, lost, no_connection};
pub use pool::{Opening, OpeningError};
pub use writer::Commits;

/// A connection to either database.
#[derive(MultiConnection)]
pub enum Conn {
    /// The embedded database in the data folder.
    Sqlite(SqliteConnection),
    /// A PostgreSQL server, 15 or later.
    Postgres(PgConnection),
}

/// Compiles one expression once per backend, for what the derive cannot express
/// (`on_conflict`, batch inserts, `union`).
#[macro_export]
macro_rules! on_each {
    ($conn:expr, |$c:ident| $body:expr) => {
        match $conn {
            $crate::db::Conn::Sqlite($c) => $body,
            $crate::db::Conn::Postgres($c) => $body,
        }
    };
}

/// Which of the two databases is in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

/// Pools of connections, and on SQLite the thread that writes. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    backend: Backend,
    readers: pool::Pool,
    writing: Writing,
    statements: Arc<AtomicU64>,
    cuts: pool::Cuts,
}

/// Who writes.
#[derive(Clone)]
enum Writing {
    /// SQLite has one writer at a time: writes that wait for it share its commits.
    Together(Arc<writer::Writer>),
    /// PostgreSQL puts the commits of many connections together by itself.
    Apart(pool::Pool),
}

impl Db {
    pub fn backend(&self) -> Backend {
        self.backend
    }

    /// Statements sent since start, over all connections. Tests read it before and after a page.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Runs queries on a reading connection, off the async threads.
    ///
    /// # Errors
    /// What `work` answers; a database fault when no connection can be had.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DieselError> + Send + 'static,
    {
        let db = self.clone();
        actix_web::web::block(move || db.read_now(work))
            .await
            .unwrap_or_else(|_| Err(lost().into()))
    }

    /// [`Db::read`] for what a page looks up by indexes in well under a millisecond. SQLite answers
    /// it on the thread that asks: handing it to another and waking up again costs more than the
    /// reading itself. Whatever may take long belongs into [`Db::read`], or it would hold up all
    /// that this thread serves. PostgreSQL is waited for off the async threads as ever.
    ///
    /// # Errors
    /// As [`Db::read`].
    pub async fn read_short<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DieselError> + Send + 'static,
    {
        match self.backend {
            Backend::Sqlite => self.read_now(work),
            Backend::Postgres => self.read(work).await,
        }
    }

    /// Runs one transaction on a writing connection, off the async threads. `Err` rolls back.
    /// Answered once it is on the disk, and not before.
    ///
    /// # Errors
    /// What `work` answers; a database fault when no connection can be had or `work` panicked;
    /// [`faults::unknown`] when the commit failed.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DieselError> + Send + 'static,
    {
        match &self.writing {
            Writing::Together(writer) => writer.write(work).await,
            Writing::Apart(_) => {
                let db = self.clone();
                actix_web::web::block(move || db.write_now(work))
                    .await
                    .unwrap_or_else(|_| Err(lost().into()))
            }
        }
    }

    /// [`Db::read`] for callers that are already off the async threads (jobs, command line).
    pub fn read_now<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Conn) -> Result<T, E>,
        E: From<DieselError>,
    {
        let mut conn = pool::take(&self.readers, &self.cuts).map_err(no_connection)?;
        work(&mut conn.conn)
    }

    /// [`Db::write`] for callers that are already off the async threads (command line, tests), on
    /// their own thread when their turn has come.
    pub fn write_now<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Conn) -> Result<T, E>,
        E: From<DieselError>,
    {
        match &self.writing {
            Writing::Together(writer) => writer.write_now(work),
            Writing::Apart(pool) => {
                let mut conn = pool::take(pool, &self.cuts).map_err(no_connection)?;
                dialect::transaction(&mut conn.conn, work)
            }
        }
    }

    /// How many commits the writes of SQLite have shared since start; none on PostgreSQL, which
    /// keeps that to itself.
    pub fn commits(&self) -> Option<Commits> {
        match &self.writing {
            Writing::Together(writer) => Some(writer.commits()),
            Writing::Apart(_) => None,
        }
    }
}

impl Conn {
    /// Which of the two databases this connection leads to.
    pub fn backend(&self) -> Backend {
        match self {
            Conn::Sqlite(_) => Backend::Sqlite,
            Conn::Postgres(_) => Backend::Postgres,
        }
    }

    /// Counts the statements of this connection, and notes when the server has cut it.
    fn watch(&mut self, statements: Arc<AtomicU64>, cut: Arc<AtomicBool>, cuts: pool::Cuts) {
        let listen = move |event: InstrumentationEvent<'_>| match event {
            InstrumentationEvent::StartQuery { .. } => {
                statements.fetch_add(1, Ordering::Relaxed);
            }
            InstrumentationEvent::FinishQuery {
                error: Some(error), ..
            // Counted once, however many statements fail on it after.
            } if is_cut(error) && !cut.swap(true, Ordering::Relaxed) => {
                cuts.fetch_add(1, Ordering::Relaxed);
            }
            _ => {}
        };
        on_each!(self, |c| c.set_instrumentation(listen));
    }
}
