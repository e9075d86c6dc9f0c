//! Where a topic stands: suggest and rank, rank only, the agency decides.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::topic::{Phase, TopicState};
use shared::view::topics::TopicBar;

use crate::i18n::{short_date, t};

/// The whole bar, at the head of a topic's pages.
pub fn plan(lang: Lang, bar: TopicBar, agency: &str) -> impl IntoView + use<> {
    let [suggest, rank, decide] = bar.gone();
    let dates = t::topic::from_to(
        lang,
        short_date(lang, bar.opens),
        short_date(lang, bar.suggest_until()),
    );
    let rank_only = match bar.rank_only_from {
        Some(from) => t::topic::from_to(lang, short_date(lang, from), short_date(lang, bar.closes)),
        None => t::topic::no_rank_only(lang).to_owned(),
    };
    let decide_by = t::topic::decide_by(lang, short_date(lang, bar.decide_by));
    let concluded = bar.state == TopicState::Concluded;
    let decides = t::topic::decides(lang, agency);
    view! {
        <div class="plan">
            {part(lang, suggest)}
            {part(lang, rank)}
            {part(lang, if concluded { 100 } else { decide })}
            <div><b>{t::topic::suggest_and_rank(lang)}</b> <span>{dates}</span></div>
            <div><b>{t::topic::rank_only(lang)}</b> <span>{rank_only}</span></div>
            <div><b>{decides}</b> <span>{decide_by}</span></div>
        </div>
        <p class="now"><strong>{now(lang, &bar)}</strong></p>
    }
}

/// The short bar of a topic in a list.
pub fn track(lang: Lang, bar: TopicBar) -> impl IntoView {
    let [suggest, rank, _] = bar.gone();
    view! {
        <div class="phase">
            <div class="pl"><span><b>{phase(lang, &bar)}</b></span> <span>{left(lang, &bar)}</span></div>
            <div class="track" aria-hidden="true">{part(lang, suggest)} {part(lang, rank)}</div>
        </div>
    }
}

/// One part of the bar, filled from the side where reading begins.
fn part(lang: Lang, percent: i64) -> impl IntoView {
    let from = if lang == Lang::Ar { 100 - percent } else { 0 };
    let gone = (percent > 0).then(|| {
        view! {
            <svg viewBox="0 0 100 1" preserveAspectRatio="none">
                <rect class="gone" x=from.to_string() width=percent.to_string() height="1"></rect>
            </svg>
        }
    });
    view! { <i aria-hidden="true">{gone}</i> }
}

/// What is possible today, in a few words.
pub fn phase(lang: Lang, bar: &TopicBar) -> &'static str {
    match (bar.state, bar.phase) {
        (TopicState::Draft, _) => t::topic::draft(lang),
        (TopicState::Concluded, _) => t::topic::concluded(lang),
        (TopicState::Closed, _) | (TopicState::Open, Phase::Ended) => t::topic::closed(lang),
        (TopicState::Open, Phase::BeforeOpening) => t::topic::not_yet(lang),
        (TopicState::Open, Phase::SuggestAndRank) => t::topic::suggest_and_rank(lang),
        (TopicState::Open, Phase::RankOnly) => t::topic::rank_only(lang),
    }
}

/// How long it goes on.
pub fn left(lang: Lang, bar: &TopicBar) -> String {
    match (bar.state, bar.phase) {
        (TopicState::Open, Phase::BeforeOpening) => {
            t::topic::opens_on(lang, short_date(lang, bar.opens))
        }
        (TopicState::Open, Phase::SuggestAndRank | Phase::RankOnly) => match bar.days_left() {
            0 => t::topic::last_day(lang).to_owned(),
            days => t::topic::days_left(lang, days),
        },
        _ => t::topic::closed_on(lang, short_date(lang, bar.closes)),
    }
}

fn now(lang: Lang, bar: &TopicBar) -> String {
    t::topic::now(lang, phase(lang, bar), left(lang, bar))
}
