use jiff::civil::{Weekday, date};

use super::*;
use crate::error::{Code, Coded};

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
        let calendar = Calendar::new(weekend, busy().holidays);
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

fn holiday(first: Date, last: Date) -> Holiday {
    Holiday {
        first,
        last,
        name_ar: "عيد".to_owned(),
        name_en: "Feast".to_owned(),
        source_ar: "مرسوم".to_owned(),
        source_en: "Decree".to_owned(),
        link: None,
        status: HolidayStatus::Announced,
    }
}

fn week(from: Date, off: &[Weekday]) -> Week {
    Week {
        from,
        weekend: Weekend::new(off.iter().copied()).unwrap(),
        source: "Decree".to_owned(),
        link: None,
    }
}

#[test]
fn a_weekend_is_read_back_as_it_is_stored() {
    let weekend = Weekend::new([Weekday::Saturday, Weekday::Sunday]).unwrap();
    assert_eq!(weekend.words(), "sunday saturday");
    assert_eq!(Weekend::parse("sunday saturday"), Some(weekend));
    assert_eq!(Weekend::parse(""), Weekend::new([]).ok());
    assert_eq!(Weekend::parse("sunday holiday"), None);
    let all: Vec<_> = FROM_SUNDAY.into_iter().map(word).collect();
    assert_eq!(Weekend::parse(&all.join(" ")), None);
}

#[test]
fn a_weekend_moved_by_decree_leaves_the_past_as_it_was() {
    let mut entries = Entries::default();
    // From Sunday 10 January 2027 on, Saturday and Sunday.
    let moved = week(date(2027, 1, 10), &[Weekday::Saturday, Weekday::Sunday]);
    entries.add_week(moved.clone()).unwrap();
    let calendar = entries.calendar();
    for (day, working) in [
        (date(2027, 1, 3), true),
        (date(2027, 1, 8), false),
        (date(2027, 1, 9), false),
        (date(2027, 1, 10), false),
        (date(2027, 1, 11), true),
        (date(2027, 1, 15), true),
        (date(2027, 1, 16), false),
        (date(2027, 1, 17), false),
    ] {
        assert_eq!(calendar.is_working(day), working, "{day}");
    }
    // Thursday before: Friday, Saturday and the first Sunday are off.
    assert_eq!(
        calendar.add_working_days(date(2027, 1, 7), 1),
        date(2027, 1, 11)
    );
    for offset in 0..40 {
        let a = date(2026, 12, 20).saturating_add(offset.days());
        for length in 0..60 {
            let b = a.saturating_add(length.days());
            let expected = counted_one_by_one(&calendar, a, b);
            assert_eq!(calendar.working_days_between(a, b), expected, "{a} to {b}");
        }
    }
    let again = week(moved.from, &[Weekday::Friday]);
    assert_eq!(
        entries.add_week(again.clone()),
        Err(EntryRefusal::WeekTaken { day: moved.from })
    );
    assert_eq!(entries.change_week(moved.from, again), Ok(moved.clone()));
    assert!(entries.remove_week(moved.from).is_ok());
    assert_eq!(entries.remove_week(moved.from), Err(EntryRefusal::Unknown));
    assert_eq!(entries.calendar(), Calendar::of_weeks([], []));
}

#[test]
fn no_day_is_a_holiday_twice_nor_one_on_the_weekend_alone() {
    let mut entries = Entries::default();
    let (sunday, tuesday) = (date(2026, 3, 1), date(2026, 3, 3));
    entries
        .add_holiday("a".to_owned(), holiday(sunday, tuesday))
        .unwrap();
    for (first, last, wanted) in [
        (
            tuesday,
            date(2026, 3, 4),
            Err(EntryRefusal::Taken { day: tuesday }),
        ),
        (date(2026, 2, 1), date(2026, 2, 28), Ok(())),
        (
            date(2026, 3, 10),
            date(2026, 3, 9),
            Err(EntryRefusal::Reversed),
        ),
        (date(2026, 5, 1), date(2026, 5, 31), Ok(())),
        (
            date(2026, 7, 1),
            date(2026, 8, 1),
            Err(EntryRefusal::TooLong),
        ),
        // Friday and Saturday; with Thursday it is worth something.
        (
            date(2026, 3, 13),
            date(2026, 3, 14),
            Err(EntryRefusal::OnWeekend),
        ),
        (date(2026, 3, 12), date(2026, 3, 14), Ok(())),
    ] {
        let mut copy = entries.clone();
        let added = copy.add_holiday("b".to_owned(), holiday(first, last));
        assert_eq!(added, wanted, "{first} to {last}");
        assert_eq!(added.is_ok(), copy != entries);
        if let Err(refusal) = added {
            assert_eq!(refusal.code().status(), 422);
        }
    }
    // A holiday may be moved over its own days.
    let was = entries
        .change_holiday("a", holiday(tuesday, tuesday))
        .unwrap();
    assert_eq!(was, holiday(sunday, tuesday));
    assert!(entries.calendar().is_working(sunday));
    assert!(!entries.calendar().is_working(tuesday));
    assert_eq!(entries.remove_holiday("b"), Err(EntryRefusal::Unknown));
    assert_eq!(entries.remove_holiday("a"), Ok(holiday(tuesday, tuesday)));
    assert!(entries.calendar().is_working(tuesday));
}

#[test]
fn counting_back_ends_before_the_first_of_the_days_counted() {
    let calendar = busy();
    for offset in 0..400 {
        let to = date(2026, 2, 20).saturating_add(offset.days());
        for n in [0, 1, 3, 20] {
            let from = calendar.count_back(to, n);
            assert_eq!(calendar.working_days_between(from, to), i64::from(n));
            let next = from.tomorrow().unwrap();
            assert!(n == 0 || calendar.is_working(next), "{to} - {n}");
        }
    }
    assert_eq!(calendar.count_back(Date::MIN, 5), Date::MIN);
}
