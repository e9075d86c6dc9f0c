//! Shares with their interval, and times of which nine in ten are within.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{LEAST_CASES, Sums};
use crate::calendar::Calendar;
use crate::clocks::{self, DueKind};

/// The 97.5 % quantile of the normal distribution: 95 % lie between it and its negative.
const Z: f64 = 1.959_963_984_540_054;

/// A share of cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub of: i64,
    pub hits: i64,
}

impl Share {
    /// In parts of one; none of none.
    pub fn value(self) -> Option<f64> {
        (self.of > 0).then(|| float(self.hits) / float(self.of))
    }

    /// The Wilson score interval at 95 %, in parts of one; none of none (Wilson, J. Am. Stat. Assoc.
    /// 22, 1927, p. 209; without continuity correction).
    pub fn interval(self) -> Option<(f64, f64)> {
        let share = self.value()?;
        let (n, z2) = (float(self.of), Z * Z);
        let middle = share + z2 / (2.0 * n);
        let half = Z * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
        let whole = 1.0 + z2 / n;
        Some((
            ((middle - half) / whole).max(0.0),
            ((middle + half) / whole).min(1.0),
        ))
    }

    /// Whether there are cases enough to compare it.
    pub fn is_ranked(self) -> bool {
        self.of >= LEAST_CASES
    }
}

/// A count to reckon shares with.
#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "counts stay far below 2^53"
)]
pub fn float(n: i64) -> f64 {
    n as f64
}

/// The time by which so many of all that came due were answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Working days; 3 to acknowledge and 20 to decide are answered on the due day.
    Days(i64),
    /// So many of them were not answered at all.
    NotAnswered,
}

/// Clocks that came due.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ended {
    pub cases: i64,
    pub in_time: i64,
    pub late: i64,
    /// Working days to how many.
    taken: BTreeMap<i64, i64>,
}

impl Ended {
    /// Those that were not met.
    pub fn unmet(&self) -> i64 {
        self.cases - self.in_time - self.late
    }

    pub fn on_time(&self) -> Share {
        Share {
            of: self.cases,
            hits: self.in_time,
        }
    }

    /// Working days within which at least `percent` of a hundred cases were answered. Those without
    /// an answer are counted as longer than all others: silence makes nobody faster.
    pub fn within(&self, percent: i64) -> Option<Taken> {
        if self.cases == 0 {
            return None;
        }
        let mut answered = 0;
        for (days, many) in &self.taken {
            answered += many;
            if answered * 100 >= self.cases * percent {
                return Some(Taken::Days(*days));
            }
        }
        Some(Taken::NotAnswered)
    }
}

/// Reads clocks by a calendar. Whether one was met in time hangs on the stored due day alone; a
/// holiday that was announced afterwards moves only how many working days it took.
pub struct Reading<'a> {
    calendar: &'a Calendar,
    known: BTreeMap<(DueKind, Date, i32), i64>,
}

impl<'a> Reading<'a> {
    pub fn new(calendar: &'a Calendar) -> Self {
        Self {
            calendar,
            known: BTreeMap::new(),
        }
    }

    /// Adds what came due on a day.
    pub fn add(&mut self, to: &mut Ended, kind: DueKind, due: Date, sums: &Sums) {
        to.cases += sums.cases;
        to.in_time += sums.in_time;
        to.late += sums.late;
        for (days, many) in &sums.met {
            let calendar = self.calendar;
            let taken = *self.known.entry((kind, due, *days)).or_insert_with(|| {
                let met = due.saturating_add(jiff::Span::new().days(*days));
                clocks::taken(kind, due, met, calendar)
            });
            *to.taken.entry(taken).or_default() += many;
        }
    }
}
