//! The parts that lists are made of.

use leptos::prelude::*;
use shared::answer::{AnswerKind, AnswerState};
use shared::clocks::{ClockState, DueKind, Stage};
use shared::commitment::CommitmentState;
use shared::lang::Lang;
use shared::suggestion::PolicyReason;
use shared::view::agency::AgencyName;
use shared::view::answer::AnswerLine;
use shared::view::clock::Clock;
use shared::view::text::{Bilingual, UserText};
use shared::view::topic::{
    Card, Figures, MyPriorities, Order, Part, Priority, Score, ShownCard, TopicHead, TopicPage,
};
use shared::view::topics::TopicLine;
use shared::waiting::Waiting;

use super::samples::{DUE, bar};
use crate::i18n::t;
use crate::parts::crumb::crumb;
use crate::parts::pager::pager;
use crate::parts::waiting::waiting;
use crate::parts::{badge, card, commitment};

/// Where commitments stand, on time and late.
pub fn commitments(lang: Lang) -> AnyView {
    use CommitmentState::{Done, Dropped, InProgress, Planned};
    let states = [
        (Planned, false),
        (InProgress, false),
        (InProgress, true),
        (Done, false),
        (Done, true),
        (Dropped, false),
    ];
    let lines: Vec<_> = states
        .into_iter()
        .map(|(state, late)| view! { <li>{commitment::sign(lang, state, late)}</li> })
        .collect();
    view! { <ul class="clocks">{lines}</ul> }.into_any()
}

/// A suggestion in a list: waiting, answered, on one's own list, hidden; an answer; a topic.
pub fn cards(lang: Lang) -> AnyView {
    let page = page(lang);
    let cards: Vec<_> = page
        .cards
        .iter()
        .map(|one| card::suggestion(lang, &page, one))
        .collect();
    let answer = card::answer(lang, decision(lang));
    let topic = card::topic(lang, topic(lang), 3);
    view! {
        <ol class="sugs">{cards}</ol>
        <ul class="ans">{answer}</ul>
        <ul class="topics">{topic}</ul>
    }
    .into_any()
}

/// The ways out of a page: above it, among its orders, on to the next.
pub fn ways(lang: Lang) -> AnyView {
    let here = format!("/{}/design#ways", lang.code());
    let above = vec![
        (here.clone(), t::topics::title(lang).into_any()),
        (here.clone(), t::design::agency(lang).into_any()),
    ];
    view! {
        {crumb(lang, above)}
        <p class="orders">
            <a href=here.clone() aria-current="true">{t::order::discover(lang)}</a>
            <a href=here.clone()>{t::order::new(lang)}</a>
            <a class="loud" href=here.clone()>{t::order::unanswered(lang, 3)}</a>
        </p>
        {pager(lang, Some(here.clone()), Some(here))}
    }
    .into_any()
}

/// A table, which becomes cards on a phone, and a list of facts.
pub fn tables(lang: Lang) -> AnyView {
    let days = |left| waiting(lang, Waiting { left, due: DUE });
    let rows: Vec<_> = [
        (AnswerState::None, 2),
        (AnswerState::None, 0),
        (AnswerState::Acknowledged, -3),
    ]
    .into_iter()
    .map(|(answer, left)| {
        view! {
            <tr>
                <th scope="row">{t::design::sample_title(lang)}</th>
                <td data-l=t::design::badges(lang)>{badge::badge(lang, answer)}</td>
                <td data-l=t::design::clocks(lang)>{days(left)}</td>
            </tr>
        }
    })
    .collect();
    view! {
        <table class="tbl fold">
            <thead>
                <tr>
                    <th scope="col">{t::design::label(lang)}</th>
                    <th scope="col">{t::design::badges(lang)}</th>
                    <th scope="col">{t::design::clocks(lang)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <dl class="facts">
            <div><dt>{badge::badge(lang, AnswerState::Adopted)}</dt><dd>"12"</dd></div>
            <div><dt>{commitment::sign(lang, CommitmentState::Done, false)}</dt><dd>"7"</dd></div>
        </dl>
    }
    .into_any()
}

fn page(lang: Lang) -> TopicPage {
    let clock = |kind, state| Clock { kind, state };
    let running = clock(
        DueKind::Acknowledge,
        ClockState::Running {
            stage: Stage::OnTime,
            due: DUE,
            working_days_left: 2,
        },
    );
    let met = clock(
        DueKind::Decide,
        ClockState::Met {
            on: DUE,
            due: DUE,
            late_by: 0,
        },
    );
    let cards = vec![
        shown(lang, 1, AnswerState::None, running),
        shown(lang, 2, AnswerState::Rejected, met),
        shown(lang, 3, AnswerState::Adopted, met),
    ];
    let hidden = PolicyReason::numbered(4).ok().map(|reason| Card::Hidden {
        reference: reference(lang, 4),
        reason,
    });
    let mine = Priority {
        place: 1,
        reference: reference(lang, 3),
        title: text(t::design::sample_title(lang), lang),
    };
    let line = topic(lang);
    TopicPage {
        head: TopicHead {
            slug: line.slug,
            title: line.title,
            question: line.question,
            agency: line.agency,
            imported: line.imported,
            bar: line.bar,
            figures: Figures::default(),
            edition: None,
            least_lists: 20,
        },
        order: Order::Top,
        filter: None,
        from: 0,
        continued: false,
        cards: cards.into_iter().chain(hidden).collect(),
        next: None,
        suggesting: Ok(()),
        ranking: Ok(()),
        part: Part::Citizen(MyPriorities {
            places: 10,
            entries: vec![mine],
        }),
    }
}

fn shown(lang: Lang, number: i32, answer: AnswerState, clock: Clock) -> Card {
    let words = || text(t::design::sample_text(lang), lang);
    Card::Shown(Box::new(ShownCard {
        reference: reference(lang, number),
        title: text(t::design::sample_title(lang), lang),
        excerpt: words(),
        answer,
        clocks: vec![clock],
        reply: (answer == AnswerState::Rejected).then(words),
        score: Some(Score {
            place: number,
            shared: number == 2,
            tenths: 2145,
            lists: 486,
            shortlist: None,
        }),
        own: number == 1,
    }))
}

/// A reference that no suggestion has, another one in each language.
fn reference(lang: Lang, number: i32) -> String {
    format!("S-0000-{number}{}", lang.code())
}

fn decision(lang: Lang) -> AnswerLine {
    AnswerLine {
        agency: agency(),
        reference: reference(lang, 5),
        title: text(t::design::sample_title(lang), lang),
        kind: AnswerKind::Adopted,
        reason: Some(text(t::design::sample_text(lang), lang)),
        on: DUE,
        until: Some(DUE),
    }
}

fn topic(lang: Lang) -> TopicLine {
    let both = |words: fn(Lang) -> &'static str| Bilingual {
        ar: words(Lang::Ar).to_owned(),
        en: words(Lang::En).to_owned(),
    };
    TopicLine {
        slug: format!("sample-{}", lang.code()),
        title: both(t::design::sample_title),
        question: both(t::design::sample_text),
        agency: agency(),
        imported: false,
        bar: bar(),
        suggestions: Some(18),
    }
}

fn agency() -> AgencyName {
    AgencyName {
        slug: "sample".to_owned(),
        name: Bilingual {
            ar: t::design::agency(Lang::Ar).to_owned(),
            en: t::design::agency(Lang::En).to_owned(),
        },
    }
}

fn text(words: &str, lang: Lang) -> UserText {
    UserText::detected(words.to_owned(), lang)
}
