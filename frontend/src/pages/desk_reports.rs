//! What readers reported, at the desk: the queue, and one suggestion.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::suggestion::PolicyReason;
use shared::view::reports::{ReportedPage, ReportedRow, ReportsPage};

use super::hiding::numbered;
use crate::i18n::{number, t};
use crate::layout::Page;
use crate::parts::desk::{self, Room};
use crate::parts::errors;
use crate::parts::field::{self, Text};
use crate::parts::pager::pager;
use crate::parts::waiting::waiting;

/// `GET /{lang}/desk/{agency}/reports`
pub fn list(lang: Lang, view: ReportsPage) -> Page {
    let base = format!("{}/reports", desk::path(lang, &view.head));
    let next = view.next.map(|after| format!("{base}?after={after}"));
    let first = view.later.then(|| base.clone());
    let rows = match view.rows.is_empty() {
        true => view! { <p class="ghost">{t::reports::none(lang)}</p> }.into_any(),
        false => table(lang, &base, &view.rows),
    };
    let total = (view.total > 0).then(|| view! { <p>{t::reports::total(lang, view.total)}</p> });
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.head, Room::Reports)}
            <h1>{t::reports::queue(lang)}</h1>
            {view.done.then(|| desk::said(t::reports::done(lang)))}
            {total}
            {rows}
            {pager(lang, first, next)}
        </div>
    };
    Page::plain(t::reports::queue(lang), main).wide()
}

fn table(lang: Lang, base: &str, rows: &[ReportedRow]) -> AnyView {
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            let href = format!("{base}/{}", row.reference);
            view! {
                <tr>
                    <th scope="row">
                        <a href=href>{desk::inline(&row.title)}</a>
                        <small>{desk::reference(&row.reference)}</small>
                    </th>
                    <td class="n" data-l=t::reports::col_reports(lang)>{number(row.reports)}</td>
                    <td data-l=t::reports::col_reasons(lang)>{reasons(lang, &row.reasons)}</td>
                    <td data-l=t::reports::col_clock(lang)>{waiting(lang, row.waiting)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="tbl fold">
            <caption class="vh">{t::reports::queue(lang)}</caption>
            <thead>
                <tr>
                    <th scope="col">{t::reports::col_suggestion(lang)}</th>
                    <th scope="col" class="n">{t::reports::col_reports(lang)}</th>
                    <th scope="col">{t::reports::col_reasons(lang)}</th>
                    <th scope="col">{t::reports::col_clock(lang)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn reasons(lang: Lang, reasons: &[(PolicyReason, i64)]) -> AnyView {
    let items: Vec<_> = reasons
        .iter()
        .map(|(reason, many)| {
            view! { <li>{numbered(lang, *reason)} ": " {t::reports::count(lang, *many)}</li> }
        })
        .collect();
    view! { <ul>{items}</ul> }.into_any()
}

/// `GET /{lang}/desk/{agency}/reports/{ref}`
pub fn one(lang: Lang, view: ReportedPage) -> Page {
    let path = desk::path(lang, &view.head);
    let row = &view.row;
    let action = format!("{path}/reports/{}", row.reference);
    let hide = format!("{path}/suggestions/{}/hide", row.reference);
    let case = format!("{path}/suggestions/{}", row.reference);
    let notes: Vec<_> = view
        .notes
        .iter()
        .map(|(reason, words, on)| {
            view! {
                <li class="reply stack">
                    <p class="small muted">{desk::day(lang, *on)} " · " {numbered(lang, *reason)}</p>
                    {desk::block(words)}
                </li>
            }
        })
        .collect();
    let notes = match notes.is_empty() {
        true => view! { <p class="ghost">{t::reports::no_notes(lang)}</p> }.into_any(),
        false => view! { <ul class="stack">{notes}</ul> }.into_any(),
    };
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.head, Room::Reports)}
            <h1>{t::reports::one(lang)}</h1>
            {view.stale.then(|| desk::stale(t::reports::stale(lang)))}
            {errors::summary_of(lang, &view.errors)}
            <section class="reply stack">
                <p class="muted small">
                    <a href=case>{desk::reference(&row.reference)}</a> " · " {desk::day(lang, view.posted_on)}
                </p>
                <h2>{desk::inline(&row.title)}</h2>
                {desk::block(&view.text)}
            </section>
            <p>{t::reports::col_clock(lang)} ": " {waiting(lang, row.waiting)}</p>
            <section class="stack" aria-labelledby="h-reasons">
                <h2 id="h-reasons">{t::reports::by_reason(lang)}</h2>
                {reasons(lang, &row.reasons)}
            </section>
            <section class="stack" aria-labelledby="h-notes">
                <h2 id="h-notes">{t::reports::notes(lang)}</h2>
                {notes}
            </section>
            <section class="stack" aria-labelledby="h-keep">
                <h2 id="h-keep">{t::reports::keep_title(lang)}</h2>
                <form class="stack" method="post" action=action>
                    {field::hidden("seen", view.seen.to_string())}
                    {field::textarea(lang, Text {
                        id: "keep_note".to_owned(),
                        name: "keep_note",
                        label: t::reports::keep_note(lang).to_owned(),
                        hint: Some(t::reports::keep_hint(lang).to_owned()),
                        value: view.draft.keep_note.clone(),
                        error: errors::of(lang, &view.errors, "keep_note"),
                        max: Some(500),
                        rows: 3,
                        ..Text::default()
                    })}
                    <p class="row"><button class="btn" type="submit">{t::reports::keep(lang)}</button></p>
                </form>
            </section>
            <section class="stack" aria-labelledby="h-hide">
                <h2 id="h-hide">{t::reports::hide_title(lang)}</h2>
                <p>{t::reports::hide_means(lang)}</p>
                <p><a class="btn alt" href=hide>{t::hiding::way(lang)}</a></p>
            </section>
        </div>
    };
    Page::plain(
        format!("{} · {}", t::reports::one(lang), row.reference),
        main,
    )
    .wide()
}
