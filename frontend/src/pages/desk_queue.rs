//! The desk's queue: what the agency owes, oldest debt first.

use leptos::prelude::*;
use shared::bulk::BulkKind;
use shared::lang::Lang;
use shared::view::agency::AgencyName;
use shared::view::desk::{QueueFilter, QueuePage, QueueRow};

use crate::i18n::{find, t};
use crate::layout::Page;
use crate::pages::desk_bulk;
use crate::parts::desk::{self, Room};
use crate::parts::field;
use crate::parts::{keys, question, views};

mod filters;

pub use filters::address;

/// The choice between several desks.
pub fn choice(lang: Lang, agencies: Vec<AgencyName>) -> Page {
    let items = agencies
        .into_iter()
        .map(|agency| {
            let href = format!("/{}/desk/{}", lang.code(), agency.slug);
            view! { <li><a href=href><bdi>{agency.name.get(lang).to_owned()}</bdi></a></li> }
        })
        .collect_view();
    let main = view! {
        <div class="wrap section stack">
            <h1>{t::desk::choose(lang)}</h1>
            <ul>{items}</ul>
        </div>
    };
    Page::plain(t::desk::choose(lang), main).wide()
}

/// `GET /{lang}/desk/{agency}`
pub fn page(lang: Lang, view: QueuePage) -> Page {
    let base = desk::path(lang, &view.head);
    let table = match view.rows.is_empty() {
        true if view.counts.all == 0 && view.filter == QueueFilter::default() => {
            view! { <p class="ghost">{t::queue::nothing_owed(lang)}</p> }.into_any()
        }
        true => view! { <p class="ghost">{t::queue::nothing_here(lang)}</p> }.into_any(),
        // Every row of a chosen topic would repeat its title.
        false => many(lang, &base, &view),
    };
    let waiting = waiting(lang, &base, &view);
    let href = |after: Option<&str>| filters::address(&base, &view.filter, after);
    let first = view
        .later
        .then(|| view! { <a href=href(None)>{t::queue::first_page(lang)}</a> });
    let next = view.next.as_deref().map(|after| {
        view! { <a rel="next" href=href(Some(after))>{t::queue::next_page(lang)}</a> }
    });
    let pager = (first.is_some() || next.is_some())
        .then(|| view! { <nav class="row" aria-label=t::queue::pages(lang)>{first}{next}</nav> });
    let main = view! {
        <div class="wrap">{desk::tabs(lang, &view.head, Room::Queue)}</div>
        <div class="wrap desk">
            {filters::all(lang, &base, &view)}
            <div class="queue stack">
                <div class="head">
                    <h1>{t::queue::title(lang)}</h1>
                    <p>{t::queue::total(lang, view.total)}</p>
                </div>
                {view.refused.map(|code| desk::stale(find(lang, code.locale_key(), &[]).unwrap_or_default()))}
                {(view.done.is_some()).then(|| desk::said(t::bulk::done_assigned(lang)))}
                {views::ways(lang, &base, &view.filter, &view.views)}
                {waiting}
                {table}
                {pager}
                {keys::help(lang)}
            </div>
        </div>
    };
    Page::plain(t::queue::title(lang), main).wide().with_keys()
}

/// Acts that can still be undone.
fn waiting(lang: Lang, base: &str, view: &QueuePage) -> Option<AnyView> {
    let acts = view.waiting.iter().map(|act| {
        let path = format!("{base}/acts/{}", act.id);
        view! {
            <li class="row">
                <a href=path.clone()>{desk_bulk::waits(lang, act.kind, act.count)}</a>
                <form method="post" action=format!("{path}/undo")>
                    <button class="btn alt" type="submit">{t::bulk::undo(lang)}</button>
                </form>
            </li>
        }
    });
    let acts = acts.collect_view();
    (!view.waiting.is_empty()).then(|| {
        view! {
            <section class="note" aria-labelledby="waiting">
                <h2 id="waiting" class="small">{t::bulk::waiting(lang)}</h2>
                <ul class="stack">{acts}</ul>
            </section>
        }
        .into_any()
    })
}

/// The rows, each to be ticked, and what can be done to all that are.
fn many(lang: Lang, base: &str, view: &QueuePage) -> AnyView {
    let button = |kind: BulkKind, key: &'static str| {
        view! {
            <button
                class="btn alt"
                type="submit"
                name="act"
                value=kind.as_str()
                data-key=(!key.is_empty()).then_some(key)
            >
                {desk_bulk::verb(lang, kind)}
            </button>
        }
    };
    let here = filters::address("", &view.filter, view.after.as_deref());
    let all = match here.is_empty() {
        true => format!("{base}?tick=all"),
        false => format!("{base}{here}&tick=all"),
    };
    let people = keys::people(lang, &view.team, None);
    let topics = view.filter.topic.is_none() && view.counts.topics.len() > 1;
    view! {
        <form class="stack" method="get" action=format!("{base}/bulk") data-many="">
            <div class="bar">
                <a href=all>{t::bulk::tick_all(lang)}</a>
                {button(BulkKind::Acknowledge, "a")}
                {button(BulkKind::Reject, "r")}
                {button(BulkKind::Adopt, "d")}
                {button(BulkKind::Hide, "")}
                {field::hidden("back", here.trim_start_matches('?'))}
                {people}
                <button
                    class="btn alt"
                    type="submit"
                    name="act"
                    value="assign"
                    formmethod="post"
                    formaction=format!("{base}/assign")
                >
                    {t::bulk::assign(lang)}
                </button>
            </div>
            {table(lang, base, view, topics)}
        </form>
    }
    .into_any()
}

fn table(lang: Lang, base: &str, view: &QueuePage, topics: bool) -> AnyView {
    let rows = view
        .rows
        .iter()
        .map(|row| {
            let href = format!("{base}/suggestions/{}", row.reference);
            let topic = topics.then(|| {
                view! { " · " <bdi>{desk::title_or_none(lang, &row.topic)}</bdi> }
            });
            let assigned = row
                .assigned
                .clone()
                .map(|name| view! { " · " {t::bulk::cared_by(lang)} " " <bdi>{name}</bdi> });
            let held = row
                .held
                .then(|| view! { " · " <b>{t::release::row_waits(lang)}</b> });
            let question = row
                .question
                .map(|asked| view! { " · " <b>{question::sign(lang, asked)}</b> });
            view! {
                <tr data-row="">
                    <td>{tick(lang, row, view.all_ticked)}</td>
                    <td>{desk::clock(lang, &row.clock)}</td>
                    <td class="nd">{desk::owed(lang, row.clock.kind)}</td>
                    <th scope="row" class="t">
                        <a href=href>{desk::inline(&row.title)}</a>
                        <small>{desk::reference(&row.reference)} {topic} {assigned} {held} {question}</small>
                    </th>
                    <td class="lg">{language(lang, row.title.lang)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=t::queue::suggestions(lang)>
            <table class="q">
                <thead>
                    <tr>
                        <th scope="col"><span class="vh">{t::bulk::col_tick(lang)}</span></th>
                        <th scope="col">{t::queue::col_clock(lang)}</th>
                        <th scope="col">{t::queue::col_owed(lang)}</th>
                        <th scope="col">{t::queue::col_suggestion(lang)}</th>
                        <th scope="col">{t::queue::col_language(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The box of a row; one that another act will reach waits for it.
fn tick(lang: Lang, row: &QueueRow, ticked: bool) -> AnyView {
    if row.waits {
        return view! { <span class="small muted">{t::bulk::row_waits(lang)}</span> }.into_any();
    }
    view! {
        <label class="tick">
            <span class="vh">{t::bulk::tick(lang)} " " {desk::inline(&row.title)}</span>
            <input type="checkbox" name="suggestion" value=row.reference.clone() checked=ticked/>
        </label>
    }
    .into_any()
}

pub(super) fn language(lang: Lang, of: shared::lang::TextLang) -> &'static str {
    match of {
        shared::lang::TextLang::Ar => t::desk::language_ar(lang),
        shared::lang::TextLang::En => t::desk::language_en(lang),
        shared::lang::TextLang::Other => t::desk::language_else(lang),
    }
}
