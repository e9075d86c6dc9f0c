//! axe-core, which looks at every page for barriers: fetched for the tests, never part of the
//! project or of what it serves.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha512};

use super::debian;
use crate::command::{find, read, run};
use crate::progress::step;
use crate::workspace;

const PACKAGE: &str = "axe-core@4.14.1";
const ARCHIVE: &str = "axe-core-4.14.1.tgz";
/// SHA-512 of the archive, in hexadecimal.
const DIGEST: &str = "1477dafa598d8d065f273d6af302aa203c02e83131707b7fa648cd41bd3d6b73\
                      4f8c22a0dab86ee6a6f64b8afbe804b214d36db85a2826965edfb3a0b9d546b5";
/// What the tests read, and its place in the archive.
const SCRIPT: &str = "axe.min.js";

/// Finds or fetches `target/tools/axe/axe.min.js`.
pub fn ensure() -> Result<()> {
    // Always here, whatever CARGO_TARGET_DIR says: the tests look here.
    let folder = workspace::root()?.join("target/tools/axe");
    let archive = folder.join(ARCHIVE);
    if !fs::read(&archive).is_ok_and(|bytes| is_meant(&bytes)) {
        fetch(&folder)?;
    }
    let bytes = fs::read(&archive).with_context(|| format!("npm left no {ARCHIVE}"))?;
    ensure!(
        is_meant(&bytes),
        "{ARCHIVE} is not what was pinned: its SHA-512 is {}",
        digest(&bytes)
    );
    unpack(&archive, &folder.join(SCRIPT))
}

fn fetch(folder: &Path) -> Result<()> {
    if find(&["npm"]).is_none() {
        debian::install("npm, which fetches axe-core for the tests, is", &["npm"])?;
    }
    fs::create_dir_all(folder)?;
    step(&format!("fetching {PACKAGE} with npm, once"), || {
        let mut npm = Command::new("npm");
        npm.args(["pack", PACKAGE, "--silent", "--pack-destination"])
            .arg(folder)
            // The name of the archive belongs to the progress, not to the output of the task.
            .stdout(std::io::stderr());
        run(&mut npm).with_context(|| {
            format!("put {ARCHIVE} into target/tools/axe by hand where npm reaches no registry")
        })
    })
}

/// Writes the script of the archive, in one step and only where it differs.
fn unpack(archive: &Path, script: &Path) -> Result<()> {
    let mut tar = Command::new("tar");
    tar.arg("-xzOf")
        .arg(archive)
        .arg(format!("package/{SCRIPT}"));
    let text = read(&mut tar)?;
    if fs::read_to_string(script).ok().as_ref() != Some(&text) {
        let unfinished = script.with_extension("unfinished");
        fs::write(&unfinished, text)?;
        fs::rename(&unfinished, script)?;
    }
    Ok(())
}

fn is_meant(archive: &[u8]) -> bool {
    digest(archive) == DIGEST
}

fn digest(bytes: &[u8]) -> String {
    Sha512::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_archive_is_refused() {
        assert_eq!(DIGEST.len(), 128);
        assert!(!is_meant(b"not the archive"));
        // The digest of nothing, as FIPS 180-4 has it.
        assert!(digest(b"").starts_with("cf83e1357eefb8bd"));
    }
}
