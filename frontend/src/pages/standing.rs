//! The official order beside the balanced shortlist.

use std::cmp::Ordering;

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::standing::{StandingPage, StandingRow};

use crate::i18n::t;
use crate::layout::Page;
use crate::parts::card::{place, points};
use crate::parts::pager::pager;
use crate::parts::topic_tabs::{Tab, address, edition, head};
use crate::parts::{priorities, text};

/// Both orders of the last edition.
pub fn page(lang: Lang, view: StandingPage) -> Page {
    let title = t::standing::page_title(lang, view.head.title.get(lang));
    let body = match view.head.edition {
        Some(one) => {
            let count = one.official.then(|| to_count(lang, &view.head.slug));
            view! { {counted(lang, edition(lang, &one), &view)} {count} }.into_any()
        }
        None => view! {
            <h2>{t::standing::title(lang)}</h2>
            <p class="note">{t::standing::not_yet(lang, view.head.least_lists)}</p>
        }
        .into_any(),
    };
    let ranking = format!("/{}/ranking", lang.code());
    let main = view! {
        {head(lang, &view.head, Tab::Standing)}
        <div class="section">
            <div class="wrap stack">
                {body}
                <p><a href=ranking>{t::standing::how(lang)}</a></p>
            </div>
        </div>
    };
    Page::plain(title, main)
}

fn to_count(lang: Lang, slug: &str) -> impl IntoView + use<> {
    let href = format!("{}/count", address(lang, slug));
    view! { <p><a href=href>{t::count::link(lang)}</a></p> }
}

fn counted(lang: Lang, edition: String, view: &StandingPage) -> impl IntoView + use<> {
    let base = format!("{}/standing", address(lang, &view.head.slug));
    let first = view.continued.then(|| base.clone());
    let next = view
        .next
        .as_ref()
        .map(|cursor| format!("{base}?after={cursor}"));
    let official: Vec<_> = view
        .official
        .iter()
        .map(|one| by_points(lang, one, view))
        .collect();
    let form = (!view.official.is_empty())
        .then(|| priorities::form(lang, &view.head.slug, &view.part, view.ranking));
    let shortlist = (!view.continued).then(|| shortlist(lang, view));
    view! {
        <div class="head">
            <h2>{t::standing::two_ways(lang)}</h2>
            <p>{edition}</p>
        </div>
        {form}
        <div class="two level">
            <section aria-labelledby="h-p">
                <h3 id="h-p">{t::standing::by_points(lang)}</h3>
                <p class="muted small">{t::standing::points_words(lang)}</p>
                <ol class="stand">{official}</ol>
                {pager(lang, first, next)}
            </section>
            {shortlist}
        </div>
    }
}

fn shortlist(lang: Lang, view: &StandingPage) -> impl IntoView + use<> {
    let rows: Vec<_> = view
        .shortlist
        .iter()
        .map(|row| balanced(lang, row, view))
        .collect();
    let list = if rows.is_empty() {
        view! { <p>{t::standing::shortlist_empty(lang)}</p> }.into_any()
    } else {
        view! { <ol class="stand">{rows}</ol> }.into_any()
    };
    let outside = view.from_outside();
    let gap =
        (outside > 0).then(|| view! { <p class="note">{t::standing::gap(lang, outside)}</p> });
    view! {
        <section aria-labelledby="h-b">
            <h3 id="h-b">{t::standing::shortlist(lang)}</h3>
            <p class="muted small">{t::standing::shortlist_words(lang)}</p>
            {list}
            {gap}
        </section>
    }
}

fn by_points(lang: Lang, row: &StandingRow, view: &StandingPage) -> impl IntoView + use<> {
    let lists = t::topic::on_lists(lang, row.score.lists);
    let equal = row.score.shared.then(|| {
        view! { <span class="vh">{t::standing::equal(lang)} " "</span> }
    });
    view! {
        <li id=row.reference.clone()>
            <span class="p">{equal} {place(&row.score)}</span>
            <span>{title(lang, row)} " " <span class="small muted">{lists}</span></span>
            <span class="v">{t::topic::points(lang, points(row.score.tenths))}</span>
            {button(lang, row, view)}
        </li>
    }
}

/// What the reader may do with it.
fn button(lang: Lang, row: &StandingRow, view: &StandingPage) -> Option<AnyView> {
    let button = priorities::button(
        lang,
        priorities::Button {
            slug: &view.head.slug,
            reference: &row.reference,
            part: &view.part,
            ranking: view.ranking,
        },
    )?;
    Some(view! { <span class="mine-too">{button}</span> }.into_any())
}

fn balanced(lang: Lang, row: &StandingRow, view: &StandingPage) -> impl IntoView + use<> {
    let places = view.shortlist_places;
    // Where it also stands in the other order, its button and its name to come back to are there.
    let twice = view
        .official
        .iter()
        .any(|one| one.reference == row.reference);
    let act = (!twice).then(|| button(lang, row, view));
    let id = (!twice).then(|| row.reference.clone());
    let seat = i64::from(row.score.shortlist.unwrap_or_default());
    let by_points = i64::from(row.score.place);
    let (class, sign, words) = match by_points.cmp(&seat) {
        _ if by_points > places => ("v up", "▲", t::standing::from_outside(lang, by_points)),
        Ordering::Greater => ("v up", "▲", t::standing::higher(lang, by_points - seat)),
        Ordering::Less => ("v same", "▼", t::standing::lower(lang, seat - by_points)),
        Ordering::Equal => ("v same", "", t::standing::same(lang).to_owned()),
    };
    let new = (by_points > places).then_some("new");
    view! {
        <li class=new id=id>
            <span class="p">{seat}</span>
            <span>{title(lang, row)}</span>
            <span class=class><span aria-hidden="true">{sign}</span> " " {words}</span>
            {act}
        </li>
    }
}

fn title(lang: Lang, row: &StandingRow) -> impl IntoView + use<> {
    let href = format!("/{}/suggestions/{}", lang.code(), row.reference);
    view! { <a href=href>{text::inline(row.title.clone())}</a> }
}
