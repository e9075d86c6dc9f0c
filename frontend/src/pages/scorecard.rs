//! How one agency answers.

use leptos::prelude::*;
use shared::clocks::{DueKind, Stage};
use shared::lang::Lang;
use shared::scorecard::figures::{Share, Taken};
use shared::view::clock::Ring;
use shared::view::transparency::{ClockCard, Gone, ScorecardPage, Scored, Waiting};

use super::transparency::since;
use crate::i18n::{date, number, short_date, t};
use crate::layout::Page;
use crate::parts::crumb::crumb;
use crate::parts::{chart, choosing, clock, commitment, share, text, verdicts};

/// `GET /{lang}/agencies/{slug}/scorecard`
pub fn page(lang: Lang, view: ScorecardPage) -> Page {
    let name = view.scored.agency.name.get(lang).to_owned();
    let title = t::scored::scorecard_of(lang, name.clone());
    let agency = format!("/{}/agencies/{}", lang.code(), view.scored.agency.slug);
    let path = format!("{agency}/scorecard");
    let above = vec![
        (
            format!("/{}/agencies", lang.code()),
            t::scored::all_agencies(lang).into_any(),
        ),
        (agency.clone(), name.into_any()),
    ];
    let silent = view
        .scored
        .silent
        .map(|silent| view! { <p>{since(lang, silent)}</p> });
    let main = view! {
        <div class="mast">
            <div class="wrap">
                {crumb(lang, above)}
                <h1>{title.clone()}</h1>
                <p class="lede">{sentence(lang, &view.scored)}</p>
                {silent}
                {ended(lang, &view.scored)}
                {choosing::as_of(lang, view.as_of)}
            </div>
        </div>
        <div class="wrap section stack">
            {choosing::form(lang, &path, &view.choosing, false)}
            {choosing::chosen(lang, &view.choosing)}
            <div class="two level">
                {card(lang, DueKind::Acknowledge, &view.acknowledge)}
                {card(lang, DueKind::Decide, &view.decide)}
            </div>
        </div>
        <section class="section band" aria-labelledby="h-trend">
            <div class="wrap stack">
                <h2 id="h-trend">{t::scored::on_time(lang)}</h2>
                {chart::on_time(lang, &view.trend)}
            </div>
        </section>
        <section class="section" aria-labelledby="h-became">
            <div class="wrap stack">
                <h2 id="h-became">{t::scored::became(lang)}</h2>
                {became(lang, &view.scored)}
                <p><a href=format!("{agency}/commitments")>{t::commitments::way(lang)}</a></p>
                {gone(lang, &view.scored.gone)}
                {verdicts::of_agency(lang, view.scored.said.shown())}
            </div>
        </section>
        <section class="section" aria-labelledby="h-longest">
            <div class="wrap stack">
                <h2 id="h-longest">{t::scored::longest(lang)}</h2>
                {longest(lang, &view.waiting)}
            </div>
        </section>
        {quote(lang, &view)}
        {choosing::definitions(lang, &view.choosing)}
    };
    Page::plain(title, main)
}

/// That it is closed, and that others are part of it; nothing for most.
fn ended(lang: Lang, one: &Scored) -> Vec<AnyView> {
    let closed = one
        .closed
        .map(|day| t::agency::closed_since(lang, short_date(lang, day)));
    let taken_in = (one.taken_in > 0).then(|| t::scored::taken_in(lang, one.taken_in));
    let said = closed.into_iter().chain(taken_in);
    said.map(|words| view! { <p>{words}</p> }.into_any())
        .collect()
}

/// The one sentence that says it all.
fn sentence(lang: Lang, one: &Scored) -> String {
    let mut said = Vec::new();
    if one.topics == 0 {
        return t::agency::no_topics(lang).to_owned();
    }
    if one.acknowledge.of + one.decide.of == 0 {
        said.push(t::scored::sentence_none(lang).to_owned());
    } else {
        said.push(t::scored::sentence(
            lang,
            share::of(one.acknowledge),
            share::of(one.decide),
        ));
    }
    said.push(match one.oldest {
        Some(oldest) => t::scored::sentence_oldest(lang, oldest.working_days_late),
        None => t::scored::sentence_clear(lang).to_owned(),
    });
    said.join(" ")
}

/// What can be quoted of the agency, with its day.
fn quote(lang: Lang, view: &ScorecardPage) -> impl IntoView + use<> {
    let one = &view.scored;
    let name = one.agency.name.get(lang);
    let mut said = vec![t::scored::quote_agency_late(
        lang,
        one.late(),
        date(lang, view.as_of.day),
        name,
    )];
    said.extend(
        one.silent
            .map(|silent| t::scored::quote_agency_silent(lang, date(lang, silent.since))),
    );
    said.extend(choosing::quoted_on_time(
        lang,
        &view.choosing,
        t::scored::quote_agency_on_time,
        [one.acknowledge, one.decide],
    ));
    let of = |share: Share| choosing::counted(lang, number(share.hits), share.of);
    let (adopted, done) = (one.adopted_share(), one.done_share());
    said.extend((adopted.of > 0).then(|| t::scored::quote_agency_adopted(lang, of(adopted))));
    said.extend((done.of > 0).then(|| t::scored::quote_agency_done(lang, of(done))));
    choosing::quote(lang, &view.choosing, said, &view.link)
}

fn card(lang: Lang, kind: DueKind, card: &ClockCard) -> impl IntoView + use<> {
    let (id, title, rule) = match kind {
        DueKind::Acknowledge => (
            "h-acknowledge",
            t::scored::acknowledgement(lang),
            t::scored::acknowledgement_rule(lang),
        ),
        DueKind::Decide => (
            "h-decide",
            t::scored::decision(lang),
            t::scored::decision_rule(lang),
        ),
    };
    let on_time = card.ended.on_time();
    let fact = |words: &'static str, value: Option<String>| {
        value.map(|value| view! { <div><dt>{words}</dt><dd>{value}</dd></div> })
    };
    let taken = |percent: i64| {
        card.ended.within(percent).map(|taken| match taken {
            Taken::Days(days) => t::scored::days(lang, days),
            Taken::NotAnswered => t::scored::not_answered(lang).to_owned(),
        })
    };
    // A place among one, and its middle, say nothing.
    let place = match card.rank {
        Some((_, 1)) => None,
        Some((place, all)) => Some(t::scored::place_of(lang, place, all)),
        None => Some(t::scored::no_rank(lang).to_owned()),
    };
    let middle = card
        .median_of_all
        .filter(|_| card.rank.is_none_or(|(_, all)| all > 1));
    let stages: Vec<_> = [
        (None, card.owed.not_started),
        (Some(Stage::OnTime), card.owed.on_time),
        (Some(Stage::DueSoon), card.owed.due_soon),
        (Some(Stage::Overdue), card.owed.overdue),
        (Some(Stage::LongOverdue), card.owed.long_overdue),
    ]
    .into_iter()
    .filter(|(stage, many)| stage.is_some() || *many > 0)
    .map(|(stage, many)| {
        let words = stage.map_or_else(|| t::clock::not_started(lang), |stage| clock::stage(lang, stage));
        let late = matches!(stage, Some(Stage::Overdue | Stage::LongOverdue)) && many > 0;
        let ring = match stage {
            None => Ring::Empty,
            Some(Stage::OnTime) => Ring::Arc { percent: 50 },
            Some(Stage::DueSoon) => Ring::Dot,
            Some(Stage::Overdue) => Ring::Mark,
            Some(Stage::LongOverdue) => Ring::Solid,
        };
        view! {
            <li>{clock::ring(ring)} <span>{words}</span> <b class=late.then_some("red")>{number(many)}</b></li>
        }
    })
    .collect();
    view! {
        <section class="measured stack" aria-labelledby=id>
            <h2 id=id>{title}</h2>
            <p class="muted">{rule}</p>
            <p class="hero"><b>{share::of(on_time)}</b> " " <span>{t::scored::on_time_short(lang)}</span></p>
            {share::drawn(lang, on_time, middle)}
            <dl class="facts">
                {fact(t::scored::interval(lang), share::interval(lang, on_time))}
                {fact(t::scored::came_due(lang), Some(number(card.ended.cases)))}
                {fact(t::scored::half(lang), taken(50))}
                {fact(t::scored::nine(lang), taken(90))}
                {fact(t::scored::of_all(lang), middle.map(share::percent))}
                {fact(t::scored::place(lang), place)}
            </dl>
            <h3>{t::scored::owed_today(lang)}</h3>
            <ul class="debt">{stages}</ul>
        </section>
    }
}

fn became(lang: Lang, one: &Scored) -> impl IntoView + use<> {
    let decisions = one.adopted + one.rejected;
    let words = match decisions {
        0 => t::scored::decisions_none(lang).to_owned(),
        many => t::scored::decisions(lang, many, number(one.adopted), number(one.rejected)),
    };
    view! { <p>{words}</p> {commitment::parted(lang, one.promises)} }
}

fn gone(lang: Lang, gone: &Gone) -> impl IntoView + use<> {
    let rows: Vec<_> = [
        (t::scored::gone_hidden(lang), gone.hidden),
        (t::scored::gone_merged(lang), gone.merged),
        (t::scored::gone_withdrawn(lang), gone.withdrawn),
    ]
    .into_iter()
    .map(|(words, (many, late))| {
        let late = (late > 0).then(|| {
            view! { <small class="red">{t::scored::gone_late(lang, late)}</small> }
        });
        view! { <div><dt>{words} " " {late}</dt><dd>{number(many)}</dd></div> }
    })
    .collect();
    view! {
        <h3>{t::scored::gone(lang)}</h3>
        <dl class="facts measure">{rows}</dl>
    }
}

fn longest(lang: Lang, waiting: &[Waiting]) -> AnyView {
    if waiting.is_empty() {
        return view! { <p>{t::scored::longest_none(lang)}</p> }.into_any();
    }
    let rows: Vec<_> = waiting
        .iter()
        .map(|one| {
            let href = format!("/{}/suggestions/{}", lang.code(), one.reference);
            let kind = match one.kind {
                DueKind::Acknowledge => t::scored::acknowledgement(lang),
                DueKind::Decide => t::scored::decision(lang),
            };
            let (class, ring) = match one.long {
                true => ("clock long", Ring::Solid),
                false => ("clock over", Ring::Mark),
            };
            view! {
                <tr>
                    <th scope="row">
                        <a href=href>{text::inline(one.title.clone())}</a>
                        <small>{one.topic.get(lang).to_owned()}</small>
                    </th>
                    <td data-l=t::scored::waits_for(lang)>{kind}</td>
                    <td data-l=t::scored::was_due(lang)>{short_date(lang, one.due)}</td>
                    <td class="n red" data-l=t::scored::days_late(lang)>
                        <span class=class>{clock::ring(ring)} <span>{number(one.working_days_late)}</span></span>
                    </td>
                </tr>
            }
        })
        .collect();
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=t::scored::longest(lang)>
            <table class="tbl fold">
                <caption class="vh">{t::scored::longest(lang)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t::count::suggestion(lang)}</th>
                        <th scope="col">{t::scored::waits_for(lang)}</th>
                        <th scope="col">{t::scored::was_due(lang)}</th>
                        <th scope="col" class="n">{t::scored::days_late(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
