//! What became of a topic.

use leptos::prelude::*;
use shared::answer::AnswerState;
use shared::commitment::CommitmentState;
use shared::lang::Lang;
use shared::topic::TopicState;
use shared::view::commitment::CommitmentLine;
use shared::view::outcome::OutcomePage;

use crate::i18n::{number, t};
use crate::layout::Page;
use crate::parts::pager::pager;
use crate::parts::prose::prose;
use crate::parts::topic_tabs::{Tab, address, head};
use crate::parts::{badge, text};

/// The outcome: the report, the counts, the commitments.
pub fn page(lang: Lang, view: OutcomePage) -> Page {
    let title = t::outcome::page_title(lang, view.head.title.get(lang));
    let base = format!("{}/outcome", address(lang, &view.head.slug));
    let next = view
        .next
        .as_ref()
        .map(|cursor| format!("{base}?after={cursor}"));
    let report = match &view.report {
        Some(report) => view! {
            <div class="prose measure">
                <h2 id="h-r">{t::outcome::report(lang)}</h2>
                {prose(report.get(lang))}
            </div>
        }
        .into_any(),
        None => missing(lang, &view).into_any(),
    };
    let lines: Vec<_> = view
        .commitments
        .iter()
        .map(|line| commitment(lang, line))
        .collect();
    let commitments = if lines.is_empty() {
        view! { <p>{t::outcome::no_commitments(lang)}</p> }.into_any()
    } else {
        view! { <ul class="log promises">{lines}</ul> }.into_any()
    };
    let main = view! {
        {head(lang, &view.head, Tab::Outcome)}
        <div class="wrap section stack">
            <section aria-labelledby="h-r">{report}</section>
            {counts(lang, &view)}
            <section aria-labelledby="h-c">
                <h2 id="h-c">{t::outcome::commitments(lang)}</h2>
                {promises(lang, &view)}
                {commitments}
                {pager(lang, None, next)}
            </section>
        </div>
    };
    Page::plain(title, main)
}

/// What still stands between the topic and its conclusion.
fn missing(lang: Lang, view: &OutcomePage) -> impl IntoView + use<> {
    let undecided = view.head.figures.undecided();
    let open = view.head.bar.state == TopicState::Open;
    let still_open = open.then(|| view! { <li>{t::outcome::still_open(lang)}</li> });
    let decisions =
        (undecided > 0).then(|| view! { <li>{t::outcome::undecided(lang, undecided)}</li> });
    view! {
        <h2 id="h-r">{t::outcome::not_yet(lang)}</h2>
        <p>{t::outcome::promise(lang)}</p>
        <p>{t::outcome::missing(lang)}</p>
        <ul>{still_open} {decisions} <li>{t::outcome::no_report(lang)}</li></ul>
    }
}

fn counts(lang: Lang, view: &OutcomePage) -> impl IntoView + use<> {
    let figures = view.head.figures;
    let rows: Vec<_> = [
        (AnswerState::Adopted, figures.adopted),
        (AnswerState::Rejected, figures.rejected),
        (AnswerState::Acknowledged, figures.acknowledged),
        (AnswerState::None, figures.unanswered),
    ]
    .into_iter()
    .map(|(answer, count)| {
        let href = format!("{}?answer={answer}", address(lang, &view.head.slug));
        view! { <div><dt>{badge::badge(lang, answer)}</dt><dd><a href=href>{number(count)}</a></dd></div> }
    })
    .collect();
    view! {
        <section aria-labelledby="h-n">
            <h2 id="h-n">{t::outcome::answers(lang)}</h2>
            <dl class="facts">
                {rows}
                <div><dt>{t::outcome::hidden(lang)}</dt><dd>{number(figures.hidden)}</dd></div>
                <div><dt>{t::outcome::merged(lang)}</dt><dd>{number(figures.merged)}</dd></div>
                <div><dt>{t::outcome::withdrawn(lang)}</dt><dd>{number(figures.withdrawn)}</dd></div>
            </dl>
        </section>
    }
}

fn promises(lang: Lang, view: &OutcomePage) -> impl IntoView + use<> {
    let counts = view.promises;
    let rows: Vec<_> = [
        (CommitmentState::Planned, counts.planned),
        (CommitmentState::InProgress, counts.in_progress),
        (CommitmentState::Done, counts.done),
        (CommitmentState::Dropped, counts.dropped),
    ]
    .into_iter()
    .map(|(state, count)| {
        view! { <div><dt>{commitment_state(lang, state)}</dt><dd>{number(count)}</dd></div> }
    })
    .collect();
    let overdue = (counts.overdue > 0)
        .then(|| view! { <p class="red">{t::outcome::overdue(lang, counts.overdue)}</p> });
    view! { <dl class="facts">{rows}</dl> {overdue} }
}

fn commitment(lang: Lang, line: &CommitmentLine) -> impl IntoView + use<> {
    let href = format!("/{}/suggestions/{}", lang.code(), line.reference);
    let overdue = line
        .overdue
        .then(|| view! { <strong class="red">{t::outcome::late(lang)}</strong> });
    view! {
        <li>
            <span class="muted">
                {t::outcome::until(lang)} " " {text::day(lang, line.until)} " · "
                {commitment_state(lang, line.state)} " " {overdue}
            </span>
            <span>
                {text::inline(line.what.clone())} <br/>
                <a class="small" href=href>{text::inline(line.title.clone())}</a>
            </span>
        </li>
    }
}

/// The word for where a commitment stands.
pub fn commitment_state(lang: Lang, state: CommitmentState) -> &'static str {
    match state {
        CommitmentState::Planned => t::outcome::planned(lang),
        CommitmentState::InProgress => t::outcome::in_progress(lang),
        CommitmentState::Done => t::outcome::done(lang),
        CommitmentState::Dropped => t::outcome::dropped(lang),
    }
}
