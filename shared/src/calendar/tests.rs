use jiff::civil::date;

use super::*;

/// The slow way: look at each day.
fn counted_one_by_one(calendar: &Calendar, a: Date, b: Date) -> i64 {
    let mut day = a;
    let mut worked = 0;
    while day < b {
        day = day.tomorrow().unwrap();
        worked += i64::from(calendar.is_working(day));
    }
    worked
}

/// Three holidays in a row around a weekend, one on a weekend, one at a year's end, one leap day.
fn busy() -> Calendar {
    Calendar::new(
        Weekend::default(),
        [
            date(2026, 3, 19),
            date(2026, 3, 20),
            date(2026, 3, 22),
            date(2026, 3, 23),
            date(2026, 12, 31),
            date(2027, 1, 3),
            date(2028, 2, 29),
        ],
    )
}

#[test]
fn friday_and_saturday_are_the_weekend_unless_set_otherwise() {
    let calendar = Calendar::default();
    // 1 March 2026 is a Sunday.
    for (day, working) in [
        (1, true),
        (2, true),
        (5, true),
        (6, false),
        (7, false),
        (8, true),
    ] {
        assert_eq!(calendar.is_working(date(2026, 3, day)), working, "{day}");
    }
    let sundays = Calendar::new(Weekend::new([Weekday::Sunday]).unwrap(), []);
    assert!(!sundays.is_working(date(2026, 3, 1)));
    assert!(sundays.is_working(date(2026, 3, 6)));
    let none = Calendar::new(Weekend::new([]).unwrap(), []);
    assert!(none.is_working(date(2026, 3, 6)));
}

#[test]
fn a_weekend_of_seven_days_is_refused() {
    let week = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
    assert_eq!(Weekend::new(week), Err(CalendarRefusal::NoWorkingDay));
    assert_eq!(
        CalendarRefusal::NoWorkingDay.code(),
        Code::CalendarNoWorkingDay
    );
    assert!(Weekend::new(week[1..].iter().copied()).is_ok());
}

#[test]
fn working_days_are_added_over_weekends_holidays_and_year_ends() {
    let calendar = busy();
    for (from, n, result) in [
        // A Sunday; day 0 is the start.
        (date(2026, 3, 1), 0, date(2026, 3, 1)),
        (date(2026, 3, 1), 3, date(2026, 3, 4)),
        // Thursday over the weekend.
        (date(2026, 3, 5), 1, date(2026, 3, 8)),
        // From a day off the next working day is day 1.
        (date(2026, 3, 6), 0, date(2026, 3, 8)),
        (date(2026, 3, 6), 1, date(2026, 3, 8)),
        (date(2026, 3, 7), 3, date(2026, 3, 10)),
        // Wednesday before holidays in a row: Thursday to Monday off.
        (date(2026, 3, 18), 1, date(2026, 3, 24)),
        (date(2026, 3, 18), 3, date(2026, 3, 26)),
        // From a holiday.
        (date(2026, 3, 19), 0, date(2026, 3, 24)),
        // Over the year's end: Thu 31 Dec, Fri, Sat and Sun 3 Jan off.
        (date(2026, 12, 30), 1, date(2027, 1, 4)),
        // Leap years with and without a holiday on the leap day.
        (date(2024, 2, 28), 1, date(2024, 2, 29)),
        (date(2028, 2, 28), 1, date(2028, 3, 1)),
        (date(2027, 2, 25), 1, date(2027, 2, 28)),
    ] {
        assert_eq!(calendar.add_working_days(from, n), result, "{from} + {n}");
    }
}

#[test]
fn counting_by_weeks_agrees_with_looking_at_each_day() {
    let weekends = [
        Weekend::default(),
        Weekend::new([]).unwrap(),
        Weekend::new([Weekday::Sunday]).unwrap(),
        Weekend::new([Weekday::Monday, Weekday::Wednesday, Weekday::Saturday]).unwrap(),
    ];
    for weekend in weekends {
        let calendar = Calendar { weekend, ..busy() };
        for start in [date(2026, 3, 1), date(2026, 12, 20), date(2028, 2, 20)] {
            for offset in 0..9 {
                let a = start.saturating_add(offset.days());
                for length in 0..60 {
                    let b = a.saturating_add(length.days());
                    let expected = counted_one_by_one(&calendar, a, b);
                    assert_eq!(calendar.working_days_between(a, b), expected, "{a} to {b}");
                    assert_eq!(calendar.working_days_between(b, a), -expected, "{b} to {a}");
                }
            }
        }
    }
}

#[test]
fn what_was_added_is_what_lies_between_and_never_a_day_off() {
    let calendar = busy();
    for offset in 0..400 {
        let from = date(2026, 2, 20).saturating_add(offset.days());
        assert!(
            calendar.is_working(calendar.add_working_days(from, 0)),
            "{from}"
        );
        for n in [1, 2, 3, 5, 20, 41] {
            let day = calendar.add_working_days(from, n);
            assert!(calendar.is_working(day), "{from} + {n}");
            assert_eq!(
                calendar.working_days_between(from, day),
                i64::from(n),
                "{from} + {n}"
            );
        }
    }
}

#[test]
fn the_limits_of_dates_are_not_passed() {
    let calendar = Calendar::default();
    assert_eq!(calendar.add_working_days(Date::MAX, 0), Date::MAX);
    assert_eq!(calendar.add_working_days(Date::MAX, u32::MAX), Date::MAX);
    assert_eq!(
        calendar.add_working_days(date(9999, 12, 1), u32::MAX),
        Date::MAX
    );
    assert_eq!(calendar.working_days_between(Date::MAX, Date::MAX), 0);
    let all = calendar.working_days_between(Date::MIN, Date::MAX);
    assert!(all > 5_000_000, "{all}");
    assert_eq!(calendar.working_days_between(Date::MAX, Date::MIN), -all);
}
