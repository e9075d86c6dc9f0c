//! What runs beside the web, on one node at a time: numbering the journal, what follows it,
//! closing topics whose last day has ended, editions, the daily shuffle.

mod close_topics;
pub mod editions;
pub mod figures;
mod lead;
pub mod sequence;
mod shuffle;

use std::time::Duration;

use tokio::sync::watch;

use crate::app::App;

/// How often the leader looks for work.
const EVERY: Duration = Duration::from_secs(1);

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
        loop {
            tokio::select! {
                _ = stopped.changed() => break,
                _ = ticks.tick() => round(&app).await,
            }
        }
    });
    Jobs { stop, task }
}

async fn round(_app: &App) {}
