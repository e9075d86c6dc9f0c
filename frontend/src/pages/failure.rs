//! What a reader sees when there is no page to show.

use leptos::prelude::*;
use shared::error::Code;
use shared::lang::Lang;

use crate::i18n::{t, words_of};
use crate::layout::Page;

/// The page of a refusal or fault: what happened, and a way on.
pub fn page(lang: Lang, code: Code) -> Page {
    let words = words_of(lang, code);
    // The first sentence says what happened, the others what to do.
    let (happened, advice) = words
        .split_once(". ")
        .unwrap_or((words.trim_end_matches('.'), ""));
    let way_on = match (code.status() >= 500, advice) {
        (true, advice) => format!("{advice} {}", t::failure::way_on_later(lang)),
        (false, "") => t::failure::way_on(lang).to_owned(),
        (false, advice) => advice.to_owned(),
    };
    let title = t::failure::title(lang, happened);
    let happened = happened.to_owned();
    let home = lang.code();
    let main = view! {
        <div class="wrap section failure">
            <div class="measure stack">
                <h1>{happened}</h1>
                <p>{way_on}</p>
                <p class="row">
                    <a class="btn" href=format!("/{home}")>{t::failure::home(lang)}</a>
                    <a class="btn alt" href=format!("/{home}/topics")>{t::failure::topics(lang)}</a>
                </p>
                <p class="muted small">
                    {t::failure::code(lang)} " " <bdi dir="ltr"><code>{code.as_str()}</code></bdi>
                </p>
            </div>
        </div>
    };
    Page::plain(title, main)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_ours_does_not_blame_the_reader() {
        for lang in Lang::ALL {
            for code in Code::ALL {
                let page = page(lang, *code);
                let html = page.main.to_html();
                let later = html.contains(t::failure::way_on_later(lang));
                assert_eq!(later, code.status() >= 500, "{code}");
                assert!(html.contains(code.as_str()), "{code}");
            }
        }
    }
}
