//! The load generator of the bench.

use anyhow::Result;

use super::debian;
use crate::command::find;

/// Finds or installs wrk.
pub fn ensure() -> Result<()> {
    if find(&["wrk"]).is_none() {
        debian::install("wrk is", &["wrk"])?;
    }
    Ok(())
}
