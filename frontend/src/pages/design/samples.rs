//! Every part in every state, in Arabic beside English whatever the page's language.

use jiff::civil::{Date, date};
use leptos::prelude::*;
use shared::answer::AnswerState;
use shared::clocks::{ClockState, DueKind, Stage};
use shared::lang::Lang;
use shared::topic::{Phase, TopicState};
use shared::view::clock::Clock;
use shared::view::question::{Question, QuestionStands};
use shared::view::text::UserText;
use shared::view::topics::TopicBar;

use super::{counts, lists, told};
use crate::i18n::t;
use crate::parts::field::{self, Choice, Kind, Text};
use crate::parts::icon::{Icon, icon};
use crate::parts::{badge, clock, priorities, question, topic_bar};

/// A day of the samples; nothing hangs on which.
pub const DUE: Date = date(2026, 11, 24);

/// The id and the title of a part, and what draws it.
type Part = (&'static str, &'static str, fn(Lang) -> AnyView);

/// All parts.
pub fn all(lang: Lang) -> impl IntoView {
    let parts: [Part; 15] = [
        ("buttons", t::design::buttons(lang), buttons),
        ("badges", t::design::badges(lang), badges),
        ("clocks", t::design::clocks(lang), clocks),
        (
            "commitments",
            t::outcome::commitments(lang),
            lists::commitments,
        ),
        ("bars", t::design::bars(lang), bars),
        ("cards", t::design::cards(lang), lists::cards),
        ("tables", t::design::tables(lang), lists::tables),
        ("counts", t::count::title(lang), counts::counts),
        ("ways", t::design::ways(lang), lists::ways),
        ("questions", t::question::title(lang), questions),
        ("merges", t::design::merges(lang), lists::merges),
        ("views", t::views::title(lang), lists::views),
        ("notices", t::design::notices(lang), notices),
        ("told", t::notices::title(lang), told::told),
        ("fields", t::design::fields(lang), fields),
    ];
    let sections = parts
        .into_iter()
        .map(|(id, title, part)| {
            let both = Lang::ALL.map(|of| {
                view! { <div class="stack" lang=of.code() dir=of.dir().code()>{part(of)}</div> }
            });
            view! {
                <section aria-labelledby=id>
                    <h2 id=id>{title}</h2>
                    <div class="two">{both.into_iter().collect_view()}</div>
                </section>
            }
        })
        .collect_view();
    // The buttons of the sample cards belong to a form that leads nowhere.
    view! { <form id=priorities::FORM></form> {sections} }
}

fn buttons(lang: Lang) -> AnyView {
    let words = t::design::button(lang);
    view! {
        <p class="row">
            <button type="button" class="btn">{words}</button>
            <button type="button" class="btn alt">{words}</button>
            <button type="button" class="btn on">{icon(Icon::Tick)} {words}</button>
            <button type="button" class="btn stop">{words}</button>
        </p>
        <p class="row">
            <button type="button" class="btn sm">{words}</button>
            <button type="button" class="btn alt sm add">{words}</button>
            <button type="button" class="btn" disabled="">{words}</button>
            <button type="button" class="link">{words}</button>
        </p>
    }
    .into_any()
}

fn badges(lang: Lang) -> AnyView {
    let each: Vec<_> = AnswerState::ALL
        .iter()
        .map(|state| badge::badge(lang, *state))
        .collect();
    view! { <p class="row">{each}</p> }.into_any()
}

fn clocks(lang: Lang) -> AnyView {
    let running = |stage, working_days_left| ClockState::Running {
        stage,
        due: DUE,
        working_days_left,
    };
    let late = |stage, working_days_late| ClockState::Late {
        stage,
        due: DUE,
        working_days_late,
    };
    let met = |late_by| ClockState::Met {
        on: DUE,
        due: DUE,
        late_by,
    };
    let states = [
        (DueKind::Decide, ClockState::NotStarted { starts: DUE }),
        (DueKind::Acknowledge, running(Stage::OnTime, 3)),
        (DueKind::Acknowledge, running(Stage::OnTime, 2)),
        (DueKind::Acknowledge, running(Stage::DueSoon, 1)),
        (DueKind::Acknowledge, running(Stage::DueSoon, 0)),
        (DueKind::Decide, running(Stage::OnTime, 15)),
        (DueKind::Decide, running(Stage::OnTime, 7)),
        (DueKind::Acknowledge, late(Stage::Overdue, 2)),
        (DueKind::Acknowledge, late(Stage::LongOverdue, 11)),
        (DueKind::Decide, late(Stage::LongOverdue, 35)),
        (DueKind::Acknowledge, met(0)),
        (DueKind::Decide, met(5)),
    ];
    let lines: Vec<_> = states
        .into_iter()
        .map(|(kind, state)| view! { <li>{clock::clock(lang, Clock { kind, state })}</li> })
        .collect();
    view! { <ul class="clocks">{lines}</ul> }.into_any()
}

/// A topic's bar while its suggestions are only ranked.
pub fn bar() -> TopicBar {
    TopicBar {
        state: TopicState::Open,
        phase: Phase::RankOnly,
        opens: date(2026, 11, 1),
        closes: date(2026, 11, 30),
        rank_only_from: Some(date(2026, 11, 24)),
        decide_by: date(2026, 12, 30),
        today: date(2026, 11, 27),
    }
}

fn bars(lang: Lang) -> AnyView {
    let at = |state, phase, today| TopicBar {
        state,
        phase,
        today,
        ..bar()
    };
    let agency = t::design::agency(lang);
    let tracks: Vec<_> = [
        at(TopicState::Open, Phase::BeforeOpening, date(2026, 10, 30)),
        at(TopicState::Open, Phase::SuggestAndRank, date(2026, 11, 10)),
        at(TopicState::Open, Phase::RankOnly, date(2026, 11, 27)),
        at(TopicState::Closed, Phase::Ended, date(2026, 12, 10)),
        at(TopicState::Concluded, Phase::Ended, date(2027, 1, 10)),
    ]
    .into_iter()
    .map(|one| topic_bar::track(lang, one))
    .collect();
    view! { {topic_bar::plan(lang, bar(), agency)} {tracks} }.into_any()
}

fn notices(lang: Lang) -> AnyView {
    let words = t::design::sample_text(lang);
    view! {
        <p class="note">{words}</p>
        <p class="notice">{words}</p>
        <p class="saved">{icon(Icon::Tick)} {t::design::done(lang)}</p>
        <p class="empty">{t::design::empty(lang)}</p>
        // As parts::errors draws it, without its alarm: nothing has gone wrong here.
        <div class="errors">
            <h3>{t::field::faults(lang, 1)}</h3>
            <ul><li><a href="#fields">{t::design::fault(lang)}</a></li></ul>
        </div>
        {saving(lang)}
    }
    .into_any()
}

/// How the saving of a list goes, and two orders of one list.
fn saving(lang: Lang) -> impl IntoView {
    let states = [
        ("saving", t::my_list::saving(lang)),
        ("saved", t::my_list::saved(lang)),
        ("waiting", t::my_list::waiting(lang)),
        ("refused", t::my_list::signed_out(lang)),
    ];
    let bars = states.map(|(state, words)| {
        view! {
            <div class="keep" data-state=state>
                <p><b>{words}</b></p>
                <button type="button" class="btn alt sm">{t::my_list::undo(lang)}</button>
            </div>
        }
    });
    let order = |heading: &'static str| {
        let row = || view! { <li><span>{t::design::sample_title(lang)}</span></li> };
        view! { <section><h3>{heading}</h3> <ol class="order">{row()} {row()}</ol></section> }
    };
    view! {
        {bars.into_iter().collect_view()}
        <div class="pair">
            {order(t::my_list::conflict_now(lang))}
            {order(t::my_list::conflict_mine(lang))}
        </div>
    }
}

/// What an agency asked, in every state.
fn questions(lang: Lang) -> AnyView {
    let said = || UserText::detected(t::design::sample_text(lang).to_owned(), lang);
    let states = [
        QuestionStands::Open,
        QuestionStands::Replied {
            text: said(),
            on: DUE,
        },
        QuestionStands::Decided,
        QuestionStands::Withdrawn { on: DUE },
    ];
    let lines: Vec<_> = (900..)
        .zip(states)
        .map(|(number, stands)| {
            let number = if lang == Lang::Ar {
                number
            } else {
                number + 10
            };
            let one = Question {
                number,
                text: said(),
                on: DUE,
                after_answers: 0,
                stands,
            };
            question::on_rail(lang, t::design::sample_title(lang), &one)
        })
        .collect();
    view! { <ol class="rail">{lines}</ol> }.into_any()
}

fn fields(lang: Lang) -> AnyView {
    let id = |name: &str| format!("{name}-{}", lang.code());
    let choices = || {
        [
            ("a", t::answer::adopted(lang)),
            ("r", t::answer::rejected(lang)),
        ]
        .map(|(value, words)| (value.to_owned(), words.to_owned()))
        .to_vec()
    };
    let label = t::design::label(lang).to_owned();
    view! {
        {field::text(lang, Text {
            id: id("plain"),
            name: "plain",
            label: label.clone(),
            hint: Some(t::design::hint(lang).to_owned()),
            ..Text::default()
        })}
        {field::text(lang, Text {
            id: id("faulty"),
            name: "faulty",
            label: label.clone(),
            value: "12:75".to_owned(),
            error: Some(t::design::fault(lang).to_owned()),
            kind: Kind::Number,
            ..Text::default()
        })}
        {field::textarea(lang, Text {
            id: id("long"),
            name: "long",
            label: label.clone(),
            optional: true,
            value: t::design::sample_text(lang).to_owned(),
            max: Some(4_000),
            rows: 3,
            ..Text::default()
        })}
        {field::select(lang, Choice {
            id: id("select"),
            name: "select",
            label: label.clone(),
            choices: choices(),
            ..Choice::default()
        })}
        {field::radios(lang, Choice {
            id: id("radios"),
            name: if lang == Lang::Ar { "radios-ar" } else { "radios-en" },
            label: label.clone(),
            value: "a".to_owned(),
            choices: choices(),
            ..Choice::default()
        })}
        {field::checkbox(id("box"), "box", label.clone(), true)}
        {field::agreement(
            lang,
            id("agreement"),
            "agreement",
            label,
            false,
            Some(t::design::fault(lang).to_owned()),
        )}
        {field::text(lang, Text {
            id: id("address"),
            name: "address",
            label: t::register::address(lang).to_owned(),
            value: "salma@example.org".to_owned(),
            kind: Kind::Address,
            ..Text::default()
        })}
    }
    .into_any()
}
