//! How fast a desk works: for its managers, never in public.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::calendar::Calendar;

/// The middle one of some waits in working days; of an even number the lower of the two in the
/// middle, none of none.
pub fn median(mut waits: Vec<i64>) -> Option<i64> {
    waits.sort_unstable();
    let middle = waits.len().checked_sub(1)? / 2;
    waits.get(middle).copied()
}

/// Working days from one day to another, each pair of days counted once: a desk that answers
/// thousands of suggestions answers most of them between the same few days.
#[derive(Debug)]
pub struct Waits<'a> {
    calendar: &'a Calendar,
    known: HashMap<(Date, Date), i64>,
}

impl<'a> Waits<'a> {
    pub fn new(calendar: &'a Calendar) -> Self {
        Self {
            calendar,
            known: HashMap::new(),
        }
    }

    /// Working days after `from` up to and including `to`, at least 0.
    pub fn between(&mut self, from: Date, to: Date) -> i64 {
        let calendar = self.calendar;
        *self
            .known
            .entry((from, to))
            .or_insert_with(|| calendar.working_days_between(from, to).max(0))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::calendar::Weekend;

    #[test]
    fn the_median_is_the_one_in_the_middle() {
        for (waits, wanted) in [
            (vec![], None),
            (vec![4], Some(4)),
            (vec![9, 1], Some(1)),
            (vec![9, 1, 3], Some(3)),
            (vec![0, 0, 5, 40], Some(0)),
        ] {
            assert_eq!(median(waits.clone()), wanted, "{waits:?}");
        }
    }

    #[test]
    fn waits_leave_out_the_weekend_and_are_never_negative() {
        let calendar = Calendar::new(Weekend::default(), []);
        let mut waits = Waits::new(&calendar);
        // Thursday to Sunday: Friday and Saturday are off.
        let (thursday, sunday) = (date(2026, 11, 19), date(2026, 11, 22));
        for _ in 0..2 {
            assert_eq!(waits.between(thursday, sunday), 1);
        }
        assert_eq!(waits.between(sunday, thursday), 0);
    }
}
