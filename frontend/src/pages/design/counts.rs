//! What a published count is shown with.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::count::{CountRow, FileLine};
use shared::view::text::UserText;
use shared::view::topic::Score;

use crate::i18n::t;
use crate::parts::count;

/// On how many lists at each place, and files.
pub fn counts(lang: Lang) -> AnyView {
    let row = |number: i32, places: &[u64]| CountRow {
        reference: format!("S-0000-{number}{}", lang.code()),
        title: UserText::detected(t::design::sample_title(lang).to_owned(), lang),
        score: Score {
            place: number,
            shared: false,
            tenths: 2145,
            lists: 486,
            shortlist: None,
        },
        places: places.to_vec(),
    };
    let rows = [row(6, &[240, 120, 6, 0]), row(7, &[12, 80, 99, 1200])];
    let files = ["result.csv", "count.zip"].map(|name| FileLine {
        name: name.to_owned(),
        bytes: 12_345,
        // Of nothing.
        sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".to_owned(),
    });
    let base = format!("/{}/design#", lang.code());
    view! {
        {count::bars(lang, &rows, 4)}
        {count::files(lang, &base, &files)}
        <pre><code lang="en">"sharikuna recount count.zip"</code></pre>
    }
    .into_any()
}
