//! Child processes that cannot outlive the tests, and the temporary folders they live in.

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};

/// Room asked of a memory disk before it is used instead of the ordinary temporary folder.
const ENOUGH_KIB: u64 = 1024 * 1024;

/// A watchdog process: a shell script that runs until its standard input closes, then stops what
/// it started and removes its folder.
///
/// The other end of that pipe is held by this process alone, so the system closes it however the
/// tests end: a return, a panic, Ctrl-C or a kill.
pub struct Guard {
    child: Child,
    stdin: Option<ChildStdin>,
}

impl Guard {
    /// Starts `sh -c script` with the arguments already given to `command` behind it.
    pub fn start(command: &mut Command) -> Guard {
        let mut child = command
            .stdin(Stdio::piped())
            // Ctrl-C goes to the terminal's whole group; the watchdog has to live to clean up.
            .process_group(0)
            .spawn()
            .expect("start a watchdog shell");
        let stdin = child.stdin.take();
        Guard { child, stdin }
    }

    /// The process itself, to read its output.
    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        drop(self.stdin.take());
        let _ = self.child.wait();
    }
}

/// A new empty folder, in memory where there is room. Whoever asks for it removes it.
pub fn folder(prefix: &str) -> PathBuf {
    if memory_has_room() {
        folder_in(Path::new("/dev/shm"), prefix)
    } else {
        folder_on_disk(prefix)
    }
}

/// The same on a disk, where it matters how long that takes.
pub fn folder_on_disk(prefix: &str) -> PathBuf {
    folder_in(&std::env::temp_dir(), prefix)
}

fn folder_in(place: &Path, prefix: &str) -> PathBuf {
    tempfile::Builder::new()
        .prefix(prefix)
        .tempdir_in(place)
        .expect("make a temporary folder")
        .keep()
}

/// Whether `/dev/shm` is there with at least a GiB free (containers often leave it 64 MiB).
pub fn memory_has_room() -> bool {
    if !Path::new("/dev/shm").is_dir() {
        return false;
    }
    let Ok(out) = Command::new("df").args(["-Pk", "/dev/shm"]).output() else {
        return false;
    };
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    let free = text
        .lines()
        .nth(1)
        .and_then(|line| line.split_whitespace().nth(3));
    free.and_then(|kib| kib.parse::<u64>().ok())
        .is_some_and(|kib| kib >= ENOUGH_KIB)
}
