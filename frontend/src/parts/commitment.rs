//! Where commitments stand: a sign with its words, how many, and the news of one.

use leptos::prelude::*;
use shared::commitment::CommitmentState;
use shared::lang::Lang;
use shared::view::clock::Ring;
use shared::view::commitment::{CommitmentLine, Update};
use shared::view::outcome::Promises;

use super::{clock, text};
use crate::i18n::{number, t};

/// Where a commitment stands; `late` when its day went by before it was done.
pub fn sign(lang: Lang, state: CommitmentState, late: bool) -> AnyView {
    let words = match state {
        CommitmentState::Done => t::outcome::done_late(lang),
        _ => t::outcome::late(lang),
    };
    signed(lang, state, late.then(|| words.to_owned()))
}

/// The same of a commitment in a list, with how many days its day went by.
pub fn sign_of(lang: Lang, line: &CommitmentLine) -> AnyView {
    let words = match line.state {
        CommitmentState::Done => t::outcome::done_over(lang, line.days_over),
        _ => t::outcome::over(lang, line.days_over),
    };
    signed(lang, line.state, (line.days_over > 0).then_some(words))
}

/// A sign for what is past its day, with words of its own.
pub fn late_sign(words: String) -> AnyView {
    view! { <span class="clock over">{clock::ring(Ring::Mark)} <span>{words}</span></span> }
        .into_any()
}

fn signed(lang: Lang, state: CommitmentState, late: Option<String>) -> AnyView {
    use CommitmentState::{Done, Dropped, InProgress, Planned};
    let late = late.filter(|_| state != Dropped);
    let (class, ring) = match (state, late.is_some()) {
        (Dropped, _) => ("clock stop", Ring::Stopped),
        (Done, false) => ("clock met", Ring::Tick),
        (Done, true) => ("clock late", Ring::Tick),
        (Planned | InProgress, true) => ("clock over", Ring::Mark),
        (Planned, false) => ("clock rest", Ring::Empty),
        (InProgress, false) => ("clock run", Ring::Arc { percent: 50 }),
    };
    let late = late.map(|late| format!(" · {late}"));
    view! { <span class=class>{clock::ring(ring)} <span>{words(lang, state)} {late}</span></span> }
        .into_any()
}

/// The word for where a commitment stands.
pub fn words(lang: Lang, state: CommitmentState) -> &'static str {
    match state {
        CommitmentState::Planned => t::outcome::planned(lang),
        CommitmentState::InProgress => t::outcome::in_progress(lang),
        CommitmentState::Done => t::outcome::done(lang),
        CommitmentState::Dropped => t::outcome::dropped(lang),
    }
}

/// How many commitments stand where, as a bar in parts with its key; nothing where there are none.
pub fn parted(lang: Lang, counts: Promises) -> Option<AnyView> {
    let all = counts.all();
    let parts = [
        (CommitmentState::Done, counts.done, None),
        (
            CommitmentState::InProgress,
            counts.in_progress,
            Some("url(#p-lines)"),
        ),
        (CommitmentState::Planned, counts.planned, None),
        (
            CommitmentState::Dropped,
            counts.dropped,
            Some("url(#p-stripes)"),
        ),
    ];
    let mut from = 0;
    let (mut rects, mut key) = (Vec::new(), Vec::new());
    for (state, many, fill) in parts {
        let class = format!("p-{}", state.as_str());
        key.push(
            view! { <li class=class.clone()>{words(lang, state)} " " <b>{number(many)}</b></li> },
        );
        if many == 0 {
            continue;
        }
        // In thousandths, so that the last ends where the bar does.
        let (start, end) = (from * 1000 / all, (from + many) * 1000 / all);
        from += many;
        let x = match lang {
            Lang::Ar => 1000 - end,
            Lang::En => start,
        };
        let (x, wide) = (x.to_string(), (end - start).to_string());
        rects.push(view! { <rect class=class fill=fill x=x y="0" width=wide height="44"></rect> });
    }
    let overdue = (counts.overdue > 0)
        .then(|| view! { <p>{late_sign(t::outcome::overdue(lang, counts.overdue))}</p> });
    (all > 0).then(|| {
        view! {
            <svg class="stackbar" viewBox="0 0 1000 44" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <defs>
                    <pattern id="p-lines" width="1000" height="8" patternUnits="userSpaceOnUse">
                        <rect width="1000" height="4"></rect>
                    </pattern>
                    <pattern id="p-stripes" width="16" height="44" patternUnits="userSpaceOnUse">
                        <rect width="5" height="44"></rect>
                    </pattern>
                </defs>
                {rects}
            </svg>
            <ul class="leg">{key}</ul>
            {overdue}
        }
        .into_any()
    })
}

/// How many commitments stand where, as large figures, those past their day first of all.
pub fn figures(lang: Lang, counts: Promises) -> impl IntoView {
    let rows: Vec<_> = CommitmentState::ALL
        .iter()
        .map(|state| {
            let many = match state {
                CommitmentState::Planned => counts.planned,
                CommitmentState::InProgress => counts.in_progress,
                CommitmentState::Done => counts.done,
                CommitmentState::Dropped => counts.dropped,
            };
            view! { <div><dt>{words(lang, *state)}</dt><dd>{number(many)}</dd></div> }
        })
        .collect();
    let class = (counts.overdue > 0).then_some("red");
    view! {
        <dl class="figs">
            <div><dt>{t::commitments::overdue(lang)}</dt><dd class=class>{number(counts.overdue)}</dd></div>
            {rows}
        </dl>
    }
}

/// The news of a commitment, the oldest first; nothing where there is none.
pub fn news(lang: Lang, updates: &[Update]) -> Option<AnyView> {
    let lines: Vec<_> = updates
        .iter()
        .map(|update| {
            let note = update.note.clone().map(text::block);
            view! {
                <li>
                    <span class="muted">{text::day(lang, update.on)}</span>
                    <div><b>{words(lang, update.state)}</b> " " {note}</div>
                </li>
            }
        })
        .collect();
    (!lines.is_empty()).then(|| view! { <ul class="log">{lines}</ul> }.into_any())
}
