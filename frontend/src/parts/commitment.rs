//! Where a commitment stands: a sign with its words.

use leptos::prelude::*;
use shared::commitment::CommitmentState;
use shared::lang::Lang;
use shared::view::clock::Ring;

use super::clock;
use crate::i18n::t;

/// Where a commitment stands; `late` when its day went by before it was done.
pub fn sign(lang: Lang, state: CommitmentState, late: bool) -> impl IntoView {
    use CommitmentState::{Done, Dropped, InProgress, Planned};
    let (class, ring) = match (state, late) {
        (Dropped, _) => ("clock stop", Ring::Stopped),
        (Done, false) => ("clock met", Ring::Tick),
        (Done, true) => ("clock late", Ring::Tick),
        (Planned | InProgress, true) => ("clock over", Ring::Mark),
        (Planned, false) => ("clock rest", Ring::Empty),
        (InProgress, false) => ("clock run", Ring::Arc { percent: 50 }),
    };
    let late = match (state, late) {
        (Done, true) => Some(t::outcome::done_late(lang)),
        (Planned | InProgress, true) => Some(t::outcome::late(lang)),
        _ => None,
    };
    let late = late.map(|late| format!(" · {late}"));
    view! { <span class=class>{clock::ring(ring)} {words(lang, state)} {late}</span> }
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
