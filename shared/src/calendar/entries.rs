//! What the steward enters: holidays of one or several days, and weekends with the day from which
//! they hold.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Calendar, Weekend};
use crate::error::{Code, Coded, words};

words! {
    /// How sure a holiday's days are.
    pub enum HolidayStatus {
        /// Reckoned before anybody announced it: feasts hang on the sighting of the moon.
        Estimated = "estimated",
        /// Announced or decreed.
        Announced = "announced",
    }
}

words! {
    /// What was done to the calendar.
    pub enum ChangeKind {
        HolidayAdded = "holiday_added",
        HolidayChanged = "holiday_changed",
        HolidayRemoved = "holiday_removed",
        WeekAdded = "week_added",
        WeekChanged = "week_changed",
        WeekRemoved = "week_removed",
        /// The decreed holidays of a whole year.
        YearEntered = "year_entered",
    }
}

/// The most days of one holiday: a slip in the year should not stop all clocks.
pub const LONGEST_HOLIDAY: i64 = 31;

/// A holiday: from its first to its last day, both included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    pub first: Date,
    pub last: Date,
    pub name_ar: String,
    pub name_en: String,
    /// Who announced it, or how it was reckoned, in both languages.
    pub source_ar: String,
    pub source_en: String,
    /// Where that can be read; an http or https address.
    pub link: Option<String>,
    pub status: HolidayStatus,
}

impl Holiday {
    /// Its days in order.
    pub fn days(&self) -> impl Iterator<Item = Date> + use<> {
        let last = self.last;
        self.first
            .series(1.day())
            .take_while(move |day| *day <= last)
    }

    fn meets(&self, other: &Holiday) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// A weekend that holds from a day on, until the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    pub from: Date,
    pub weekend: Weekend,
    pub source: String,
    pub link: Option<String>,
}

/// A holiday as it is kept: under an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub id: String,
    pub holiday: Holiday,
}

/// Why the calendar does not take an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryRefusal {
    #[error("its last day is before its first")]
    Reversed,
    #[error("it is longer than {LONGEST_HOLIDAY} days")]
    TooLong,
    #[error("{day} is a holiday already")]
    Taken { day: Date },
    #[error("each of its days is on the weekend")]
    OnWeekend,
    #[error("a weekend from {day} on stands already")]
    WeekTaken { day: Date },
    #[error("there is no such entry")]
    Unknown,
}

impl Coded for EntryRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Reversed => Code::CalendarDaysReversed,
            Self::TooLong => Code::CalendarTooLong,
            Self::Taken { .. } => Code::CalendarDayTaken,
            Self::OnWeekend => Code::CalendarOnWeekend,
            Self::WeekTaken { .. } => Code::CalendarWeekTaken,
            Self::Unknown => Code::NotFound,
        }
    }
}

/// All entries of the calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entries {
    /// In the order of their days.
    pub weeks: Vec<Week>,
    /// In the order of their days; no two share one.
    pub holidays: Vec<Kept>,
}

impl Entries {
    /// The calendar they make.
    pub fn calendar(&self) -> Calendar {
        Calendar::of_weeks(
            self.weeks.iter().map(|week| (week.from, week.weekend)),
            self.holidays.iter().flat_map(|kept| kept.holiday.days()),
        )
    }

    /// Adds a holiday.
    ///
    /// # Errors
    /// Reversed or too many days; a day that is a holiday already; weekend days alone, which would
    /// change nothing: what is given in their place is another day.
    pub fn add_holiday(&mut self, id: String, holiday: Holiday) -> Result<(), EntryRefusal> {
        if holiday.last < holiday.first {
            return Err(EntryRefusal::Reversed);
        }
        if holiday.first.saturating_add(LONGEST_HOLIDAY.days()) <= holiday.last {
            return Err(EntryRefusal::TooLong);
        }
        if let Some(met) = self.holidays.iter().find(|one| one.holiday.meets(&holiday)) {
            let day = met.holiday.first.max(holiday.first);
            return Err(EntryRefusal::Taken { day });
        }
        let calendar = self.calendar();
        if holiday.days().all(|day| calendar.is_weekend(day)) {
            return Err(EntryRefusal::OnWeekend);
        }
        self.holidays.push(Kept { id, holiday });
        self.holidays.sort_by_key(|kept| kept.holiday.first);
        Ok(())
    }

    /// Puts another holiday in the place of one; answers the one that was.
    ///
    /// # Errors
    /// As [`Entries::add_holiday`]; no such holiday.
    pub fn change_holiday(&mut self, id: &str, to: Holiday) -> Result<Holiday, EntryRefusal> {
        let was = self.remove_holiday(id)?;
        self.add_holiday(id.to_owned(), to)?;
        Ok(was)
    }

    /// Takes a holiday out and answers it.
    ///
    /// # Errors
    /// No such holiday.
    pub fn remove_holiday(&mut self, id: &str) -> Result<Holiday, EntryRefusal> {
        let at = self.holidays.iter().position(|kept| kept.id == id);
        let at = at.ok_or(EntryRefusal::Unknown)?;
        Ok(self.holidays.remove(at).holiday)
    }

    /// Adds a weekend.
    ///
    /// # Errors
    /// Another one begins on the same day.
    pub fn add_week(&mut self, week: Week) -> Result<(), EntryRefusal> {
        if self.weeks.iter().any(|one| one.from == week.from) {
            return Err(EntryRefusal::WeekTaken { day: week.from });
        }
        self.weeks.push(week);
        self.weeks.sort_by_key(|week| week.from);
        Ok(())
    }

    /// Puts another weekend in the place of the one that begins on a day; answers that one.
    ///
    /// # Errors
    /// As [`Entries::add_week`]; none begins on that day.
    pub fn change_week(&mut self, from: Date, to: Week) -> Result<Week, EntryRefusal> {
        let was = self.remove_week(from)?;
        self.add_week(to)?;
        Ok(was)
    }

    /// Takes out the weekend that begins on a day and answers it: the one before it holds on.
    ///
    /// # Errors
    /// None begins on that day.
    pub fn remove_week(&mut self, from: Date) -> Result<Week, EntryRefusal> {
        let at = self.weeks.iter().position(|week| week.from == from);
        let at = at.ok_or(EntryRefusal::Unknown)?;
        Ok(self.weeks.remove(at))
    }
}
