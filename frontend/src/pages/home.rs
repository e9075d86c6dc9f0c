//! The front page.

use leptos::prelude::*;
use shared::lang::Lang;

use crate::i18n::t;
use crate::layout::Page;

/// The front page.
pub fn page(lang: Lang) -> Page {
    Page::plain(t::home::title(lang), view! { <h1>{t::home::title(lang)}</h1> })
}
