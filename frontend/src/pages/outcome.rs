//! What became of a topic: what was asked, what was said, what was done.

mod said;

use leptos::prelude::*;
use shared::answer::AnswerState;
use shared::lang::Lang;
use shared::topic::TopicState;
use shared::view::outcome::{DecisionLine, OutcomePage};

use crate::i18n::{number, short_date, t};
use crate::layout::Page;
use crate::parts::pager::pager;
use crate::parts::prose::prose;
use crate::parts::topic_tabs::{Tab, address, head};
use crate::parts::{badge, commitment, text};

/// The outcome in its three parts.
pub fn page(lang: Lang, view: OutcomePage) -> Page {
    let title = t::outcome::page_title(lang, view.head.title.get(lang));
    let main = view! {
        {head(lang, &view.head, Tab::Outcome)}
        {asked(lang, &view)}
        {said::said(lang, &view)}
        {done(lang, &view)}
    };
    Page::plain(title, main)
}

/// Suggestions that left public view.
fn gone(view: &OutcomePage) -> i64 {
    let figures = view.head.figures;
    figures.hidden + figures.merged + figures.withdrawn
}

fn asked(lang: Lang, view: &OutcomePage) -> impl IntoView + use<> {
    let bar = view.head.bar;
    let days = bar.closes.since(bar.opens).map(|days| days.get_days());
    let days = i64::from(days.unwrap_or_default()) + 1;
    let title = match bar.state {
        TopicState::Open => t::outcome::asked_open(lang, short_date(lang, bar.closes)),
        _ => t::outcome::asked(lang, days),
    };
    let agency = format!("/{}/agencies/{}", lang.code(), view.head.agency.slug);
    let name = view.head.agency.name.get(lang).to_owned();
    let lists = view.head.edition.map(|edition| {
        view! { <div><dt>{t::outcome::lists(lang)}</dt><dd>{number(edition.lists)}</dd></div> }
    });
    let made = view.head.figures.published + gone(view);
    view! {
        <section class="section" aria-labelledby="h-asked">
            <div class="wrap stack">
                <h2 id="h-asked">{title}</h2>
                <div class="two main">
                    <div class="measure stack">
                        <p>{view.head.question.get(lang).to_owned()}</p>
                        <h3>{t::topic::what_happens(lang)}</h3>
                        <div>{prose(view.what_happens.get(lang))}</div>
                    </div>
                    <dl class="facts">
                        <div><dt>{t::topic::who_answers(lang)}</dt><dd><a href=agency>{name}</a></dd></div>
                        <div><dt>{t::topic::opens(lang)}</dt><dd>{text::day(lang, bar.opens)}</dd></div>
                        <div><dt>{t::topic::closes(lang)}</dt><dd>{text::day(lang, bar.closes)}</dd></div>
                        <div><dt>{t::outcome::made(lang)}</dt><dd>{number(made)}</dd></div>
                        {lists}
                    </dl>
                </div>
            </div>
        </section>
    }
}

fn done(lang: Lang, view: &OutcomePage) -> impl IntoView + use<> {
    let figures = view.head.figures;
    let title = match figures.adopted + figures.rejected {
        0 => t::outcome::decided_none(lang).to_owned(),
        _ => t::outcome::decided(lang, number(figures.adopted), number(figures.rejected)),
    };
    let report = match &view.report {
        Some(report) => view! {
            <h3 id="h-r">{t::outcome::report(lang)}</h3>
            <div class="prose measure">{prose(report.get(lang))}</div>
        }
        .into_any(),
        None => missing(lang, view).into_any(),
    };
    view! {
        <section class="section" aria-labelledby="h-done">
            <div class="wrap stack count">
                <h2 id="h-done">{title}</h2>
                {overdue(lang, view)}
                <div class="two main">
                    <section class="stack" aria-labelledby="h-r">{report}</section>
                    <aside aria-labelledby="h-n">{counts(lang, view)}</aside>
                </div>
                {promises(lang, view)}
                {decisions(lang, view)}
            </div>
        </section>
    }
}

/// What is past its day stands above everything else that was done.
fn overdue(lang: Lang, view: &OutcomePage) -> Option<AnyView> {
    let many = view.promises.overdue;
    let agency = &view.head.agency.slug;
    let href = format!("/{}/commitments?agency={agency}&due=overdue", lang.code());
    (many > 0).then(|| {
        view! {
            <p>
                {commitment::late_sign(t::outcome::overdue(lang, many))} " "
                <a href=href>{t::outcome::overdue_see(lang)}</a>
            </p>
        }
        .into_any()
    })
}

/// What still stands between the topic and its conclusion.
fn missing(lang: Lang, view: &OutcomePage) -> impl IntoView + use<> {
    let undecided = view.head.figures.undecided();
    let open = view.head.bar.state == TopicState::Open;
    let still_open = open.then(|| view! { <li>{t::outcome::still_open(lang)}</li> });
    let decisions =
        (undecided > 0).then(|| view! { <li>{t::outcome::undecided(lang, undecided)}</li> });
    view! {
        <h3 id="h-r">{t::outcome::not_yet(lang)}</h3>
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
        <h3 id="h-n">{t::outcome::answers(lang)}</h3>
        <dl class="facts">
            {rows}
            <div><dt>{t::outcome::hidden(lang)}</dt><dd>{number(figures.hidden)}</dd></div>
            <div><dt>{t::outcome::merged(lang)}</dt><dd>{number(figures.merged)}</dd></div>
            <div><dt>{t::outcome::withdrawn(lang)}</dt><dd>{number(figures.withdrawn)}</dd></div>
        </dl>
    }
}

/// What was committed to, in all.
fn promises(lang: Lang, view: &OutcomePage) -> impl IntoView + use<> {
    let counts = match view.promises.all() {
        0 => view! { <p>{t::outcome::no_commitments(lang)}</p> }.into_any(),
        _ => commitment::figures(lang, view.promises).into_any(),
    };
    view! {
        <section aria-labelledby="h-c">
            <h3 id="h-c">{t::outcome::commitments(lang)}</h3>
            {counts}
        </section>
    }
}

fn decisions(lang: Lang, view: &OutcomePage) -> Option<AnyView> {
    if view.decisions.is_empty() && !view.later {
        return None;
    }
    let base = format!("{}/outcome", address(lang, &view.head.slug));
    let next = view
        .next
        .as_ref()
        .map(|cursor| format!("{base}?after={cursor}#h-e"));
    let first = view.later.then(|| base.clone());
    let lines: Vec<_> = view
        .decisions
        .iter()
        .map(|one| decision(lang, one))
        .collect();
    let section = view! {
        <section class="stack" aria-labelledby="h-e">
            <h3 id="h-e">{t::outcome::decisions(lang)}</h3>
            <ul class="promises">{lines}</ul>
            {pager(lang, first, next)}
        </section>
    };
    Some(section.into_any())
}

fn decision(lang: Lang, line: &DecisionLine) -> impl IntoView + use<> {
    let href = format!("/{}/suggestions/{}", lang.code(), line.reference);
    let reason = line.reason.clone();
    let corrected = (line.corrections > 0).then(|| {
        view! { <p class="small muted">{t::outcome::corrected(lang, line.corrections)}</p> }
    });
    let promise = line.commitment.as_ref().map(|one| {
        view! {
            <p>{t::answer::commitment(lang)} ": " <b>{text::inline(one.what.clone())}</b></p>
            <p class="row">
                {commitment::sign_of(lang, one)}
                <span class="muted">{t::outcome::until(lang)} " " {text::day(lang, one.until)}</span>
            </p>
        }
    });
    view! {
        <li>
            <p>{badge::badge(lang, line.answer)} <span class="muted">{text::day(lang, line.on)}</span></p>
            <div>
                <h4><a href=href>{text::inline(line.title.clone())}</a></h4>
                <blockquote lang=reason.lang.html_lang() dir=reason.dir.code() data-user-text="">
                    {reason.text}
                </blockquote>
                {corrected}
                {promise}
            </div>
        </li>
    }
}
