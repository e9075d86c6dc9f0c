//! On to the next page by a cursor, and back to the first.

use leptos::prelude::*;
use shared::lang::Lang;

use crate::i18n::t;

/// Links below a list; nothing when the list is whole.
pub fn pager(lang: Lang, first: Option<String>, next: Option<String>) -> impl IntoView {
    if first.is_none() && next.is_none() {
        return None;
    }
    let first =
        first.map(|href| view! { <a class="btn alt" href=href>{t::pager::first(lang)}</a> });
    let next = next.map(|href| {
        view! { <a class="btn alt" rel="next" href=href>{t::pager::next(lang)}</a> }
    });
    Some(view! { <nav class="row pager" aria-label=t::pager::label(lang)>{first} {next}</nav> })
}
