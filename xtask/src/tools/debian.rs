//! Installing Debian packages, as root on Debian only.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::command::{run, succeeds};
use crate::progress::step;

/// Installs the packages; elsewhere, or without root, fails saying what is missing (`what`, as in
/// "a C compiler is missing") and how to get it.
pub fn install(what: &str, packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    if !can_install() {
        bail!(
            "{what} missing: install it first (on Debian, as root: `apt-get install {names}`; \
             elsewhere, what your system calls the same)"
        );
    }
    step(
        &format!("{what} missing: installing {names} (Debian)"),
        || {
            let mut update = apt_get();
            run(update.args(["update", "--quiet=2"]))?;
            let mut install = apt_get();
            run(install
                .args(["install", "--yes", "--quiet=2", "--no-install-recommends"])
                .args(packages))
        },
    )
}

/// Whether this is Debian, and its packages may be installed.
pub fn can_install() -> bool {
    // The owner of one's own process folder tells who one is without a further crate.
    let root = fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
    root && succeeds(Command::new("apt-get").arg("--version"))
        && fs::exists("/etc/debian_version").unwrap_or(false)
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    // What apt-get prints belongs to the progress, not to the output of the task.
    command
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdin(Stdio::null())
        .stdout(Stdio::from(std::io::stderr()));
    command
}
