//! The views that somebody keeps of a queue, as ways into it.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::desk::QueueFilter;
use shared::view::saved_views::SavedView;

use crate::i18n::{number, t};
use crate::pages::desk_queue::address;
use crate::parts::text;

/// A link to each with how many it holds, where that is known; and the way to keep the filter that
/// is shown.
pub fn ways(lang: Lang, queue: &str, shown: &QueueFilter, views: &[SavedView]) -> Option<AnyView> {
    let kept = views.iter().any(|view| view.filter == *shown);
    let chosen = *shown != QueueFilter::default();
    if views.is_empty() && !chosen {
        return None;
    }
    let links = views
        .iter()
        .map(|view| {
            let current = (view.filter == *shown).then_some("true");
            let count = view.count.map(|count| view! { " " <b>{number(count)}</b> });
            view! {
                <li>
                    <a href=address(queue, &view.filter, None) aria-current=current>
                        {text::inline(view.name.clone())} {count}
                    </a>
                </li>
            }
        })
        .collect_view();
    let keep = (chosen && !kept).then(|| {
        let href = address(&format!("{queue}/views"), shown, None);
        view! { <li><a href=href>{t::views::keep_this(lang)}</a></li> }
    });
    let manage = (!views.is_empty()).then(|| {
        view! { <li><a href=format!("{queue}/views")>{t::views::manage(lang)}</a></li> }
    });
    Some(
        view! {
            <nav aria-label=t::views::title(lang)>
                <ul class="row small">{links} {keep} {manage}</ul>
            </nav>
        }
        .into_any(),
    )
}
