//! One's own priority list in a topic.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::suggestion::PublicationState;
use shared::view::my_list::{ListedSuggestion, MyListView, Refused, Saved, StaleChange};

use crate::i18n::{date, find, short_date, t, words_of};
use crate::islands::order_list::{OrderEntry, OrderForm, OrderList, OrderWords};
use crate::layout::Page;
use crate::parts::{errors, field, text};

/// The list with its buttons, what each place is worth, and when it is counted.
pub fn page(lang: Lang, view: MyListView) -> Page {
    if let Some(Refused::Stale(stale)) = view.refused.clone() {
        return conflict(lang, &view, stale);
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
        _ => String::new(),
    };
    let faults: Vec<_> = (!refused.is_empty())
        .then_some(("", refused))
        .into_iter()
        .collect();
    let saved = view.saved.as_ref().map(|saved| {
        let words = match saved {
            Saved::At { reference, place } => t::my_list::now_at(lang, reference, place),
            Saved::Off { reference } => t::my_list::now_off(lang, reference),
        };
        view! { <p class="saved" role="status">{words}</p> }
    });
    let empty = view
        .entries
        .is_empty()
        .then(|| view! { <p>{t::my_list::empty(lang)}</p> });
    let topic = format!("/{}/topics/{}", lang.code(), view.slug);
    let main = view! {
        {head(lang, &view, t::my_list::title(lang))}
        <div class="section"><div class="wrap two main">
            <div class="stack">
                <p class="lede">{until}</p>
                {errors::summary(lang, &faults)}
                {asked(lang, &view)}
                {saved}
                {empty}
                {order(lang, &view)}
            </div>
            {beside(lang, &view, topic)}
        </div></div>
    };
    let page = Page::plain(t::my_list::title(lang), main);
    if view.shut.is_none() {
        page.with_islands()
    } else {
        page
    }
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

fn beside(lang: Lang, view: &MyListView, topic: String) -> impl IntoView + use<> {
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
            <p><a class="btn alt" href=topic>{t::my_list::find(lang)}</a></p>
        </aside>
    }
}

/// The list itself: with buttons while it can be changed.
fn order(lang: Lang, view: &MyListView) -> AnyView {
    if view.shut.is_some() {
        return plain_order(lang, &view.entries);
    }
    let code = lang.code();
    let form = OrderForm {
        lang: code.to_owned(),
        action: format!("/{code}/topics/{}/my-list", view.slug),
        api: format!("/api/v1/topics/{}/my-list", view.slug),
        version: view.version,
        key: view.key.clone(),
        max: view.max,
    };
    let entries = view
        .entries
        .iter()
        .map(|entry| order_entry(lang, entry))
        .collect::<Vec<_>>();
    view! { <OrderList entries=entries form=form words=words(lang, view.max)/> }.into_any()
}

/// An order without buttons.
fn plain_order(lang: Lang, entries: &[ListedSuggestion]) -> AnyView {
    let rows = (1_usize..)
        .zip(entries)
        .map(|(place, entry)| {
            let entry = order_entry(lang, entry);
            let href = (!entry.href.is_empty()).then_some(entry.href);
            let mark = entry.user_text.then_some("");
            view! {
                <li>
                    <p class="num"><span class="vh">{t::my_list::place(lang)} " "</span>{place.to_string()}</p>
                    <div class="what">
                        <a href=href>
                            <bdi lang=entry.lang dir=entry.dir data-user-text=mark>{entry.title}</bdi>
                        </a>
                        <p class="small muted" hidden=entry.note.is_empty()>{entry.note.clone()}</p>
                    </div>
                    <p class="val"><span>{worth(lang, place)}</span></p>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="prio">{rows}</ol> }.into_any()
}

/// A suggestion with the words that stand for it; the title of what is out of public is not shown.
fn order_entry(lang: Lang, entry: &ListedSuggestion) -> OrderEntry {
    let page = format!("/{}/suggestions/{}", lang.code(), entry.reference);
    let (withheld, note) = match entry.publication {
        PublicationState::Published => (None, ""),
        PublicationState::Hidden => (
            Some(t::my_list::hidden(lang)),
            t::my_list::not_counted(lang),
        ),
        PublicationState::Withdrawn => (
            Some(t::my_list::withdrawn(lang)),
            t::my_list::not_counted(lang),
        ),
        PublicationState::Pending => (None, t::my_list::pending(lang)),
        PublicationState::Merged => (None, t::my_list::merged(lang)),
    };
    let (title, html_lang, dir) = match withheld {
        Some(words) => (
            format!("{} · {words}", entry.reference),
            lang.code(),
            lang.dir().code(),
        ),
        None => (
            entry.title.clone(),
            entry.lang.html_lang(),
            entry.dir.code(),
        ),
    };
    OrderEntry {
        reference: entry.reference.clone(),
        title,
        lang: html_lang.to_owned(),
        dir: dir.to_owned(),
        user_text: withheld.is_none(),
        href: page,
        note: note.to_owned(),
    }
}

fn words(lang: Lang, max: usize) -> OrderWords {
    OrderWords {
        place: t::my_list::place(lang).to_owned(),
        worth: (1..max + 1).map(|place| worth(lang, place)).collect(),
        free: (0_i64..)
            .take(max + 1)
            .map(|count| t::my_list::free_places(lang, count))
            .collect(),
        up: t::my_list::up(lang).to_owned(),
        down: t::my_list::down(lang).to_owned(),
        remove: t::my_list::remove(lang).to_owned(),
        grip: t::my_list::grip(lang).to_owned(),
        moved: t::my_list::moved(lang).to_owned(),
        removed: t::my_list::removed(lang).to_owned(),
        saving: t::my_list::saving(lang).to_owned(),
        saved: t::my_list::saved(lang).to_owned(),
        failed: t::my_list::failed(lang).to_owned(),
        retry: t::my_list::retry(lang).to_owned(),
        stale: t::my_list::stale(lang).to_owned(),
        reload: t::my_list::reload(lang).to_owned(),
    }
}

/// What a place is worth: 1 point, half a point …
fn worth(lang: Lang, place: usize) -> String {
    find(lang, &format!("my_list.worth_{place}"), &[])
        .unwrap_or_else(|| t::my_list::worth_n(lang, place))
}

/// Both orders and the choice between them.
fn conflict(lang: Lang, view: &MyListView, stale: StaleChange) -> Page {
    let action = format!("/{}/topics/{}/my-list", lang.code(), view.slug);
    let main = view! {
        {head(lang, view, t::my_list::conflict_title(lang))}
        <div class="wrap section stack">
            <div class="errors" role="alert" tabindex="-1"><p>{t::my_list::conflict(lang)}</p></div>
            <section class="stack">
                <h2>{t::my_list::conflict_now(lang)}</h2>
                {plain_order(lang, &view.entries)}
                <p><a class="btn alt" href=action.clone()>{t::my_list::keep_now(lang)}</a></p>
            </section>
            <section class="stack">
                <h2>{t::my_list::conflict_wanted(lang)}</h2>
                {plain_order(lang, &stale.wanted)}
                <form method="post" action=action.clone()>
                    {field::hidden("op", stale.op)}
                    {field::hidden("suggestion", stale.reference)}
                    {field::hidden("place", stale.place)}
                    {field::hidden("version", view.version.to_string())}
                    {field::hidden("key", view.key.clone())}
                    {field::hidden("back", stale.back)}
                    <button type="submit" class="btn">{t::my_list::take_wanted(lang)}</button>
                </form>
            </section>
        </div>
    };
    Page::plain(t::my_list::conflict_title(lang), main)
}

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
