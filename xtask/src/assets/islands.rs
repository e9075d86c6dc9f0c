//! The islands: the frontend compiled to WebAssembly, and the JavaScript that binds it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use super::manifest::{self, Asset};
use crate::command::run;
use crate::progress::step;
use crate::tools::wasm_target::{self, WasmCargo};
use crate::workspace;

const SCRIPT: &str = "islands.js";
const MODULE: &str = "islands_bg.wasm";

/// What cargo is told when it builds the islands, or looks at them.
pub const ISLANDS: [&str; 8] = [
    "--package",
    "frontend",
    "--lib",
    "--no-default-features",
    "--features",
    "hydrate",
    "--target",
    wasm_target::NAME,
];

/// Builds `islands.js` and `islands_bg.wasm`.
pub fn build_islands() -> Result<Vec<Asset>> {
    let cargo = wasm_target::ensure()?;
    let wasm = step("building the islands (wasm)", || compile(&cargo))?;
    let folder = workspace::target()?.join("wasm/islands");
    bind_if_changed(&wasm, &folder)?;
    [SCRIPT, MODULE]
        .into_iter()
        .map(|name| Ok(Asset::new(name, fs::read(folder.join(name))?)))
        .collect()
}

/// Runs cargo, which does nothing when nothing changed, and says where the module is.
fn compile(cargo: &WasmCargo) -> Result<PathBuf> {
    let folder = workspace::target()?.join(cargo.folder());
    // The crate is an ordinary library; only here is it a module, and nothing but one, since
    // cargo leaves out link-time optimisation where it makes both at once.
    let mut command = cargo.command("rustc")?;
    command
        .args(ISLANDS)
        .args([
            "--crate-type",
            "cdylib",
            "--profile",
            "wasm",
            "--target-dir",
        ])
        .arg(&folder);
    run(&mut command)?;
    Ok(folder.join(wasm_target::NAME).join("wasm/frontend.wasm"))
}

/// Binds the module unless that was done before for the same bytes.
fn bind_if_changed(wasm: &Path, folder: &Path) -> Result<()> {
    let bytes = fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let versions = workspace::locked_versions(&workspace::lock_file()?, "wasm-bindgen");
    let source = format!("{} {}", manifest::digest(&bytes), versions.join(" "));
    let mark = folder.join("source");
    if fs::read_to_string(&mark).is_ok_and(|before| before == source) {
        return Ok(());
    }
    step("binding the islands to JavaScript", || {
        bind(bytes, folder)?;
        Ok(fs::write(&mark, &source)?)
    })
}

fn bind(wasm: Vec<u8>, folder: &Path) -> Result<()> {
    let mut output = Bindgen::new()
        .input_bytes("islands", wasm)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()?;
    let inline = output
        .snippets()
        .iter()
        .find(|(_, scripts)| !scripts.is_empty());
    let module = output.local_modules().keys().next();
    if let Some(owner) = inline.map(|(owner, _)| owner).or(module) {
        // The script would import these under names without a digest.
        bail!("the islands bring JavaScript files of their own ({owner}), which is not supported");
    }
    fs::create_dir_all(folder)?;
    fs::write(folder.join(SCRIPT), output.js())?;
    fs::write(folder.join(MODULE), output.wasm_mut().emit_wasm())?;
    Ok(())
}
