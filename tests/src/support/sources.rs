//! The project's own files, the real data, and the program as built.

use std::path::{Path, PathBuf};

/// The root of the workspace.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent()
        .expect("the workspace around this crate")
        .to_owned()
}

/// A text file of the workspace.
#[track_caller]
pub fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A file of the real data, such as `krakow-2018/lists.csv`: in `../shared/data`, or where the
/// environment variable `SHARIKUNA_TEST_DATA` says. Panics with the remedy when it is not there.
#[track_caller]
pub fn data(path: &str) -> PathBuf {
    let folder = std::env::var_os("SHARIKUNA_TEST_DATA")
        .map_or_else(|| root().join("../shared/data"), PathBuf::from);
    let file = folder.join(path);
    assert!(
        file.exists(),
        "the real data is missing: {} (set SHARIKUNA_TEST_DATA to the folder that holds it)",
        file.display()
    );
    file
}

/// The program, built by `cargo xtask test` before the tests run.
#[track_caller]
pub fn program() -> PathBuf {
    let own = std::env::current_exe().expect("the path of this test");
    let folders = own.ancestors().skip(1).take(2);
    let found = folders
        .map(|folder| folder.join("sharikuna"))
        .find(|program| program.exists());
    found.expect("the program sharikuna beside the tests: run cargo xtask test, which builds it")
}
