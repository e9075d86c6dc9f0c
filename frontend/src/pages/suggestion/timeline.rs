//! What became of a suggestion: its clocks, answers and commitments.

use leptos::prelude::*;
use shared::answer::AnswerStep;
use shared::lang::Lang;
use shared::view::answer::Answer;
use shared::view::commitment::Commitment;
use shared::view::suggestion::{SuggestionPage, SuggestionText};

use crate::i18n::t;
use crate::pages::outcome::commitment_state;
use crate::parts::{badge, clock, text};

/// The clocks, then what happened, oldest first.
pub fn timeline(lang: Lang, view: &SuggestionPage, text: &SuggestionText) -> impl IntoView + use<> {
    let agency = view.head.agency.name.get(lang).to_owned();
    let answers: Vec<_> = text
        .answers
        .iter()
        .map(|one| answer(lang, &agency, one))
        .collect();
    let waiting: Vec<_> = text
        .clocks
        .iter()
        .flat_map(|clocks| [clocks.acknowledge, clocks.decide])
        .map(|one| view! { <li>{clock::clock(lang, one)}</li> })
        .collect();
    view! {
        <section aria-labelledby="h-t">
            <h2 id="h-t">{t::suggestion::timeline(lang)}</h2>
            <ul class="links clocks">{waiting}</ul>
            <ol class="rail">
                <li>
                    <p class="when">{text::full_day(lang, view.posted_on)}</p>
                    <h3>{t::suggestion::posted(lang)}</h3>
                </li>
                {answers}
            </ol>
        </section>
    }
}

fn answer(lang: Lang, agency: &str, answer: &Answer) -> impl IntoView + use<> {
    let heading = match answer.step {
        AnswerStep::Forward if answer.kind.is_final() => t::answer::decided(lang),
        AnswerStep::Forward => t::answer::read(lang),
        AnswerStep::Correction => t::answer::correction(lang),
        AnswerStep::Turned => t::answer::turned(lang),
    };
    let class = if answer.stands { "say" } else { "say old" };
    let before =
        (!answer.stands).then(|| view! { <p class="small muted">{t::answer::followed(lang)}</p> });
    let reason = answer.reason.clone().map(text::block);
    let other = answer.other.clone().map(|other| {
        view! { <details><summary>{t::answer::other(lang)}</summary>{text::block(other)}</details> }
    });
    let commitment = answer.commitment.as_ref().map(|one| commitment(lang, one));
    view! {
        <li id=format!("answer-{}", answer.number)>
            <p class="when">{text::full_day(lang, answer.on)}</p>
            <h3>{heading} " " {badge::kind_badge(lang, answer.kind)}</h3>
            <div class=class>{reason} {other} <p class="sign">{agency.to_owned()}</p> {before}</div>
            {commitment}
        </li>
    }
}

fn commitment(lang: Lang, commitment: &Commitment) -> impl IntoView + use<> {
    let late = commitment
        .overdue
        .then(|| view! { " " <strong class="red">{t::outcome::late(lang)}</strong> });
    let updates: Vec<_> = commitment
        .updates
        .iter()
        .map(|update| {
            let note = update.note.clone().map(text::inline);
            view! {
                <li>
                    <span class="muted">{text::day(lang, update.on)} " · " {commitment_state(lang, update.state)}</span>
                    " " <span>{note}</span>
                </li>
            }
        })
        .collect();
    let log = (!updates.is_empty()).then(|| view! { <ul class="log">{updates}</ul> });
    view! {
        <section class="promise">
            <p class="muted">{t::answer::commitment(lang)}</p>
            <h4>{text::inline(commitment.what.clone())}</h4>
            <p>
                {t::outcome::until(lang)} " " {text::day(lang, commitment.until)} " · "
                {commitment_state(lang, commitment.state)} {late}
            </p>
            {log}
        </section>
    }
}
