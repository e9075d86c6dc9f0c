//! What a reader sees when there is no page to show.

use leptos::prelude::*;
use shared::error::Code;
use shared::lang::Lang;

use crate::i18n::{t, words_of};
use crate::layout::Page;

/// The page of a refusal or fault: what happened, and a way on.
pub fn page(lang: Lang, code: Code) -> Page {
    let words = words_of(lang, code);
    let main = view! {
        <div class="wrap section stack">
            <h1>{words.clone()}</h1>
            <p>{t::failure::way_on(lang)}</p>
            <p><a href=format!("/{}", lang.code())>{t::failure::home(lang)}</a></p>
            <p class="muted small">
                {t::failure::code(lang)} " " <bdi dir="ltr"><code>{code.as_str()}</code></bdi>
            </p>
        </div>
    };
    Page::plain(words, main)
}
