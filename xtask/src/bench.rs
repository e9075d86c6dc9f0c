//! `cargo xtask bench`: the release build under load.

use anyhow::Result;

use crate::assets;
use crate::command::{cargo, run};
use crate::progress::step;
use crate::tools::{c_compiler, wrk};

/// Builds everything in the release profile and runs the bench, which gets the arguments.
pub fn bench(arguments: &[String]) -> Result<()> {
    c_compiler::ensure()?;
    wrk::ensure()?;
    assets::build_assets()?;
    let bench = ["--release", "--package", "tests", "--bin", "bench"];
    step("building the bench (release)", || {
        run(cargo()?.arg("build").args(bench))
    })?;
    step("measuring", || {
        run(cargo()?
            .args(["run", "--quiet"])
            .args(bench)
            .arg("--")
            .args(arguments))
    })
}
