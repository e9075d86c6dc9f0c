//! `cargo xtask bench`: the release build under load, held against the limits it has to keep.
//!
//! The server runs in this process with two workers, wrk beside it on the same machine. What has
//! a limit is measured against something measured in the same run, turn by turn, so that a slow
//! or busy machine slows both.

mod counts;
mod desk;
mod disk;
mod edition_beside;
mod export;
mod figures;
mod fill;
mod imported;
mod kept;
mod lists;
mod pages;
mod pgbench;
mod report;
mod running;
mod savers;
mod saves;
mod sign_in;
mod suggestions;
mod texts;
mod topics;
mod wrk;

use std::process::ExitCode;
use std::time::Instant;

use report::Report;
use running::Running;

const USAGE: &str = "\
Usage: cargo xtask bench [--only PART] [--seconds N] [--rows N] [--keep]

  --only PART   one part alone: counts, imported, desk, saves, edition, sign-in,
                export, figures or topics
  --seconds N   how long each run of the load generator takes (8)
  --rows N      how many rows are exported (1,000,000)
  --keep        leave the filled database where it is and say where";

/// What the command line asks for.
#[derive(Debug, Clone)]
struct Asked {
    only: Option<String>,
    seconds: u32,
    rows: usize,
    keep: bool,
}

impl Asked {
    fn part(&self, name: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only == name)
    }
}

const PARTS: [&str; 9] = [
    "counts", "imported", "desk", "saves", "edition", "sign-in", "export", "figures", "topics",
];

fn main() -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some(counts::RECOUNT) {
        return counts::recount();
    }
    if std::env::args().nth(1).as_deref() == Some(sign_in::SERVE) {
        sign_in::serve();
        return ExitCode::SUCCESS;
    }
    if std::env::args().nth(1).as_deref() == Some(export::SERVE) {
        export::serve();
        return ExitCode::SUCCESS;
    }
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

    let of = |part: &str| folder.path().join(part);
    if asked.part("counts") {
        counts::measure(&mut report, &of("counts"));
    }
    if asked.part("imported") {
        imported::measure(&mut report, &of("imported"));
    }
    if asked.part("desk") {
        desk::measure(&mut report, &of("desk"), asked.seconds);
    }
    if asked.part("saves") {
        saves::measure(&mut report, &of("saves"), asked.seconds);
    }
    if asked.part("edition") {
        edition_beside::measure(&mut report, &of("edition"), asked.seconds);
    }
    if asked.part("sign-in") {
        sign_in::measure(&mut report, &of("sign-in"), asked.seconds);
    }
    if asked.part("export") {
        export::measure(&mut report, &of("export"), asked.rows);
    }
    if asked.part("figures") {
        figures::measure(&mut report, &of("figures"));
    }
    if asked.part("topics") {
        println!("\nFilling the database");
        let app = running::app(&of("filled"));
        let filled = fill::fill(&app);
        let running = Running::start(app, &filled);
        topics::measure(&mut report, &running, &filled, asked.seconds);
        pages::measure(&running, &filled);
    }

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
        only: None,
        seconds: 8,
        rows: 1_000_000,
        keep: false,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--seconds" => asked.seconds = arguments.next()?.parse().ok().filter(|n| *n > 0)?,
            "--rows" => asked.rows = arguments.next()?.parse().ok().filter(|n| *n > 0)?,
            "--only" => {
                let part = arguments
                    .next()
                    .filter(|part| PARTS.contains(&part.as_str()));
                asked.only = Some(part?);
            }
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
