//! A word now and then about work that takes long.

use std::fs;
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// How often something is said.
const EVERY: Duration = Duration::from_secs(10);

/// Where lines about what is going on go.
pub type Say<'a> = &'a (dyn Fn(&str) + Sync);

/// Does what takes long, and says meanwhile how large a file has become; `all` is what it may grow
/// to, in octets, where that is known.
pub(super) fn watched<T>(
    file: &Path,
    all: Option<u64>,
    say: Say<'_>,
    work: impl FnOnce() -> T,
) -> T {
    let of = all.map_or_else(String::new, |all| format!(" of at most {}", size(all)));
    now_and_then(
        say,
        || {
            let now = fs::metadata(file).map_or(0, |found| found.len());
            format!("{}{of} written", size(now))
        },
        work,
    )
}

/// Does what takes long, and says something meanwhile.
pub(super) fn now_and_then<T>(
    say: Say<'_>,
    words: impl Fn() -> String + Send,
    work: impl FnOnce() -> T,
) -> T {
    let (working, ended) = channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            // Dropped at the end of the work, however it ends.
            while ended.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
                say(&words());
            }
        });
        let done = work();
        drop(working);
        done
    })
}

/// Octets as people read them: `12.3 MB`, by the thousand.
pub fn size(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_read_in_megabytes() {
        assert_eq!(size(0), "0.0 MB");
        assert_eq!(size(1), "0.1 MB");
        assert_eq!(size(12_345_678), "12.4 MB");
    }

    #[test]
    fn short_work_is_done_without_a_word() {
        let said = |words: &str| panic!("{words}");
        assert_eq!(now_and_then(&said, String::new, || 7), 7);
    }
}
