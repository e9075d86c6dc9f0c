//! Working days: the weekend and the holidays that staff keep.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

mod entries;
#[cfg(test)]
mod tests;
mod weekend;

pub use entries::{
    ChangeKind, Entries, EntryRefusal, Holiday, HolidayStatus, Kept, LONGEST_HOLIDAY, Week,
};
pub use weekend::{CalendarRefusal, FROM_SUNDAY, Weekend, day_of, word};

/// Which days are worked. A change of holidays is a new calendar; due dates follow it through
/// [`DueDate::recompute`](crate::clocks::DueDate::recompute).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The weekend in force from each of these days on, until the next.
    weeks: BTreeMap<Date, Weekend>,
    holidays: BTreeSet<Date>,
}

impl Calendar {
    /// One weekend for all time, and holidays.
    pub fn new(weekend: Weekend, holidays: impl IntoIterator<Item = Date>) -> Self {
        Self::of_weeks([(Date::MIN, weekend)], holidays)
    }

    /// Weekends, each from a day on until the next one's; before the first of them it is the usual
    /// one.
    pub fn of_weeks(
        weeks: impl IntoIterator<Item = (Date, Weekend)>,
        holidays: impl IntoIterator<Item = Date>,
    ) -> Self {
        Self {
            weeks: weeks.into_iter().collect(),
            holidays: holidays.into_iter().collect(),
        }
    }

    /// The weekend in force on a day.
    pub fn weekend_on(&self, day: Date) -> Weekend {
        let in_force = self.weeks.range(..=day).next_back();
        in_force.map_or_else(Weekend::default, |(_, weekend)| *weekend)
    }

    pub fn is_weekend(&self, day: Date) -> bool {
        self.weekend_on(day).has(day.weekday())
    }

    pub fn is_working(&self, day: Date) -> bool {
        !self.is_weekend(day) && !self.holidays.contains(&day)
    }

    /// The `n`th working day after `from`, which is day 0. Never a day off: 0 days from a day off
    /// is the next working day. Stops at the last date there is.
    pub fn add_working_days(&self, from: Date, n: u32) -> Date {
        let mut day = from;
        let mut left = n;
        while left > 0 || !self.is_working(day) {
            let Ok(next) = day.tomorrow() else { return day };
            day = next;
            if self.is_working(day) {
                left = left.saturating_sub(1);
            }
        }
        day
    }

    /// The last day from which `n` working days lie after it up to and including `to`; stops at
    /// the first date there is.
    pub fn count_back(&self, to: Date, n: u32) -> Date {
        let mut day = to;
        let mut left = n;
        while left > 0 {
            if self.is_working(day) {
                left -= 1;
            }
            let Ok(before) = day.yesterday() else { break };
            day = before;
        }
        day
    }

    /// How many working days lie after `a` up to and including `b`; negative when `b` is the
    /// earlier one, so that exchanging the two only turns the sign.
    pub fn working_days_between(&self, a: Date, b: Date) -> i64 {
        if b < a {
            -self.after_up_to(b, a)
        } else {
            self.after_up_to(a, b)
        }
    }

    fn after_up_to(&self, a: Date, b: Date) -> i64 {
        let taken_off = self
            .holidays
            .range(a..=b)
            .filter(|holiday| **holiday != a && !self.is_weekend(**holiday))
            .fold(0, |sum, _| sum + 1);
        self.of_the_week(a, b) - taken_off
    }

    /// Days after `a` up to `b` that are not on the weekend, one stretch of a weekend after the
    /// other.
    fn of_the_week(&self, a: Date, b: Date) -> i64 {
        let mut worked = 0;
        let mut from = a;
        // A weekend that begins on the day after `from` is in force from there.
        let starts = self
            .weeks
            .keys()
            .filter(|start| a < **start && **start <= b);
        for start in starts {
            let Ok(last) = start.yesterday() else {
                continue;
            };
            if last > from {
                worked += in_one_weekend(self.weekend_on(last), from, last);
                from = last;
            }
        }
        worked + in_one_weekend(self.weekend_on(b), from, b)
    }
}

/// Counted by whole weeks and a rest, so that the cost does not hang on the days.
fn in_one_weekend(weekend: Weekend, a: Date, b: Date) -> i64 {
    let days = a.duration_until(b).as_hours() / 24;
    let mut day = b.saturating_sub((days % 7).days());
    let mut worked = days / 7 * weekend.working_days_a_week();
    while day < b {
        let Ok(next) = day.tomorrow() else { break };
        day = next;
        worked += i64::from(!weekend.has(day.weekday()));
    }
    worked
}
