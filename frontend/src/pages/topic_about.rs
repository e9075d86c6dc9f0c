//! What a topic is about, its days and its clocks.

use leptos::prelude::*;
use shared::clocks::DueKind;
use shared::lang::Lang;
use shared::topic::Participation;
use shared::view::topic::TopicAbout;

use crate::i18n::{short_date, t};
use crate::layout::Page;
use crate::parts::prose::prose;
use crate::parts::topic_tabs::{Tab, address, head};
use crate::parts::{calendar, text, topic_links};

/// The page about a topic.
pub fn page(lang: Lang, view: TopicAbout) -> Page {
    let follow = format!("{}/follow", address(lang, &view.head.slug));
    let main = view! {
        {head(lang, &view.head, Tab::About)}
        {body(lang, &view)}
        <div class="wrap section"><p><a class="btn alt" href=follow>{t::notices::begin(lang)}</a></p></div>
    };
    let title = t::topic::about_title(lang, view.head.title.get(lang));
    Page::plain(title, main)
}

/// What the page says under its head.
pub fn body(lang: Lang, view: &TopicAbout) -> impl IntoView + use<> {
    let bar = view.head.bar;
    let short = (!view.short_reason.is_empty()).then(|| {
        view! {
            <h3>{t::topic::short_reason(lang)}</h3>
            {prose(view.short_reason.get(lang))}
        }
    });
    let extensions: Vec<_> = view
        .extensions
        .iter()
        .map(|one| {
            view! {
                <li>
                    {text::day(lang, one.on)} ": "
                    {t::topic::extended(lang, short_date(lang, one.before), short_date(lang, one.after))}
                    " " {one.reason.get(lang).to_owned()}
                </li>
            }
        })
        .collect();
    let extensions = (!extensions.is_empty()).then(|| {
        view! {
            <section aria-labelledby="h-x">
                <h2 id="h-x">{t::topic::extensions(lang)}</h2>
                <p class="small muted">{t::topic::extensions_note(lang)}</p>
                <ul>{extensions}</ul>
            </section>
        }
    });
    let rank_only = bar.rank_only_from.map(|from| {
        view! { <div><dt>{t::topic::rank_only_from(lang)}</dt><dd>{text::full_day(lang, from)}</dd></div> }
    });
    let agency_href = format!("/{}/agencies/{}", lang.code(), view.head.agency.slug);
    let agency = view.head.agency.name.get(lang).to_owned();
    let days = |kind: DueKind| i64::from(kind.working_days());
    let promised = |kind: DueKind| {
        let days = i64::from(view.promise.days(kind)?);
        let (words, days) = match kind {
            DueKind::Acknowledge => (
                t::promises::acknowledge_short(lang),
                t::topic::working_days(lang, days),
            ),
            DueKind::Decide => (
                t::promises::decide_short(lang),
                t::topic::working_days_after_closing(lang, days),
            ),
        };
        Some(view! { <div><dt>{words}</dt><dd>{days}</dd></div> })
    };
    let moved = (!view.calendar_changes.is_empty()).then(|| {
        view! {
            <section aria-labelledby="h-c">
                <h2 id="h-c">{t::calendar::topic_notices(lang)}</h2>
                <p class="small muted">
                    {t::calendar::topic_notices_note(lang)} " "
                    <a href=format!("/{}/calendar", lang.code())>{t::calendar::title(lang)}</a>
                </p>
                {calendar::changes(lang, &view.calendar_changes)}
            </section>
        }
    });
    view! {
        <div class="wrap section stack measure">
            <section class="prose" aria-labelledby="h-a">
                <h2 id="h-a">{t::topic::about(lang)}</h2>
                {prose(view.description.get(lang))}
            </section>
            <section class="prose" aria-labelledby="h-w">
                <h2 id="h-w">{t::topic::what_happens(lang)}</h2>
                {prose(view.what_happens.get(lang))}
            </section>
            <section aria-labelledby="h-d">
                <h2 id="h-d">{t::topic::days_and_clocks(lang)}</h2>
                <dl class="facts">
                    <div><dt>{t::topic::participation(lang)}</dt><dd>{level(lang, view.participation)}</dd></div>
                    <div><dt>{t::topic::who_answers(lang)}</dt><dd><a href=agency_href>{agency}</a></dd></div>
                    <div><dt>{t::topic::opens(lang)}</dt><dd>{text::full_day(lang, bar.opens)}</dd></div>
                    {rank_only}
                    <div><dt>{t::topic::closes(lang)}</dt><dd>{text::full_day(lang, bar.closes)}</dd></div>
                    <div><dt>{t::topic::acknowledge_time(lang)}</dt><dd>{t::topic::working_days(lang, days(DueKind::Acknowledge))}</dd></div>
                    <div><dt>{t::topic::decide_time(lang)}</dt><dd>{t::topic::working_days_after_closing(lang, days(DueKind::Decide))}</dd></div>
                    {promised(DueKind::Acknowledge)}
                    {promised(DueKind::Decide)}
                    <div><dt>{t::topic::list_places(lang)}</dt><dd>{view.list_places}</dd></div>
                    <div><dt>{t::topic::per_person(lang)}</dt><dd>{view.per_person}</dd></div>
                </dl>
                {short}
            </section>
            {links(lang, view)}
            {extensions}
            {versions(lang, view)}
            {moved}
        </div>
    }
}

fn links(lang: Lang, view: &TopicAbout) -> Option<AnyView> {
    let lines: Vec<_> = view
        .links
        .iter()
        .map(|one| view! { <li>{topic_links::line(lang, one)}</li> })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section aria-labelledby="h-l">
                <h2 id="h-l">{t::links::heading(lang)}</h2>
                <p class="small muted">{t::links::elsewhere(lang)}</p>
                <ul class="links">{lines}</ul>
            </section>
        }
        .into_any()
    })
}

fn versions(lang: Lang, view: &TopicAbout) -> Option<AnyView> {
    let before: Vec<_> = view
        .versions
        .iter()
        .map(|one| {
            view! {
                <li class="stack">
                    <p>
                        <b>{t::versions::corrected(lang)} " " {text::day(lang, one.on)} ": "</b>
                        {one.reason.get(lang).to_owned()}
                    </p>
                    <details>
                        <summary>{t::versions::before(lang, short_date(lang, one.on))}</summary>
                        <div class="prose">{prose(one.description.get(lang))}</div>
                    </details>
                </li>
            }
        })
        .collect();
    (!before.is_empty()).then(|| {
        view! {
            <section aria-labelledby="h-v">
                <h2 id="h-v">{t::versions::heading(lang)}</h2>
                <p class="small muted">{t::versions::note(lang)}</p>
                <ul>{before}</ul>
            </section>
        }
        .into_any()
    })
}

fn level(lang: Lang, level: Participation) -> &'static str {
    match level {
        Participation::Information => t::topic::information(lang),
        Participation::Consultation => t::topic::consultation(lang),
        Participation::DecisionMaking => t::topic::decision_making(lang),
    }
}
