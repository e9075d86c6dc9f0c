//! Reads the real data sets that tests run on. They stand beside the repository, never in it.

use std::path::PathBuf;

/// The folder of the data sets: `SHARIKUNA_TEST_DATA`, else `../shared/data` from the workspace.
fn folder() -> PathBuf {
    match std::env::var_os("SHARIKUNA_TEST_DATA") {
        Some(named) => PathBuf::from(named),
        None => PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"),
    }
}

/// Header and rows of a CSV file of the data sets. A missing file fails the test and says where
/// it was looked for.
pub(crate) fn rows(file: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let path = folder().join(file);
    let mut reader = csv::Reader::from_path(&path).unwrap_or_else(|fault| {
        panic!(
            "the real data is missing: {} ({fault}). It is expected in ../shared/data beside the \
             workspace, or where SHARIKUNA_TEST_DATA says.",
            path.display()
        )
    });
    let own = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let header = own(reader.headers().expect("a header"));
    let rows = reader
        .records()
        .map(|record| own(&record.expect("a readable row")))
        .collect();
    (header, rows)
}

/// One column of a CSV file of the data sets.
pub(crate) fn column(file: &str, name: &str) -> Vec<String> {
    let (header, rows) = rows(file);
    let at = header.iter().position(|title| title == name);
    let at = at.unwrap_or_else(|| panic!("{file} has no column {name}"));
    rows.into_iter()
        .map(|mut row| row.swap_remove(at))
        .collect()
}
