//! Oman's decreed holidays of a year, to begin with: what staff would otherwise type from the
//! decrees. Royal Decree 88/2022 names them, 15/2025 the days of the National Day. Feasts are
//! reckoned by the Umm al-Qura calendar, from which the sighting of the moon can differ by a day.

use icu_calendar::cal::Hijri;
use jiff::civil::Date;
use shared::calendar::{Entries, EntryRefusal, Holiday, HolidayStatus, Kept};

/// Where a holiday comes from, in Arabic and in English.
type Source = (&'static str, &'static str);

const DECREE: Source = ("المرسوم السلطاني رقم 88/2022", "Royal Decree 88/2022");
const NATIONAL_DAY: Source = ("المرسوم السلطاني رقم 15/2025", "Royal Decree 15/2025");
const UMM_AL_QURA: Source = (
    "المرسوم السلطاني رقم 88/2022، والأيام بحساب تقويم أم القرى",
    "Royal Decree 88/2022; days reckoned by the Umm al-Qura calendar",
);

/// The years that can be reckoned: since the latest of the decrees.
pub const YEARS: std::ops::RangeInclusive<i16> = 2025..=2070;

/// A feast by the Hijri calendar: names, the month and day on which it begins, and on which it ends.
type Feast = (&'static str, &'static str, (u8, u8), (u8, u8));

const FEASTS: [Feast; 5] = [
    ("رأس السنة الهجرية", "Islamic New Year", (1, 1), (1, 1)),
    (
        "المولد النبوي الشريف",
        "Birthday of the Prophet",
        (3, 12),
        (3, 12),
    ),
    ("الإسراء والمعراج", "Isra and Mi‘raj", (7, 27), (7, 27)),
    ("عيد الفطر", "Eid al-Fitr", (9, 29), (10, 3)),
    ("عيد الأضحى", "Eid al-Adha", (12, 9), (12, 12)),
];

/// The holidays that begin in one of [`YEARS`], in the order of their days.
pub fn decreed(year: i16) -> Vec<Holiday> {
    let fixed =
        |names: (&str, &str), (month, first, last): (i8, i8, i8), source: Source, status| {
            Some(Holiday {
                first: Date::new(year, month, first).ok()?,
                last: Date::new(year, month, last).ok()?,
                name_ar: names.0.to_owned(),
                name_en: names.1.to_owned(),
                source_ar: source.0.to_owned(),
                source_en: source.1.to_owned(),
                link: None,
                status,
            })
        };
    let accession = ("يوم تولي جلالة السلطان مقاليد الحكم", "Accession Day");
    let national = ("اليوم الوطني", "National Day");
    let mut all: Vec<Holiday> = [
        fixed(accession, (1, 11, 11), DECREE, HolidayStatus::Announced),
        // Which days are observed is announced each year.
        fixed(
            national,
            (11, 20, 21),
            NATIONAL_DAY,
            HolidayStatus::Estimated,
        ),
    ]
    .into_iter()
    .flatten()
    .collect();
    all.extend(days_of(year).flat_map(feasts_from));
    all.sort_by_key(|holiday| holiday.first);
    if YEARS.contains(&year) {
        all
    } else {
        Vec::new()
    }
}

fn days_of(year: i16) -> impl Iterator<Item = Date> {
    let first = Date::new(year, 1, 1).unwrap_or_default();
    first
        .series(jiff::Span::new().days(1))
        .take_while(move |day| day.year() == year)
}

/// The feast that begins on a day, if any does.
fn feasts_from(day: Date) -> Option<Holiday> {
    let begins = hijri(day)?;
    let (ar, en, _, ends) = FEASTS.iter().find(|(_, _, from, _)| *from == begins)?;
    let last = day
        .series(jiff::Span::new().days(1))
        .take(10)
        .find(|day| hijri(*day) == Some(*ends))?;
    Some(Holiday {
        first: day,
        last,
        name_ar: (*ar).to_owned(),
        name_en: (*en).to_owned(),
        source_ar: UMM_AL_QURA.0.to_owned(),
        source_en: UMM_AL_QURA.1.to_owned(),
        link: None,
        status: HolidayStatus::Estimated,
    })
}

/// Month and day by the Umm al-Qura calendar.
fn hijri(day: Date) -> Option<(u8, u8)> {
    let (month, of_month) = (
        u8::try_from(day.month()).ok()?,
        u8::try_from(day.day()).ok()?,
    );
    let iso = icu_calendar::Date::try_new_iso(i32::from(day.year()), month, of_month).ok()?;
    let reckoned = iso.to_calendar(Hijri::new_umm_al_qura());
    Some((reckoned.month().ordinal, reckoned.day_of_month().0))
}

/// What came of a year's holidays.
#[derive(Debug, Clone, Default)]
pub struct Entered {
    pub entered: Vec<Kept>,
    /// Those that the calendar does not take, and why: their days stand already, or are weekend.
    pub left_out: Vec<(Holiday, EntryRefusal)>,
}

/// Enters the decreed holidays of a year among the others, each under a new id.
pub fn enter(entries: &mut Entries, year: i16, mut id: impl FnMut() -> String) -> Entered {
    let mut come = Entered::default();
    for holiday in decreed(year) {
        let id = id();
        match entries.add_holiday(id.clone(), holiday.clone()) {
            Ok(()) => come.entered.push(Kept { id, holiday }),
            Err(refusal) => come.left_out.push((holiday, refusal)),
        }
    }
    come
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_decreed_holidays_of_two_years() {
        let days: Vec<String> = [2026, 2027]
            .into_iter()
            .flat_map(decreed)
            .map(|one| format!("{} {} {}", one.first, one.last, one.name_en))
            .collect();
        assert_eq!(
            days,
            [
                "2026-01-11 2026-01-11 Accession Day",
                "2026-01-16 2026-01-16 Isra and Mi‘raj",
                "2026-03-18 2026-03-22 Eid al-Fitr",
                "2026-05-26 2026-05-29 Eid al-Adha",
                "2026-06-16 2026-06-16 Islamic New Year",
                "2026-08-25 2026-08-25 Birthday of the Prophet",
                "2026-11-20 2026-11-21 National Day",
                "2027-01-05 2027-01-05 Isra and Mi‘raj",
                "2027-01-11 2027-01-11 Accession Day",
                "2027-03-08 2027-03-11 Eid al-Fitr",
                "2027-05-15 2027-05-18 Eid al-Adha",
                "2027-06-06 2027-06-06 Islamic New Year",
                "2027-08-14 2027-08-14 Birthday of the Prophet",
                "2027-11-20 2027-11-21 National Day",
                // The Hijri year is shorter: a second one.
                "2027-12-25 2027-12-25 Isra and Mi‘raj",
            ]
        );
    }

    #[test]
    fn what_falls_on_the_weekend_or_stands_already_is_left_out_and_named() {
        let mut entries = Entries::default();
        let mut number = 0;
        let mut id = || {
            number += 1;
            format!("id-{number}")
        };
        let first = enter(&mut entries, 2026, &mut id);
        let out: Vec<_> = first
            .left_out
            .iter()
            .map(|(holiday, why)| (holiday.name_en.as_str(), *why))
            .collect();
        // 16 January 2026 is a Friday, 20 and 21 November a Friday and a Saturday.
        assert_eq!(
            out,
            [
                ("Isra and Mi‘raj", EntryRefusal::OnWeekend),
                ("National Day", EntryRefusal::OnWeekend)
            ]
        );
        assert_eq!(first.entered.len(), 5);
        let again = enter(&mut entries, 2026, &mut id);
        assert_eq!((again.entered.len(), again.left_out.len()), (0, 7));
    }

    #[test]
    fn each_says_where_it_comes_from_in_both_languages() {
        use shared::lang::{Lang, TextLang, detect};
        for one in decreed(2026) {
            assert_eq!(detect(&one.source_ar, Lang::En), TextLang::Ar);
            assert_eq!(detect(&one.source_en, Lang::Ar), TextLang::En);
        }
    }

    #[test]
    fn every_year_that_can_be_reckoned_has_its_feasts() {
        for year in YEARS {
            let all = decreed(year);
            assert!((7..=9).contains(&all.len()), "{year}: {}", all.len());
            for pair in all.windows(2) {
                assert!(pair[0].first <= pair[1].first, "{year}");
            }
        }
    }
}
