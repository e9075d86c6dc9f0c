//! When things happened in the demonstration.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use shared::calendar::{Calendar, Weekend};
use shared::time::Zone;

use crate::db::demonstration::Holiday;

/// The days round the one on which the demonstration is filled.
#[derive(Debug, Clone)]
pub struct Days {
    pub zone: Zone,
    pub now: Timestamp,
    pub calendar: Calendar,
}

impl Days {
    pub fn new(zone: Zone, now: Timestamp) -> Days {
        let days = HOLIDAYS
            .iter()
            .filter_map(|(day, ..)| day.parse::<Date>().ok());
        Days {
            zone,
            now,
            calendar: Calendar::new(Weekend::default(), days),
        }
    }

    pub fn today(&self) -> Date {
        self.zone.day(self.now)
    }

    /// The day so many days from today; negative: before.
    pub fn day(&self, offset: i64) -> Date {
        self.today().saturating_add(offset.days())
    }

    /// The last working day up to the one so many days from today.
    pub fn working_day(&self, offset: i64) -> Date {
        let mut day = self.day(offset);
        while !self.calendar.is_working(day) && day > Date::MIN {
            day = day.saturating_sub(1.day());
        }
        day
    }

    /// A moment of a day, in minutes from its beginning, never in the future and never before
    /// what led to it.
    pub fn moment(&self, day: Date, minutes: i64, after: Timestamp) -> Timestamp {
        let start = self.zone.start_of(day);
        let at = start
            .saturating_add(SignedDuration::from_mins(minutes))
            .unwrap_or(start);
        let soon = after
            .saturating_add(SignedDuration::from_mins(7))
            .unwrap_or(after);
        at.max(soon).min(self.now)
    }
}

const FIXED: &str = "Fixed day of the official holidays";
const ESTIMATE: &str =
    "Estimated by the Umm al-Qura calendar; the day is announced once the moon is sighted";

/// Oman's holidays of 2026: day, names, source, status.
const HOLIDAYS: [(&str, &str, &str, &str, &str); 12] = [
    (
        "2026-01-11",
        "ذكرى تولي جلالة السلطان مقاليد الحكم",
        "Accession Day",
        FIXED,
        "announced",
    ),
    (
        "2026-01-16",
        "الإسراء والمعراج",
        "Isra and Mi‘raj",
        ESTIMATE,
        "estimated",
    ),
    (
        "2026-03-20",
        "عيد الفطر",
        "Eid al-Fitr",
        ESTIMATE,
        "estimated",
    ),
    (
        "2026-03-21",
        "عيد الفطر",
        "Eid al-Fitr",
        ESTIMATE,
        "estimated",
    ),
    (
        "2026-03-22",
        "عيد الفطر",
        "Eid al-Fitr",
        ESTIMATE,
        "estimated",
    ),
    (
        "2026-05-26",
        "يوم عرفة",
        "Day of Arafah",
        ESTIMATE,
        "estimated",
    ),
    (
        "2026-05-27",
        "عيد الأضحى",
        "Eid al-Adha",
        ESTIMATE,
        "estimated",
    ),
    (
        "2026-05-28",
        "عيد الأضحى",
        "Eid al-Adha",
        ESTIMATE,
        "estimated",
    ),
    (
        "2026-06-16",
        "رأس السنة الهجرية",
        "Islamic New Year",
        ESTIMATE,
        "estimated",
    ),
    (
        "2026-08-25",
        "المولد النبوي الشريف",
        "Birthday of the Prophet",
        ESTIMATE,
        "estimated",
    ),
    (
        "2026-11-20",
        "اليوم الوطني",
        "National Day",
        FIXED,
        "announced",
    ),
    (
        "2026-11-21",
        "اليوم الوطني",
        "National Day",
        FIXED,
        "announced",
    ),
];

/// The holidays as rows.
pub fn holidays() -> impl Iterator<Item = Holiday<'static>> {
    HOLIDAYS
        .iter()
        .map(|(day, name_ar, name_en, source, status)| Holiday {
            day: (*day).to_owned(),
            name_ar,
            name_en,
            source,
            status,
        })
}
