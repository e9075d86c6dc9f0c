//! Python 3, in which a published count is counted again independently.

use anyhow::Result;

use super::debian;
use crate::command::find;

/// Finds or installs `python3`.
pub fn ensure() -> Result<()> {
    if find(&["python3"]).is_none() {
        debian::install("Python 3 is", &["python3"])?;
    }
    Ok(())
}
