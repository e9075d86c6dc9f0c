//! A page that is all text, written in `locales/pages` and rendered when the program is built.

use leptos::prelude::*;

use crate::layout::Page;

/// The page: its heading and its rendered text.
pub fn page(title: &'static str, html: &'static str) -> Page {
    let main = view! {
        <div class="mast">
            <div class="wrap">
                <h1>{title}</h1>
            </div>
        </div>
        <div class="wrap section">
            <div class="written measure" inner_html=html></div>
        </div>
    };
    Page::plain(title, main)
}
