//! What the pages of the desk share.

use jiff::civil::Date;
use leptos::prelude::*;
use shared::answer::AnswerKind;
use shared::clocks::{ClockState, DueKind, Stage};
use shared::lang::Lang;
use shared::topic::TopicState;
use shared::view::clock::Clock;
use shared::view::desk::DeskHead;
use shared::view::text::{Bilingual, UserText};

use crate::i18n::{self, t};
use crate::parts::clock as rings;

/// Which room of the desk a page stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    Queue,
    Reports,
    Commitments,
    Releases,
    Topics,
    Team,
    Templates,
}

/// The agency's name and the ways to its rooms.
pub fn tabs(lang: Lang, head: &DeskHead, room: Room) -> AnyView {
    let path = path(lang, head);
    let current = |here| (room == here).then_some("page");
    let topics = head.manages.then(|| {
        view! {
            <a href=format!("{path}/topics") aria-current=current(Room::Topics)>{t::desk::topics(lang)}</a>
            <a href=format!("{path}/team") aria-current=current(Room::Team)>{t::team::nav(lang)}</a>
            <a href=format!("{path}/templates") aria-current=current(Room::Templates)>{t::templates::nav(lang)}</a>
        }
    });
    let releases = head.second_person.then(|| {
        view! { <a href=format!("{path}/releases") aria-current=current(Room::Releases)>{t::release::nav(lang)}</a> }
    });
    view! {
        <div class="deskhead">
            <p><bdi>{head.agency.name.get(lang).to_owned()}</bdi></p>
            <nav class="tabs" aria-label=t::desk::nav(lang)>
                <a href=path.clone() aria-current=current(Room::Queue)>{t::desk::queue(lang)}</a>
                <a href=format!("{path}/reports") aria-current=current(Room::Reports)>{t::reports::queue(lang)}</a>
                <a href=format!("{path}/commitments") aria-current=current(Room::Commitments)>{t::commitments::desk(lang)}</a>
                {releases}
                {topics}
            </nav>
        </div>
    }
    .into_any()
}

/// Where the agency's desk stands.
pub fn path(lang: Lang, head: &DeskHead) -> String {
    format!("/{}/desk/{}", lang.code(), head.agency.slug)
}

/// A text that a person wrote, inside a sentence or heading.
pub fn inline(text: &UserText) -> AnyView {
    view! {
        <bdi data-user-text="" lang=text.lang.html_lang() dir=text.dir.code()>{text.text.clone()}</bdi>
    }
    .into_any()
}

/// A text that a person wrote, its lines as they were typed.
pub fn block(text: &UserText) -> AnyView {
    let lines = text
        .text
        .split("\n\n")
        .map(|part| view! { <p>{with_breaks(part)}</p> })
        .collect_view();
    view! { <div class="prose" data-user-text="" lang=text.lang.html_lang() dir=text.dir.code()>{lines}</div> }
        .into_any()
}

fn with_breaks(part: &str) -> impl IntoView + use<> {
    part.lines()
        .enumerate()
        .map(|(at, line)| {
            let line = line.to_owned();
            view! { {(at > 0).then(|| view! { <br/> })} {line} }
        })
        .collect_view()
}

/// A reference, which runs left to right everywhere.
pub fn reference(reference: &str) -> AnyView {
    view! { <bdi dir="ltr">{reference.to_owned()}</bdi> }.into_any()
}

/// A day.
pub fn day(lang: Lang, day: Date) -> AnyView {
    view! { <time datetime=day.to_string()>{i18n::date(lang, day)}</time> }.into_any()
}

/// A title that may not be written yet.
pub fn title_or_none(lang: Lang, title: &Bilingual) -> String {
    let own = title.get(lang);
    let other = title.get(lang.other());
    [own, other]
        .into_iter()
        .find(|text| !text.trim().is_empty())
        .unwrap_or_else(|| t::desk::untitled(lang))
        .to_owned()
}

/// What is owed, as a verb.
pub fn owed(lang: Lang, kind: DueKind) -> &'static str {
    match kind {
        DueKind::Acknowledge => t::desk::owed_acknowledge(lang),
        DueKind::Decide => t::desk::owed_decide(lang),
    }
}

pub fn stage(lang: Lang, stage: Stage) -> &'static str {
    match stage {
        Stage::OnTime => t::desk::stage_on_time(lang),
        Stage::DueSoon => t::desk::stage_due_soon(lang),
        Stage::Overdue => t::desk::stage_overdue(lang),
        Stage::LongOverdue => t::desk::stage_long_overdue(lang),
    }
}

pub fn kind(lang: Lang, kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Acknowledged => t::desk::kind_acknowledged(lang),
        AnswerKind::Adopted => t::desk::kind_adopted(lang),
        AnswerKind::Rejected => t::desk::kind_rejected(lang),
    }
}

pub fn topic_state(lang: Lang, state: TopicState) -> &'static str {
    match state {
        TopicState::Draft => t::desk::topic_draft(lang),
        TopicState::Open => t::desk::topic_open(lang),
        TopicState::Closed => t::desk::topic_closed(lang),
        TopicState::Concluded => t::desk::topic_concluded(lang),
    }
}

/// A clock with its ring: the days that are left or gone, and until when. Who hears the page is
/// told the stage too, which the ring shows.
pub fn clock(lang: Lang, clock: &Clock) -> AnyView {
    let (words, due) = match clock.state {
        ClockState::NotStarted { starts } => (
            t::desk::clock_starts(lang, i18n::short_date(lang, starts)),
            None,
        ),
        ClockState::Running {
            stage: Stage::DueSoon,
            working_days_left: 0,
            due,
        } => (t::desk::due_today(lang).to_owned(), Some(due)),
        ClockState::Running {
            working_days_left,
            due,
            ..
        } => (t::desk::days_left(lang, working_days_left), Some(due)),
        ClockState::Late {
            working_days_late,
            due,
            ..
        } => (t::desk::days_late(lang, working_days_late), Some(due)),
        ClockState::Met { on, late_by: 0, .. } => {
            (t::desk::met(lang, i18n::short_date(lang, on)), None)
        }
        ClockState::Met { on, late_by, .. } => (
            t::desk::met_late(lang, late_by, i18n::short_date(lang, on)),
            None,
        ),
    };
    let stage = clock
        .stage()
        .map(|one| view! { <span class="vh">{stage(lang, one)} " · "</span> });
    let due = due.map(|due| {
        view! {
            " "
            <small>
                <time datetime=due.to_string()>{i18n::short_date(lang, due)}</time>
            </small>
        }
    });
    view! {
        <span class=rings::class(*clock)>{rings::ring(clock.ring())} <span>{stage}{words}{due}</span></span>
    }
    .into_any()
}

/// Something just done, read out to those who hear the page.
pub fn said(words: impl Into<String>) -> AnyView {
    let words: String = words.into();
    view! { <p class="note" role="status">{words}</p> }.into_any()
}

/// What was typed met a newer version: kept, and to be looked at before it is sent again.
pub fn stale(words: impl Into<String>) -> AnyView {
    let words: String = words.into();
    view! { <div class="errors" role="alert" tabindex="-1"><p>{words}</p></div> }.into_any()
}
