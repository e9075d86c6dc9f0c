//! What a change of the calendar would do: how it would stand, and which promised days would move.

use std::collections::{BTreeMap, HashMap};

use diesel::QueryResult;
use jiff::Timestamp;
use jiff::civil::Date;
use shared::calendar::{Calendar, ChangeKind, Entries, EntryRefusal, Holiday, Kept, Week};
use shared::clocks::{DueDate, DueKind};
use shared::time::Zone;

use super::oman;
use crate::chance;
use crate::db::calendar_changes::{self as stored, Extended, Promising, Running};
use crate::db::types::At;
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

/// One promised day that moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    pub suggestion_id: String,
    pub reference: String,
    pub topic_id: String,
    pub clock: DueKind,
    pub from: Date,
    pub to: Date,
}

/// A change worked out, not yet made.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The version of the calendar that it was worked out from.
    pub version: i32,
    pub told: Told,
    pub moves: Vec<Move>,
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
    let today = zone.day(now);
    let (moves, topics) = match before == after {
        true => (Vec::new(), BTreeMap::new()),
        false => moves(conn, zone, today, &before, &after)?,
    };
    let Applied {
        told,
        steps,
        entered,
        left_out,
    } = applied;
    Ok(Ok(Plan {
        version,
        told,
        moves,
        topics,
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

type Moves = (Vec<Move>, BTreeMap<String, Promising>);

/// Every promised day that the change moves: three queries, and arithmetic.
fn moves(
    conn: &mut Conn,
    zone: &Zone,
    today: Date,
    before: &Calendar,
    after: &Calendar,
) -> QueryResult<Moves> {
    let running = stored::running(conn, today)?;
    let mut ids: Vec<String> = running.iter().map(|one| one.topic_id.clone()).collect();
    ids.sort();
    ids.dedup();
    let (topics, extended) = stored::promising(conn, &ids)?;
    let mut topics: BTreeMap<String, Promising> = topics
        .into_iter()
        .map(|topic| (topic.id.clone(), topic))
        .collect();
    let closing = Closing::of(&topics, extended);
    // Many suggestions share their clock's days.
    let mut known: HashMap<(DueKind, Date, Date), Option<Date>> = HashMap::new();
    let mut moved_to = |clock: DueDate| {
        *known
            .entry((clock.kind, clock.starts, clock.due))
            .or_insert_with(|| clock.recompute(before, after, today).map(|moved| moved.due))
    };
    let mut moves = Vec::new();
    for one in &running {
        for clock in clocks(one, zone, &closing) {
            let Some(to) = moved_to(clock) else { continue };
            moves.push(Move {
                suggestion_id: one.id.clone(),
                reference: one.reference.clone(),
                topic_id: one.topic_id.clone(),
                clock: clock.kind,
                from: clock.due,
                to,
            });
        }
    }
    let touched: std::collections::BTreeSet<&str> =
        moves.iter().map(|one| one.topic_id.as_str()).collect();
    topics.retain(|id, _| touched.contains(id.as_str()));
    Ok((moves, topics))
}

/// The clocks of a suggestion that still run, with their starting days.
fn clocks(one: &Running, zone: &Zone, closing: &Closing) -> Vec<DueDate> {
    let day = |stored: &Option<String>| stored.as_deref()?.parse::<Date>().ok();
    let Some(published_at) = one.published_at else {
        return Vec::new();
    };
    let published = zone.day(published_at.time());
    let acknowledge = day(&one.acknowledge_due)
        .filter(|_| one.acknowledged_at.is_none())
        .map(|due| DueDate {
            kind: DueKind::Acknowledge,
            starts: published,
            due,
        });
    let decide = day(&one.decide_due).zip(closing.announced(&one.topic_id, published_at));
    let decide = decide.map(|(due, closes)| DueDate {
        kind: DueKind::Decide,
        // What is brought in after the closing is decided from the day it became public.
        starts: closes.max(published),
        due,
    });
    acknowledge.into_iter().chain(decide).collect()
}

/// The closing days of topics as they were announced at any time.
struct Closing {
    now: HashMap<String, Date>,
    /// Closing day before each extension, and when that was, the oldest first.
    before: HashMap<String, Vec<(Date, At)>>,
}

impl Closing {
    fn of(topics: &BTreeMap<String, Promising>, extended: Vec<Extended>) -> Closing {
        let mut before: HashMap<String, Vec<(Date, At)>> = HashMap::new();
        for (topic, closes, at) in extended {
            if let Ok(closes) = closes.parse() {
                before.entry(topic).or_default().push((closes, at));
            }
        }
        let now = topics
            .values()
            .filter_map(|topic| Some((topic.id.clone(), topic.closes_on.parse().ok()?)))
            .collect();
        Closing { now, before }
    }

    fn announced(&self, topic: &str, at: At) -> Option<Date> {
        let later = self.before.get(topic).and_then(|extensions| {
            let next = extensions.iter().find(|(_, extended)| *extended > at);
            next.map(|(closes, _)| *closes)
        });
        later.or_else(|| self.now.get(topic).copied())
    }
}
