//! The calendar of working days: what the public sees, and what its stewards do.

use jiff::civil::Date;

use super::text::{Bilingual, UserText};
use crate::calendar::{ChangeKind, HolidayStatus, Weekend};
use crate::input::{FieldError, HolidayDraft, WeekDraft};

/// `GET /{lang}/calendar`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarPage {
    /// The weekend in force today.
    pub weekend: Weekend,
    /// Changes of the weekend, in the order of their days.
    pub weeks: Vec<WeekLine>,
    /// In the order of their days, by years.
    pub years: Vec<(i16, Vec<HolidayLine>)>,
    /// The newest first.
    pub changes: Vec<ChangeLine>,
}

/// A weekend that holds from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekLine {
    pub from: Date,
    pub weekend: Weekend,
    pub source: UserText,
    pub link: Option<String>,
}

/// A holiday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolidayLine {
    pub name: Bilingual,
    pub first: Date,
    pub last: Date,
    pub status: HolidayStatus,
    /// Its last day is over.
    pub past: bool,
    pub source: Bilingual,
    pub link: Option<String>,
}

/// A change that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeLine {
    pub kind: ChangeKind,
    /// Of a holiday; empty otherwise.
    pub name: Bilingual,
    /// Of a weekend.
    pub weekend: Option<Weekend>,
    pub first: Date,
    pub last: Date,
    /// The days before, where the change moved them.
    pub was: Option<(Date, Date)>,
    /// How many promised days it moved.
    pub due_days: i64,
    pub on: Date,
}

/// `GET /{lang}/steward/calendar`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StewardCalendarPage {
    pub weekend: Weekend,
    pub weeks: Vec<WeekLine>,
    /// In the order of their days, by years; each with the id by which it is changed.
    pub years: Vec<(i16, Vec<(String, HolidayLine)>)>,
    /// Years whose decreed holidays can be entered.
    pub offered: Vec<i16>,
    pub changes: Vec<ChangeLine>,
    /// A change was made just now.
    pub done: bool,
}

/// `GET /{lang}/steward/calendar/holidays/{holiday}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolidayForm {
    /// The id of the one that is changed; none for a new one.
    pub stored: Option<String>,
    pub draft: HolidayDraft,
    /// The calendar's version that the steward has before them.
    pub version: i32,
    pub errors: Vec<FieldError>,
    /// Someone else changed the calendar meanwhile; what was typed is kept.
    pub stale: bool,
}

/// `GET /{lang}/steward/calendar/weeks/{week}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekForm {
    /// The day of the one that is changed; none for a new one.
    pub stored: Option<Date>,
    pub draft: WeekDraft,
    pub version: i32,
    pub errors: Vec<FieldError>,
    pub stale: bool,
}

/// What is about to be done, with what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    Holiday {
        stored: Option<String>,
        draft: HolidayDraft,
    },
    RemoveHoliday {
        id: String,
    },
    Week {
        stored: Option<Date>,
        draft: WeekDraft,
    },
    RemoveWeek {
        from: Date,
    },
    Year {
        year: i16,
        entered: Vec<HolidayLine>,
        /// Each with the code of the reason.
        left_out: Vec<(HolidayLine, &'static str)>,
    },
}

/// The page that asks before the calendar is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmPage {
    pub wanted: Wanted,
    /// The change as it will be said in public; how many dates it moves stands in `moves`.
    pub change: ChangeLine,
    pub moves: Moves,
    pub version: i32,
    pub stale: bool,
}

/// Which promised days would move.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moves {
    pub suggestions: i64,
    /// Those that are said in public.
    pub due_days: i64,
    /// How many of them are of objections.
    pub objections: i64,
    /// Those until which desks look at reports; not among the others, and not said in public.
    pub reports: i64,
    pub topics: Vec<TopicMoves>,
}

/// Which promised days of a topic would move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicMoves {
    pub slug: String,
    pub title: Bilingual,
    pub suggestions: i64,
    pub due_days: i64,
    /// By how many days at least and at most; negative: earlier.
    pub by: (i64, i64),
}
