use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::figures::{Ended, Reading, Share, Taken};
use super::period::{Pace, Period, Step};
use super::{Cells, Cut, Facts, Key, Measure, Promised, Sums, compute};
use crate::answer::AnswerState;
use crate::calendar::{Calendar, Weekend};
use crate::clocks::DueKind;
use crate::commitment::CommitmentState;
use crate::satisfaction::Verdict;
use crate::suggestion::PublicationState;

/// A day of November 2026; 1 and 8 are Sundays.
fn nov(day: i8) -> Date {
    date(2026, 11, day)
}

fn published() -> Facts {
    Facts {
        cut: Cut::default(),
        publication: PublicationState::Published,
        answer: AnswerState::None,
        published: Some(nov(1)),
        acknowledge_due: Some(nov(4)),
        decide_due: Some(nov(29)),
        acknowledged: None,
        decided: None,
        left: None,
    }
}

fn all(cells: &Cells, measure: Measure) -> Sums {
    let mut sum = Sums::default();
    for (key, sums) in cells {
        if key.cut == Cut::default() && key.measure == measure {
            sum.cases += sums.cases;
            sum.in_time += sums.in_time;
            sum.late += sums.late;
            for (days, many) in &sums.met {
                *sum.met.entry(*days).or_default() += many;
            }
        }
    }
    sum
}

/// (cases, met in time, met late) of the clock to acknowledge.
fn acknowledged(facts: Facts) -> (i64, i64, i64) {
    let sums = all(&compute([facts], [], []), Measure::Acknowledge);
    (sums.cases, sums.in_time, sums.late)
}

#[test]
fn a_clock_keeps_what_had_come_of_it_when_its_suggestion_left() {
    let gone = |publication, left, met: Option<i8>| Facts {
        publication,
        left: Some(nov(left)),
        acknowledged: met.map(nov),
        ..published()
    };
    let met = |day| Facts {
        acknowledged: Some(nov(day)),
        ..published()
    };
    let pending = Facts {
        publication: PublicationState::Pending,
        published: None,
        acknowledge_due: None,
        decide_due: None,
        ..published()
    };
    use PublicationState::{Hidden, Merged, Withdrawn};
    for (facts, wanted, why) in [
        (published(), (1, 0, 0), "not answered"),
        (met(1), (1, 1, 0), "at once"),
        (met(4), (1, 1, 0), "the whole due day is in time"),
        (met(5), (1, 0, 1), "the day after is late"),
        (
            gone(Hidden, 3, None),
            (0, 0, 0),
            "still running when it was hidden",
        ),
        (gone(Hidden, 4, None), (0, 0, 0), "on its due day"),
        (
            gone(Hidden, 5, None),
            (1, 0, 0),
            "late when it was hidden stays late",
        ),
        (gone(Merged, 5, None), (1, 0, 0), "and when merged"),
        (gone(Withdrawn, 5, None), (1, 0, 0), "and when withdrawn"),
        (gone(Hidden, 3, Some(2)), (1, 1, 0), "answered before"),
        (
            gone(Merged, 9, Some(5)),
            (1, 0, 1),
            "answered late, then merged",
        ),
        (pending, (0, 0, 0), "not in public yet"),
    ] {
        assert_eq!(acknowledged(facts), wanted, "{why}");
    }
}

#[test]
fn what_left_is_counted_apart_and_by_whether_it_was_late() {
    let gone = |publication, left| Facts {
        publication,
        left: Some(nov(left)),
        ..published()
    };
    use PublicationState::{Hidden, Merged, Withdrawn};
    let cells = compute(
        [
            gone(Hidden, 2),
            gone(Hidden, 9),
            gone(Merged, 9),
            gone(Withdrawn, 30),
            published(),
        ],
        [],
        [],
    );
    for (measure, wanted) in [
        (Measure::Hidden, (2, 1)),
        (Measure::Merged, (1, 1)),
        (Measure::Withdrawn, (1, 1)),
    ] {
        let sums = all(&cells, measure);
        assert_eq!((sums.cases, sums.late), wanted, "{measure}");
    }
    assert_eq!(all(&cells, Measure::Published).cases, 5);
}

#[test]
fn a_decision_is_counted_as_it_stands_and_on_its_first_day() {
    let decided = |answer, left: Option<i8>| Facts {
        answer,
        acknowledged: Some(nov(3)),
        decided: Some(nov(10)),
        left: left.map(nov),
        publication: match left {
            Some(_) => PublicationState::Hidden,
            None => PublicationState::Published,
        },
        ..published()
    };
    let cells = compute(
        [
            decided(AnswerState::Adopted, None),
            decided(AnswerState::Rejected, None),
            decided(AnswerState::Adopted, Some(20)),
        ],
        [],
        [],
    );
    assert_eq!(all(&cells, Measure::Adopted).cases, 1);
    assert_eq!(all(&cells, Measure::Rejected).cases, 1);
    let answered = all(&cells, Measure::Answered);
    assert_eq!(answered.cases, 3);
    let key = Key {
        cut: Cut::default(),
        measure: Measure::Adopted,
        day: nov(1),
    };
    assert_eq!(cells.get(&key).map(|sums| sums.cases), Some(1));
    assert_eq!(all(&cells, Measure::Decide).in_time, 3);
}

#[test]
fn promises_that_stand_are_counted_by_their_day_too() {
    let promise = |state| Promised {
        cut: Cut::default(),
        state,
        made: nov(9),
        until: nov(20),
    };
    let cells = compute(
        [],
        CommitmentState::ALL.iter().map(|state| promise(*state)),
        [(Cut::default(), Verdict::Partly, nov(3))],
    );
    let counted: Vec<(Measure, Date, i64)> = cells
        .iter()
        .map(|(key, sums)| (key.measure, key.day, sums.cases))
        .collect();
    let wanted = [
        (Measure::Standing, nov(20), 2),
        (Measure::Planned, nov(1), 1),
        (Measure::InProgress, nov(1), 1),
        (Measure::Done, nov(1), 1),
        (Measure::Dropped, nov(1), 1),
        (Measure::Partly, nov(1), 1),
    ];
    assert_eq!(counted, wanted);
}

#[test]
fn the_last_answer_is_kept_with_its_day() {
    let answered = |on: i8| Facts {
        acknowledged: Some(nov(on)),
        ..published()
    };
    let cells = compute(
        [answered(9), answered(20), answered(3), published()],
        [],
        [],
    );
    let last = cells
        .iter()
        .find(|(key, _)| key.measure == Measure::Answered);
    let last = last.map(|(key, sums)| (key.day, sums.cases));
    assert_eq!(last, Some((nov(20), 3)));
}

#[test]
fn a_suggestion_is_counted_once_under_each_cut() {
    let cut = |governorate: &str, category: &str| Cut {
        governorate: governorate.to_owned(),
        category: category.to_owned(),
    };
    for (of, wanted) in [
        (cut("", ""), vec![cut("", "")]),
        (cut("muscat", ""), vec![cut("", ""), cut("muscat", "")]),
        (cut("", "lamps"), vec![cut("", ""), cut("", "lamps")]),
        (
            cut("muscat", "lamps"),
            vec![
                cut("", ""),
                cut("", "lamps"),
                cut("muscat", ""),
                cut("muscat", "lamps"),
            ],
        ),
    ] {
        let facts = Facts {
            cut: of,
            ..published()
        };
        let cells = compute([facts], [], []);
        let published = cells
            .iter()
            .filter(|(key, _)| key.measure == Measure::Published);
        let found: Vec<Cut> = published
            .map(|(key, sums)| {
                assert_eq!(sums.cases, 1);
                key.cut.clone()
            })
            .collect();
        assert_eq!(found, wanted);
    }
}

#[test]
fn wilson_intervals_are_those_of_the_literature() {
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    for (hits, of, low, high) in [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ] {
        let (from, to) = Share { of, hits }.interval().unwrap();
        assert!((from - low).abs() < 5e-5, "{hits} of {of}: {from}");
        assert!((to - high).abs() < 5e-5, "{hits} of {of}: {to}");
    }
    assert_eq!(Share::default().interval(), None);
    assert_eq!(Share::default().value(), None);
}

#[test]
fn fewer_than_twenty_have_no_rank() {
    for (of, ranked) in [(0, false), (19, false), (20, true)] {
        assert_eq!(Share { of, hits: 0 }.is_ranked(), ranked, "{of}");
    }
}

fn calendar() -> Calendar {
    Calendar::new(Weekend::default(), [])
}

#[test]
fn silence_makes_nobody_faster() {
    let calendar = calendar();
    let mut reading = Reading::new(&calendar);
    let mut ended = Ended::default();
    assert_eq!(ended.within(50), None);
    // Due on Wednesday 4 November: on Sunday, Wednesday and Sunday after; two never.
    let sums = Sums {
        cases: 5,
        in_time: 2,
        late: 1,
        met: [(-3, 1), (0, 1), (4, 1)].into(),
    };
    reading.add(&mut ended, DueKind::Acknowledge, nov(4), &sums);
    for (percent, wanted) in [
        (20, Taken::Days(0)),
        (40, Taken::Days(3)),
        (50, Taken::Days(5)),
        (60, Taken::Days(5)),
        (61, Taken::NotAnswered),
        (90, Taken::NotAnswered),
    ] {
        assert_eq!(ended.within(percent), Some(wanted), "{percent}");
    }
    assert_eq!(ended.unmet(), 2);
    assert_eq!(ended.on_time(), Share { of: 5, hits: 2 });
}

#[test]
fn a_holiday_announced_afterwards_moves_no_share() {
    let sums = Sums {
        cases: 2,
        in_time: 1,
        late: 1,
        met: [(0, 1), (5, 1)].into(),
    };
    let read = |calendar: &Calendar| {
        let mut ended = Ended::default();
        Reading::new(calendar).add(&mut ended, DueKind::Acknowledge, nov(4), &sums);
        (ended.on_time(), ended.within(100))
    };
    let after = Calendar::new(Weekend::default(), [nov(8)]);
    let share = Share { of: 2, hits: 1 };
    assert_eq!(read(&calendar()), (share, Some(Taken::Days(6))));
    assert_eq!(read(&after), (share, Some(Taken::Days(5))));
}

#[test]
fn periods_are_whole_months_quarters_and_years() {
    let last_year = Period::last_year(nov(23));
    assert_eq!(last_year.from, date(2025, 12, 1));
    assert_eq!(last_year.to, nov(30));
    assert_eq!(last_year.steps().len(), 12);
    assert_eq!(last_year.pace(), Pace::Months);
    assert_eq!(Period::quarter(2026, 1).to, date(2026, 3, 31));
    assert_eq!(Period::quarter(2028, 4).from, date(2028, 10, 1));
    assert_eq!(Period::year(2026).steps().len(), 12);
    let long = Period::months(date(2024, 2, 10), date(2026, 3, 1));
    assert_eq!(long.pace(), Pace::Quarters);
    let steps = long.steps();
    assert_eq!(steps.len(), 9);
    let first = Step::Quarter {
        year: 2024,
        quarter: 1,
    };
    assert_eq!(steps.first(), Some(&first));
    assert_eq!(first.period(), Period::quarter(2024, 1));
}

proptest! {
    #[test]
    fn an_interval_holds_its_share_and_narrows_with_more_cases(of in 1_i64..100_000, part in 0_i64..=1_000) {
        let hits = of * part / 1_000;
        let share = Share { of, hits };
        let (low, high) = share.interval().unwrap();
        let value = share.value().unwrap();
        prop_assert!(0.0 <= low && low <= value && value <= high && high <= 1.0);
        let (lower, higher) = Share { of: of * 4, hits: hits * 4 }.interval().unwrap();
        prop_assert!(higher - lower < high - low);
    }

    #[test]
    fn every_day_of_a_period_is_in_one_step(from in 0_i32..3_000, days in 0_i32..3_000, at in 0_i32..3_000) {
        let start = date(2020, 1, 1);
        let day = |n: i32| start.saturating_add(jiff::Span::new().days(n));
        let period = Period::months(day(from), day(from + days));
        let at = day(from + at % (days + 1));
        let steps = period.steps();
        let step = period.pace().step(at);
        prop_assert_eq!(steps.iter().filter(|one| **one == step).count(), 1);
        prop_assert!(step.period().has(at));
    }
}
