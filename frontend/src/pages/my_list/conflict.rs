//! Two orders of one list, to choose from.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::my_list::{ListedSuggestion, MyListView, StaleChange};

use super::entries::order_entry;
use crate::i18n::t;
use crate::islands::words::OrderEntry;
use crate::layout::Page;
use crate::parts::field;

/// What is stored beside the reader's own order, and the choice between them.
pub fn page(lang: Lang, view: &MyListView, stale: StaleChange) -> Page {
    let action = format!("/{}/topics/{}/my-list", lang.code(), view.slug);
    let order: Vec<&str> = stale.mine.iter().map(|one| &*one.reference).collect();
    let main = view! {
        {super::head(lang, view, t::my_list::conflict_title(lang))}
        <div class="wrap section stack apart">
            <div class="errors" role="alert" tabindex="-1">
                <p>{t::my_list::conflict(lang)}</p>
                {left_out(lang, &stale.left_out)}
            </div>
            <div class="pair">
                <section aria-labelledby="stored">
                    <h2 id="stored">{t::my_list::conflict_now(lang)}</h2>
                    {shown(lang, &view.entries)}
                    <p><a class="btn alt" href=action.clone()>{t::my_list::take_stored(lang)}</a></p>
                </section>
                <section aria-labelledby="mine">
                    <h2 id="mine">{t::my_list::conflict_mine(lang)}</h2>
                    {shown(lang, &stale.mine)}
                    <form method="post" action=action.clone()>
                        {field::hidden("op", "order")}
                        {field::hidden("order", order.join(" "))}
                        {field::hidden("version", view.version.to_string())}
                        {field::hidden("key", view.key.clone())}
                        {field::hidden("back", stale.back)}
                        <button type="submit" class="btn">{t::my_list::keep_mine(lang)}</button>
                    </form>
                </section>
            </div>
        </div>
    };
    Page::plain(t::my_list::conflict_title(lang), main)
}

fn shown(lang: Lang, entries: &[ListedSuggestion]) -> AnyView {
    match entries.is_empty() {
        true => view! { <p class="muted">{t::my_list::empty(lang)}</p> }.into_any(),
        false => {
            let rows: Vec<_> = entries
                .iter()
                .map(|one| row(order_entry(lang, one)))
                .collect();
            view! { <ol class="order">{rows}</ol> }.into_any()
        }
    }
}

fn row(one: OrderEntry) -> impl IntoView {
    let mark = one.user_text.then_some("");
    view! { <li><a href=one.href lang=one.lang dir=one.dir data-user-text=mark>{one.title}</a> <small>{one.note}</small></li> }
}

/// What of the reader's order can no longer be saved, by name.
fn left_out(lang: Lang, entries: &[ListedSuggestion]) -> Option<AnyView> {
    let names: Vec<_> = entries
        .iter()
        .map(|one| {
            let one = order_entry(lang, one);
            let mark = one.user_text.then_some("");
            view! { <li><bdi lang=one.lang dir=one.dir data-user-text=mark>{one.title}</bdi></li> }
        })
        .collect();
    (!names.is_empty())
        .then(|| view! { <p>{t::my_list::left_out(lang)}</p> <ul>{names}</ul> }.into_any())
}
