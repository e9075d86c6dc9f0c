//! A file of open data with a million rows: what it costs in memory, and how fast it is beside the
//! database's own client with the same query.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use actix_web::rt::System;
use diesel::connection::SimpleConnection;
use server::app::App;
use server::config::{Base, Config};
use server::db::{Opening, open_data as store};
use server::open_data;
use shared::account::Role;
use shared::time::SystemClock;
use tests::support::postgres::Server;

use crate::report::Report;
use crate::{fill, running, suggestions};

/// The word after which this program serves alone, so that its memory is its own.
pub const SERVE: &str = "serve-open-data";
/// Rows that are made one by one; more are copies of them.
const MADE: usize = 10_000;
const TURNS: usize = 3;
const FILE: &str = "suggestions";

pub fn measure(report: &mut Report, folder: &Path, rows: usize) {
    let sqlite = folder.join("sqlite");
    let app = running::app(&sqlite);
    println!("\nFilling {rows} suggestions, on SQLite");
    filled(&app, rows);
    app.db
        .read_now(|conn| conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)"))
        .expect("a checkpoint");
    let file = sqlite.join("sharikuna.db");
    let query = query(&app);
    let own = has_client("sqlite3");
    let client = || match own {
        true => shell(
            Command::new("sqlite3")
                .args(["-csv", "-header"])
                .arg(&file)
                .arg(&query),
        ),
        false => loop_over(&app, &query),
    };
    let beside = if own {
        "sqlite3"
    } else {
        "a loop over diesel's rows"
    };
    compare(
        report,
        &format!("SQLite, {beside}"),
        (&sqlite, None, rows),
        client,
    );

    println!("\nFilling {rows} suggestions, on PostgreSQL");
    let server = Server::start_on_disk();
    let url = server.url("postgres");
    let postgres = folder.join("postgres");
    std::fs::create_dir_all(&postgres).expect("a folder");
    let app = running::app_on(&postgres, Opening::Postgres(url.clone()));
    filled(&app, rows);
    server.run("postgres", "VACUUM ANALYZE");
    let copy = format!(
        "COPY ({}) TO STDOUT WITH (FORMAT csv, HEADER)",
        self::query(&app)
    );
    let client = || shell(Command::new("psql").args(["-X", "-q", "-c", &copy, &url]));
    compare(
        report,
        "PostgreSQL, psql COPY",
        (&postgres, Some(&url), rows),
        client,
    );
}

/// The query of the file, as the program sends it.
fn query(app: &App) -> String {
    let conn = store::connect(&app.config.opening).expect("the database");
    open_data::select(&conn, open_data::find(FILE).expect("a file"))
}

fn filled(app: &App, rows: usize) {
    let agency = fill::agency(app, "roads");
    let moderator = fill::sign_in(
        app,
        "bench-moderator",
        Role::Moderator {
            agency: agency.clone(),
        },
    );
    let id = &moderator.person.id;
    let topic = fill::topic(app, "million", &agency, id);
    let made = rows.min(MADE);
    fill::write(app, |conn| {
        suggestions::add(conn, app, &topic, made, 0, id)?;
        let columns = "topic_id, show_name, publication, hidden_reason, title, body, lang, dir, \
                       posted_at, published_at, acknowledge_due, decide_due, acknowledged_at, \
                       decided_at, answer_state, shuffle, version";
        let copies = rows / made;
        if copies < 2 {
            return Ok(());
        }
        conn.batch_execute(&format!(
            "INSERT INTO suggestions (id, reference, {columns}) \
             WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {last}) \
             SELECT CAST(i + 1000 AS TEXT) || '-' || id, reference || '-' || CAST(i AS TEXT), \
             {columns} FROM n CROSS JOIN suggestions ORDER BY 1",
            last = copies - 1
        ))
    });
}

fn compare(
    report: &mut Report,
    what: &str,
    (folder, url, rows): (&Path, Option<&str>, usize),
    client: impl Fn(),
) {
    let mut serving = Serving::start(folder, url);
    // What is done once a process is not counted.
    serving.fetch("topics");
    let before = memory(&serving.process, "VmRSS:");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        let began = crate::now();
        let (lines, bytes) = serving.fetch(FILE);
        ours.push(began.elapsed());
        assert!(lines > rows, "{lines} lines for {rows} rows");
        println!(
            "  {:.1} MB in {:.2?}",
            bytes as f64 / 1e6,
            ours[ours.len() - 1]
        );
        let began = crate::now();
        client();
        theirs.push(began.elapsed());
        println!("  the client: {:.2?}", theirs[theirs.len() - 1]);
    }
    let grown = memory(&serving.process, "VmHWM:") - before;
    serving.end();
    let middle = |mut times: Vec<Duration>| {
        times.sort();
        times[times.len() / 2].as_secs_f64()
    };
    report.at_most(
        format!("{what}: {rows} rows as CSV, memory grows by"),
        grown,
        32.0,
        " MiB",
    );
    report.at_least(
        format!("{what}: rate of the file ÷ rate of the same query"),
        middle(theirs) / middle(ours),
        0.25,
        "",
    );
}

fn has_client(name: &str) -> bool {
    let asked = Command::new(name).arg("--version").output();
    asked.is_ok_and(|said| said.status.success())
}

/// Runs a client to its end; what it writes goes through a pipe, as the file does.
fn shell(command: &mut Command) {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .expect("start the client");
    let mut said = child.stdout.take().expect("its output");
    std::io::copy(&mut said, &mut std::io::sink()).expect("read it");
    assert!(child.wait().expect("its end").success());
}

/// Where SQLite has no client: its rows through the program's own library, and nothing else.
fn loop_over(app: &App, query: &str) {
    let mut conn = store::connect(&app.config.opening).expect("the database");
    let mut bytes = 0;
    store::each_row(&mut conn, query, |row| {
        bytes += row.iter().flatten().map(String::len).sum::<usize>();
        Ok::<_, diesel::result::Error>(())
    })
    .expect("the rows");
    std::hint::black_box(bytes);
}

/// The server, in a process of its own.
struct Serving {
    process: Child,
    authority: String,
}

impl Serving {
    fn start(folder: &Path, url: Option<&str>) -> Serving {
        let mut process = Command::new(std::env::current_exe().expect("this program"))
            .arg(SERVE)
            .arg(folder)
            .args(url)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("start the server");
        let out = process.stdout.take().expect("its output");
        let mut lines = BufReader::new(out).lines();
        let authority = lines.next().expect("a line").expect("text");
        Serving { process, authority }
    }

    /// Lines and bytes of a file, of which no more than a piece is kept.
    fn fetch(&self, file: &str) -> (usize, usize) {
        let mut stream = TcpStream::connect(&self.authority).expect("connect");
        let request = format!(
            "GET /open-data/{file}.csv HTTP/1.0\r\nHost: {}\r\n\r\n",
            self.authority
        );
        stream.write_all(request.as_bytes()).expect("ask");
        let (mut piece, mut lines, mut bytes) = (vec![0; 256 * 1024], 0, 0);
        loop {
            match stream.read(&mut piece).expect("read") {
                0 => return (lines, bytes),
                length => {
                    lines += piece[..length]
                        .iter()
                        .filter(|byte| **byte == b'\n')
                        .count();
                    bytes += length;
                }
            }
        }
    }

    fn end(&mut self) {
        drop(self.process.stdin.take());
        assert!(self.process.wait().expect("its end").success());
    }
}

/// The server without its jobs, which would work on a million new rows: says where it serves.
pub fn serve() {
    let mut asked = std::env::args().skip(2);
    let folder = PathBuf::from(asked.next().expect("a folder"));
    let app = match asked.next() {
        Some(url) => running::app_on(&folder, Opening::Postgres(url)),
        None => running::app(&folder),
    };
    let listener = TcpListener::bind("127.0.0.1:0").expect("listen on a free port");
    let bind = listener.local_addr().expect("its address");
    let config = Config {
        bind,
        base: Base::local(bind),
        ..app.config.clone()
    };
    let app = App::new(config, app.db.clone(), Arc::new(SystemClock));
    System::new().block_on(async move {
        let server = server::web::serve(app, listener, 2).expect("serve");
        let handle = server.handle();
        thread::spawn(move || {
            std::io::copy(&mut std::io::stdin(), &mut std::io::sink()).expect("the end");
            drop(handle.stop(true));
        });
        println!("{bind}");
        server.await.expect("serve to the end");
    });
}

/// A figure of a process's memory, in MiB.
fn memory(process: &Child, name: &str) -> f64 {
    let path = format!("/proc/{}/status", process.id());
    let status = std::fs::read_to_string(path).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kibi: String = line
        .expect("a figure")
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    kibi.parse::<f64>().expect("a number") / 1024.0
}
