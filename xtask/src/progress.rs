//! Plain progress lines on stderr: what is being done, and the seconds it took.

use std::time::Instant;

use anyhow::Result;

/// Says `what` is being done, does it, and says how many seconds that took.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("· {what}…");
    let started = now();
    let done = work()?;
    eprintln!("  {:.1} s", started.elapsed().as_secs_f64());
    Ok(done)
}

/// Says something that takes no time of its own.
pub fn say(what: &str) {
    eprintln!("· {what}");
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that measures how long a step takes"
)]
fn now() -> Instant {
    Instant::now()
}
