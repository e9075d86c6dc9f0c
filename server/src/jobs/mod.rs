//! What runs beside the web, on one node at a time: numbering the journal, what follows it,
//! acts of desks that were not undone in time, closing topics whose last day has ended, editions,
//! the daily shuffle, forgetting.

pub mod close_topics;
pub mod editions;
pub mod figures;
mod lead;
mod pending_acts;
pub mod sequence;
mod shuffle;
#[cfg(test)]
mod tests;
mod tidy;

use std::time::Duration;

use diesel::QueryResult;
use tokio::sync::watch;

use crate::app::App;

/// How often the leader looks for work.
const EVERY: Duration = Duration::from_secs(1);
/// Looking for due editions and shuffles costs queries for each open topic: every so many rounds.
const SELDOM: u64 = 10;
/// What each process counted by itself is forgotten, whether or not it leads.
const MINUTE: u64 = 60;

/// The running jobs.
pub struct Jobs {
    stop: watch::Sender<bool>,
    task: actix_web::rt::task::JoinHandle<()>,
}

impl Jobs {
    /// Lets the round under way finish and stops.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        let _ = self.task.await;
    }
}

/// Starts the jobs on this node; they work while this node holds the lease.
pub fn start(app: App) -> Jobs {
    let (stop, mut stopped) = watch::channel(false);
    let task = actix_web::rt::spawn(async move {
        let mut ticks = tokio::time::interval(EVERY);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut rounds = 0_u64;
        loop {
            tokio::select! {
                _ = stopped.changed() => break,
                _ = ticks.tick() => {}
            }
            round(&app, rounds.is_multiple_of(SELDOM), rounds == 0).await;
            if rounds.is_multiple_of(MINUTE) {
                app.limits.forget();
            }
            rounds = rounds.wrapping_add(1);
        }
        said("handing the lease back", lead::hand_back(&app).await);
    });
    Jobs { stop, task }
}

/// One whole round, whatever the time since the last. False when another node leads.
pub async fn run_once(app: &App) -> bool {
    round(app, true, true).await
}

/// All jobs in order, the rarer ones too if it is `all`, and what one of another run may have left
/// if it is the `first`. A fault is logged and keeps none of the others from running.
async fn round(app: &App, all: bool, first: bool) -> bool {
    let term = match lead::lead(app).await {
        Ok(Some(term)) => term,
        Ok(None) => return false,
        Err(error) => {
            said("taking the lease", Err(error));
            return false;
        }
    };
    if first {
        said("tidying editions", editions::tidy(app, &term).await);
    }
    said("carrying out acts", pending_acts::run(app, &term).await);
    said("closing topics", close_topics::run(app, &term).await);
    said(
        "counting for good",
        editions::run_official(app, &term).await,
    );
    if all {
        said("counting editions", editions::run(app, &term).await);
        said("shuffling", shuffle::run(app, &term).await);
        said("forgetting", tidy::run(app, &term).await);
    }
    said("numbering the journal", sequence::run(app, &term).await);
    said("computing figures", figures::run(app, &term).await);
    true
}

fn said(doing: &str, done: QueryResult<()>) {
    if let Err(error) = done {
        tracing::error!(%error, "{doing} failed");
    }
}
