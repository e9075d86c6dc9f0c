use jiff::civil::date;
use shared::clocks::{ClockState, DueKind, Stage};
use shared::view::clock::Clock;

use super::*;
use crate::db::agencies::Owed;

fn day(today: Date) -> Day {
    let zone = Zone::parse(Zone::DEFAULT).expect("the default zone");
    Day {
        today,
        zone,
        calendar: Calendar::default(),
    }
}

fn at(time: &str) -> At {
    time.parse::<jiff::Timestamp>().expect("a time").into()
}

fn listed() -> Listed {
    Listed {
        id: "s1".into(),
        reference: "S-7K3Q-92".into(),
        author_id: Some("p1".into()),
        publication: "published".into(),
        hidden_reason: None,
        title: "Shade first".into(),
        body: "A shelter at every stop.\nMore below.".into(),
        lang: "en".into(),
        dir: "ltr".into(),
        // 1 November begins at 20:00 UTC of the day before in Muscat.
        posted_at: at("2026-10-31T20:30:00Z"),
        published_at: Some(at("2026-10-31T20:30:00Z")),
        acknowledge_due: Some("2026-11-04".into()),
        decide_due: Some("2026-12-28".into()),
        acknowledged_at: None,
        decided_at: None,
        answer_state: "none".into(),
        shuffle: 0,
    }
}

fn cards(scores: bool) -> Cards<'static> {
    Cards {
        closes: date(2026, 11, 30),
        settings: Settings::default(),
        scores,
        reader: Some("p1"),
        replies: HashMap::new(),
    }
}

#[test]
fn a_card_reads_its_clock_on_the_day() {
    let stood = Stood {
        position: 1,
        place: 1,
        shared: false,
        points: 540_540,
        lists: 486,
        shortlist_place: None,
    };
    let card = cards(true).card(listed(), Some(stood), &day(date(2026, 11, 5)));
    let Some(Card::Shown(card)) = card else {
        panic!("a published one is shown")
    };
    assert_eq!(card.excerpt.text, "A shelter at every stop.");
    let Some(Stands::Ranked(score)) = card.stands else {
        panic!("it has a rank")
    };
    assert_eq!(score.tenths, 2145);
    assert!(card.own);
    let late = ClockState::Late {
        stage: Stage::Overdue,
        due: date(2026, 11, 4),
        working_days_late: 1,
    };
    assert_eq!(
        card.clocks,
        [Clock {
            kind: DueKind::Acknowledge,
            state: late
        }]
    );
    let card = cards(false).card(listed(), Some(stood), &day(date(2026, 11, 5)));
    let Some(Card::Shown(card)) = card else {
        panic!("a published one is shown")
    };
    assert_eq!(card.stands, None);
    let few = Stood {
        place: UNRANKED,
        points: 0,
        lists: 0,
        ..stood
    };
    let card = cards(true).card(listed(), Some(few), &day(date(2026, 11, 5)));
    let Some(Card::Shown(card)) = card else {
        panic!("a published one is shown")
    };
    assert_eq!(card.stands, Some(Stands::OnFew(5)));
}

#[test]
fn a_hidden_one_is_its_reason_and_nothing_else() {
    let hidden = Listed {
        publication: "hidden".into(),
        hidden_reason: Some(3),
        ..listed()
    };
    let card = cards(true).card(hidden, None, &day(date(2026, 11, 5)));
    let reason = PolicyReason::PrivateData;
    assert_eq!(
        card,
        Some(Card::Hidden {
            reference: "S-7K3Q-92".into(),
            reason
        })
    );
}

#[test]
fn debts_add_up_by_stage_and_name_the_oldest() {
    let owed = |state: &str, acknowledge: &str, decide: &str, suggestions| Owed {
        agency_id: "a1".into(),
        answer_state: state.into(),
        acknowledge_due: acknowledge.into(),
        decide_due: decide.into(),
        suggestions,
    };
    // Thursday 19 November.
    let debts = debts(
        &[
            owed("none", "2026-11-18", "2026-12-28", 2),
            owed("none", "2026-11-24", "2026-11-17", 3),
            owed("acknowledged", "2026-11-01", "2026-11-22", 4),
        ],
        &day(date(2026, 11, 19)),
    );
    let debt = debts.get("a1").copied().expect("it owes");
    assert_eq!((debt.acknowledge.overdue, debt.acknowledge.on_time), (2, 3));
    assert_eq!((debt.decide.overdue, debt.decide.due_soon), (3, 4));
    assert_eq!(
        debt.decide.all() - debt.decide.late() - debt.decide.due_soon,
        2
    );
    let oldest = debt.oldest.expect("something is late");
    assert_eq!(
        (oldest.due, oldest.working_days_late),
        (date(2026, 11, 17), 2)
    );
}
