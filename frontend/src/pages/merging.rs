//! Merging a suggestion into another: the two side by side, before it is done. And taking it back.

use leptos::prelude::*;
use shared::error::Code;
use shared::lang::Lang;
use shared::view::merge::{CaseMerge, Found, MergePage, Side, UnmergePage};

use crate::i18n::{find, short_date, t};
use crate::layout::Page;
use crate::parts::badge;
use crate::parts::desk::{self, Room};
use crate::parts::errors;
use crate::parts::field::{self, Text};

/// `GET /{lang}/desk/{agency}/suggestions/{ref}/merge`
pub fn merge(lang: Lang, view: MergePage) -> Page {
    let back = format!(
        "{}/suggestions/{}",
        desk::path(lang, &view.head),
        view.from.reference
    );
    let title = t::merging::title(lang);
    let last_day = view.last_day.filter(|_| view.barred.is_none()).map(|day| {
        view! { <p class="muted">{t::merging::last_day(lang, short_date(lang, day))}</p> }
    });
    let rest = match (view.barred, &view.into) {
        (Some(code), _) => view! {
            {one(lang, &view.from, None)}
            <p class="ghost">{words_of(lang, code)}</p>
            <p><a href=back.clone()>{t::hiding::cancel(lang)}</a></p>
        }
        .into_any(),
        (None, Some(into)) => side_by_side(lang, &view, into, &back),
        (None, None) => view! {
            {one(lang, &view.from, None)}
            {search(lang, &view, &back)}
            <p><a href=back.clone()>{t::hiding::cancel(lang)}</a></p>
        }
        .into_any(),
    };
    let refused = view.refused.map(|code| desk::stale(words_of(lang, code)));
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.head, Room::Queue)}
            <header>
                <p class="muted small"><bdi>{desk::title_or_none(lang, &view.topic)}</bdi></p>
                <h1>{title}</h1>
            </header>
            {view.stale.then(|| desk::stale(t::merging::stale(lang)))}
            {refused}
            {errors::summary_of(lang, &view.errors)}
            {last_day}
            {rest}
        </div>
    };
    Page::plain(title, main).wide()
}

fn words_of(lang: Lang, code: Code) -> String {
    find(lang, code.locale_key(), &[]).unwrap_or_default()
}

/// A suggestion with what it says of itself; `heading` says which of two it is.
fn one(lang: Lang, side: &Side, heading: Option<&'static str>) -> AnyView {
    let lists = side
        .lists
        .map(|lists| view! { " · " {t::merging::lists(lang, lists)} });
    let (heading, title) = match heading {
        Some(words) => (
            Some(view! { <h2>{words}</h2> }),
            view! { <h3>{desk::inline(&side.title)}</h3> }.into_any(),
        ),
        None => (
            None,
            view! { <h2>{desk::inline(&side.title)}</h2> }.into_any(),
        ),
    };
    view! {
        <section class="stack">
            {heading}
            <div class="reply stack">
                <p class="muted small">
                    {desk::reference(&side.reference)} " · " {t::answering::posted(lang)} " "
                    {desk::day(lang, side.posted_on)} {lists}
                </p>
                {title}
                {desk::block(&side.text)}
                <p>{badge::badge(lang, side.answer)}</p>
            </div>
        </section>
    }
    .into_any()
}

fn side_by_side(lang: Lang, view: &MergePage, into: &Side, back: &str) -> AnyView {
    view! {
        <div class="two">
            {one(lang, &view.from, Some(t::merging::goes(lang)))}
            {one(lang, into, Some(t::merging::stays(lang)))}
        </div>
        <section class="stack" aria-labelledby="h-means">
            <h2 id="h-means">{t::merging::means(lang)}</h2>
            <ul>
                <li>{t::merging::means_public(lang)}</li>
                <li>{t::merging::means_lists(lang)}</li>
                <li>{t::merging::means_answer(lang)}</li>
                <li>{t::merging::means_clock(lang)}</li>
                <li>{t::merging::means_objection(lang)}</li>
            </ul>
        </section>
        <form class="stack" method="post" action=format!("{back}/merge")>
            {field::hidden("version", view.from.version.to_string())}
            {field::hidden("into", into.reference.clone())}
            {field::hidden("into_version", into.version.to_string())}
            {field::textarea(lang, Text {
                id: "merge_reason".to_owned(),
                name: "merge_reason",
                label: t::merging::reason(lang).to_owned(),
                hint: Some(t::merging::reason_hint(lang).to_owned()),
                value: view.draft.merge_reason.clone(),
                error: errors::of(lang, &view.errors, "merge_reason"),
                max: Some(1_000),
                rows: 3,
                ..Text::default()
            })}
            <p class="row">
                <button class="btn" type="submit">{t::merging::confirm(lang)}</button>
                <a href=format!("{back}/merge")>{t::merging::another(lang)}</a>
                <a href=back.to_owned()>{t::hiding::cancel(lang)}</a>
            </p>
        </form>
    }
    .into_any()
}

fn search(lang: Lang, view: &MergePage, back: &str) -> AnyView {
    let searched = !view.search.trim().is_empty();
    let heading = match searched {
        true => t::merging::found(lang),
        false => t::merging::alike(lang),
    };
    let rows: Vec<_> = view
        .found
        .iter()
        .map(|one| found(lang, back, one))
        .collect();
    let none = match searched {
        true => t::merging::found_none(lang),
        false => t::merging::alike_none(lang),
    };
    let list = match rows.is_empty() {
        true => view! { <p class="ghost">{none}</p> }.into_any(),
        false => view! {
            <table class="tbl fold">
                <caption class="vh">{heading}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t::objection::col_suggestion(lang)}</th>
                        <th scope="col">{t::merging::col_answer(lang)}</th>
                        <th scope="col">{t::merging::col_choose(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any(),
    };
    view! {
        <section class="stack" aria-labelledby="h-find">
            <h2 id="h-find">{t::merging::find(lang)}</h2>
            <form class="stack" method="get" action=format!("{back}/merge") role="search">
                {field::text(lang, Text {
                    id: "search".to_owned(),
                    name: "search",
                    label: t::merging::search(lang).to_owned(),
                    hint: Some(t::merging::search_hint(lang).to_owned()),
                    value: view.search.clone(),
                    ..Text::default()
                })}
                <p><button class="btn alt" type="submit">{t::merging::search_do(lang)}</button></p>
            </form>
            <h3>{heading}</h3>
            {list}
        </section>
    }
    .into_any()
}

fn found(lang: Lang, back: &str, one: &Found) -> AnyView {
    let public = format!("/{}/suggestions/{}", lang.code(), one.reference);
    let choose = format!("{back}/merge?into={}", one.reference);
    let name = t::merging::choose_of(lang, one.title.text.clone());
    view! {
        <tr>
            <th scope="row">
                <a href=public>{desk::inline(&one.title)}</a>
                <small>{desk::reference(&one.reference)}</small>
            </th>
            <td data-l=t::merging::col_answer(lang)>{badge::badge(lang, one.answer)}</td>
            <td data-l=t::merging::col_choose(lang)>
                <a class="btn alt" href=choose aria-label=name>{t::merging::choose(lang)}</a>
            </td>
        </tr>
    }
    .into_any()
}

/// Into which one a suggestion was merged, when and why, for the desk.
pub fn note(lang: Lang, path: &str, merge: &CaseMerge) -> AnyView {
    let href = format!("{path}/suggestions/{}", merge.into.reference);
    view! {
        <div class="note stack">
            <p>
                <b>{t::merging::merged_into(lang)}</b> " "
                <a href=href>{desk::inline(&merge.into.title)}</a> " · "
                {desk::reference(&merge.into.reference)} " · " {desk::day(lang, merge.into.on)}
            </p>
            {desk::block(&merge.reason)}
        </div>
    }
    .into_any()
}

/// `GET /{lang}/desk/{agency}/suggestions/{ref}/unmerge`
pub fn unmerge(lang: Lang, view: UnmergePage) -> Page {
    let path = desk::path(lang, &view.head);
    let back = format!("{path}/suggestions/{}", view.from.reference);
    let title = t::merging::undo_title(lang);
    let clocks: Vec<_> = view
        .clocks
        .iter()
        .map(|clock| {
            view! { <div><dt>{desk::owed(lang, clock.kind)}</dt><dd>{desk::clock(lang, clock)}</dd></div> }
        })
        .collect();
    let rest = match &view.merge {
        None => {
            view! { <p class="ghost">{words_of(lang, Code::SuggestionNotMerged)}</p> }.into_any()
        }
        Some(merge) => {
            let confirm = match view.objected {
                true => {
                    view! { <p class="ghost">{t::merging::objected(lang)}</p> }.into_any()
                }
                false => view! {
                    <form method="post" action=format!("{back}/unmerge")>
                        <p><button class="btn" type="submit">{t::merging::undo_confirm(lang)}</button></p>
                    </form>
                }
                .into_any(),
            };
            view! {
                {note(lang, &path, merge)}
                <p>{t::merging::undo_means(lang)}</p>
                <dl class="dues">{clocks}</dl>
                {confirm}
            }
            .into_any()
        }
    };
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.head, Room::Queue)}
            <h1>{title}</h1>
            {one(lang, &view.from, None)}
            {rest}
            <p><a href=back>{t::hiding::cancel(lang)}</a></p>
        </div>
    };
    Page::plain(title, main).wide()
}
