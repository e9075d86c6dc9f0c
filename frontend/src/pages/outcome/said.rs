//! What was said in a topic: suggestions, both orders, categories.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::topic::TopicState;
use shared::view::outcome::{CategoryLine, CategoryName, OutcomePage};
use shared::view::standing::StandingRow;

use super::gone;
use crate::i18n::{number, t};
use crate::parts::card::{place, points};
use crate::parts::text;
use crate::parts::topic_tabs::{address, edition};

/// What people suggested, how they ordered it, and what it was about.
pub(super) fn said(lang: Lang, view: &OutcomePage) -> impl IntoView + use<> {
    let published = view.head.figures.published;
    let title = match published {
        0 => t::outcome::said_none(lang).to_owned(),
        many => t::outcome::said(lang, many),
    };
    let body = match published {
        0 if gone(view) > 0 => nothing_left(lang, view).into_any(),
        0 => ().into_any(),
        _ => view! { {orders(lang, view)} {categories(lang, view)} }.into_any(),
    };
    view! {
        <section class="section band" aria-labelledby="h-said">
            <div class="wrap stack count">
                <h2 id="h-said">{title}</h2>
                {body}
            </div>
        </section>
    }
}

/// Everything has left public view: how much, and why.
fn nothing_left(lang: Lang, view: &OutcomePage) -> impl IntoView + use<> {
    let figures = view.head.figures;
    let policy = format!("/{}/policy", lang.code());
    view! {
        <div class="note stack">
            <p><b>{t::outcome::gone(lang, gone(view))}</b></p>
            <p>{t::outcome::gone_why(lang)}</p>
            <ul>
                <li>{t::outcome::hidden(lang)} ": " {number(figures.hidden)}</li>
                <li>{t::outcome::merged(lang)} ": " {number(figures.merged)}</li>
                <li>{t::outcome::withdrawn(lang)} ": " {number(figures.withdrawn)}</li>
            </ul>
            <p><a href=policy>{t::site::policy(lang)}</a></p>
        </div>
    }
}

/// The first places of both orders, as the standing has them.
fn orders(lang: Lang, view: &OutcomePage) -> AnyView {
    let Some(counted) = &view.head.edition else {
        let least = view.head.least_lists;
        let words = match view.head.bar.state {
            TopicState::Open => t::standing::not_yet(lang, least),
            _ => t::outcome::no_order(lang, least),
        };
        return view! { <p>{words}</p> }.into_any();
    };
    let base = address(lang, &view.head.slug);
    let count = counted.official.then(|| {
        view! { <p><a href=format!("{base}/count")>{t::count::link(lang)}</a></p> }
    });
    let shortlist = (!view.shortlist.is_empty()).then(|| {
        let rows: Vec<_> = view
            .shortlist
            .iter()
            .map(|row| {
                let seat = row.score.shortlist.unwrap_or_default().to_string();
                ranked(lang, row, seat, t::topic::on_lists(lang, row.score.lists))
            })
            .collect();
        view! {
            <section aria-labelledby="h-b">
                <h3 id="h-b">{t::standing::shortlist(lang)}</h3>
                <ol class="stand">{rows}</ol>
            </section>
        }
    });
    let official: Vec<_> = view
        .official
        .iter()
        .map(|row| {
            let points = t::topic::points(lang, points(row.score.tenths));
            let words = format!("{points} · {}", t::topic::on_lists(lang, row.score.lists));
            ranked(lang, row, place(&row.score), words)
        })
        .collect();
    let official = match official.is_empty() {
        true => view! { <p>{t::standing::shortlist_empty(lang)}</p> }.into_any(),
        false => view! { <ol class="stand">{official}</ol> }.into_any(),
    };
    view! {
        <p>{edition(lang, counted)}</p>
        <div class="two level">
            <section aria-labelledby="h-p">
                <h3 id="h-p">{t::standing::by_points(lang)}</h3>
                {official}
            </section>
            {shortlist}
        </div>
        <p><a href=format!("{base}/standing")>{t::outcome::whole_order(lang)}</a></p>
        {count}
    }
    .into_any()
}

fn ranked(lang: Lang, row: &StandingRow, place: String, words: String) -> impl IntoView + use<> {
    let href = format!("/{}/suggestions/{}", lang.code(), row.reference);
    view! {
        <li>
            <span class="p">{place}</span>
            <span>
                <a href=href>{text::inline(row.title.clone())}</a>
                " " <small class="muted">{words}</small>
            </span>
        </li>
    }
}

fn categories(lang: Lang, view: &OutcomePage) -> Option<AnyView> {
    let first = view.categories.first()?;
    let name = |line: &CategoryLine| match &line.name {
        CategoryName::Named(name) => view! { <bdi>{name.clone()}</bdi> }.into_any(),
        CategoryName::Others => t::outcome::other_categories(lang).into_any(),
        CategoryName::Without => t::outcome::without_category(lang).into_any(),
    };
    let most = match &first.name {
        CategoryName::Named(name) => t::outcome::most_about(lang, first.suggestions, name.clone()),
        _ => t::outcome::by_category(lang).to_owned(),
    };
    let rows: Vec<_> = view
        .categories
        .iter()
        .map(|line| {
            view! {
                <tr>
                    <th scope="row">{name(line)}</th>
                    <td class="n" data-l=t::topic::suggestions(lang)>{number(line.suggestions)}</td>
                    <td class="n" data-l=t::scored::adopted(lang)>{number(line.adopted)}</td>
                    <td class="n" data-l=t::answer::rejected(lang)>{number(line.rejected)}</td>
                </tr>
            }
        })
        .collect();
    let table = view! {
        <section aria-labelledby="h-k">
            <h3 id="h-k">{most}</h3>
            <table class="tbl fold">
                <caption class="vh">{t::outcome::by_category(lang)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t::scored::category(lang)}</th>
                        <th scope="col" class="n">{t::topic::suggestions(lang)}</th>
                        <th scope="col" class="n">{t::scored::adopted(lang)}</th>
                        <th scope="col" class="n">{t::answer::rejected(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    };
    Some(table.into_any())
}
