//! What staff are written to about: debts that get more pressing, and the week that was.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::calendar::Calendar;
use crate::clocks::Stage;

/// Debts that a letter to staff names; it says how many more there are.
pub const NAMED_AT_MOST: i64 = 20;

/// Who is told of a debt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Whoever takes care of it; else who is responsible for the topic; else all moderators.
    Moderators,
    Managers,
    Stewards,
}

/// Who is told when a debt reaches a stage: ever further from the desk, each once.
pub const fn told_at(stage: Stage) -> Option<Told> {
    match stage {
        Stage::OnTime => None,
        Stage::DueSoon => Some(Told::Moderators),
        Stage::Overdue => Some(Told::Managers),
        Stage::LongOverdue => Some(Told::Stewards),
    }
}

/// The first day of the week that `day` is in, the day after the weekend, and its first working day;
/// `None` for the latter where the whole week is off. A week without a weekend begins on Sunday.
pub fn first_of_week(day: Date, calendar: &Calendar) -> (Date, Option<Date>) {
    let mut first = day;
    for _ in 0..7 {
        let Ok(before) = first.yesterday() else { break };
        let starts = if calendar.weekend_on(first).days().next().is_none() {
            first.weekday() == Weekday::Sunday
        } else {
            !calendar.is_weekend(first) && calendar.is_weekend(before)
        };
        if starts {
            break;
        }
        first = before;
    }
    let next = first.saturating_add(7.days());
    let working = calendar.add_working_days(first, 0);
    (first, (working < next).then_some(working))
}
