//! `cargo xtask pictures`: the pages of the demonstration as pictures.

use anyhow::Result;

use crate::assets;
use crate::command::{cargo, run};
use crate::progress::step;
use crate::serve::PROJECT;
use crate::tools::{c_compiler, chromium};

/// Builds everything and takes the pictures; the arguments go to the program that takes them.
pub fn pictures(arguments: &[String]) -> Result<()> {
    c_compiler::ensure()?;
    chromium::ensure()?;
    assets::build_assets()?;
    let program = ["--bin", "pictures"];
    step("building what takes the pictures", || {
        run(cargo()?.arg("build").args(PROJECT).args(program))
    })?;
    step("taking pictures", || {
        let path = crate::workspace::target()?.join("debug/pictures");
        run(std::process::Command::new(path)
            .current_dir(crate::workspace::root()?)
            .args(arguments))
    })
}
