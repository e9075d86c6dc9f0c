//! Opening the database: which one, with which guarantees, and the pools over it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::r2d2::{self, ManageConnection};
use diesel::sql_types::{Integer, Text};

use super::writer::Writer;
use super::{Backend, Conn, Db, Writing};

/// What to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opening {
    /// A file; its folder must exist.
    Sqlite(PathBuf),
    /// A `postgres://` address.
    Postgres(String),
}

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpeningError {
    #[error("the database cannot be opened: {0}")]
    Connect(#[from] diesel::ConnectionError),
    #[error("the database refused a setting: {0}")]
    Setting(#[from] diesel::result::Error),
    #[error("the database setting {name} is {found}, but durable writes need {wanted}")]
    Unsafe {
        name: &'static str,
        found: String,
        wanted: &'static str,
    },
    #[error("no pool of connections: {0}")]
    Pool(#[from] r2d2::PoolError),
    #[error("no thread to write: {0}")]
    Thread(#[from] std::io::Error),
}

/// What is opened in fact.
#[derive(Debug, Clone)]
pub(super) enum Place {
    /// With all that it promises.
    Kept(Opening),
    /// See [`super::loose`].
    Loose(PathBuf),
}

pub(super) type Pool = r2d2::Pool<Manager>;

/// Connections that write to PostgreSQL. They wait for the disk, not for a processor: the more of
/// them commit at once, the more commits the server puts into one.
const COMMITTING: u32 = 16;

/// A connection, and whether the server has cut it.
pub(super) struct Pooled {
    pub(super) conn: Conn,
    cut: Arc<AtomicBool>,
    /// How many cuts of any connection were known when this one was last seen to work.
    works_since: u64,
}

/// Hands connections to the pools.
#[derive(Clone)]
pub(super) struct Manager {
    place: Place,
    statements: Arc<AtomicU64>,
    cuts: Cuts,
}

/// How many connections the server has cut, over all pools.
pub(super) type Cuts = Arc<AtomicU64>;

/// A connection that works as far as is known. A ping at each check-out would be a statement that
/// every page pays for; but where one connection was cut the others mostly were too (the server
/// was started anew), so each is tried once before it is used again.
///
/// # Errors
/// When none can be had.
pub(super) fn take(
    pool: &Pool,
    cuts: &AtomicU64,
) -> Result<r2d2::PooledConnection<Manager>, r2d2::PoolError> {
    loop {
        let mut pooled = pool.get()?;
        let known = cuts.load(Ordering::Relaxed);
        if pooled.works_since == known {
            return Ok(pooled);
        }
        // One that fails is marked as cut by its own failure, and does not return to the pool.
        if pooled.conn.batch_execute("SELECT 1").is_ok() {
            pooled.works_since = known;
            return Ok(pooled);
        }
        pooled.cut.store(true, Ordering::Relaxed);
    }
}

impl ManageConnection for Manager {
    type Connection = Pooled;
    type Error = r2d2::Error;

    fn connect(&self) -> Result<Pooled, r2d2::Error> {
        let works_since = self.cuts.load(Ordering::Relaxed);
        let mut conn = connect_to(&self.place).map_err(|error| match error {
            OpeningError::Connect(error) => r2d2::Error::ConnectionError(error),
            OpeningError::Setting(error) => r2d2::Error::QueryError(error),
            other => r2d2::Error::QueryError(super::fault(other.to_string())),
        })?;
        let cut = Arc::new(AtomicBool::new(false));
        conn.watch(self.statements.clone(), cut.clone(), self.cuts.clone());
        Ok(Pooled {
            conn,
            cut,
            works_since,
        })
    }

    fn is_valid(&self, pooled: &mut Pooled) -> Result<(), r2d2::Error> {
        pooled
            .conn
            .batch_execute("SELECT 1")
            .map_err(r2d2::Error::QueryError)
    }

    fn has_broken(&self, pooled: &mut Pooled) -> bool {
        if pooled.cut.load(Ordering::Relaxed) {
            return true;
        }
        match &mut pooled.conn {
            Conn::Sqlite(c) => r2d2::R2D2Connection::is_broken(c),
            Conn::Postgres(c) => r2d2::R2D2Connection::is_broken(c),
        }
    }
}

impl Db {
    /// Opens the database and checks that what it acknowledges is durable.
    ///
    /// # Errors
    /// [`OpeningError`] when it cannot be reached or keeps its promises too loosely.
    pub fn open(opening: Opening, readers: u32) -> Result<Db, OpeningError> {
        Db::open_place(Place::Kept(opening), readers)
    }

    pub(super) fn open_place(place: Place, readers: u32) -> Result<Db, OpeningError> {
        // Once in the open, for a clear error: a pool would only say that it timed out.
        drop(connect_to(&place)?);
        let statements = Arc::new(AtomicU64::new(0));
        let cuts = Cuts::default();
        let manager = Manager {
            place,
            statements: statements.clone(),
            cuts: cuts.clone(),
        };
        let pool = |size: u32| {
            r2d2::Pool::builder()
                .max_size(size)
                .min_idle(Some(1))
                // [`take`] tries a connection only where there is reason to.
                .test_on_check_out(false)
                .connection_timeout(Duration::from_secs(10))
                .build(manager.clone())
        };
        let readers = pool(readers)?;
        let (backend, writing) = match &manager.place {
            Place::Kept(Opening::Postgres(_)) => {
                (Backend::Postgres, Writing::Apart(pool(COMMITTING)?))
            }
            Place::Kept(Opening::Sqlite(_)) | Place::Loose(_) => (
                Backend::Sqlite,
                Writing::Together(Arc::new(manager.writer()?)),
            ),
        };
        Ok(Db {
            backend,
            readers,
            writing,
            statements,
            cuts,
        })
    }
}

impl Manager {
    fn writer(self) -> Result<Writer, OpeningError> {
        let connect = move || match self.connect() {
            Ok(pooled) => Ok(pooled.conn),
            Err(error) => Err(super::fault(format!(
                "the database cannot be opened: {error}"
            ))),
        };
        Ok(Writer::start(connect()?, Box::new(connect))?)
    }
}

fn connect_to(place: &Place) -> Result<Conn, OpeningError> {
    match place {
        Place::Kept(opening) => connect(opening),
        Place::Loose(file) => {
            let mut conn = connect(&Opening::Sqlite(file.clone()))?;
            conn.batch_execute("PRAGMA synchronous = OFF")?;
            Ok(conn)
        }
    }
}

/// One connection with its settings applied and read back.
///
/// # Errors
/// [`OpeningError`] as for [`Db::open`].
pub fn connect(opening: &Opening) -> Result<Conn, OpeningError> {
    match opening {
        Opening::Sqlite(path) => {
            let mut c = SqliteConnection::establish(&path.to_string_lossy())?;
            sqlite_settings(&mut c)?;
            Ok(Conn::Sqlite(c))
        }
        Opening::Postgres(address) => {
            let mut c = PgConnection::establish(address)?;
            postgres_settings(&mut c)?;
            Ok(Conn::Postgres(c))
        }
    }
}

fn sqlite_settings(c: &mut SqliteConnection) -> Result<(), OpeningError> {
    // busy_timeout first, so that switching to WAL waits for another opener instead of failing.
    c.batch_execute(
        "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
         PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 268435456; \
         PRAGMA cache_size = -16384;",
    )?;
    let mode = diesel::sql_query("SELECT journal_mode AS value FROM pragma_journal_mode")
        .get_result::<TextSetting>(c)?
        .value;
    require("journal_mode", mode, "wal")?;
    let synchronous = diesel::sql_query("SELECT synchronous AS value FROM pragma_synchronous")
        .get_result::<NumberSetting>(c)?
        .value;
    require("synchronous", synchronous.to_string(), "2")?;
    let keys = diesel::sql_query("SELECT foreign_keys AS value FROM pragma_foreign_keys")
        .get_result::<NumberSetting>(c)?
        .value;
    require("foreign_keys", keys.to_string(), "1")
}

fn postgres_settings(c: &mut PgConnection) -> Result<(), OpeningError> {
    for name in ["fsync", "synchronous_commit"] {
        let found = diesel::sql_query("SELECT current_setting($1) AS value")
            .bind::<Text, _>(name)
            .get_result::<TextSetting>(c)?
            .value;
        if found == "off" {
            return Err(OpeningError::Unsafe {
                name,
                found,
                wanted: "on",
            });
        }
    }
    Ok(())
}

fn require(name: &'static str, found: String, wanted: &'static str) -> Result<(), OpeningError> {
    if found == wanted {
        Ok(())
    } else {
        Err(OpeningError::Unsafe {
            name,
            found,
            wanted,
        })
    }
}

#[derive(QueryableByName)]
struct TextSetting {
    #[diesel(sql_type = Text)]
    value: String,
}

#[derive(QueryableByName)]
struct NumberSetting {
    #[diesel(sql_type = Integer)]
    value: i32,
}
