//! `cargo xtask serve`: from nothing to a platform with something on it.

use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::assets;
use crate::command::{cargo, run};
use crate::progress::{say, step};
use crate::tools::c_compiler;
use crate::workspace;

/// Cargo's choice of what is built, the same for serving and for testing. Cargo unites the
/// features of what it builds together: with another choice the same crates compile twice.
pub const PROJECT: [&str; 3] = ["--workspace", "--exclude", "xtask"];

/// Builds everything, fills an empty data folder with the demonstration and becomes the server.
/// The arguments go to `sharikuna serve`; a first `--` is dropped.
pub fn serve(arguments: &[String]) -> Result<()> {
    let arguments = match arguments.split_first() {
        Some((first, rest)) if first == "--" => rest,
        _ => arguments,
    };
    c_compiler::ensure()?;
    assets::build_assets()?;
    build_server()?;
    let program = workspace::server("debug")?;
    fill(&program, arguments)?;
    say("serving (stop with Ctrl-C)");
    let error = Command::new(&program)
        .current_dir(workspace::root()?)
        .arg("serve")
        .args(arguments)
        // Nobody's letters go out from here: they are looked at in the browser.
        .env("SHARIKUNA_DEV_MAIL", "1")
        .exec();
    Err(error).with_context(|| format!("cannot start {}", program.display()))
}

/// Builds the program `sharikuna` in the dev profile.
pub fn build_server() -> Result<()> {
    step("building the server", || {
        run(cargo()?
            .arg("build")
            .args(PROJECT)
            .args(["--bin", "sharikuna"]))
    })
}

/// Fills a place that holds nothing yet. The program itself refuses what holds anything else; that
/// is served as it is.
fn fill(program: &Path, arguments: &[String]) -> Result<()> {
    let data = setting(arguments, "--data", "SHARIKUNA_DATA");
    let database = setting(arguments, "--database-url", "DATABASE_URL");
    let root = workspace::root()?;
    let folder = root.join(data.clone().unwrap_or_else(|| "data".into()));
    let nothing_yet = database.is_none() && is_empty(&folder);
    let mut demo = Command::new(program);
    demo.current_dir(root).arg("demo");
    for (name, value) in [("SHARIKUNA_DATA", data), ("DATABASE_URL", database)] {
        demo.envs(value.map(|value| (name, value)));
    }
    match step("filling in the demonstration", || run(&mut demo)) {
        Err(_) if !nothing_yet => say("serving the data that is already there"),
        other => other?,
    }
    Ok(())
}

/// What a setting says: by its flag among the arguments, else by its environment variable.
fn setting(arguments: &[String], flag: &str, variable: &str) -> Option<OsString> {
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.strip_prefix(flag) {
            Some("") => return rest.next().map(OsString::from),
            Some(value) if value.starts_with('=') => {
                return value.strip_prefix('=').map(OsString::from);
            }
            _ => {}
        }
    }
    std::env::var_os(variable).filter(|value| !value.is_empty())
}

/// True when the folder is missing or holds nothing.
fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Option<OsString> {
        let arguments: Vec<String> = arguments.iter().map(|&part| part.to_owned()).collect();
        setting(&arguments, "--data", "XTASK_TEST_SETTING_THAT_NOBODY_SETS")
    }

    #[test]
    fn a_flag_is_read_in_both_spellings() {
        assert_eq!(
            read(&["--bind", "[::1]:80", "--data", "a"]),
            Some("a".into())
        );
        assert_eq!(read(&["--data=b"]), Some("b".into()));
    }

    #[test]
    fn a_longer_flag_is_another_flag() {
        assert_eq!(read(&["--database-url", "x", "--data-more=y"]), None);
    }

    #[test]
    fn the_environment_stands_in_for_a_missing_flag() {
        assert_eq!(setting(&[], "--data", "PATH"), std::env::var_os("PATH"));
    }
}
