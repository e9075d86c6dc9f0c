//! What became of a suggestion: its clocks, answers and commitments.

use leptos::prelude::*;
use shared::answer::AnswerStep;
use shared::clocks::ClockState;
use shared::lang::Lang;
use shared::objection::ObjectionKind;
use shared::view::answer::Answer;
use shared::view::clock::{Clock, Ring};
use shared::view::commitment::Commitment;
use shared::view::question::Question;
use shared::view::suggestion::{SuggestionPage, SuggestionText};

use crate::i18n::t;
use crate::parts::{badge, clock, commitment as promise, question, text};

/// What happened, oldest first, and last what is still owed.
pub fn timeline(lang: Lang, view: &SuggestionPage, text: &SuggestionText) -> impl IntoView + use<> {
    let agency = view.head.agency.name.get(lang).to_owned();
    // A question stands where it was asked: before the answers that came after it.
    let asked = |after: usize| {
        let one = |one: &&Question| one.after_answers == after;
        let lines = text.questions.iter().filter(one);
        lines
            .map(|one| question::on_rail(lang, &agency, one))
            .collect::<Vec<_>>()
    };
    let answers: Vec<_> = text
        .answers
        .iter()
        .enumerate()
        .map(|(at, one)| {
            let shown = Shown {
                answer: one,
                met: met(text, at),
                replaced: is_replaced(&text.answers, at),
            };
            view! { {asked(at)} {answer(lang, &agency, shown)} }
        })
        .collect();
    let asked_since = asked(text.answers.len());
    let restored: Vec<_> = text
        .restored
        .iter()
        .map(|(kind, one)| {
            let heading = match kind {
                ObjectionKind::Hiding => t::objection::back(lang),
                ObjectionKind::Merging => t::objection::back_merged(lang),
            };
            view! {
                <li>
                    {clock::ring(Ring::Tick)}
                    <p class="when">{text::full_day(lang, one.on)}</p>
                    <h3>{heading}</h3>
                    <div class="say">
                        {text::block(one.reason.clone())}
                        <p class="sign">{t::objection::steward_signs(lang)}</p>
                    </div>
                </li>
            }
        })
        .collect();
    let first_read = text.first_read_on.map(|on| {
        view! {
            <li>
                {clock::ring(Ring::Empty)}
                <p class="when">{text::full_day(lang, on)}</p>
                <h3>{t::promises::first_read(lang)}</h3>
            </li>
        }
    });
    let owed: Vec<_> = text
        .clocks
        .iter()
        .flat_map(|clocks| [clocks.acknowledge, clocks.decide])
        .filter(|clock| !matches!(clock.state, ClockState::Met { .. }))
        .map(|one| {
            let class = format!("owed {}", clock::class(one));
            view! { <li class=class>{clock::ring(one.ring())} <p>{clock::words(lang, one)}</p></li> }
        })
        .collect();
    view! {
        <section aria-labelledby="h-t">
            <h2 id="h-t">{t::suggestion::timeline(lang)}</h2>
            <ol class="rail">
                <li>
                    {clock::ring(Ring::Empty)}
                    <p class="when">{text::full_day(lang, view.posted_on)}</p>
                    <h3>{t::suggestion::posted(lang)}</h3>
                </li>
                {first_read}
                {answers}
                {asked_since}
                {restored}
                {owed}
            </ol>
        </section>
    }
}

/// An answer among the others.
struct Shown<'a> {
    answer: &'a Answer,
    /// The clock that it stopped.
    met: Option<Clock>,
    /// A later answer says the same anew, or the opposite.
    replaced: bool,
}

/// The clock that an answer stopped: the first acknowledgement the one, the first decision the
/// other. A decision without an acknowledgement before it stopped both and shows its own.
fn met(text: &SuggestionText, at: usize) -> Option<Clock> {
    let clocks = text.clocks.as_ref()?;
    let is_final = text.answers.get(at)?.kind.is_final();
    let first = text
        .answers
        .iter()
        .position(|one| one.kind.is_final() == is_final);
    let clock = if is_final {
        clocks.decide
    } else {
        clocks.acknowledge
    };
    (first == Some(at) && matches!(clock.state, ClockState::Met { .. })).then_some(clock)
}

/// Whether the words of an answer no longer stand: it was corrected or turned. An acknowledgement
/// before a decision stands beside it.
fn is_replaced(answers: &[Answer], at: usize) -> bool {
    let Some(answer) = answers.get(at) else {
        return false;
    };
    answers
        .iter()
        .skip(at + 1)
        .any(|later| later.kind.is_final() == answer.kind.is_final())
}

fn answer(lang: Lang, agency: &str, shown: Shown<'_>) -> impl IntoView + use<> {
    let Shown {
        answer,
        met,
        replaced,
    } = shown;
    let heading = match answer.step {
        AnswerStep::Forward if answer.kind.is_final() => t::answer::decided(lang),
        AnswerStep::Forward => t::answer::read(lang),
        AnswerStep::Correction => t::answer::correction(lang),
        AnswerStep::Turned => t::answer::turned(lang),
    };
    let words = answer.reason.clone().map(|reason| {
        let class = if replaced { "say old" } else { "say" };
        let note =
            replaced.then(|| view! { <p class="small muted">{t::answer::followed(lang)}</p> });
        let other = answer.other.clone().map(|other| {
            view! { <details><summary>{t::answer::other(lang)}</summary>{text::block(other)}</details> }
        });
        view! {
            <div class=class>
                {text::block(reason)} {other} <p class="sign">{agency.to_owned()}</p> {note}
            </div>
        }
    });
    let met = met.map(|clock| view! { <p class="small muted">{clock::words(lang, clock)}</p> });
    let commitment = answer.commitment.as_ref().map(|one| commitment(lang, one));
    view! {
        <li id=format!("answer-{}", answer.number)>
            {clock::ring(Ring::Tick)}
            <p class="when">{text::full_day(lang, answer.on)}</p>
            <h3>{heading} " " {badge::kind_badge(lang, answer.kind)}</h3>
            {met}
            {words}
            {commitment}
        </li>
    }
}

/// One answer as it stands in the timeline, before it is given.
pub fn as_public(lang: Lang, agency: &str, one: &Answer) -> AnyView {
    let shown = Shown {
        answer: one,
        met: None,
        replaced: false,
    };
    view! { <ol class="rail">{answer(lang, agency, shown)}</ol> }.into_any()
}

fn commitment(lang: Lang, commitment: &Commitment) -> impl IntoView + use<> {
    let late = commitment.overdue || commitment.done_late();
    let log = promise::news(lang, &commitment.updates);
    view! {
        <section class="promise">
            <p class="muted">{t::answer::commitment(lang)}</p>
            <h4>{text::inline(commitment.what.clone())}</h4>
            <p class="row">
                {promise::sign(lang, commitment.state, late)}
                <span class="muted">
                    {t::outcome::until(lang)} " " {text::day(lang, commitment.until)}
                </span>
            </p>
            {log}
        </section>
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use shared::answer::AnswerKind::{self, Acknowledged, Adopted, Rejected};
    use shared::view::answer::step;

    use super::*;

    fn given(kinds: &[AnswerKind]) -> Vec<Answer> {
        let mut before = None;
        kinds
            .iter()
            .zip(1..)
            .map(|(kind, number)| Answer {
                number,
                kind: *kind,
                step: step(before.replace(*kind), *kind),
                reason: None,
                other: None,
                on: date(2026, 11, 22),
                stands: usize::try_from(number) == Ok(kinds.len()),
                commitment: None,
            })
            .collect()
    }

    #[test]
    fn only_what_was_said_anew_is_replaced() {
        for (kinds, replaced) in [
            (&[Acknowledged][..], &[false][..]),
            (&[Acknowledged, Adopted], &[false, false]),
            (
                &[Acknowledged, Acknowledged, Adopted],
                &[true, false, false],
            ),
            (&[Adopted, Adopted], &[true, false]),
            (&[Acknowledged, Adopted, Rejected], &[false, true, false]),
        ] {
            let answers = given(kinds);
            let found: Vec<bool> = (0..kinds.len())
                .map(|at| is_replaced(&answers, at))
                .collect();
            assert_eq!(found, replaced, "{kinds:?}");
        }
    }
}
