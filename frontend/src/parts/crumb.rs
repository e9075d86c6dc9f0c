//! The way back: where a page stands.

use leptos::prelude::*;
use shared::lang::Lang;

use crate::i18n::t;

/// Links to the pages above this one: address and words, the outermost first.
pub fn crumb(lang: Lang, above: Vec<(String, AnyView)>) -> impl IntoView {
    let links: Vec<_> = above
        .into_iter()
        .map(|(href, words)| view! { <li><a href=href>{words}</a></li> })
        .collect();
    view! { <nav aria-label=t::topic::crumb(lang)><ol class="crumb">{links}</ol></nav> }
}
