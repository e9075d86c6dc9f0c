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
use shared::view::desk::{AssignedTo, QueueFilter};
use shared::view::merge::{CaseMerge, Other};
use shared::view::saved_views::SavedView;
use shared::view::suggestion::Visibility;
use shared::view::text::{Bilingual, UserText};
use shared::view::topic::{
    Card, Figures, MyPriorities, Order, Part, Priority, Score, ShownCard, Stands, TopicHead,
    TopicPage,
};
use shared::waiting::Waiting;

use super::samples::{DUE, bar};
use crate::i18n::t;
use crate::pages::merging;
use crate::pages::suggestion::visibility;
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

/// A suggestion in a list: waiting, answered, on one's own list, hidden; an answer.
pub fn cards(lang: Lang) -> AnyView {
    let page = page(lang);
    let cards: Vec<_> = page
        .cards
        .iter()
        .map(|one| card::suggestion(lang, &page, one))
        .collect();
    let answer = card::answer(lang, decision(lang));
    view! {
        <ol class="sugs">{cards}</ol>
        <ul class="ans">{answer}</ul>
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
    let rows: Vec<_> = [2, 0, -3]
        .into_iter()
        .map(|left| {
            view! {
                <tr>
                    <th scope="row">{t::design::sample_title(lang)}</th>
                    <td data-l=t::desk::owed_decide(lang)>{days(left)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="tbl fold">
            <thead>
                <tr>
                    <th scope="col">{t::design::label(lang)}</th>
                    <th scope="col">{t::desk::owed_decide(lang)}</th>
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
    TopicPage {
        head: TopicHead {
            slug: format!("sample-{}", lang.code()),
            title: both(t::design::sample_title),
            question: both(t::design::sample_text),
            agency: agency(),
            imported: false,
            bar: bar(),
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
        stands: Some(match number {
            3 => Stands::OnFew(5),
            _ => Stands::Ranked(Score {
                place: number,
                shared: number == 2,
                tenths: 2145,
                lists: 486,
                shortlist: None,
            }),
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
        ranks_in: Some("sample".to_owned()),
    }
}

fn both(words: fn(Lang) -> &'static str) -> Bilingual {
    Bilingual {
        ar: words(Lang::Ar).to_owned(),
        en: words(Lang::En).to_owned(),
    }
}

fn agency() -> AgencyName {
    AgencyName {
        slug: "sample".to_owned(),
        name: both(t::design::agency),
    }
}

fn text(words: &str, lang: Lang) -> UserText {
    UserText::detected(words.to_owned(), lang)
}

/// A suggestion that was merged, as everyone reads it and as its desk does.
pub fn merges(lang: Lang) -> AnyView {
    let said = || UserText::detected(t::design::sample_text(lang).to_owned(), lang);
    let title = || UserText::detected(t::design::sample_title(lang).to_owned(), lang);
    let merged = Visibility::Merged {
        reference: "S-7K3Q-92".to_owned(),
        title: title(),
        because: Some((said(), DUE)),
        decision: None,
        own: None,
    };
    let at_desk = CaseMerge {
        into: Other {
            reference: "S-7K3Q-92".to_owned(),
            title: title(),
            on: DUE,
        },
        reason: said(),
    };
    view! {
        {visibility(lang, "S-4M8T-61", &merged)}
        {merging::note(lang, &format!("/{}/desk/marjan-coast", lang.code()), &at_desk)}
    }
    .into_any()
}

/// What somebody keeps of a queue, one of them shown.
pub fn views(lang: Lang) -> AnyView {
    let overdue = QueueFilter {
        stage: Some(Stage::Overdue),
        ..QueueFilter::default()
    };
    let mine = QueueFilter {
        assigned: Some(AssignedTo::Me),
        ..QueueFilter::default()
    };
    let kept = |id: &str, name: &str, filter: &QueueFilter, count| SavedView {
        id: id.to_owned(),
        name: UserText::detected(name.to_owned(), lang),
        filter: filter.clone(),
        count,
        whole: true,
    };
    let all = [
        kept("a", t::desk::stage_overdue(lang), &overdue, Some(12)),
        kept("b", t::bulk::me(lang), &mine, None),
    ];
    let queue = format!("/{}/desk/marjan-coast", lang.code());
    crate::parts::views::ways(lang, &queue, &overdue, &all).into_any()
}
