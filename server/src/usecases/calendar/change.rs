//! A steward changes the calendar. Due days that have not passed follow it, all in one transaction.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use shared::account::{Action, Person, Refusal, Subject, can};
use shared::calendar::EntryRefusal;
use shared::clocks::PromisedDay;
use shared::error::{Code, Coded};
use shared::time::Zone;

use super::plan::{Change, Move, MovedReports, Plan, Step, plan};
use crate::db::calendar_changes::{self as stored, Moved};
use crate::db::dialect::{self, Hold};
use crate::db::{Conn, figures_write, holidays, journal};

/// Why the calendar stayed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeCalendarRefusal {
    #[error(transparent)]
    Barred(#[from] Refusal),
    #[error(transparent)]
    Entry(#[from] EntryRefusal),
    /// Someone else changed it since the form was opened.
    #[error("changed meanwhile")]
    Stale,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for ChangeCalendarRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(refusal) => refusal.code(),
            Self::Entry(refusal) => refusal.code(),
            Self::Stale => Code::Stale,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// What a change would do, for the page that asks before it is done.
///
/// # Errors
/// The refusal.
pub fn preview(
    conn: &mut Conn,
    person: &Person,
    zone: &Zone,
    now: Timestamp,
    change: &Change,
) -> Result<Plan, ChangeCalendarRefusal> {
    may(person)?;
    Ok(plan(conn, zone, now, change)??)
}

/// Changes the calendar that had the version `seen`, and moves what hangs on it.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn change(
    conn: &mut Conn,
    person: &Person,
    zone: &Zone,
    now: Timestamp,
    seen: i32,
    change: &Change,
) -> Result<Plan, ChangeCalendarRefusal> {
    may(person)?;
    dialect::hold_calendar(conn, Hold::Alone)?;
    if stored::last_number(conn)? != seen {
        return Err(ChangeCalendarRefusal::Stale);
    }
    let plan = plan(conn, zone, now, change)??;
    for step in &plan.steps {
        store(conn, step)?;
    }
    let number = seen + 1;
    let suggestions = distinct(&plan.moves);
    let due_days = count(plan.moves.len());
    let told = &plan.told;
    let (was_first, was_last) = told
        .was
        .map(|(first, last)| (first.to_string(), last.to_string()))
        .unzip();
    let row = stored::Change {
        number,
        kind: told.kind.as_str().to_owned(),
        name_ar: told.name_ar.clone(),
        name_en: told.name_en.clone(),
        days_off: told.days_off.clone(),
        first_day: told.days.0.to_string(),
        last_day: told.days.1.to_string(),
        was_first,
        was_last,
        suggestions,
        due_days,
        changed_by: person.id.clone(),
        changed_at: now.into(),
    };
    stored::add(conn, &row)?;
    let entry = journal::Entry {
        kind: "calendar.changed",
        agency_id: None,
        topic_id: None,
        subject_id: &format!("calendar-{number}"),
        facts: json!({
            "number": number,
            "change": row.kind,
            "name_ar": row.name_ar,
            "name_en": row.name_en,
            "days_off": row.days_off,
            "first_day": row.first_day,
            "last_day": row.last_day,
            "was_first": row.was_first,
            "was_last": row.was_last,
            "due_days": due_days,
        }),
        private: Some(&person.id),
    };
    journal::write(conn, now, &entry)?;
    carry_out(conn, zone, now, number, &plan)?;
    Ok(plan)
}

fn may(person: &Person) -> Result<(), Refusal> {
    can(Some(person), Action::KeepCalendar, Subject::Platform)
}

fn store(conn: &mut Conn, step: &Step) -> diesel::QueryResult<()> {
    match step {
        Step::Add(kept) => holidays::add(conn, &kept.id, &kept.holiday),
        Step::Change(kept) => holidays::change(conn, &kept.id, &kept.holiday),
        Step::Remove(id) => holidays::remove(conn, id),
        Step::AddWeek(week) => holidays::add_week(conn, week),
        Step::RemoveWeek(from) => holidays::remove_week(conn, *from),
    }
}

/// Moves the promised days, one statement for all that move from the same day to the same day, and
/// keeps a row of the journal for each.
fn carry_out(
    conn: &mut Conn,
    zone: &Zone,
    now: Timestamp,
    number: i32,
    plan: &Plan,
) -> Result<(), ChangeCalendarRefusal> {
    let mut alike: BTreeMap<(PromisedDay, Date, Date), Vec<&str>> = BTreeMap::new();
    let mut by_topic: BTreeMap<&str, Vec<&Move>> = BTreeMap::new();
    for one in &plan.moves {
        let days = (one.clock, one.from, one.to);
        alike.entry(days).or_default().push(&one.id);
        by_topic.entry(&one.topic_id).or_default().push(one);
    }
    for one in &plan.reports {
        let days = (PromisedDay::Reports, one.from, one.to);
        alike.entry(days).or_default().push(&one.case_id);
    }
    for ((clock, from, to), ids) in &alike {
        if stored::move_due(conn, *clock, (*from, *to), ids)? != ids.len() {
            return Err(ChangeCalendarRefusal::Stale);
        }
    }
    let entries: Vec<_> = plan
        .moves
        .iter()
        .map(|one| entry(one, number, plan))
        .chain(plan.reports.iter().map(|one| entry_of_reports(one, number)))
        .collect();
    journal::write_all(conn, now, &entries)?;
    let rows: Vec<Moved> = by_topic
        .iter()
        .map(|(topic, moves)| Moved {
            topic_id: (*topic).to_owned(),
            change_number: number,
            suggestions: distinct(moves.iter().copied()),
            due_days: count(moves.len()),
        })
        .collect();
    stored::add_moves(conn, &rows)?;
    for topic in by_topic.keys() {
        // What is owed is added up by due days: not only once the journal has been read so far.
        figures_write::recompute(conn, topic, now, zone)?;
    }
    Ok(())
}

fn entry<'a>(one: &'a Move, number: i32, plan: &'a Plan) -> journal::Entry<'a> {
    journal::Entry {
        kind: "due_day.moved",
        agency_id: plan
            .topics
            .get(&one.topic_id)
            .map(|topic| topic.agency_id.as_str()),
        topic_id: Some(&one.topic_id),
        subject_id: &one.id,
        facts: json!({
            "reference": one.reference,
            "clock": one.clock,
            "from": one.from.to_string(),
            "to": one.to.to_string(),
            "calendar_change": number,
        }),
        private: None,
    }
}

/// That something was reported is not public before the desk acts on it, nor of which agency: the
/// row has the case's id alone, which means nothing to anybody until it is settled.
fn entry_of_reports(one: &MovedReports, number: i32) -> journal::Entry<'_> {
    journal::Entry {
        kind: "due_day.moved",
        agency_id: None,
        topic_id: None,
        subject_id: &one.case_id,
        facts: json!({
            "clock": PromisedDay::Reports,
            "from": one.from.to_string(),
            "to": one.to.to_string(),
            "calendar_change": number,
        }),
        private: None,
    }
}

/// How many suggestions some moves are of.
pub fn distinct<'a>(moves: impl IntoIterator<Item = &'a Move>) -> i64 {
    let ids: BTreeSet<&str> = moves
        .into_iter()
        .map(|one| one.suggestion_id.as_str())
        .collect();
    count(ids.len())
}

fn count(of: usize) -> i64 {
    i64::try_from(of).unwrap_or(i64::MAX)
}
