//! Something that waits for a step by a stored day, without the stages of an answer's clocks.

use jiff::civil::Date;

use crate::calendar::Calendar;

/// A due day, read on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub due: Date,
    /// Working days left after today, 0 on the due day; below 0 it is late by so many.
    pub left: i64,
}

impl Waiting {
    /// Reads a due day on the day `today`. Late begins the day after, even when that is a day off,
    /// so a late day is never 0 days late.
    pub fn read(due: Date, today: Date, calendar: &Calendar) -> Self {
        let left = if today <= due {
            calendar.working_days_between(today, due)
        } else {
            let next = calendar.add_working_days(today, 0);
            -calendar.working_days_between(due, next).max(1)
        };
        Self { due, left }
    }

    /// Whether the due day has gone by.
    pub fn is_late(self) -> bool {
        self.left < 0
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_due_day_read_on_days_around_it() {
        // 26 November 2026 is a Thursday.
        let due = date(2026, 11, 26);
        for (today, left) in [
            (date(2026, 11, 22), 4),
            (date(2026, 11, 25), 1),
            (date(2026, 11, 26), 0),
            (date(2026, 11, 27), -1),
            (date(2026, 11, 28), -1),
            (date(2026, 11, 29), -1),
            (date(2026, 11, 30), -2),
        ] {
            let read = Waiting::read(due, today, &Calendar::default());
            assert_eq!(read, Waiting { due, left }, "{today}");
            assert_eq!(read.is_late(), today > due, "{today}");
        }
    }
}
