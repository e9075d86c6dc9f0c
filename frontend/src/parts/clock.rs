//! The clock ring with its words: learned once, used everywhere.

use leptos::prelude::*;
use shared::clocks::{ClockState, DueKind, Stage};
use shared::lang::Lang;
use shared::view::clock::{Clock, Ring};

use crate::i18n::{short_date, t};

/// A clock: its ring and its words.
pub fn clock(lang: Lang, clock: Clock) -> impl IntoView {
    view! { <span class=class(clock)>{ring(clock.ring())} {words(lang, clock)}</span> }
}

/// The classes of what stands beside a ring.
pub fn class(clock: Clock) -> String {
    format!("clock {}", name(clock.ring()))
}

/// What a clock says.
pub fn words(lang: Lang, clock: Clock) -> String {
    let day = |day| short_date(lang, day);
    match (clock.kind, clock.state) {
        (DueKind::Acknowledge, ClockState::NotStarted { starts }) => {
            t::clock::acknowledge_starts(lang, day(starts))
        }
        (DueKind::Decide, ClockState::NotStarted { starts }) => {
            t::clock::decide_starts(lang, day(starts))
        }
        (
            DueKind::Acknowledge,
            ClockState::Running {
                working_days_left: 0,
                ..
            },
        ) => t::clock::acknowledge_today(lang).to_owned(),
        (
            DueKind::Decide,
            ClockState::Running {
                working_days_left: 0,
                ..
            },
        ) => t::clock::decide_today(lang).to_owned(),
        (
            DueKind::Acknowledge,
            ClockState::Running {
                working_days_left,
                due,
                ..
            },
        ) => t::clock::acknowledge_left(lang, working_days_left, day(due)),
        (
            DueKind::Decide,
            ClockState::Running {
                working_days_left,
                due,
                ..
            },
        ) => t::clock::decide_left(lang, working_days_left, day(due)),
        (
            DueKind::Acknowledge,
            ClockState::Late {
                working_days_late,
                due,
                ..
            },
        ) => t::clock::acknowledge_late(lang, working_days_late, day(due)),
        (
            DueKind::Decide,
            ClockState::Late {
                working_days_late,
                due,
                ..
            },
        ) => t::clock::decide_late(lang, working_days_late, day(due)),
        (DueKind::Acknowledge, ClockState::Met { on, late_by: 0, .. }) => {
            t::clock::acknowledged_in_time(lang, day(on))
        }
        (DueKind::Decide, ClockState::Met { on, late_by: 0, .. }) => {
            t::clock::decided_in_time(lang, day(on))
        }
        (DueKind::Acknowledge, ClockState::Met { on, late_by, .. }) => {
            t::clock::acknowledged_late(lang, late_by, day(on))
        }
        (DueKind::Decide, ClockState::Met { on, late_by, .. }) => {
            t::clock::decided_late(lang, late_by, day(on))
        }
    }
}

/// The word for a stage.
pub fn stage(lang: Lang, stage: Stage) -> &'static str {
    match stage {
        Stage::OnTime => t::clock::on_time(lang),
        Stage::DueSoon => t::clock::due_soon(lang),
        Stage::Overdue => t::clock::overdue(lang),
        Stage::LongOverdue => t::clock::long_overdue(lang),
    }
}

fn name(ring: Ring) -> &'static str {
    match ring {
        Ring::Empty => "rest",
        Ring::Segments { .. } | Ring::Arc { .. } => "run",
        Ring::Dot => "soon",
        Ring::Mark => "over",
        Ring::Solid => "long",
        Ring::Tick => "met",
        Ring::Stopped => "stop",
    }
}

/// The ring alone, hidden from readers that hear the page. Where its circles lie and how they are
/// dashed is said once, by the style (`parts.css`): a page may hold forty of them.
pub fn ring(ring: Ring) -> impl IntoView {
    let class = format!("ring {}", name(ring));
    let drawn = match ring {
        Ring::Empty => view! { <circle class="tr"></circle> }.into_any(),
        Ring::Segments { gone, of } => segments(gone, of).into_any(),
        Ring::Arc { percent } => arc(percent).into_any(),
        Ring::Dot => view! {
            <circle class="fi"></circle>
            <circle class="di dot"></circle>
        }
        .into_any(),
        Ring::Mark => view! {
            <circle class="fi"></circle>
            <path class="gc" d="M12 8v4.6M12 15.8v.1"></path>
        }
        .into_any(),
        Ring::Solid => view! {
            <circle class="di"></circle>
            <path class="gl" d="M12 6.6v6.6M12 17.2v.1"></path>
        }
        .into_any(),
        Ring::Tick => view! {
            <circle class="di"></circle>
            <path class="gl" d="m7.6 12.3 3 3 5.8-6.2"></path>
        }
        .into_any(),
        Ring::Stopped => view! {
            <circle class="fi thin"></circle>
            <path class="gc" d="M9.7 9v6M14.3 9v6"></path>
        }
        .into_any(),
    };
    view! { <svg class=class viewBox="0 0 24 24" aria-hidden="true">{drawn}</svg> }
}

/// The working days to acknowledge as dashes, those that are over filled.
fn segments(gone: u32, of: u32) -> impl IntoView {
    let filled = match gone.min(of) {
        0 => None,
        1 => Some("fi day1"),
        2 => Some("fi day2"),
        _ => Some("fi days"),
    };
    let filled = filled.map(|class| view! { <circle class=class></circle> });
    view! { <circle class="tr days"></circle> {filled} }
}

/// The share of the time that is over.
fn arc(percent: u32) -> impl IntoView {
    let filled = (percent > 0).then(|| {
        let dashes = format!("{} 100", percent.min(100));
        view! { <circle class="fi" pathLength="100" stroke-dasharray=dashes></circle> }
    });
    view! { <circle class="tr"></circle> {filled} }
}
