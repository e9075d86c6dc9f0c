//! Two hundred clients who hammer the sign-in, and somebody who only wants to read the home page.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use server::app::App;
use server::config::Config;
use shared::account::Role;
use shared::time::SystemClock;
use tests::support::http::Client;

use crate::report::Report;
use crate::{fill, running};

/// What makes this program the server.
pub const SERVE: &str = "serve-the-sign-in";
const UNLIMITED: &str = "unlimited";

const HAMMERING: usize = 200;
/// The longest that 99 of 100 readers of the home page may wait.
const LIMIT: f64 = 300.0;
/// What one hash takes, and what all else may.
const HASH_MIB: f64 = 19.0;
const REST_MIB: f64 = 50.0;

/// Twice: with the limits as they are, and without, where only the queue before the hashes holds.
pub fn measure(report: &mut Report, folder: &Path, seconds: u32) {
    println!("\nSign-in, hammered by {HAMMERING} clients");
    for (unlimited, what) in [(false, "with limits"), (true, "without limits")] {
        let folder = folder.join(what.replace(' ', "-"));
        let (p99, grown, hashed) = hammered(&folder, unlimited, seconds.max(20));
        println!(
            "  {what:<16} home page p99 {p99:>7.2} ms, memory grew by {grown:.1} MiB, {hashed} passwords hashed"
        );
        let cores = thread::available_parallelism().map_or(2, usize::from) as f64;
        report.at_most(
            format!("{HAMMERING} clients at the sign-in ({what}): p99 of the home page"),
            p99,
            LIMIT,
            " ms",
        );
        report.at_most(
            format!("{HAMMERING} clients at the sign-in ({what}): memory grows by"),
            grown,
            cores * HASH_MIB + REST_MIB,
            " MiB",
        );
    }
}

/// Milliseconds, MiB and hashes.
fn hammered(folder: &Path, unlimited: bool, seconds: u32) -> (f64, f64, u64) {
    let mut server = Command::new(std::env::current_exe().expect("this program"))
        .arg(SERVE)
        .arg(folder)
        .args(unlimited.then_some(UNLIMITED))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("start the server");
    let mut said = BufReader::new(server.stdout.take().expect("its output")).lines();
    let mut line = || said.next().expect("a line").expect("text");
    let base = line();
    // What is done once a process is not counted.
    read(&base, 50);
    let before = memory(server.id());
    let stop = Arc::new(AtomicBool::new(false));
    let tried = Arc::new(AtomicU64::new(0));
    let hammering: Vec<_> = (0..HAMMERING)
        .map(|number| {
            let (base, stop, tried) = (base.clone(), stop.clone(), tried.clone());
            thread::spawn(move || {
                let name = format!("somebody-{number}");
                let fields = [("name", name.as_str()), ("password", "not the right one")];
                while !stop.load(Ordering::Relaxed) {
                    let client = Client::new(&base);
                    let request = client.request("POST", "/en/sign-in").form(&fields);
                    let request = request.header("Accept-Encoding", "gzip, deflate, br");
                    if request.try_send().is_ok() {
                        tried.fetch_add(1, Ordering::Relaxed);
                    }
                }
            })
        })
        .collect();
    let end = crate::now() + Duration::from_secs(u64::from(seconds));
    let mut times = Vec::new();
    while crate::now() < end {
        times.extend(read(&base, 10));
    }
    let most = memory(server.id());
    stop.store(true, Ordering::Relaxed);
    for one in hammering {
        one.join().expect("a client");
    }
    println!(
        "  {} tries, {} readings",
        tried.load(Ordering::Relaxed),
        times.len()
    );
    drop(server.stdin.take());
    let hashed = line().parse().expect("a number");
    assert!(server.wait().expect("its end").success());
    times.sort_by(f64::total_cmp);
    let p99 = times[(times.len() * 99 / 100).min(times.len() - 1)];
    (p99, most - before, hashed)
}

/// The server, in a process of its own so that its memory is its own: says where it serves, and,
/// when nothing more is asked of it, how many passwords it hashed.
pub fn serve() {
    let mut asked = std::env::args().skip(2);
    let folder = PathBuf::from(asked.next().expect("a folder"));
    let app = running::app(&folder);
    fill::sign_in(&app, "somebody", Role::Citizen);
    let config = Config {
        unlimited: asked.next().as_deref() == Some(UNLIMITED),
        ..app.config.clone()
    };
    let app = App::new(config, app.db.clone(), Arc::new(SystemClock));
    let running = running::Running::serve(app);
    println!("{}", running.url(""));
    std::io::copy(&mut std::io::stdin(), &mut std::io::sink()).expect("the end");
    println!("{}", running.app.passwords.checked());
}

/// How long the home page took, so many times, in milliseconds.
fn read(base: &str, times: usize) -> Vec<f64> {
    let client = Client::new(base);
    (0..times)
        .map(|_| {
            let began = crate::now();
            client.get("/en").expect_status(200);
            began.elapsed().as_secs_f64() * 1000.0
        })
        .collect()
}

/// The most memory that a process had so far, in MiB.
fn memory(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kib.unwrap_or_default() / 1024.0
}
