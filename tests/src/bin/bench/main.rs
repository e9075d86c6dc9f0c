//! `cargo xtask bench`: the release build under load, held against the limits it has to keep.
//!
//! The server runs in this process with two workers, wrk beside it on the same machine. What has
//! a limit is measured against something measured in the same run, turn by turn, so that a slow
//! or busy machine slows both.

mod desk;
mod fill;
mod imported;
mod kept;
mod lists;
mod pages;
mod report;
mod running;
mod suggestions;
mod texts;
mod topics;
mod wrk;

use std::process::ExitCode;
use std::time::Instant;

use report::Report;
use running::Running;

const USAGE: &str = "\
Usage: cargo xtask bench [--seconds N] [--keep]

  --seconds N   how long each run of the load generator takes (8)
  --keep        leave the filled database where it is and say where";

/// What the command line asks for.
#[derive(Debug, Clone, Copy)]
struct Asked {
    seconds: u32,
    keep: bool,
}

fn main() -> ExitCode {
    let Some(asked) = asked() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let folder = tempfile::Builder::new()
        .prefix("sharikuna-bench-")
        .disable_cleanup(asked.keep)
        .tempdir()
        .expect("make a folder for the database");
    let mut report = Report::default();

    imported::measure(&mut report, &folder.path().join("imported"));

    desk::measure(&mut report, &folder.path().join("desk"), asked.seconds);

    println!("\nFilling the database");
    let app = running::app(&folder.path().join("filled"));
    let filled = fill::fill(&app);
    let running = Running::start(app, &filled);
    topics::measure(&mut report, &running, &filled, asked.seconds);
    pages::measure(&running, &filled);
    drop(running);

    if asked.keep {
        println!("\nThe databases are in {}", folder.path().display());
    }
    if report.say() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn asked() -> Option<Asked> {
    let mut asked = Asked {
        seconds: 8,
        keep: false,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--seconds" => asked.seconds = arguments.next()?.parse().ok().filter(|n| *n > 0)?,
            "--keep" => asked.keep = true,
            _ => return None,
        }
    }
    Some(asked)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that measures how long a step takes"
)]
fn now() -> Instant {
    Instant::now()
}
