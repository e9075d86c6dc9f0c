//! Decisions of the desk that wait until a second person releases them.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::releases::{ReleaseDone, ReleaseRow, ReleasesPage};

use crate::i18n::{self, number, t};
use crate::layout::Page;
use crate::parts::desk::{self, Room};

/// `GET /{lang}/desk/{agency}/releases`
pub fn page(lang: Lang, view: ReleasesPage) -> Page {
    let base = desk::path(lang, &view.head);
    let done = view.done.map(|done| {
        desk::said(match done {
            ReleaseDone::Released => t::release::released(lang),
            ReleaseDone::Returned => t::release::returned(lang),
        })
    });
    let counts = view
        .counts
        .iter()
        .map(|(kind, count)| {
            view! { <div><dt>{desk::kind(lang, *kind)}</dt><dd>{number(*count)}</dd></div> }
        })
        .collect_view();
    let rows = view
        .rows
        .iter()
        .map(|one| row(lang, &base, one))
        .collect_view();
    let list = match view.rows.is_empty() {
        true => view! { <p class="ghost">{t::release::none(lang)}</p> }.into_any(),
        false => view! {
            <p><b>{t::release::total(lang, view.total)}</b></p>
            <dl class="facts">
                {counts}
                <div><dt>{t::release::own(lang)}</dt><dd>{number(view.own)}</dd></div>
            </dl>
            {rows}
        }
        .into_any(),
    };
    let shown = i64::try_from(view.rows.len()).unwrap_or(i64::MAX);
    let more = (shown < view.total).then(|| view! { <p>{t::release::oldest(lang, shown)}</p> });
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.head, Room::Releases)}
            <h1>{t::release::title(lang)}</h1>
            {done}
            <p class="hint">{t::release::lede(lang)}</p>
            {list}
            {more}
        </div>
    };
    Page::plain(t::release::title(lang), main).wide()
}

fn row(lang: Lang, base: &str, one: &ReleaseRow) -> AnyView {
    let own = one.own.then(|| view! { " · " {t::release::yours(lang)} });
    view! {
        <article class="sug stack">
            <h2>
                <a href=format!("{base}/suggestions/{}#release", one.reference)>{desk::inline(&one.title)}</a>
            </h2>
            <p class="muted">
                <b>{desk::kind(lang, one.kind)}</b> " · " {desk::reference(&one.reference)} " · "
                <bdi>{desk::title_or_none(lang, &one.topic)}</bdi>
            </p>
            <p class="muted">
                {t::release::by(lang)} " " <bdi>{one.writer.clone()}</bdi> " · "
                {i18n::moment(lang, one.at)} {own}
            </p>
        </article>
    }
    .into_any()
}
