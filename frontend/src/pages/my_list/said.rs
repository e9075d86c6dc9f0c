//! What the page says of the last change, and of a suggestion that the reader came to add.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::my_list::{MyListView, Saved};

use super::entries::order_entry;
use crate::i18n::t;
use crate::parts::field;
use crate::parts::icon::{Icon, icon};
use crate::parts::priorities::nth;

/// What the last change did, with a button that takes it back.
pub fn saved(lang: Lang, view: &MyListView) -> Option<AnyView> {
    let saved = view.saved.as_ref()?;
    let words = match saved {
        Saved::At { place, .. } => t::my_list::now_at(lang, place),
        Saved::Off { reference, .. } => t::my_list::now_off(lang, reference),
        Saved::Order => t::my_list::saved(lang).to_owned(),
    };
    let moved = view.entries.iter().find(|entry| match saved {
        Saved::At { reference, .. } => entry.reference == *reference,
        Saved::Off { .. } | Saved::Order => false,
    });
    let moved = moved.map(|entry| {
        let entry = order_entry(lang, entry);
        let mark = entry.user_text.then_some("");
        view! {
            " "
            <bdi lang=entry.lang dir=entry.dir data-user-text=mark>{entry.title}</bdi>
        }
    });
    let back = match saved {
        Saved::At {
            reference,
            before: Some(before),
            ..
        } => Some(("move", reference, before)),
        Saved::Off {
            reference,
            before: Some(before),
        } => Some(("add", reference, before)),
        _ => None,
    };
    let back = back.filter(|_| view.shut.is_none());
    let undo = back.map(|(op, reference, before)| {
        view! {
            <form method="post" action=address(lang, view)>
                {field::hidden("op", op)}
                {field::hidden("suggestion", reference.clone())}
                {field::hidden("place", before.to_string())}
                {field::hidden("version", view.version.to_string())}
                {field::hidden("order", order(view))}
                {field::hidden("key", format!("{}-undo", view.key))}
                {field::hidden("back", address(lang, view))}
                <button type="submit" class="btn alt sm">{t::my_list::back_to(lang, before)}</button>
            </form>
        }
    });
    Some(
        view! {
            <div class="saved">
                <p role="status">{icon(Icon::Tick)} {words} {moved}</p>
                {undo}
            </div>
        }
        .into_any(),
    )
}

/// A suggestion that the reader came to add: its button, or why there is none.
pub fn offered(lang: Lang, view: &MyListView) -> Option<AnyView> {
    let offered = view.offered.as_ref()?;
    let entry = order_entry(lang, &offered.suggestion);
    let mark = entry.user_text.then_some("");
    let full = view.entries.len() >= view.max;
    let act = match offered.place {
        Some(place) => view! { <p><b>{nth(lang, place)}</b></p> }.into_any(),
        None if full => view! { <p>{t::my_list::full(lang)}</p> }.into_any(),
        None => view! {
            <form method="post" action=address(lang, view)>
                {field::hidden("op", "add")}
                {field::hidden("suggestion", entry.reference)}
                {field::hidden("key", format!("{}-add", view.key))}
                {field::hidden("back", address(lang, view))}
                <button type="submit" class="btn">{t::topic::add(lang)}</button>
            </form>
        }
        .into_any(),
    };
    Some(
        view! {
            <section class="note offered" aria-labelledby="offered">
                <h2 id="offered" class="small">{t::my_list::came_to_add(lang)}</h2>
                <p>
                    <a href=entry.href>
                        <bdi lang=entry.lang dir=entry.dir data-user-text=mark>{entry.title}</bdi>
                    </a>
                </p>
                {act}
            </section>
        }
        .into_any(),
    )
}

fn address(lang: Lang, view: &MyListView) -> String {
    format!("/{}/topics/{}/my-list", lang.code(), view.slug)
}

fn order(view: &MyListView) -> String {
    let references: Vec<&str> = view.entries.iter().map(|one| &*one.reference).collect();
    references.join(" ")
}
