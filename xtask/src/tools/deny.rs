//! cargo-deny, which looks at licences, banned crates and sources.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::command::{cargo, find, run, succeeds};
use crate::progress::step;
use crate::workspace;

const VERSION: &str = "0.20.2";

/// Finds cargo-deny, or builds it once into `target/tools`.
pub fn ensure() -> Result<PathBuf> {
    if let Some(program) = find(&["cargo-deny"]) {
        return Ok(program);
    }
    let folder = workspace::target()?.join("tools");
    let program = folder.join("bin/cargo-deny");
    if !succeeds(Command::new(&program).arg("--version")) {
        step(
            &format!("building cargo-deny {VERSION} into target/tools, once"),
            || {
                // Unoptimised: it runs for a second, and optimising it takes minutes.
                let mut command = cargo()?;
                command
                    .args([
                        "install",
                        "cargo-deny",
                        "--version",
                        VERSION,
                        "--locked",
                        "--debug",
                    ])
                    .args(["--quiet", "--root"])
                    .arg(&folder)
                    .arg("--target-dir")
                    .arg(folder.join("build"));
                run(&mut command)?;
                Ok(std::fs::remove_dir_all(folder.join("build"))?)
            },
        )?;
    }
    Ok(program)
}
