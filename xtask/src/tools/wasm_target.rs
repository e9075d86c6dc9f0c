//! A cargo that can build for the browser: the one at hand, once rustup has the target's standard
//! library, else Debian's, which builds that library from its sources.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use super::debian;
use crate::command::{cargo, cargo_at, read, run, succeeds};
use crate::progress::{say, step};

/// The target's name.
pub const NAME: &str = "wasm32-unknown-unknown";

const DEBIAN_PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];

/// Set to anything, it makes the fallback be used where rustup's way would do.
const FALLBACK: &str = "SHARIKUNA_WASM_FALLBACK";

/// Which cargo builds the islands.
pub enum WasmCargo {
    /// The cargo that runs xtask.
    Own,
    /// Debian's, linking with this `rust-lld` of one's own toolchain.
    Debian { linker: PathBuf },
}

impl WasmCargo {
    /// `cargo <task>`, ready for further arguments.
    pub fn command(&self, task: &str) -> Result<Command> {
        match self {
            Self::Own => {
                let mut command = cargo()?;
                command.arg(task);
                Ok(command)
            }
            Self::Debian { linker } => {
                let mut command = cargo_at(Path::new("/usr/bin/cargo"))?;
                // That cargo must find its own rustc before rustup's, and be allowed the unstable
                // option that builds the standard library.
                let path = std::env::var("PATH").unwrap_or_default();
                command
                    .env("PATH", format!("/usr/bin:{path}"))
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
                    .env_remove("CARGO")
                    .env_remove("RUSTC")
                    .env_remove("RUSTUP_TOOLCHAIN")
                    .args([task, "-Z", "build-std=std,panic_abort"]);
                Ok(command)
            }
        }
    }

    /// The folder below the target folder to build in, one for each compiler.
    pub fn folder(&self) -> &'static str {
        match self {
            Self::Own => "wasm",
            Self::Debian { .. } => "wasm-debian",
        }
    }
}

/// Finds or installs what builds the islands.
pub fn ensure() -> Result<WasmCargo> {
    let forced = std::env::var_os(FALLBACK).is_some();
    if !forced && (is_installed()? || add_with_rustup()) {
        return Ok(WasmCargo::Own);
    }
    let linker = sysroot()?.join(format!("lib/rustlib/{}/bin/rust-lld", host()?));
    if !linker.is_file() || !(debian_has_it() || debian::can_install()) {
        bail!(
            "the standard library for {NAME} is missing and cannot be installed from here: \
             install it first (`rustup target add {NAME}`)"
        );
    }
    if !debian_has_it() {
        debian::install(
            &format!("the standard library for {NAME} is"),
            &DEBIAN_PACKAGES,
        )?;
    }
    say("the islands are built by Debian's cargo, which builds the standard library too");
    Ok(WasmCargo::Debian { linker })
}

/// Whether the toolchain at hand has the target's standard library.
pub fn is_installed() -> Result<bool> {
    Ok(sysroot()?
        .join("lib/rustlib")
        .join(NAME)
        .join("lib")
        .is_dir())
}

fn add_with_rustup() -> bool {
    if !succeeds(Command::new("rustup").arg("--version")) {
        return false;
    }
    step(&format!("rustup target add {NAME}"), || {
        run(Command::new("rustup").args(["target", "add", NAME]))
    })
    .inspect_err(|error| {
        say(&format!(
            "that did not work ({error}); trying Debian's packages"
        ))
    })
    .is_ok()
}

fn debian_has_it() -> bool {
    let installed = |package: &str| succeeds(Command::new("dpkg").args(["--status", package]));
    DEBIAN_PACKAGES.into_iter().all(installed)
}

fn sysroot() -> Result<PathBuf> {
    Ok(read(Command::new(rustc()).args(["--print", "sysroot"]))?
        .trim()
        .into())
}

fn host() -> Result<String> {
    Ok(read(Command::new(rustc()).args(["--print", "host-tuple"]))?
        .trim()
        .to_owned())
}

fn rustc() -> std::ffi::OsString {
    std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())
}
