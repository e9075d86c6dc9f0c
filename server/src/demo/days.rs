//! When things happened in the demonstration.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use shared::calendar::{Calendar, Entries};
use shared::time::Zone;

use crate::chance;
use crate::usecases::calendar::oman;

/// The days round the one on which the demonstration is filled.
#[derive(Debug, Clone)]
pub struct Days {
    pub zone: Zone,
    pub now: Timestamp,
    pub calendar: Calendar,
    /// What the calendar is made of.
    pub entries: Entries,
}

impl Days {
    pub fn new(zone: Zone, now: Timestamp) -> Days {
        let mut entries = Entries::default();
        let today = zone.day(now);
        // The demonstration tells of last year, and promises days of the next.
        for year in today.year().saturating_sub(1)..=today.year().saturating_add(1) {
            oman::enter(&mut entries, year, || chance::id(now));
        }
        Days {
            zone,
            now,
            calendar: entries.calendar(),
            entries,
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
