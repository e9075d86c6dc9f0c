//! Two hundred clients who hammer the sign-in, and somebody who only wants to read the home page.

use std::path::Path;
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

const HAMMERING: usize = 200;
/// The longest that 99 of 100 readers of the home page may wait.
const LIMIT: f64 = 300.0;
/// What one hash takes, and what all else may.
const HASH_MIB: f64 = 19.0;
const REST_MIB: f64 = 50.0;

/// Twice: with the limits as they are, and without, where only the queue before the hashes holds.
pub fn measure(report: &mut Report, folder: &Path, seconds: u32) {
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

fn hammered(folder: &Path, unlimited: bool, seconds: u32) -> (f64, f64, u64) {
    let app = running::app(folder);
    fill::sign_in(&app, "somebody", Role::Citizen);
    let config = Config {
        unlimited,
        ..app.config.clone()
    };
    let app = App::new(config, app.db.clone(), Arc::new(SystemClock));
    let running = running::Running::serve(app.clone());
    let base = running.url("");
    // What is done once a process is not counted.
    read(&base, 50);
    let before = memory();
    let hashed = app.passwords.checked();
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
                    if request.try_send().is_ok() {
                        tried.fetch_add(1, Ordering::Relaxed);
                    }
                }
            })
        })
        .collect();
    let end = crate::now() + Duration::from_secs(u64::from(seconds));
    let (mut times, mut most) = (Vec::new(), before);
    while crate::now() < end {
        times.extend(read(&base, 10));
        most = most.max(memory());
    }
    stop.store(true, Ordering::Relaxed);
    for one in hammering {
        one.join().expect("a client");
    }
    println!(
        "  {} tries, {} readings",
        tried.load(Ordering::Relaxed),
        times.len()
    );
    times.sort_by(f64::total_cmp);
    let p99 = times[(times.len() * 99 / 100).min(times.len() - 1)];
    (p99, most - before, app.passwords.checked() - hashed)
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

/// Memory of this process in MiB: the server's, and the clients' beside it.
fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kib.unwrap_or_default() / 1024.0
}
