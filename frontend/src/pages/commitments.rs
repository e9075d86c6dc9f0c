//! What became of commitments: of all agencies and of one, for everyone and at a desk.

use leptos::prelude::*;
use shared::commitment::CommitmentState;
use shared::input::Due;
use shared::lang::Lang;
use shared::view::commitments::{
    AgencyCommitmentsPage, DeskCommitmentsPage, FollowList, FollowThroughPage, Followed, Show,
};

use crate::i18n::{number, t};
use crate::layout::{Page, encoded};
use crate::parts::crumb::crumb;
use crate::parts::desk::{self, Room};
use crate::parts::field::{self, Choice};
use crate::parts::pager::pager;
use crate::parts::{commitment, errors, text};

/// `GET /{lang}/commitments`
pub fn of_all(lang: Lang, view: FollowThroughPage) -> Page {
    let base = format!("/{}/commitments", lang.code());
    let back = view.draft.is_chosen().then(|| {
        view! { <p><a href=base.clone()>{t::commitments::all_again(lang)}</a></p> }
    });
    let none = match view.draft.is_chosen() {
        true => t::commitments::none_chosen(lang),
        false => t::commitments::none_all(lang),
    };
    let here = format!("{base}{}", query(&view));
    let main = view! {
        <div class="mast">
            <div class="wrap">
                <h1>{t::commitments::all_title(lang)}</h1>
                <p class="lede">{t::commitments::all_lede(lang)}</p>
            </div>
        </div>
        <div class="wrap section stack count">
            {errors::summary_of(lang, &view.errors)}
            {form(lang, &base, &view)}
            {list(lang, &view.list, &here, Whose::All, none)}
            {back}
        </div>
    };
    Page::plain(t::commitments::all_title(lang), main)
}

/// The query that keeps a choice; empty for none and for one that was refused.
fn query(view: &FollowThroughPage) -> String {
    let draft = &view.draft;
    let pairs = [
        ("agency", &draft.agency),
        ("state", &draft.state),
        ("due", &draft.due),
    ];
    let words: Vec<_> = pairs
        .into_iter()
        .filter(|(_, value)| view.errors.is_empty() && !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    match words.is_empty() {
        true => String::new(),
        false => format!("?{}", words.join("&")),
    }
}

fn form(lang: Lang, path: &str, view: &FollowThroughPage) -> impl IntoView + use<> {
    let select = |name: &'static str, label: &str, value: &str, choices: Vec<(String, String)>| {
        field::select(
            lang,
            Choice {
                id: name.to_owned(),
                name,
                label: label.to_owned(),
                value: value.to_owned(),
                error: errors::of(lang, &view.errors, name),
                choices,
                ..Choice::default()
            },
        )
    };
    let any = |words: &str| (String::new(), words.to_owned());
    let mut agencies = vec![any(t::commitments::every_agency(lang))];
    agencies.extend(
        view.agencies
            .iter()
            .map(|one| (one.slug.clone(), one.name.get(lang).to_owned())),
    );
    let mut states = vec![any(t::commitments::every_state(lang))];
    states.extend(CommitmentState::ALL.iter().map(|one| {
        let words = commitment::words(lang, *one);
        (one.as_str().to_owned(), words.to_owned())
    }));
    let mut days = vec![any(t::commitments::every_day(lang))];
    days.extend(Due::ALL.iter().map(|one| {
        let words = match one {
            Due::Overdue => t::commitments::due_overdue(lang),
            Due::Soon => t::commitments::due_soon(lang),
            Due::Later => t::commitments::due_later(lang),
        };
        (one.as_str().to_owned(), words.to_owned())
    }));
    let draft = &view.draft;
    view! {
        <details open=draft.is_chosen()>
            <summary>{t::commitments::choose(lang)}</summary>
            <form class="choosing" method="get" action=path.to_owned()>
                {select("agency", t::agency::agency(lang), &draft.agency, agencies)}
                {select("state", t::commitments::state(lang), &draft.state, states)}
                {select("due", t::commitments::due(lang), &draft.due, days)}
                <p><button class="btn" type="submit">{t::scored::show(lang)}</button></p>
            </form>
        </details>
    }
}

/// `GET /{lang}/agencies/{slug}/commitments`
pub fn of_agency(lang: Lang, view: AgencyCommitmentsPage) -> Page {
    let name = view.agency.name.get(lang).to_owned();
    let agency = format!("/{}/agencies/{}", lang.code(), view.agency.slug);
    let base = format!("{agency}/commitments");
    let above = vec![
        (
            format!("/{}/agencies", lang.code()),
            t::agency::title(lang).into_any(),
        ),
        (agency, name.clone().into_any()),
    ];
    let none = t::commitments::none(lang);
    let all = format!("/{}/commitments", lang.code());
    let main = view! {
        <div class="mast">
            <div class="wrap">
                {crumb(lang, above)}
                <h1>{t::commitments::title(lang)}</h1>
                <p class="lede">{t::commitments::lede(lang)}</p>
            </div>
        </div>
        <div class="wrap section stack count">
            {list(lang, &view.list, &base, Whose::One, none)}
            <p><a href=all>{t::commitments::way_all(lang)}</a></p>
        </div>
    };
    Page::plain(t::commitments::page_title(lang, name), main)
}

/// Whose commitments a list holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose<'a> {
    /// Of all agencies: each says of which.
    All,
    One,
    /// Of one agency, at its desk (its address): each with the way to add more.
    Desk(&'a str),
}

/// How many stand where, then the overdue ones and the others; `none` where there are none.
fn list(
    lang: Lang,
    view: &FollowList,
    base: &str,
    whose: Whose<'_>,
    none: &'static str,
) -> AnyView {
    if view.commitments.is_empty() && !view.later {
        return view! { <p class="ghost">{none}</p> }.into_any();
    }
    let next = view.next.as_ref().map(|after| {
        let joint = if base.contains('?') { '&' } else { '?' };
        format!("{base}{joint}after={after}")
    });
    let first = view.later.then(|| base.to_owned());
    let (overdue, others): (Vec<_>, Vec<_>) =
        view.commitments.iter().partition(|one| one.line.overdue);
    let rest = match overdue.is_empty() && !view.later {
        true => t::commitments::desk(lang),
        false => t::commitments::others(lang),
    };
    let part = |id: &'static str, title: &'static str, some: Vec<&Followed>| {
        let items: Vec<_> = some
            .into_iter()
            .map(|one| followed(lang, one, whose))
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
    view! {
        {commitment::figures(lang, view.promises)}
        {part("h-late", t::commitments::overdue(lang), overdue)}
        {part("h-rest", rest, others)}
        {pager(lang, first, next)}
    }
    .into_any()
}

/// `GET /{lang}/desk/{agency}/commitments`
pub fn at_desk(lang: Lang, view: DeskCommitmentsPage) -> Page {
    let path = desk::path(lang, &view.head);
    let base = format!("{path}/commitments?show={}", view.show);
    let next = view.list.next.map(|after| format!("{base}&after={after}"));
    let first = view.list.later.then(|| base.clone());
    let counts = view.list.promises;
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
        .list
        .commitments
        .iter()
        .map(|one| followed(lang, one, Whose::Desk(&path)))
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

/// A commitment with its news.
fn followed(lang: Lang, one: &Followed, whose: Whose<'_>) -> AnyView {
    let line = &one.line;
    let href = match whose {
        Whose::Desk(path) => format!("{path}/suggestions/{}", line.reference),
        _ => format!("/{}/suggestions/{}", lang.code(), line.reference),
    };
    // Of all agencies the last news is enough; the others stand with the suggestion.
    let news = match whose {
        Whose::All => one.updates.last().map(std::slice::from_ref),
        _ => Some(one.updates.as_slice()),
    };
    let news = news.and_then(|some| commitment::news(lang, some));
    let news = news.unwrap_or_else(|| {
        view! { <p class="small muted">{t::commitments::no_news(lang)}</p> }.into_any()
    });
    let add = matches!(whose, Whose::Desk(_)).then(|| {
        let words = t::commitments::add_news_to(lang, line.reference.clone());
        view! { <p><a href=href.clone()>{words}</a></p> }
    });
    let agency = (whose == Whose::All).then(|| {
        let href = format!("/{}/agencies/{}/commitments", lang.code(), one.agency.slug);
        view! { <p class="meta"><a href=href>{one.agency.name.get(lang).to_owned()}</a></p> }
    });
    view! {
        <li>
            <p>
                {commitment::sign_of(lang, line)}
                <span class="muted">{t::outcome::until(lang)} " " {text::day(lang, line.until)}</span>
            </p>
            <div>
                {agency}
                <p><b>{text::inline(line.what.clone())}</b></p>
                <p class="small"><a href=href.clone()>{text::inline(line.title.clone())}</a></p>
                {news}
                {add}
            </div>
        </li>
    }
    .into_any()
}
