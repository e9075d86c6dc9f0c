//! What is handed round on paper.

use shared::lang::Lang;
use tests::support::app::{App, Backend};
use tests::support::browser::{Browser, View};

/// Of the demonstration, whose agencies answer, are silent, have much that waits and little.
const PAGES: [&str; 6] = [
    "/transparency",
    "/agencies",
    "/agencies/marjan-coast/scorecard",
    "/agencies/school-services/scorecard",
    "/agencies/town-bus-office/scorecard",
    "/agencies/local-health-centres/scorecard",
];

/// A4 in points, give or take the rounding to pixels.
fn is_a4((wide, high): (f64, f64)) -> bool {
    (wide - 595.0).abs() < 2.0 && (high - 842.0).abs() < 2.0
}

#[test]
fn figures_are_printed_on_one_sheet_of_a4() {
    let app = App::demonstration(Backend::Sqlite);
    let mut longer = Vec::new();
    for lang in Lang::ALL {
        let page = Browser::shared().page(View::desktop().lang(lang.code()));
        for path in PAGES {
            let path = format!("/{}{path}", lang.code());
            page.goto(&app.browser_url(&path));
            let sheets = page.sheets();
            assert!(sheets.iter().all(|one| is_a4(*one)), "{path}: {sheets:?}");
            if sheets.len() != 1 {
                longer.push((path, sheets.len()));
            }
        }
    }
    assert_eq!(longer, []);
}
