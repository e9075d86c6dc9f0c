use jiff::civil::date;

use super::*;
use crate::calendar::Weekend;

fn plain() -> Calendar {
    Calendar::default()
}

fn with_holidays(days: &[Date]) -> Calendar {
    Calendar::new(Weekend::default(), days.iter().copied())
}

#[test]
fn due_dates_count_working_days_from_day_zero() {
    // March 2026: the 1st is a Sunday; Fridays and Saturdays are off.
    for (published, due) in [
        (date(2026, 3, 1), date(2026, 3, 4)),
        (date(2026, 3, 3), date(2026, 3, 8)),
        (date(2026, 3, 5), date(2026, 3, 10)),
        (date(2026, 3, 6), date(2026, 3, 10)),
        (date(2026, 3, 7), date(2026, 3, 10)),
    ] {
        let clock = acknowledge_due(published, &plain());
        assert_eq!(
            (clock.kind, clock.starts, clock.due),
            (DueKind::Acknowledge, published, due)
        );
    }
    let decide = decide_due(date(2026, 3, 31), &plain());
    assert_eq!(
        (decide.kind, decide.due),
        (DueKind::Decide, date(2026, 4, 28))
    );
    let holidays = with_holidays(&[date(2026, 4, 1), date(2026, 4, 2)]);
    assert_eq!(
        decide_due(date(2026, 3, 31), &holidays).due,
        date(2026, 4, 30)
    );
}

#[test]
fn an_agency_may_promise_less_but_not_more() {
    let promise = Promise {
        acknowledge: Some(1),
        decide: Some(20),
    };
    assert_eq!(promise.days(DueKind::Acknowledge), Some(1));
    assert_eq!(promise.days(DueKind::Decide), None);
    assert_eq!(Promise::default().days(DueKind::Acknowledge), None);
}

#[test]
fn an_acknowledgement_clock_is_read_day_by_day() {
    // Published Tuesday 3 March: due Sunday the 8th; twice the time is Wednesday the 11th.
    let clock = acknowledge_due(date(2026, 3, 3), &plain());
    let due = date(2026, 3, 8);
    let running = |stage, left| ClockState::Running {
        stage,
        due,
        working_days_left: left,
    };
    let late = |stage, days| ClockState::Late {
        stage,
        due,
        working_days_late: days,
    };
    for (day, state) in [
        (
            2,
            ClockState::NotStarted {
                starts: date(2026, 3, 3),
            },
        ),
        (3, running(Stage::OnTime, 3)),
        (4, running(Stage::OnTime, 2)),
        (5, running(Stage::DueSoon, 1)),
        (6, running(Stage::DueSoon, 1)),
        (7, running(Stage::DueSoon, 1)),
        (8, running(Stage::DueSoon, 0)),
        (9, late(Stage::Overdue, 1)),
        (11, late(Stage::Overdue, 3)),
        (12, late(Stage::LongOverdue, 4)),
        (13, late(Stage::LongOverdue, 5)),
        (15, late(Stage::LongOverdue, 5)),
    ] {
        assert_eq!(
            read(&clock, None, date(2026, 3, day), &plain()),
            state,
            "{day} March"
        );
    }
}

#[test]
fn a_decision_clock_is_read_day_by_day() {
    // Closing Sunday 1 March: due Sunday the 29th; twice the time is Sunday 26 April.
    let clock = decide_due(date(2026, 3, 1), &plain());
    assert_eq!(clock.due, date(2026, 3, 29));
    for (today, stage) in [
        (date(2026, 3, 1), Stage::OnTime),
        (date(2026, 3, 23), Stage::OnTime),
        (date(2026, 3, 24), Stage::DueSoon),
        (date(2026, 3, 29), Stage::DueSoon),
        (date(2026, 3, 30), Stage::Overdue),
        (date(2026, 4, 26), Stage::Overdue),
        (date(2026, 4, 27), Stage::LongOverdue),
        (date(2028, 1, 1), Stage::LongOverdue),
    ] {
        let read_stage = match read(&clock, None, today, &plain()) {
            ClockState::Running { stage, .. } | ClockState::Late { stage, .. } => stage,
            other => panic!("{today}: {other:?}"),
        };
        assert_eq!(read_stage, stage, "{today}");
    }
    let early = read(&clock, None, date(2026, 2, 28), &plain());
    assert_eq!(
        early,
        ClockState::NotStarted {
            starts: date(2026, 3, 1)
        }
    );
}

#[test]
fn late_begins_the_day_after_even_on_a_day_off() {
    // Due Thursday 5 March; Friday and Saturday are late by the Sunday that follows.
    let clock = acknowledge_due(date(2026, 3, 2), &plain());
    assert_eq!(clock.due, date(2026, 3, 5));
    for day in [6, 7, 8] {
        let on = date(2026, 3, day);
        assert_eq!(
            read(&clock, None, on, &plain()),
            ClockState::Late {
                stage: Stage::Overdue,
                due: clock.due,
                working_days_late: 1
            },
        );
        assert_eq!(
            read(&clock, Some(on), date(2026, 6, 1), &plain()),
            ClockState::Met {
                on,
                due: clock.due,
                late_by: 1
            },
        );
    }
}

#[test]
fn a_stopped_clock_shows_when_it_stopped_and_no_longer_moves() {
    let clock = acknowledge_due(date(2026, 3, 1), &plain());
    for (on, late_by) in [
        // A decision may come before its clock starts.
        (date(2026, 2, 20), 0),
        (date(2026, 3, 1), 0),
        (date(2026, 3, 4), 0),
        (date(2026, 3, 5), 1),
        (date(2026, 3, 9), 3),
    ] {
        for today in [on, date(2026, 3, 9), date(2030, 1, 1)] {
            let state = read(&clock, Some(on), today, &plain());
            assert_eq!(
                state,
                ClockState::Met {
                    on,
                    due: clock.due,
                    late_by
                }
            );
        }
    }
}

#[test]
fn a_changed_calendar_moves_only_what_has_not_passed() {
    let clock = acknowledge_due(date(2026, 3, 1), &plain());
    let announced = with_holidays(&[date(2026, 3, 3)]);
    let moved = DueDate {
        due: date(2026, 3, 5),
        ..clock
    };
    for (today, expected) in [
        (date(2026, 3, 2), Some(moved)),
        (date(2026, 3, 4), Some(moved)),
        (date(2026, 3, 5), None),
        (date(2026, 4, 1), None),
    ] {
        assert_eq!(
            clock.recompute(&plain(), &announced, today),
            expected,
            "{today}"
        );
    }
    // A holiday elsewhere touches nothing.
    let elsewhere = with_holidays(&[date(2026, 5, 3)]);
    assert_eq!(
        clock.recompute(&plain(), &elsewhere, date(2026, 3, 2)),
        None
    );
}

#[test]
fn a_holiday_taken_back_makes_nobody_late() {
    let announced = with_holidays(&[date(2026, 3, 3), date(2026, 3, 4)]);
    let clock = acknowledge_due(date(2026, 3, 1), &announced);
    assert_eq!(clock.due, date(2026, 3, 8));
    for (today, due) in [
        (date(2026, 3, 2), date(2026, 3, 4)),
        (date(2026, 3, 5), date(2026, 3, 5)),
    ] {
        let moved = clock.recompute(&announced, &plain(), today).unwrap();
        assert_eq!(moved.due, due, "{today}");
        assert!(matches!(
            read(&moved, None, today, &plain()),
            ClockState::Running { .. }
        ));
    }
    // On a day off it stays on the due date that was promised.
    assert_eq!(
        clock.recompute(&announced, &plain(), date(2026, 3, 7)),
        None
    );
}

#[test]
fn due_dates_at_the_end_of_time_stand_still() {
    let clock = decide_due(Date::MAX, &plain());
    assert_eq!(clock.due, Date::MAX);
    assert!(matches!(
        read(&clock, None, Date::MAX, &plain()),
        ClockState::Running { .. }
    ));
}

#[test]
fn a_date_that_was_held_back_moves_only_off_a_day_off() {
    // Two holidays are taken back on the Thursday after: held back to that day.
    let announced = with_holidays(&[date(2026, 3, 3), date(2026, 3, 4), date(2026, 3, 5)]);
    let clock = acknowledge_due(date(2026, 3, 1), &announced);
    assert_eq!(clock.due, date(2026, 3, 9));
    // Saturday: the first working day is Sunday.
    let held = clock
        .recompute(&announced, &plain(), date(2026, 3, 7))
        .unwrap();
    assert_eq!(held.due, date(2026, 3, 8));
    let elsewhere = with_holidays(&[date(2026, 5, 3)]);
    assert_eq!(held.recompute(&plain(), &elsewhere, date(2026, 3, 7)), None);
    let sunday_off = with_holidays(&[date(2026, 3, 8)]);
    let moved = held
        .recompute(&plain(), &sunday_off, date(2026, 3, 7))
        .unwrap();
    assert_eq!(moved.due, date(2026, 3, 9));
}
