//! The steward's objections: those that wait, and one to decide.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::objection::ObjectionOutcome;
use shared::view::objection::{
    Against, Decision, DecisionForm, ObjectionPage, ObjectionRow, ObjectionsPage,
};

use super::hiding::numbered;
use crate::i18n::t;
use crate::layout::Page;
use crate::parts::desk;
use crate::parts::errors;
use crate::parts::field::{self, Choice, Text};
use crate::parts::pager::pager;
use crate::parts::steward::{self, Room};
use crate::parts::waiting::waiting;

fn base(lang: Lang) -> String {
    format!("/{}/steward/objections", lang.code())
}

/// `GET /{lang}/steward/objections`
pub fn list(lang: Lang, view: ObjectionsPage) -> Page {
    let base = base(lang);
    let next = view.next.map(|after| format!("{base}?after={after}"));
    let first = view.later.then(|| base.clone());
    let open = match view.open.is_empty() {
        true => view! { <p class="ghost">{t::objection::none(lang)}</p> }.into_any(),
        false => table(lang, t::objection::queue(lang), &view.open),
    };
    let total = (view.total > 0).then(|| view! { <p>{t::objection::total(lang, view.total)}</p> });
    let decided = (!view.decided.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="h-decided">
                <h2 id="h-decided">{t::objection::decided_lately(lang)}</h2>
                {table(lang, t::objection::decided_lately(lang), &view.decided)}
            </section>
        }
    });
    let main = view! {
        <div class="wrap section stack">
            {steward::tabs(lang, Room::Objections)}
            <h1>{t::objection::queue(lang)}</h1>
            {total}
            {open}
            {pager(lang, first, next)}
            {decided}
        </div>
    };
    Page::plain(t::objection::queue(lang), main).wide()
}

fn table(lang: Lang, caption: &'static str, rows: &[ObjectionRow]) -> AnyView {
    let decided = rows.iter().any(|row| row.decided.is_some());
    let last = match decided {
        true => t::objection::col_decision(lang),
        false => t::objection::col_clock(lang),
    };
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            let href = format!("{}/{}", base(lang), row.id);
            let then = match row.decided {
                Some((outcome, on)) => {
                    view! { {outcome_word(lang, &row.against, outcome)} " · " {desk::day(lang, on)} }.into_any()
                }
                None => waiting(lang, row.waiting),
            };
            view! {
                <tr>
                    <th scope="row">
                        <a href=href>{desk::inline(&row.title)}</a>
                        <small>{desk::reference(&row.reference)}</small>
                    </th>
                    <td data-l=t::objection::col_agency(lang)><bdi>{row.agency.name.get(lang).to_owned()}</bdi></td>
                    <td data-l=t::objection::col_reason(lang)>{against(lang, &row.against)}</td>
                    <td data-l=last>{then}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="tbl fold">
            <caption class="vh">{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{t::objection::col_suggestion(lang)}</th>
                    <th scope="col">{t::objection::col_agency(lang)}</th>
                    <th scope="col">{t::objection::col_reason(lang)}</th>
                    <th scope="col">{last}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn outcome_word(lang: Lang, against: &Against, outcome: ObjectionOutcome) -> &'static str {
    match (against, outcome) {
        (Against::Hiding(_), ObjectionOutcome::Stands) => t::objection::outcome_stands(lang),
        (Against::Hiding(_), ObjectionOutcome::Restored) => t::objection::outcome_restored(lang),
        (Against::Merging { .. }, ObjectionOutcome::Stands) => {
            t::objection::outcome_stands_merged(lang)
        }
        (Against::Merging { .. }, ObjectionOutcome::Restored) => {
            t::objection::outcome_restored_merged(lang)
        }
    }
}

/// What is objected to, in a line.
fn against(lang: Lang, against: &Against) -> AnyView {
    match against {
        Against::Hiding(reason) => numbered(lang, *reason).into_any(),
        Against::Merging { title, .. } => {
            view! { {t::objection::merged_into(lang)} " " {desk::inline(title)} }.into_any()
        }
    }
}

/// What the desk did and why; for a merge with the text of the other.
fn done(lang: Lang, view: &ObjectionPage) -> AnyView {
    let row = &view.row;
    let agency = row.agency.name.get(lang).to_owned();
    let day = desk::day(lang, view.done_on);
    let note = view.note.as_ref().map(|note| {
        view! {
            <h3>{t::objection::note(lang)}</h3>
            {desk::block(note)}
        }
    });
    match &row.against {
        Against::Hiding(reason) => view! {
            <p>
                <b>{numbered(lang, *reason)}</b> " · " {t::objection::hidden_by(lang, agency)} " "
                {day}
            </p>
            {note}
        }
        .into_any(),
        Against::Merging {
            into,
            title,
            reason,
        } => {
            let href = format!("/{}/suggestions/{into}", lang.code());
            view! {
                <p>{t::objection::merged_by(lang, agency)} " " {day}</p>
                {reason.as_ref().map(desk::block)}
                <div class="reply stack">
                    <p class="muted small">
                        {t::objection::merged_into(lang)} " " <a href=href>{desk::reference(into)}</a>
                    </p>
                    <h3>{desk::inline(title)}</h3>
                    {view.into_text.as_ref().map(desk::block)}
                </div>
            }
            .into_any()
        }
    }
}

/// `GET /{lang}/steward/objections/{id}`
pub fn one(lang: Lang, view: ObjectionPage) -> Page {
    let row = &view.row;
    let title = t::objection::one(lang, row.reference.clone());
    let additions: Vec<_> = view
        .additions
        .iter()
        .map(|(text, on)| {
            view! {
                <p class="small muted">{t::answering::added(lang)} " " {desk::day(lang, *on)}</p>
                {desk::block(text)}
            }
        })
        .collect();
    let faults = view.form.as_ref().map(|form| form.errors.clone());
    let then = match (&view.decision, &view.form) {
        (Some(decision), _) => decided(lang, &row.against, decision),
        (None, Some(form)) => decide(lang, row, form, view.reopens),
        (None, None) => view! { <p class="ghost">{t::objection::party(lang)}</p> }.into_any(),
    };
    let main = view! {
        <div class="wrap section stack">
            {steward::tabs(lang, Room::Objections)}
            <h1>{title.clone()}</h1>
            {view.done.then(|| desk::said(t::objection::done(lang)))}
            {errors::summary_of(lang, &faults.unwrap_or_default())}
            <section class="stack" aria-labelledby="h-was">
                <h2 id="h-was">{t::objection::as_it_was(lang)}</h2>
                <div class="reply stack">
                    <p class="muted small">
                        {desk::reference(&row.reference)} " · "
                        <bdi>{view.topic.get(lang).to_owned()}</bdi> " · " {desk::day(lang, view.posted_on)}
                    </p>
                    <h3>{desk::inline(&row.title)}</h3>
                    {desk::block(&view.text)}
                    {additions}
                </div>
            </section>
            <section class="stack" aria-labelledby="h-why">
                <h2 id="h-why">{t::objection::col_reason(lang)}</h2>
                {done(lang, &view)}
            </section>
            <section class="stack" aria-labelledby="h-says">
                <h2 id="h-says">{t::objection::author_says(lang)}</h2>
                <p class="small muted">{t::objection::made_on(lang)} " " {desk::day(lang, row.objected_on)}</p>
                <div class="reply">{desk::block(&view.objection)}</div>
            </section>
            <section class="stack" aria-labelledby="h-decide">
                <h2 id="h-decide">{t::objection::decide(lang)}</h2>
                {row.decided.is_none().then(|| waiting(lang, row.waiting))}
                {then}
            </section>
        </div>
    };
    Page::plain(title, main).wide()
}

fn decided(lang: Lang, against: &Against, decision: &Decision) -> AnyView {
    view! {
        <p><b>{outcome_word(lang, against, decision.outcome)}</b> " · " {desk::day(lang, decision.on)}</p>
        <div class="reply">{desk::block(&decision.reason)}</div>
    }
    .into_any()
}

fn decide(lang: Lang, row: &ObjectionRow, form: &DecisionForm, reopens: bool) -> AnyView {
    let id = &row.id;
    let (restored, stands) = match row.against {
        Against::Hiding(_) => (
            t::objection::choose_restored(lang),
            t::objection::choose_stands(lang),
        ),
        Against::Merging { .. } => (
            t::objection::choose_restored_merged(lang),
            t::objection::choose_stands_merged(lang),
        ),
    };
    let choices = vec![
        (
            ObjectionOutcome::Restored.as_str().to_owned(),
            restored.to_owned(),
        ),
        (
            ObjectionOutcome::Stands.as_str().to_owned(),
            stands.to_owned(),
        ),
    ];
    view! {
        {reopens.then(|| view! { <p class="note">{t::hiding::restore_reopens(lang)}</p> })}
        <form class="stack" method="post" action=format!("{}/{id}", base(lang))>
            {field::radios(lang, Choice {
                id: "outcome".to_owned(),
                name: "outcome",
                label: t::objection::choose(lang).to_owned(),
                value: form.draft.outcome.clone(),
                error: errors::of(lang, &form.errors, "outcome"),
                choices,
                ..Choice::default()
            })}
            {field::textarea(lang, Text {
                id: "public_reason".to_owned(),
                name: "public_reason",
                label: t::objection::public_reason(lang).to_owned(),
                hint: Some(t::objection::public_reason_hint(lang).to_owned()),
                value: form.draft.public_reason.clone(),
                error: errors::of(lang, &form.errors, "public_reason"),
                max: Some(2_000),
                rows: 5,
                ..Text::default()
            })}
            <p class="small muted">{t::objection::last(lang)}</p>
            <p class="row"><button class="btn" type="submit">{t::objection::confirm(lang)}</button></p>
        </form>
    }
    .into_any()
}
