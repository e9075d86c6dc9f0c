//! `cargo xtask test`: every test, on both databases and in a browser.

use anyhow::Result;

use crate::assets;
use crate::command::{cargo, run};
use crate::progress::step;
use crate::serve::{PROJECT, build_server};
use crate::tools::{axe, c_compiler, chromium, postgres, python};

/// Finds what tests need, builds everything and runs the tests. The arguments go to `cargo test`;
/// with any, xtask's own tests are left out.
pub fn test(arguments: &[String]) -> Result<()> {
    c_compiler::ensure()?;
    postgres::ensure()?;
    python::ensure()?;
    chromium::ensure()?;
    axe::ensure()?;
    if arguments.is_empty() {
        step("testing xtask", || {
            run(cargo()?.args(["test", "--package", "xtask"]))
        })?;
    }
    assets::build_assets()?;
    // Tests of the command line start the program itself, which `cargo test` does not build.
    build_server()?;
    step("testing the project", || {
        // One crate's failure does not keep the others from being tested.
        let mut command = cargo()?;
        command.arg("test").args(PROJECT);
        if !arguments
            .iter()
            .any(|argument| argument == "--no-fail-fast")
        {
            command.arg("--no-fail-fast");
        }
        run(command.args(arguments))
    })
}
