//! What browsers download, built into `target/assets`: islands, styles, fonts and other files,
//! each under a name that carries a digest of its content, beside `manifest.json`.

mod compress;
mod islands;
mod manifest;
mod store;
mod styles;

pub use islands::ISLANDS;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::progress::step;
use crate::workspace;
use manifest::Asset;

/// Builds everything into `target/assets`; what did not change is not written again.
pub fn build_assets() -> Result<()> {
    let root = workspace::root()?;
    let frontend = root.join("frontend");
    let mut assets = islands::build_islands()?;
    step("building styles, fonts and other assets", || {
        assets.extend(files_under(&frontend.join("assets"))?);
        assets.extend(styles::build_styles(&frontend.join("style"), &assets)?);
        assets.sort_by(|a, b| a.name.cmp(&b.name));
        // Always here, whatever CARGO_TARGET_DIR says: the server's build script looks here.
        store::store(&root.join("target/assets"), &assets)
    })
}

/// Every file below the folder, named by its path in it; none when there is no such folder.
fn files_under(folder: &Path) -> Result<Vec<Asset>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(inner) = folders.pop() {
        if !inner.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&inner)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Some(name) = path.strip_prefix(folder)?.to_str()
                && manifest::media_type(name).is_some()
            {
                let bytes = fs::read(&path).with_context(|| format!("cannot read {name}"))?;
                found.push(Asset::new(name, bytes));
            }
        }
    }
    Ok(found)
}
