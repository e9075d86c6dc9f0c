//! A C compiler for SQLite and the library of PostgreSQL's client: what the server links to.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use super::debian;
use crate::command::find;

/// Finds or installs both.
pub fn ensure() -> Result<()> {
    if find(&["cc", "gcc", "clang"]).is_none() {
        debian::install("a C compiler is", &["gcc", "libc6-dev"])?;
    }
    if !has_libpq() {
        debian::install(
            "PostgreSQL's client library with its headers is",
            &["libpq-dev"],
        )?;
    }
    Ok(())
}

fn has_libpq() -> bool {
    if std::env::var_os("PQ_LIB_DIR").is_some() {
        return true;
    }
    let folders = ["/usr/lib", "/usr/lib64", "/usr/local/lib"].map(PathBuf::from);
    let multiarch = format!("/usr/lib/{}-linux-gnu", std::env::consts::ARCH);
    folders
        .into_iter()
        .chain([PathBuf::from(multiarch)])
        .chain(told_by_pg_config())
        .any(|folder| folder.join("libpq.so").is_file())
}

/// Where pg_config says that libraries lie. That it is there proves nothing: Debian has one of that
/// name without what programs link to.
fn told_by_pg_config() -> Option<PathBuf> {
    let program = find(&["pg_config"])?;
    let said = Command::new(program).arg("--libdir").output().ok()?;
    let folder = String::from_utf8(said.stdout).ok()?;
    said.status.success().then(|| PathBuf::from(folder.trim()))
}
