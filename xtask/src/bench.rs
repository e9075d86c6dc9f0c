//! `cargo xtask bench`: an optimised build under load.

use anyhow::Result;

use crate::assets;
use crate::command::{cargo, run};
use crate::progress::step;
use crate::tools::{c_compiler, wrk};
use crate::workspace;

/// Builds everything in the profile `measure` and runs the bench, which gets the arguments.
pub fn bench(arguments: &[String]) -> Result<()> {
    c_compiler::ensure()?;
    wrk::ensure()?;
    assets::build_assets()?;
    let bench = [
        "--profile",
        "measure",
        "--package",
        "tests",
        "--bin",
        "bench",
    ];
    step("building the bench (optimised)", || {
        run(cargo()?.arg("build").args(bench))
    })?;
    // The one just built, even if a source was changed meanwhile.
    let program = workspace::target()?.join("measure/bench");
    step("measuring", || {
        run(std::process::Command::new(program).args(arguments))
    })
}
