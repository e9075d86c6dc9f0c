//! `sharikuna doctor`: computes everything derived anew and names what differs.

use std::io::Write;

use super::CommandError;
use crate::app::App;
use crate::config::Config;
use crate::db::derived::{self, Compared};
use crate::db::{figures_write, scorecards_write};
use crate::jobs::check_derived::FOLLOWERS;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Write what should stand where something else does.
    #[arg(long)]
    repair: bool,
}

/// Topics between two lines of progress.
const PROGRESS: usize = 100;

/// # Errors
/// What differs, by number; the database's fault.
pub fn run(config: Config, arguments: &Arguments) -> Result<(), CommandError> {
    let app = super::open(config)?;
    let topics = app.db.read_now(derived::topics)?;
    let (mut rows, mut different, mut behind) = (0, 0, 0);
    let mut out = std::io::stdout().lock();
    for (nth, (id, slug)) in (1..).zip(&topics) {
        match compare(&app, id)? {
            Compared::Behind => {
                behind += 1;
                writeln!(
                    out,
                    "{slug}: not compared, changes of it wait to be followed"
                )?;
            }
            Compared::Done {
                rows: read,
                differences,
            } => {
                rows += read;
                different += differences.len();
                for difference in &differences {
                    writeln!(out, "{slug}: {difference}")?;
                }
                if arguments.repair && !differences.is_empty() {
                    repair(&app, id)?;
                    writeln!(out, "{slug}: repaired")?;
                }
            }
        }
        if nth % PROGRESS == 0 {
            eprintln!("· {nth} of {} topics", topics.len());
        }
    }
    writeln!(
        out,
        "{} topics, {rows} derived rows compared, {different} differ, {behind} topics not compared",
        topics.len() - behind
    )?;
    if behind > 0 {
        writeln!(
            out,
            "What waits is followed within seconds while the service runs."
        )?;
    }
    match different {
        0 => Ok(()),
        _ if arguments.repair => Ok(()),
        many => Err(format!("{many} derived rows are not what they should be").into()),
    }
}

fn compare(app: &App, topic_id: &str) -> Result<Compared, CommandError> {
    let zone = &app.config.zone;
    Ok(app
        .db
        .read_now(|conn| derived::compare(conn, topic_id, zone, &FOLLOWERS))?)
}

fn repair(app: &App, topic_id: &str) -> Result<(), CommandError> {
    let (now, zone) = (app.now(), app.config.zone.clone());
    let id = topic_id.to_owned();
    Ok(app.db.write_now(move |conn| {
        figures_write::recompute(conn, &id, now, &zone)?;
        let cells = scorecards_write::of_topic(conn, &id, &zone)?;
        scorecards_write::store(conn, &id, cells)
    })?)
}
