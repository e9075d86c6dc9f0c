//! A C compiler for SQLite and the library of PostgreSQL's client: what the server links to.

use std::path::Path;

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
    if find(&["pg_config"]).is_some() || std::env::var_os("PQ_LIB_DIR").is_some() {
        return true;
    }
    let folders = ["/usr/lib", "/usr/lib64", "/usr/local/lib"].map(Path::new);
    let multiarch = format!("/usr/lib/{}-linux-gnu", std::env::consts::ARCH);
    folders
        .into_iter()
        .chain([Path::new(&multiarch)])
        .any(|folder| folder.join("libpq.so").is_file())
}
