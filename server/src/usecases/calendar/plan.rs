//! What a change of the calendar would do: how it would stand, and which promised days would move.

use std::collections::BTreeMap;

use diesel::QueryResult;
use jiff::Timestamp;
use jiff::civil::Date;
use shared::calendar::{ChangeKind, Entries, EntryRefusal, Holiday, Kept, Week};
use shared::clocks::PromisedDay;
use shared::time::Zone;

use super::moves::{self, Moved};
use super::oman;
use crate::chance;
use crate::db::calendar_changes::{self as stored, Promising};
use crate::db::{Conn, holidays};

/// A change that a steward wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    AddHoliday(Holiday),
    ChangeHoliday {
        id: String,
        to: Holiday,
    },
    RemoveHoliday {
        id: String,
    },
    AddWeek(Week),
    /// The weekend that begins on `from`.
    ChangeWeek {
        from: Date,
        to: Week,
    },
    RemoveWeek {
        from: Date,
    },
    /// The decreed holidays of a year.
    EnterYear(i16),
}

/// One write that makes the change.
#[derive(Debug, Clone)]
pub(super) enum Step {
    Add(Kept),
    Change(Kept),
    Remove(String),
    AddWeek(Week),
    RemoveWeek(Date),
}

/// What is kept and said of a change.
#[derive(Debug, Clone)]
pub struct Told {
    pub kind: ChangeKind,
    pub name_ar: String,
    pub name_en: String,
    pub days_off: String,
    pub days: (Date, Date),
    pub was: Option<(Date, Date)>,
}

/// One promised day that moves, of a suggestion or of an objection to what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// What bears the day: the suggestion or the objection.
    pub id: String,
    pub suggestion_id: String,
    pub reference: String,
    pub topic_id: String,
    pub clock: PromisedDay,
    pub from: Date,
    pub to: Date,
}

/// The day until which a desk looks at reports, which moves. Of which suggestion is not public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedReports {
    pub case_id: String,
    pub from: Date,
    pub to: Date,
}

/// A change worked out, not yet made.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The version of the calendar that it was worked out from.
    pub version: i32,
    pub told: Told,
    /// Those that are said in public.
    pub moves: Vec<Move>,
    /// Those that are not: stewards see how many, and nobody sees of what.
    pub reports: Vec<MovedReports>,
    /// The topics whose days move, by id.
    pub topics: BTreeMap<String, Promising>,
    /// Of a year: what is entered.
    pub entered: Vec<Holiday>,
    /// Of a year: what is not, and why.
    pub left_out: Vec<(Holiday, EntryRefusal)>,
    pub(super) steps: Vec<Step>,
}

/// What the calendar becomes, before any date is looked at.
struct Applied {
    told: Told,
    steps: Vec<Step>,
    entered: Vec<Holiday>,
    left_out: Vec<(Holiday, EntryRefusal)>,
}

/// Works a change out. The outer fault is the database's, the inner one the calendar's refusal.
///
/// # Errors
/// The database's fault.
pub fn plan(
    conn: &mut Conn,
    zone: &Zone,
    now: Timestamp,
    change: &Change,
) -> QueryResult<Result<Plan, EntryRefusal>> {
    let version = stored::last_number(conn)?;
    let mut entries = holidays::entries(conn)?;
    let before = entries.calendar();
    let applied = match apply(&mut entries, change, now) {
        Ok(applied) => applied,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let after = entries.calendar();
    let mut moved = Moved::default();
    if before != after {
        let today = zone.day(now);
        moved = moves::moves(conn, zone, today, (&before, &after))?;
    }
    let Applied {
        told,
        steps,
        entered,
        left_out,
    } = applied;
    Ok(Ok(Plan {
        version,
        told,
        moves: moved.moves,
        reports: moved.reports,
        topics: moved.topics,
        entered,
        left_out,
        steps,
    }))
}

fn apply(entries: &mut Entries, change: &Change, now: Timestamp) -> Result<Applied, EntryRefusal> {
    let (mut entered, mut left_out) = (Vec::new(), Vec::new());
    let (told, steps) = match change {
        Change::AddHoliday(holiday) => {
            let id = chance::id(now);
            entries.add_holiday(id.clone(), holiday.clone())?;
            let holiday = holiday.clone();
            let told = of_holiday(ChangeKind::HolidayAdded, &holiday, None);
            (told, vec![Step::Add(Kept { id, holiday })])
        }
        Change::ChangeHoliday { id, to } => {
            let was = entries.change_holiday(id, to.clone())?;
            let told = of_holiday(ChangeKind::HolidayChanged, to, Some(&was));
            let (id, holiday) = (id.clone(), to.clone());
            (told, vec![Step::Change(Kept { id, holiday })])
        }
        Change::RemoveHoliday { id } => {
            let was = entries.remove_holiday(id)?;
            let told = of_holiday(ChangeKind::HolidayRemoved, &was, None);
            (told, vec![Step::Remove(id.clone())])
        }
        Change::AddWeek(week) => {
            entries.add_week(week.clone())?;
            let told = of_week(ChangeKind::WeekAdded, week, None);
            (told, vec![Step::AddWeek(week.clone())])
        }
        Change::ChangeWeek { from, to } => {
            let was = entries.change_week(*from, to.clone())?;
            let told = of_week(ChangeKind::WeekChanged, to, Some(&was));
            (
                told,
                vec![Step::RemoveWeek(*from), Step::AddWeek(to.clone())],
            )
        }
        Change::RemoveWeek { from } => {
            let was = entries.remove_week(*from)?;
            let told = of_week(ChangeKind::WeekRemoved, &was, None);
            (told, vec![Step::RemoveWeek(*from)])
        }
        Change::EnterYear(year) => {
            let come = oman::enter(entries, *year, || chance::id(now));
            left_out = come.left_out;
            entered = come.entered.iter().map(|one| one.holiday.clone()).collect();
            let days = |month, day| Date::new(*year, month, day).unwrap_or_default();
            let told = Told {
                kind: ChangeKind::YearEntered,
                name_ar: String::new(),
                name_en: String::new(),
                days_off: String::new(),
                days: (days(1, 1), days(12, 31)),
                was: None,
            };
            (told, come.entered.into_iter().map(Step::Add).collect())
        }
    };
    Ok(Applied {
        told,
        steps,
        entered,
        left_out,
    })
}

fn of_holiday(kind: ChangeKind, holiday: &Holiday, was: Option<&Holiday>) -> Told {
    let days = (holiday.first, holiday.last);
    Told {
        kind,
        name_ar: holiday.name_ar.clone(),
        name_en: holiday.name_en.clone(),
        days_off: String::new(),
        days,
        was: was
            .map(|was| (was.first, was.last))
            .filter(|was| *was != days),
    }
}

fn of_week(kind: ChangeKind, week: &Week, was: Option<&Week>) -> Told {
    Told {
        kind,
        name_ar: String::new(),
        name_en: String::new(),
        days_off: week.weekend.words(),
        days: (week.from, week.from),
        was: was
            .map(|was| (was.from, was.from))
            .filter(|was| was.0 != week.from),
    }
}
