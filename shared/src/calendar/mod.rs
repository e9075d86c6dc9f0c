//! Working days: the weekend and the holidays that staff keep.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::error::{Code, Coded};

#[cfg(test)]
mod tests;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarRefusal {
    #[error("a weekend of all seven days leaves no working day")]
    NoWorkingDay,
}

impl Coded for CalendarRefusal {
    fn code(&self) -> Code {
        match self {
            Self::NoWorkingDay => Code::CalendarNoWorkingDay,
        }
    }
}

/// The days of the week without work; never all seven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weekend {
    days: u8,
}

impl Weekend {
    pub fn new(days: impl IntoIterator<Item = Weekday>) -> Result<Self, CalendarRefusal> {
        let days = days.into_iter().fold(0, |set, day| set | bit(day));
        if days == ALL_SEVEN {
            Err(CalendarRefusal::NoWorkingDay)
        } else {
            Ok(Self { days })
        }
    }

    pub fn has(self, day: Weekday) -> bool {
        self.days & bit(day) != 0
    }

    /// Days of the week with work, 1 to 7.
    fn working_days_a_week(self) -> i64 {
        7 - i64::from(self.days.count_ones())
    }
}

impl Default for Weekend {
    /// Friday and Saturday.
    fn default() -> Self {
        Self {
            days: bit(Weekday::Friday) | bit(Weekday::Saturday),
        }
    }
}

const ALL_SEVEN: u8 = 0b0111_1111;

fn bit(day: Weekday) -> u8 {
    1 << day.to_monday_zero_offset()
}

/// Which days are worked. A change of holidays is a new calendar; due dates follow it through
/// [`DueDate::recompute`](crate::clocks::DueDate::recompute).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    pub weekend: Weekend,
    pub holidays: BTreeSet<Date>,
}

impl Calendar {
    pub fn new(weekend: Weekend, holidays: impl IntoIterator<Item = Date>) -> Self {
        Self {
            weekend,
            holidays: holidays.into_iter().collect(),
        }
    }

    pub fn is_working(&self, day: Date) -> bool {
        !self.weekend.has(day.weekday()) && !self.holidays.contains(&day)
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

    /// How many working days lie after `a` up to and including `b`; negative when `b` is the
    /// earlier one, so that exchanging the two only turns the sign.
    pub fn working_days_between(&self, a: Date, b: Date) -> i64 {
        if b < a {
            -self.after_up_to(b, a)
        } else {
            self.after_up_to(a, b)
        }
    }

    /// Counted by whole weeks and a rest, so that the cost hangs on the holidays, not on the days.
    fn after_up_to(&self, a: Date, b: Date) -> i64 {
        let days = a.duration_until(b).as_hours() / 24;
        let rest_starts = b.saturating_sub((days % 7).days());
        let mut worked = days / 7 * self.weekend.working_days_a_week();
        let mut day = rest_starts;
        while day < b {
            let Ok(next) = day.tomorrow() else { break };
            day = next;
            worked += i64::from(!self.weekend.has(day.weekday()));
        }
        let taken_off = self
            .holidays
            .range(a..=b)
            .filter(|holiday| **holiday != a && !self.weekend.has(holiday.weekday()))
            .fold(0, |sum, _| sum + 1);
        worked - taken_off
    }
}
