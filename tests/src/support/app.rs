//! A started app: the real server on a port of its own, with a database of its own and a clock
//! that the test moves.

mod over;

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::sync::{Arc, OnceLock, mpsc};
use std::thread::{self, JoinHandle};

use actix_web::dev::ServerHandle;
use actix_web::rt::System;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use jiff::Timestamp;
use server::config::{Base, Config};
pub use server::db::Backend;
use server::db::{Conn, Db, dialect};
use server::limits::address::Proxies;
use server::mail::Mailing;
use shared::time::{Clock, MovedClock, Zone};

use super::http::Client;
use super::patterns;
use super::storage::Storage;

/// When every app starts: Tuesday, 24 November 2026, 09:00 in Muscat.
pub const START: &str = "2026-11-24T05:00:00Z";

/// The tables that say how often something was tried.
const COUNTING: [&str; 2] = ["buckets", "sign_ins"];

/// A running server; dropping it stops it and removes its database.
pub struct App {
    // Stops first.
    node: Node,
    app: server::app::App,
    clock: Arc<MovedClock>,
    // After the app: the last connections go before their database does.
    storage: Storage,
}

impl App {
    /// Starts on an empty migrated database.
    pub fn start(backend: Backend) -> App {
        App::configured(backend, |_| {})
    }

    /// Starts where nobody is refused for asking often.
    pub fn unlimited(backend: Backend) -> App {
        App::configured(backend, |config| config.unlimited = true)
    }

    /// Starts on the demonstration, which its pages say.
    pub fn demonstration(backend: Backend) -> App {
        App::prepared(
            backend,
            |_| {},
            |app| {
                server::demo::fill(app).expect("fill the demonstration");
            },
        )
    }

    /// Starts with another configuration than that of a local run.
    pub fn configured(backend: Backend, change: impl FnOnce(&mut Config)) -> App {
        App::prepared(backend, change, |_| {})
    }

    fn prepared(
        backend: Backend,
        change: impl FnOnce(&mut Config),
        fill: impl FnOnce(&server::app::App),
    ) -> App {
        log_errors();
        let storage = Storage::new(backend);
        let listener = TcpListener::bind("127.0.0.1:0").expect("listen on a free port");
        let bind = listener.local_addr().expect("its address");
        let mut config = Config {
            bind,
            data: storage.folder.clone(),
            opening: storage.opening(),
            base: Base::local(bind),
            zone: Zone::parse(Zone::DEFAULT).expect("the default zone"),
            proxies: Proxies::default(),
            unlimited: false,
            mail: Mailing::default(),
        };
        change(&mut config);
        let cores = thread::available_parallelism().map_or(2, usize::from);
        let readers = u32::try_from(cores * 2).expect("a small number");
        let db = Db::open(config.opening.clone(), readers.max(4)).expect("open the database");
        let clock = Arc::new(MovedClock::at(START.parse().expect("a time")));
        // A node learns at its start whether it serves a demonstration.
        fill(&server::app::App::new(
            config.clone(),
            db.clone(),
            clock.clone(),
        ));
        let app = server::app::App::new(config, db, clock.clone());
        let node = Node::serve(&app, listener);
        App {
            node,
            app,
            clock,
            storage,
        }
    }

    /// Another node on the same database, with the same clock.
    pub fn other_node(&self) -> Node {
        let listener = TcpListener::bind("127.0.0.1:0").expect("listen on a free port");
        let bind = listener.local_addr().expect("its address");
        let config = Config {
            bind,
            base: Base::local(bind),
            ..self.app.config.clone()
        };
        let db = Db::open(config.opening.clone(), 4).expect("open the database");
        let app = server::app::App::new(config, db, self.clock.clone());
        Node::serve(&app, listener)
    }

    /// A visitor with an empty cookie jar.
    pub fn client(&self) -> Client {
        self.node.client()
    }

    /// The address of the site, `http://127.0.0.1:port`.
    pub fn base(&self) -> &str {
        &self.node.base
    }

    /// The whole address of a path.
    pub fn browser_url(&self, path: &str) -> String {
        format!("{}{path}", self.node.base)
    }

    /// The clock that the server goes by.
    pub fn clock(&self) -> &MovedClock {
        &self.clock
    }

    /// Moves the clock to a moment such as `2026-12-20T19:59:59Z`.
    pub fn set_clock(&self, moment: &str) {
        self.clock.set(moment.parse().expect("a moment in UTC"));
    }

    /// The moment the server is at.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The pattern of every route, such as `/{lang}/topics/{slug}`, without the checks on its
    /// parameters; sorted.
    pub fn patterns(&self) -> Vec<String> {
        patterns::read(self.client().get(patterns::PATH).expect_status(200).text())
    }

    /// What the handlers work with.
    pub fn inner(&self) -> &server::app::App {
        &self.app
    }

    /// The database, for direct queries.
    pub fn db(&self) -> &Db {
        &self.app.db
    }

    /// Which of the two databases it is.
    pub fn backend(&self) -> Backend {
        self.app.db.backend()
    }

    /// Where the database is, to open it by the program itself.
    pub fn storage(&self) -> &Storage {
        &self.storage
    }

    /// Statements sent by the server so far.
    pub fn statements(&self) -> u64 {
        self.app.db.statements()
    }

    /// Runs queries behind the server's back, in one transaction; panics with the database's fault.
    #[track_caller]
    pub fn query<T>(&self, work: impl FnOnce(&mut Conn) -> QueryResult<T>) -> T {
        let done: QueryResult<T> = self.app.db.write_now(work);
        done.expect("a query of the test")
    }

    /// Runs SQL that both databases understand.
    #[track_caller]
    pub fn sql(&self, sql: &str) {
        self.query(|conn| server::on_each!(conn, |c| diesel::sql_query(sql).execute(c)).map(drop));
    }

    /// One whole round of the jobs, whatever the time since the last.
    #[track_caller]
    pub fn run_jobs(&self) {
        let led = System::new().block_on(server::jobs::run_once(&self.app));
        assert!(led, "another node leads");
    }

    /// How many rows each table holds, but for those that count tries: being refused is counted.
    pub fn rows(&self) -> BTreeMap<String, i64> {
        #[derive(QueryableByName)]
        struct Row {
            #[diesel(sql_type = Text)]
            name: String,
            #[diesel(sql_type = BigInt)]
            rows: i64,
        }
        let columns = self.query(dialect::columns);
        let mut tables: Vec<String> = columns.into_iter().map(|c| c.table_name).collect();
        tables.dedup();
        tables.retain(|table| !COUNTING.contains(&table.as_str()));
        let counts: Vec<String> = tables
            .iter()
            .map(|table| format!("SELECT '{table}' AS name, count(*) AS rows FROM {table}"))
            .collect();
        let sql = counts.join(" UNION ALL ");
        let rows: Vec<Row> =
            self.query(|conn| server::on_each!(conn, |c| diesel::sql_query(sql).load(c)));
        rows.into_iter().map(|row| (row.name, row.rows)).collect()
    }

    /// Runs what must change no row, and gives what it gave.
    #[track_caller]
    pub fn unchanged<T>(&self, what: &str, act: impl FnOnce() -> T) -> T {
        let before = self.rows();
        let given = act();
        assert_eq!(self.rows(), before, "{what} left rows behind");
        given
    }
}

/// One process of several on a database; dropping it stops it.
pub struct Node {
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
    base: String,
}

impl Node {
    fn serve(app: &server::app::App, listener: TcpListener) -> Node {
        let bind = listener.local_addr().expect("its address");
        let cores = thread::available_parallelism().map_or(2, usize::from);
        let (started, waiting) = mpsc::channel();
        let serving = app.clone();
        let thread = thread::spawn(move || {
            System::new().block_on(async move {
                let server = server::web::serve_with(serving, listener, cores, patterns::route);
                let server = server.expect("serve");
                started.send(server.handle()).expect("the test waits");
                server.await.expect("serve to the end");
            });
        });
        Node {
            handle: waiting.recv().expect("a started server"),
            thread: Some(thread),
            base: format!("http://{bind}"),
        }
    }

    /// A visitor with an empty cookie jar.
    pub fn client(&self) -> Client {
        Client::new(&self.base)
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        // The command is sent at once; the thread is waited for instead of the answer.
        drop(self.handle.stop(false));
        let ended = self.thread.take().map(JoinHandle::join);
        if !thread::panicking() {
            ended.expect("a thread").expect("the server ended well");
        }
    }
}

/// A server error's cause is only in the log: it is written beside the test that met it.
fn log_errors() {
    static LOGGED: OnceLock<()> = OnceLock::new();
    LOGGED.get_or_init(|| {
        let filter = tracing_subscriber::EnvFilter::try_from_default_env()
            .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("error"));
        tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_writer(std::io::stderr)
            .init();
    });
}

/// Makes two tests of each function named, `name::sqlite` and `name::postgres`; the function is given
/// a started [`App`] on an empty database.
#[macro_export]
macro_rules! on_both {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            use $crate::support::app::{App, Backend};

            #[test]
            fn sqlite() {
                super::$name(&App::start(Backend::Sqlite));
            }

            #[test]
            fn postgres() {
                super::$name(&App::start(Backend::Postgres));
            }
        }
    )+};
}

/// [`on_both`], where nobody is refused for asking often: what is tried is not the limits, and asks
/// more often than they allow.
#[macro_export]
macro_rules! on_both_unlimited {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            use $crate::support::app::{App, Backend};

            #[test]
            fn sqlite() {
                super::$name(&App::unlimited(Backend::Sqlite));
            }

            #[test]
            fn postgres() {
                super::$name(&App::unlimited(Backend::Postgres));
            }
        }
    )+};
}
