//! What runs beside the web, on one node at a time: numbering the journal, what follows it,
//! acts of desks that were not undone in time, closing topics whose last day has ended, editions,
//! the daily shuffle, notices and the letters of the morning, forgetting. Letters are sent in a task of their own: a mail server may be
//! slow.

pub mod check_derived;
pub mod close_topics;
pub mod editions;
pub mod figures;
mod lead;
mod morning;
mod notices;
mod pending_acts;
pub mod scorecards;
pub mod send_mail;
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
/// What is kept for weeks need not be cleaned more often: every so many rounds of sending.
const RARELY: u64 = 3_600;
/// Rounds of sending that are left out after the mail server failed.
const PAUSE: u64 = 30;

/// The running jobs.
pub struct Jobs {
    stop: watch::Sender<bool>,
    task: actix_web::rt::task::JoinHandle<()>,
    sending: actix_web::rt::task::JoinHandle<()>,
}

impl Jobs {
    /// Lets the round under way finish and stops.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        let _ = self.sending.await;
        let _ = self.task.await;
    }
}

/// Starts the jobs on this node; they work while this node holds the lease.
pub fn start(app: App) -> Jobs {
    let (stop, mut stopped) = watch::channel(false);
    let sending = actix_web::rt::spawn(send_letters(app.clone(), stop.subscribe()));
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
    Jobs {
        stop,
        task,
        sending,
    }
}

/// Sends letters beside the other jobs, on the node that leads.
async fn send_letters(app: App, mut stopped: watch::Receiver<bool>) {
    let hands = send_mail::Hands::default();
    let mut ticks = tokio::time::interval(EVERY);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let (mut rounds, mut pause) = (0_u64, 0);
    loop {
        tokio::select! {
            _ = stopped.changed() => return,
            _ = ticks.tick() => {}
        }
        rounds = rounds.wrapping_add(1);
        if pause > 0 {
            pause -= 1;
        } else if !letters(&app, &hands, rounds.is_multiple_of(RARELY)).await {
            pause = PAUSE;
        }
    }
}

/// One round of sending; `clean` as well. False when the mail server failed.
async fn letters(app: &App, hands: &send_mail::Hands, clean: bool) -> bool {
    let term = match lead::lead(app).await {
        Ok(Some(term)) => term,
        Ok(None) => return true,
        Err(error) => {
            said("taking the lease", Err(error));
            return true;
        }
    };
    if clean {
        said("cleaning the outbox", send_mail::clean(app, &term).await);
    }
    match send_mail::run(app, &term, hands).await {
        Ok(went) => went,
        Err(error) => {
            said("sending letters", Err(error));
            true
        }
    }
}

/// One whole round, whatever the time since the last. False when another node leads.
pub async fn run_once(app: &App) -> bool {
    let led = round(app, true, true).await;
    if led {
        letters(app, &send_mail::Hands::default(), true).await;
    }
    led
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
    said("telling people", notices::run(app, &term).await);
    if all {
        said("computing scorecards", scorecards::run(app, &term).await);
        said(
            "checking what is derived",
            check_derived::run(app, &term).await,
        );
        said("telling followers", notices::run_days(app, &term).await);
        said("writing digests", morning::digests(app, &term).await);
        said("reminding staff", morning::escalations(app, &term).await);
        said("writing weekly sheets", morning::sheets(app, &term).await);
    }
    true
}

fn said(doing: &str, done: QueryResult<()>) {
    if let Err(error) = done {
        tracing::error!(%error, "{doing} failed");
    }
}
