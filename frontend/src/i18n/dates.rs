//! Days and moments as people read them, in Latin digits in both languages.

use icu_calendar::cal::Hijri;
use jiff::civil::{Date, DateTime, Weekday};
use shared::lang::Lang;

use super::t;

/// A day with its weekday: "Sunday 22 November 2026", «الأحد، 22 نوفمبر 2026».
pub fn date(lang: Lang, date: Date) -> String {
    t::date::full(
        lang,
        weekday(lang, date),
        date.day(),
        month(lang, date),
        date.year(),
    )
}

/// A day without its weekday: "22 Nov 2026", «22 نوفمبر 2026».
pub fn short_date(lang: Lang, date: Date) -> String {
    t::date::short(lang, date.day(), short_month(lang, date), date.year())
}

/// A day and a time of it, in the platform's zone: "22 Nov 2026, 2:05 pm",
/// «22 نوفمبر 2026، 2:05 م».
pub fn moment(lang: Lang, moment: DateTime) -> String {
    let hour = match moment.hour() % 12 {
        0 => 12,
        hour => hour,
    };
    let time = format!("{hour}:{:02}", moment.minute());
    let time = if moment.hour() < 12 {
        t::date::morning(lang, time)
    } else {
        t::date::afternoon(lang, time)
    };
    t::date::moment(lang, short_date(lang, moment.date()), time)
}

/// The same day by the Umm al-Qura calendar: "12 Jumada II 1448 AH", «12 جمادى الآخرة 1448 هـ».
/// A reckoned day: the sighting of the moon can differ from it by one. Empty for a day that the
/// calendar cannot express.
pub fn hijri(lang: Lang, date: Date) -> String {
    let (Ok(month), Ok(day)) = (u8::try_from(date.month()), u8::try_from(date.day())) else {
        return String::new();
    };
    let Ok(day) = icu_calendar::Date::try_new_iso(i32::from(date.year()), month, day) else {
        return String::new();
    };
    let day = day.to_calendar(Hijri::new_umm_al_qura());
    let month = hijri_month(lang, day.month().ordinal);
    t::date::hijri(
        lang,
        day.day_of_month().0,
        month,
        day.year().extended_year(),
    )
}

fn weekday(lang: Lang, date: Date) -> &'static str {
    use t::date::weekday as w;
    match date.weekday() {
        Weekday::Monday => w::monday(lang),
        Weekday::Tuesday => w::tuesday(lang),
        Weekday::Wednesday => w::wednesday(lang),
        Weekday::Thursday => w::thursday(lang),
        Weekday::Friday => w::friday(lang),
        Weekday::Saturday => w::saturday(lang),
        Weekday::Sunday => w::sunday(lang),
    }
}

/// The name of a day's month.
pub fn month(lang: Lang, date: Date) -> &'static str {
    use t::date::month as m;
    match date.month() {
        1 => m::january(lang),
        2 => m::february(lang),
        3 => m::march(lang),
        4 => m::april(lang),
        5 => m::may(lang),
        6 => m::june(lang),
        7 => m::july(lang),
        8 => m::august(lang),
        9 => m::september(lang),
        10 => m::october(lang),
        11 => m::november(lang),
        _ => m::december(lang),
    }
}

/// The same where there is little room.
pub fn short_month(lang: Lang, date: Date) -> &'static str {
    use t::date::short_month as m;
    match date.month() {
        1 => m::january(lang),
        2 => m::february(lang),
        3 => m::march(lang),
        4 => m::april(lang),
        5 => m::may(lang),
        6 => m::june(lang),
        7 => m::july(lang),
        8 => m::august(lang),
        9 => m::september(lang),
        10 => m::october(lang),
        11 => m::november(lang),
        _ => m::december(lang),
    }
}

fn hijri_month(lang: Lang, ordinal: u8) -> &'static str {
    use t::date::hijri_month as m;
    match ordinal {
        1 => m::muharram(lang),
        2 => m::safar(lang),
        3 => m::rabi_1(lang),
        4 => m::rabi_2(lang),
        5 => m::jumada_1(lang),
        6 => m::jumada_2(lang),
        7 => m::rajab(lang),
        8 => m::shaban(lang),
        9 => m::ramadan(lang),
        10 => m::shawwal(lang),
        11 => m::dhu_al_qidah(lang),
        _ => m::dhu_al_hijjah(lang),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use jiff::ToSpan;
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn days_read_as_the_press_writes_them() {
        let sunday = day(2026, 11, 22);
        assert_eq!(date(Lang::Ar, sunday), "الأحد، 22 نوفمبر 2026");
        assert_eq!(date(Lang::En, sunday), "Sunday 22 November 2026");
        assert_eq!(short_date(Lang::Ar, sunday), "22 نوفمبر 2026");
        assert_eq!(short_date(Lang::En, sunday), "22 Nov 2026");
        assert_eq!(date(Lang::Ar, day(2027, 1, 1)), "الجمعة، 1 يناير 2027");
        assert_eq!(date(Lang::En, day(2028, 2, 29)), "Tuesday 29 February 2028");
    }

    #[test]
    fn hours_turn_at_midnight_and_noon() {
        let at = |hour, minute| day(2026, 11, 22).at(hour, minute, 59, 0);
        for (moment_of, ar, en) in [
            (at(0, 0), "12:00 ص", "12:00 am"),
            (at(0, 5), "12:05 ص", "12:05 am"),
            (at(11, 59), "11:59 ص", "11:59 am"),
            (at(12, 0), "12:00 م", "12:00 pm"),
            (at(14, 5), "2:05 م", "2:05 pm"),
            (at(23, 59), "11:59 م", "11:59 pm"),
        ] {
            assert_eq!(moment(Lang::Ar, moment_of), format!("22 نوفمبر 2026، {ar}"));
            assert_eq!(moment(Lang::En, moment_of), format!("22 Nov 2026, {en}"));
        }
    }

    #[test]
    fn umm_al_qura_stands_beside_gregorian() {
        for (gregorian, ar, en) in [
            (
                day(2026, 11, 22),
                "12 جمادى الآخرة 1448 هـ",
                "12 Jumada II 1448 AH",
            ),
            (day(2026, 6, 16), "1 محرم 1448 هـ", "1 Muharram 1448 AH"),
            (day(2026, 2, 18), "1 رمضان 1447 هـ", "1 Ramadan 1447 AH"),
        ] {
            assert_eq!(hijri(Lang::Ar, gregorian), ar);
            assert_eq!(hijri(Lang::En, gregorian), en);
        }
    }

    #[test]
    fn no_two_days_of_a_decade_read_the_same() {
        for lang in Lang::ALL {
            for words in [date, short_date, hijri] {
                let mut seen = HashSet::new();
                let mut next = day(2020, 1, 1);
                while next < day(2030, 1, 1) {
                    assert!(
                        seen.insert(words(lang, next)),
                        "{next} reads like another day"
                    );
                    next = next.checked_add(1.day()).unwrap();
                }
            }
        }
    }
}
