//! The browser of the browser tests.

use anyhow::Result;

use super::debian;
use crate::command::find;

/// Finds or installs Chromium.
pub fn ensure() -> Result<()> {
    if find(&["chromium", "chromium-browser", "google-chrome"]).is_none() {
        debian::install("Chromium is", &["chromium"])?;
    }
    Ok(())
}
