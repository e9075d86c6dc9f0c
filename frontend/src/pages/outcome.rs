//! What became of a topic.

use leptos::prelude::*;
use shared::answer::AnswerState;
use shared::lang::Lang;
use shared::topic::TopicState;
use shared::view::commitment::CommitmentLine;
use shared::view::outcome::OutcomePage;

use crate::i18n::{number, t};
use crate::layout::Page;
use crate::parts::pager::pager;
use crate::parts::prose::prose;
use crate::parts::topic_tabs::{Tab, address, head};
use crate::parts::{badge, commitment, text};

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
    let lines: Vec<_> = view.commitments.iter().map(|one| line(lang, one)).collect();
    let commitments = if lines.is_empty() {
        view! { <p>{t::outcome::no_commitments(lang)}</p> }.into_any()
    } else {
        view! { <ul class="promises">{lines}</ul> }.into_any()
    };
    let main = view! {
        {head(lang, &view.head, Tab::Outcome)}
        <div class="section">
            <div class="wrap two main">
                <section aria-labelledby="h-r">{report}</section>
                <aside class="stack" aria-labelledby="h-n">
                    {counts(lang, &view)}
                    <h2>{t::outcome::commitments(lang)}</h2>
                    {commitment::figures(lang, view.promises)}
                </aside>
            </div>
            <section class="wrap section" aria-labelledby="h-c">
                <h2 id="h-c">{t::outcome::each(lang)}</h2>
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
        <h2 id="h-n">{t::outcome::answers(lang)}</h2>
        <dl class="facts">
            {rows}
            <div><dt>{t::outcome::hidden(lang)}</dt><dd>{number(figures.hidden)}</dd></div>
            <div><dt>{t::outcome::merged(lang)}</dt><dd>{number(figures.merged)}</dd></div>
            <div><dt>{t::outcome::withdrawn(lang)}</dt><dd>{number(figures.withdrawn)}</dd></div>
        </dl>
    }
}

fn line(lang: Lang, line: &CommitmentLine) -> impl IntoView + use<> {
    let href = format!("/{}/suggestions/{}", lang.code(), line.reference);
    view! {
        <li>
            <p>
                {commitment::sign_of(lang, line)}
                <span class="muted">{t::outcome::until(lang)} " " {text::day(lang, line.until)}</span>
            </p>
            <div>
                <h3>{text::inline(line.what.clone())}</h3>
                <p class="small"><a href=href>{text::inline(line.title.clone())}</a></p>
            </div>
        </li>
    }
}
