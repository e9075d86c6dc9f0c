//! One's own priority list in a topic.

mod conflict;
mod entries;
mod said;

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::my_list::{MyListView, Refused};

use crate::i18n::{date, find, short_date, t, words_of};
use crate::islands::order_list::OrderList;
use crate::islands::words::OrderForm;
use crate::layout::Page;
use crate::parts::{errors, field, text};
use entries::{order_entries, plain_order, words};

/// The list with its buttons, what each place is worth, and when it is counted.
pub fn page(lang: Lang, view: MyListView) -> Page {
    if let Some(Refused::Stale(stale)) = view.refused.clone() {
        return conflict::page(lang, &view, stale);
    }
    let until = match view.shut {
        None => t::my_list::closes(lang, date(lang, view.closes)),
        Some(code) => format!("{} {}", words_of(lang, code), t::my_list::shut(lang)),
    };
    let refused = match &view.refused {
        Some(Refused::Because { code, max }) => {
            let values = [("max", max.to_string())];
            find(lang, code.locale_key(), &values).unwrap_or_else(|| words_of(lang, *code))
        }
        Some(Refused::Wait { seconds, .. }) => errors::wait(lang, *seconds),
        _ => String::new(),
    };
    let again = match &view.refused {
        Some(Refused::Wait { again, .. }) => Some(send_again(lang, &view.slug, again)),
        _ => None,
    };
    let faults: Vec<_> = (!refused.is_empty())
        .then_some(("", refused))
        .into_iter()
        .collect();
    let topic = format!("/{}/topics/{}", lang.code(), view.slug);
    let (empty, find) = match view.entries.is_empty() {
        true => (Some(nothing_yet(lang, topic)), None),
        false => (None, Some(topic)),
    };
    let main = view! {
        {head(lang, &view, t::my_list::title(lang))}
        <div class="section"><div class="wrap two main">
            <div class="stack">
                <p class="lede">{until}</p>
                {errors::summary(lang, &faults)}
                {again}
                {asked(lang, &view)}
                {said::offered(lang, &view)}
                {said::saved(lang, &view)}
                {empty}
                {order(lang, &view)}
            </div>
            {beside(lang, &view, find)}
        </div></div>
    };
    Page::plain(t::my_list::title(lang), main).with_islands()
}

/// The change that came too soon, to be sent once more.
fn send_again(lang: Lang, slug: &str, fields: &[(&'static str, String)]) -> AnyView {
    let fields = fields
        .iter()
        .map(|(name, value)| field::hidden(name, value.clone()))
        .collect_view();
    view! {
        <form method="post" action=format!("/{}/topics/{slug}/my-list", lang.code())>
            {fields}
            <p><button type="submit" class="btn">{t::my_list::send_again(lang)}</button></p>
        </form>
    }
    .into_any()
}

/// Own suggestions that the agency asks about.
fn asked(lang: Lang, view: &MyListView) -> Option<AnyView> {
    let items: Vec<_> = view
        .asked
        .iter()
        .map(|one| {
            let href = format!("/{}/suggestions/{}#reply", lang.code(), one.reference);
            view! { <li><a href=href>{text::inline(one.title.clone())}</a></li> }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="note" aria-labelledby="h-asked">
                <h2 id="h-asked" class="small">{t::question::asked_you(lang)}</h2>
                <ul>{items}</ul>
            </section>
        }
        .into_any()
    })
}

/// An empty list, with the way to what can be put on it.
fn nothing_yet(lang: Lang, topic: String) -> impl IntoView {
    view! {
        <p>{t::my_list::empty(lang)}</p>
        <p><a class="btn" href=topic>{t::my_list::find(lang)}</a></p>
    }
}

fn beside(lang: Lang, view: &MyListView, find: Option<String>) -> impl IntoView + use<> {
    let edition = match view.edition {
        None => t::my_list::no_edition(lang).to_owned(),
        Some(note) if note.official => {
            t::my_list::official(lang, short_date(lang, note.counted_on))
        }
        Some(note) => t::my_list::edition(lang, note.number, short_date(lang, note.counted_on)),
    };
    view! {
        <aside class="stick stack" aria-labelledby="worth">
            <section class="mine">
                <h2 id="worth">{t::my_list::worth_title(lang)}</h2>
                <p>{t::my_list::worth_words(lang)}</p>
            </section>
            <p class="small muted">{t::my_list::private(lang)} " " {edition}</p>
            {find.map(|topic| view! { <p><a class="btn alt" href=topic>{t::my_list::find(lang)}</a></p> })}
        </aside>
    }
}

/// The list itself: with buttons while it can be changed; afterwards with what was never saved.
fn order(lang: Lang, view: &MyListView) -> AnyView {
    let code = lang.code();
    let action = format!("/{code}/topics/{}/my-list", view.slug);
    let back = match &view.offered {
        Some(one) => format!("{action}?add={}", one.suggestion.reference),
        None => action.clone(),
    };
    let form = OrderForm {
        lang: code.to_owned(),
        action,
        back,
        api: format!("/api/v1/topics/{}/my-list", view.slug),
        owner: view.owner.clone(),
        version: view.version,
        key: view.key.clone(),
        max: view.max,
        shut: view.shut.is_some(),
    };
    let entries = order_entries(lang, &view.entries);
    let words = words(lang, view.max);
    let plain = view.shut.map(|_| plain_order(lang, &view.entries));
    view! { {plain} <OrderList entries=entries form=form words=words/> }.into_any()
}

/// What stands above the list, and above the choice between two orders.
fn head(lang: Lang, view: &MyListView, heading: &str) -> AnyView {
    let code = lang.code();
    view! {
        <div class="mast"><div class="wrap">
            <ol class="crumb">
                <li><a href=format!("/{code}/topics")>{t::site::topics(lang)}</a></li>
                <li><a href=format!("/{code}/topics/{}", view.slug)>{view.topic.clone()}</a></li>
            </ol>
            <h1>{heading.to_owned()}</h1>
        </div></div>
    }
    .into_any()
}
