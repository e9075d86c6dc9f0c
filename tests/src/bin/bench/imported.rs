//! Importing the 33,000 lists of a real consultation.

use server::app::App;
use server::usecases::import::{self, File, Imported};
use std::path::{Path, PathBuf};

use crate::fill;
use crate::report::Report;
use crate::running;

const SLUG: &str = "krakow-2018";
const LISTS: usize = 32_958;

pub fn measure(report: &mut Report, folder: &Path) {
    println!("Importing {LISTS} lists");
    let app = running::app(folder);
    fill::imported_topic(&app, SLUG);
    let suggestions = file("suggestions.csv");
    let lists = file("lists.csv");
    let of = |result: Result<Imported, import::ImportRefusal>| match result {
        Ok(Imported::Now { added, .. }) => added,
        other => panic!("the import: {other:?}"),
    };
    of(import::suggestions::import(
        &app,
        SLUG,
        &suggestions,
        &mut |_, _| {},
    ));
    let began = crate::now();
    let added = of(import::lists::import(&app, SLUG, &lists, &mut |_, _| {}));
    let seconds = began.elapsed().as_secs_f64();
    assert_eq!(added, LISTS);
    counted(&app);
    report.at_most(
        format!("importing and counting {LISTS} lists"),
        seconds,
        10.0,
        " s",
    );
}

/// The lists are shown as counted.
fn counted(app: &App) {
    let head = app
        .db
        .read_now(|conn| server::db::topics::headed(conn, SLUG))
        .expect("the topic");
    let edition = head.and_then(|head| head.edition).expect("an edition");
    assert_eq!(usize::try_from(edition.lists), Ok(LISTS));
}

/// A file of the real data, which lies beside the repository: `SHARIKUNA_TEST_DATA`, else
/// `../shared/data` from the workspace.
fn file(name: &str) -> File {
    let folder = std::env::var_os("SHARIKUNA_TEST_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"),
        PathBuf::from,
    );
    let bytes = std::fs::read(folder.join(SLUG).join(name)).unwrap_or_else(|fault| {
        panic!("the real data {SLUG}/{name} is missing ({fault}); see SHARIKUNA_TEST_DATA")
    });
    File {
        name: name.to_owned(),
        bytes,
    }
}
