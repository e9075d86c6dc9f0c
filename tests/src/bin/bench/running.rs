//! The server of the bench, in this process.

use std::net::TcpListener;
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::thread::{self, JoinHandle};

use actix_web::dev::ServerHandle;
use actix_web::rt::System;
use actix_web::web::ServiceConfig;
use server::app::App;
use server::config::{Base, Config};
use server::db::{Db, Opening, loose, migrate};
use server::limits::address::Proxies;
use shared::time::{SystemClock, Zone};

use crate::fill::Filled;
use crate::kept::Kept;

/// Threads that answer; wrk takes a thread of its own.
const WORKERS: usize = 2;
/// As many reading connections as `serve` opens on two cores.
const READERS: u32 = 4;

/// The parts of a program with an empty migrated SQLite database in a new folder.
pub fn app(folder: &Path) -> App {
    std::fs::create_dir_all(folder).expect("make the data folder");
    app_on(folder, Opening::Sqlite(folder.join("sharikuna.db")))
}

/// The parts of a program with an empty database, which is migrated.
pub fn app_on(folder: &Path, opening: Opening) -> App {
    let db = Db::open(opening.clone(), READERS).expect("open the database");
    app_with(folder, opening, db)
}

/// The same on SQLite, whose commits return before anything is on the disk.
pub fn loose_app(folder: &Path) -> App {
    std::fs::create_dir_all(folder).expect("make the data folder");
    let file = folder.join("sharikuna.db");
    let db = loose::open(file.clone(), READERS).expect("open the database");
    app_with(folder, Opening::Sqlite(file), db)
}

fn app_with(folder: &Path, opening: Opening, db: Db) -> App {
    db.read_now(migrate::up).expect("migrate the database");
    let bind = "127.0.0.1:0".parse().expect("an address");
    let config = Config {
        bind,
        data: folder.to_owned(),
        opening,
        base: Base::local(bind),
        zone: Zone::parse(Zone::DEFAULT).expect("the default zone"),
        proxies: Proxies::default(),
        // As many as the machine takes: that is what is measured.
        unlimited: true,
        mail: server::mail::Mailing::default(),
    };
    App::new(config, db, Arc::new(SystemClock))
}

/// A server that answers; dropping it stops it.
pub struct Running {
    /// The parts of the program that answers.
    pub app: App,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
    base: String,
}

impl Running {
    /// Serves the filled database as `serve` does, jobs and all, and the kept views beside it.
    pub fn start(app: App, filled: &Filled) -> Running {
        let kept = Kept::new(&app, filled);
        Running::with(app, true, kept.route())
    }

    /// Serves a database as `serve` does, jobs and all.
    pub fn serve(app: App) -> Running {
        Running::with(app, true, |_| {})
    }

    /// Serves a database without the jobs, which would work on a million new rows.
    pub fn without_jobs(app: App) -> Running {
        Running::with(app, false, |_| {})
    }

    fn with(
        app: App,
        working: bool,
        more: impl Fn(&mut ServiceConfig) + Clone + Send + 'static,
    ) -> Running {
        let listener = TcpListener::bind("127.0.0.1:0").expect("listen on a free port");
        let bind = listener.local_addr().expect("its address");
        let config = Config {
            bind,
            base: Base::local(bind),
            ..app.config.clone()
        };
        let app = App::new(config, app.db.clone(), app.clock.clone());
        let (started, waiting) = mpsc::channel();
        let parts = app.clone();
        let thread = thread::spawn(move || {
            System::new().block_on(async move {
                let jobs = working.then(|| server::jobs::start(app.clone()));
                let server = server::web::serve_with(app, listener, WORKERS, more).expect("serve");
                started.send(server.handle()).expect("the bench waits");
                server.await.expect("serve to the end");
                if let Some(jobs) = jobs {
                    jobs.stop().await;
                }
            });
        });
        let handle = waiting.recv().expect("a started server");
        Running {
            app: parts,
            handle,
            thread: Some(thread),
            base: format!("http://{bind}"),
        }
    }

    /// The whole address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// A page as it is sent without compression; panics unless it is there.
    pub fn page(&self, path: &str, cookie: &str) -> String {
        let config = ureq::Agent::config_builder().proxy(None).build();
        let mut answer = ureq::Agent::from(config)
            .get(self.url(path))
            .header("cookie", cookie)
            .header("accept-encoding", "identity")
            .call()
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        answer.body_mut().read_to_string().expect("a page")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // The command is sent at once; the thread is waited for instead of the answer.
        drop(self.handle.stop(true));
        let ended = self.thread.take().map(JoinHandle::join);
        if !thread::panicking() {
            ended.expect("a thread").expect("the server ended well");
        }
    }
}
