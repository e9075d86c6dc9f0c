//! Shares, times and periods.

use jiff::civil::date;
use proptest::prelude::*;

use super::nov;
use crate::calendar::{Calendar, Weekend};
use crate::clocks::DueKind;
use crate::scorecard::Sums;
use crate::scorecard::figures::{Ended, Reading, Share, Taken};
use crate::scorecard::period::{Pace, Period, Step};

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
