//! `cargo xtask fuzz`: the readers of a recount, given bytes that nobody thought of.

use anyhow::{Context, Result};

use crate::command::{cargo, read, run};
use crate::progress::step;
use crate::tools::c_compiler;
use crate::workspace;

/// Counters at the edges of the code, as libFuzzer reads them; these flags need no nightly compiler.
const COUNTERS: &str = "--cfg fuzzing -Cpasses=sancov-module -Ccodegen-units=1 \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

/// Builds the target and runs it on the kept seeds for a minute, or as the arguments say, which go
/// to libFuzzer.
pub fn fuzz(arguments: &[String]) -> Result<()> {
    c_compiler::ensure()?;
    let root = workspace::root()?;
    let about = read(std::process::Command::new("rustc").arg("-vV"))?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.context("rustc does not say for which machine it builds")?;
    let folder = workspace::target()?.join("fuzz");
    step("building the fuzz target", || {
        // A target of its own keeps the counters out of build scripts.
        run(cargo()?
            .args(["build", "--release", "--target", host, "--manifest-path"])
            .arg(root.join("tests/fuzz/Cargo.toml"))
            .arg("--target-dir")
            .arg(&folder)
            .env("RUSTFLAGS", COUNTERS))
    })?;
    let found = folder.join("found");
    std::fs::create_dir_all(&found).with_context(|| format!("cannot make {}", found.display()))?;
    let program = folder.join(host).join("release/published");
    let mut fuzz = std::process::Command::new(program);
    // What is new goes to the first folder.
    fuzz.arg(&found).arg(root.join("tests/fuzz/seeds"));
    match arguments {
        [] => fuzz.arg("-max_total_time=60"),
        some => fuzz.args(some),
    };
    step("fuzzing", || run(&mut fuzz))
}
