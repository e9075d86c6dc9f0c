//! `cargo xtask check`: what must hold before any test is run.

use anyhow::{Result, bail, ensure};

use crate::assets::ISLANDS;
use crate::command::{cargo, find, read, run};
use crate::progress::{say, step};
use crate::serve::PROJECT;
use crate::tools::{c_compiler, deny, wasm_target};
use crate::workspace;

/// Which crates must not be seen by which, however far down; `*` stands for any ending.
const BARRED: [(&str, &[&str]); 3] = [
    (
        "shared",
        &[
            "actix*", "diesel*", "leptos*", "frontend", "server", "tests",
        ],
    ),
    ("frontend", &["actix*", "diesel*", "server", "tests"]),
    ("xtask", &["shared", "frontend", "server", "tests"]),
];

/// Runs the checks, quick ones first; the first that fails ends it.
pub fn check() -> Result<()> {
    step("checking the format", || {
        run(cargo()?.args(["fmt", "--all", "--check"]))
    })?;
    step("checking Cargo.lock and fetching", || {
        run(cargo()?.args(["fetch", "--locked", "--quiet"]))
    })?;
    check_wasm_bindgen(&workspace::lock_file()?)?;
    step("checking who depends on whom", || {
        BARRED
            .iter()
            .try_for_each(|(package, barred)| check_direction(package, barred))
    })?;
    check_spelling()?;
    c_compiler::ensure()?;
    // In the same two parts in which everything is built, so that both share what they compile.
    step("looking for faults (clippy)", || {
        clippy(&PROJECT)?;
        clippy(&["--package", "xtask"])
    })?;
    check_islands()?;
    let deny = deny::ensure()?;
    step(
        "checking licences, banned crates and sources (cargo-deny)",
        || {
            let mut command = crate::command::cargo_at(&deny)?;
            run(command.args(["--offline", "check", "bans", "licenses", "sources"]))
        },
    )
}

fn clippy(packages: &[&str]) -> Result<()> {
    let mut command = cargo()?;
    command.arg("clippy").args(packages);
    run(command.args(["--all-targets", "--", "--deny", "warnings"]))
}

/// The islands as the browser gets them; only where rustup's way of building them works, since
/// Debian's cargo comes without clippy.
fn check_islands() -> Result<()> {
    if !wasm_target::is_installed()? {
        say("the islands are not looked at by clippy: its toolchain lacks their target");
        return Ok(());
    }
    step("looking for faults in the islands (clippy, wasm)", || {
        let folder = workspace::target()?.join("wasm");
        let mut command = cargo()?;
        command
            .arg("clippy")
            .args(ISLANDS)
            // The profile of the build, so that both share the macros they compile.
            .args(["--profile", "wasm", "--target-dir"])
            .arg(folder);
        run(command.args(["--", "--deny", "warnings"]))
    })
}

/// The program that binds the islands must be of the version that they were compiled with.
fn check_wasm_bindgen(lock: &str) -> Result<()> {
    let compiled = workspace::locked_versions(lock, "wasm-bindgen");
    let binding = workspace::locked_versions(lock, "wasm-bindgen-cli-support");
    // Before any island exists nothing is compiled with it.
    ensure!(
        compiled.is_empty() || compiled == binding,
        "Cargo.lock has wasm-bindgen {} and wasm-bindgen-cli-support {}: set the latter to the \
         former in xtask/Cargo.toml",
        compiled.join(", "),
        binding.join(", ")
    );
    Ok(())
}

fn check_direction(package: &str, barred: &[&str]) -> Result<()> {
    let tree = |extra: &[&str]| {
        let mut command = cargo()?;
        command
            .args(["tree", "--quiet", "--locked", "--package", package])
            .args(extra);
        read(command.args([
            "--edges",
            "normal,build",
            "--all-features",
            "--target",
            "all",
        ]))
    };
    let Some(seen) = first_barred(&tree(&["--prefix", "none"])?, barred).map(str::to_owned) else {
        return Ok(());
    };
    bail!(
        "{package} must not depend on {seen}:\n{}",
        tree(&["--invert", &seen])?
    )
}

/// The first package after the tree's own root that is barred.
fn first_barred<'a>(tree: &'a str, barred: &[&str]) -> Option<&'a str> {
    tree.lines()
        .skip(1)
        .filter_map(|line| line.split_whitespace().next())
        .find(|name| barred.iter().any(|word| is_named(name, word)))
}

fn is_named(name: &str, word: &str) -> bool {
    match word.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == word,
    }
}

/// Only where `typos` is at hand: building it takes minutes.
fn check_spelling() -> Result<()> {
    match find(&["typos"]) {
        Some(typos) => step("checking the spelling", || {
            run(&mut crate::command::cargo_at(&typos)?)
        }),
        None => {
            say("the spelling is not checked: typos is not on the PATH");
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str =
        "frontend v0.1.0 (/frontend)\nleptos v0.8.23\nshared v0.1.0 (/shared)\nserde v1.0.0\n";

    #[test]
    fn a_barred_crate_is_found_however_its_name_goes_on() {
        let tree = format!("{TREE}actix-http v3.0.0\n");
        assert_eq!(
            first_barred(&tree, &["actix*", "diesel*"]),
            Some("actix-http")
        );
    }

    #[test]
    fn the_package_itself_and_allowed_crates_pass() {
        assert_eq!(first_barred(TREE, &["frontend", "diesel*", "share"]), None);
    }

    #[test]
    fn two_versions_of_wasm_bindgen_are_refused() {
        let lock = |compiled: &str| {
            format!(
                "name = \"wasm-bindgen\"\nversion = \"{compiled}\"\n\
                 name = \"wasm-bindgen-cli-support\"\nversion = \"0.2.130\"\n"
            )
        };
        assert!(check_wasm_bindgen(&lock("0.2.130")).is_ok());
        assert!(check_wasm_bindgen(&lock("0.2.131")).is_err());
    }
}
