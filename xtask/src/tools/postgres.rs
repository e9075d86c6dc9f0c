//! The PostgreSQL server's programs, of which the tests start one of their own.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use super::debian;
use crate::command::find;

/// Finds or installs `initdb`.
pub fn ensure() -> Result<()> {
    if initdb().is_none() {
        debian::install("the PostgreSQL server is", &["postgresql"])?;
    }
    Ok(())
}

/// On the PATH, or where Debian keeps each version's programs.
fn initdb() -> Option<PathBuf> {
    find(&["initdb"]).or_else(|| {
        let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
        versions
            .filter_map(|version| Some(version.ok()?.path().join("bin/initdb")))
            .find(|program| program.is_file())
    })
}
