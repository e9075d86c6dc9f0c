//! One agency: its topics, what it owes, what it answered.

use leptos::prelude::*;
use shared::clocks::{DueKind, Promise, Stage};
use shared::lang::Lang;
use shared::view::agency::{AgencyName, AgencyPage, AgencyPast, Debt, Stages};

use super::agencies::oldest_debt;
use crate::i18n::{date, number, t};
use crate::layout::Page;
use crate::parts::crumb::crumb;
use crate::parts::prose::prose;
use crate::parts::{card, clock, verdicts};

/// The page of an agency.
pub fn page(lang: Lang, view: AgencyPage) -> Page {
    let name = view.agency.name.get(lang).to_owned();
    let topics = if view.topics.is_empty() {
        view! { <p>{t::agency::no_topics(lang)}</p> }.into_any()
    } else {
        let topics: Vec<_> = view
            .topics
            .into_iter()
            .map(|line| card::topic(lang, line, 3))
            .collect();
        view! { <ul class="topics">{topics}</ul> }.into_any()
    };
    let answers = if view.answers.is_empty() {
        view! { <p>{t::agency::no_answers(lang)}</p> }.into_any()
    } else {
        let answers: Vec<_> = view
            .answers
            .into_iter()
            .map(|line| card::answer(lang, line))
            .collect();
        view! { <ul class="ans">{answers}</ul> }.into_any()
    };
    let above = vec![(
        format!("/{}/agencies", lang.code()),
        t::agency::title(lang).into_any(),
    )];
    let main = view! {
        <div class="mast">
            <div class="wrap">
                {crumb(lang, above)}
                <h1>{name.clone()}</h1>
                {past(lang, &view.past)}
                <div class="lede">{prose(view.about.get(lang))}</div>
            </div>
        </div>
        <div class="wrap section stack loose">
            {promised(lang, view.promise)}
            <div class="stack">
                {debts(lang, &view.debt)}
                <p><a href=format!("/{}/agencies/{}/scorecard", lang.code(), view.agency.slug)>{t::scored::scorecard(lang)}</a></p>
                <p><a href=format!("/{}/agencies/{}/commitments", lang.code(), view.agency.slug)>{t::commitments::way(lang)}</a></p>
            </div>
            {verdicts::of_agency(lang, view.satisfaction)}
            <section aria-labelledby="h-t"><h2 id="h-t">{t::agency::topics(lang)}</h2>{topics}</section>
            <section aria-labelledby="h-a"><h2 id="h-a">{t::agency::answers(lang)}</h2>{answers}</section>
        </div>
    };
    Page::plain(name, main)
}

/// That it ended, what it was called, and what is part of it now; nothing for most.
fn past(lang: Lang, past: &AgencyPast) -> Option<AnyView> {
    let named = |one: &AgencyName| {
        let href = format!("/{}/agencies/{}", lang.code(), one.slug);
        view! { <a href=href>{one.name.get(lang).to_owned()}</a> }
    };
    let mut lines = Vec::new();
    if let Some(day) = past.closed {
        let day = date(lang, day);
        lines.push(match &past.merged_into {
            Some(heir) => {
                let words = t::agency::merged_into(lang, day);
                view! { <li>{words} " " {named(heir)}</li> }.into_any()
            }
            None => view! { <li>{t::agency::closed_since(lang, day)}</li> }.into_any(),
        });
    }
    lines.extend(past.former.iter().map(|(name, until)| {
        let words = t::agency::former(lang, date(lang, *until), name.get(lang));
        view! { <li>{words}</li> }.into_any()
    }));
    if !past.taken_in.is_empty() {
        let names: Vec<_> = past
            .taken_in
            .iter()
            .map(|one| view! { <li>{named(one)}</li> })
            .collect();
        lines.push(view! { <li>{t::agency::takes_in(lang)} <ul>{names}</ul></li> }.into_any());
    }
    (!lines.is_empty()).then(|| view! { <ul class="past">{lines}</ul> }.into_any())
}

/// What it promises beyond the common clocks; nothing where it promises no more.
fn promised(lang: Lang, promise: Promise) -> Option<AnyView> {
    let common = |kind: DueKind| t::topic::working_days(lang, i64::from(kind.working_days()));
    let said = |kind: DueKind| {
        let days = i64::from(promise.days(kind)?);
        Some(match kind {
            DueKind::Acknowledge => t::promises::acknowledge(lang, days, common(kind)),
            DueKind::Decide => t::promises::decide(lang, days, common(kind)),
        })
    };
    let lines: Vec<_> = DueKind::ALL
        .iter()
        .filter_map(|kind| said(*kind))
        .map(|words| view! { <li>{words}</li> })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section aria-labelledby="h-p">
                <h2 id="h-p">{t::promises::heading(lang)}</h2>
                <ul>{lines}</ul>
            </section>
        }
        .into_any()
    })
}

fn debts(lang: Lang, debt: &Debt) -> impl IntoView + use<> {
    let oldest = debt
        .oldest
        .map(|oldest| view! { <p>{oldest_debt(lang, oldest)}</p> });
    let row = |words: &'static str, stages: Stages| {
        let cell = |stage: &'static str, count: i64, late: bool| {
            let class = if late && count > 0 { "n red" } else { "n" };
            view! { <td class=class data-l=stage>{number(count)}</td> }
        };
        view! {
            <tr>
                <th scope="row">{words}</th>
                {cell(t::clock::not_started(lang), stages.not_started, false)}
                {cell(clock::stage(lang, Stage::OnTime), stages.on_time, false)}
                {cell(clock::stage(lang, Stage::DueSoon), stages.due_soon, false)}
                {cell(clock::stage(lang, Stage::Overdue), stages.overdue, true)}
                {cell(clock::stage(lang, Stage::LongOverdue), stages.long_overdue, true)}
            </tr>
        }
    };
    let stages: Vec<_> = Stage::ALL
        .iter()
        .map(|stage| view! { <th scope="col" class="n">{clock::stage(lang, *stage)}</th> })
        .collect();
    view! {
        <section aria-labelledby="h-d">
            <h2 id="h-d">{t::agency::owes(lang)}</h2>
            {oldest}
            <div class="scroll" tabindex="0" role="group" aria-label=t::agency::owes(lang)>
                <table class="tbl fold">
                    <caption class="vh">{t::agency::owes(lang)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{t::agency::owed(lang)}</th>
                            <th scope="col" class="n">{t::clock::not_started(lang)}</th>
                            {stages}
                        </tr>
                    </thead>
                    <tbody>
                        {row(t::agency::acknowledgements(lang), debt.acknowledge)}
                        {row(t::agency::decisions(lang), debt.decide)}
                    </tbody>
                </table>
            </div>
            <p class="small muted">{t::objection::late_stays(lang)}</p>
        </section>
    }
}
