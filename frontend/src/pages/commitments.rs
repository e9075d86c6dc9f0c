//! What became of an agency's commitments: for everyone, and at its desk.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::commitments::{AgencyCommitmentsPage, DeskCommitmentsPage, Followed, Show};

use crate::i18n::{number, t};
use crate::layout::Page;
use crate::parts::commitment;
use crate::parts::crumb::crumb;
use crate::parts::desk::{self, Room};
use crate::parts::pager::pager;
use crate::parts::text;

/// `GET /{lang}/agencies/{slug}/commitments`
pub fn of_agency(lang: Lang, view: AgencyCommitmentsPage) -> Page {
    let name = view.agency.name.get(lang).to_owned();
    let agency = format!("/{}/agencies/{}", lang.code(), view.agency.slug);
    let base = format!("{agency}/commitments");
    let next = view.next.map(|after| format!("{base}?after={after}"));
    let first = view.later.then(|| base.clone());
    let above = vec![
        (
            format!("/{}/agencies", lang.code()),
            t::agency::title(lang).into_any(),
        ),
        (agency, name.clone().into_any()),
    ];
    let (overdue, others): (Vec<_>, Vec<_>) =
        view.commitments.iter().partition(|one| one.line.overdue);
    let none = view.commitments.is_empty() && !view.later;
    let part = |id: &'static str, title: &'static str, some: Vec<&Followed>| {
        let items: Vec<_> = some
            .into_iter()
            .map(|one| followed(lang, one, None))
            .collect();
        (!items.is_empty()).then(|| {
            view! {
                <section class="stack" aria-labelledby=id>
                    <h2 id=id>{title}</h2>
                    <ul class="promises">{items}</ul>
                </section>
            }
        })
    };
    let main = view! {
        <div class="mast">
            <div class="wrap">
                {crumb(lang, above)}
                <h1>{t::commitments::title(lang)}</h1>
                <p class="lede">{t::commitments::lede(lang)}</p>
            </div>
        </div>
        <div class="wrap section stack">
            {none.then(|| view! { <p>{t::commitments::none(lang)}</p> })}
            {(!none).then(|| view! { <div class="measure">{commitment::tally(lang, view.promises)}</div> })}
            {part("h-late", t::commitments::overdue(lang), overdue)}
            {part("h-rest", t::commitments::others(lang), others)}
            {pager(lang, first, next)}
        </div>
    };
    Page::plain(t::commitments::page_title(lang, name), main)
}

/// `GET /{lang}/desk/{agency}/commitments`
pub fn at_desk(lang: Lang, view: DeskCommitmentsPage) -> Page {
    let path = desk::path(lang, &view.head);
    let base = format!("{path}/commitments?show={}", view.show);
    let next = view.next.map(|after| format!("{base}&after={after}"));
    let first = view.later.then(|| base.clone());
    let counts = view.promises;
    let standing = counts.planned + counts.in_progress;
    let shows: Vec<_> = [
        (
            Show::Overdue,
            t::commitments::show_overdue(lang),
            counts.overdue,
        ),
        (
            Show::Standing,
            t::commitments::show_standing(lang),
            standing,
        ),
        (
            Show::All,
            t::commitments::show_all(lang),
            standing + counts.done + counts.dropped,
        ),
    ]
    .into_iter()
    .map(|(show, words, many)| {
        let href = format!("{path}/commitments?show={show}");
        let current = (show == view.show).then_some("true");
        view! {
            <a href=href aria-current=current><span>{words}</span> " " <b>{number(many)}</b></a>
        }
    })
    .collect();
    let items: Vec<_> = view
        .commitments
        .iter()
        .map(|one| followed(lang, one, Some(&path)))
        .collect();
    let list = match items.is_empty() {
        true => view! { <p class="ghost">{t::commitments::none_here(lang)}</p> }.into_any(),
        false => view! { <ul class="promises">{items}</ul> }.into_any(),
    };
    let main = view! {
        <div class="wrap">{desk::tabs(lang, &view.head, Room::Commitments)}</div>
        <div class="wrap desk">
            <nav class="views" aria-label=t::commitments::show(lang)>{shows}</nav>
            <div class="queue stack">
                <h1>{t::commitments::desk(lang)}</h1>
                {list}
                {pager(lang, first, next)}
            </div>
        </div>
    };
    Page::plain(t::commitments::desk(lang), main).wide()
}

/// A commitment with its news; at the desk (`desk`: its address) with the way to add more.
fn followed(lang: Lang, one: &Followed, desk: Option<&str>) -> AnyView {
    let line = &one.line;
    let href = match desk {
        Some(path) => format!("{path}/suggestions/{}", line.reference),
        None => format!("/{}/suggestions/{}", lang.code(), line.reference),
    };
    let news = commitment::news(lang, &one.updates).unwrap_or_else(|| {
        view! { <p class="small muted">{t::commitments::no_news(lang)}</p> }.into_any()
    });
    let add = desk.map(|_| {
        let words = t::commitments::add_news_to(lang, line.reference.clone());
        view! { <p><a href=href.clone()>{words}</a></p> }
    });
    view! {
        <li>
            <p>
                {commitment::sign(lang, line.state, line.is_late())}
                <span class="muted">{t::outcome::until(lang)} " " {text::day(lang, line.until)}</span>
            </p>
            <div>
                <p><b>{text::inline(line.what.clone())}</b></p>
                <p class="small"><a href=href.clone()>{text::inline(line.title.clone())}</a></p>
                {news}
                {add}
            </div>
        </li>
    }
    .into_any()
}
