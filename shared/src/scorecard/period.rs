//! The months that figures are of.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Whole months: the first day of the first and the last day of the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub from: Date,
    pub to: Date,
}

/// The longest period that can be asked for, in years.
pub const LONGEST_YEARS: i16 = 20;

/// Months are shown one by one up to so many, quarters beyond.
const MOST_MONTHS: usize = 24;

/// One step of a trend: the first day of a month or of a quarter, and how it is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Month { year: i16, month: i8 },
    Quarter { year: i16, quarter: i8 },
}

/// Whether a trend goes by months or by quarters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    Months,
    Quarters,
}

impl Period {
    /// From the month of one day to that of another.
    pub fn months(from: Date, to: Date) -> Period {
        Period {
            from: from.first_of_month(),
            to: to.last_of_month(),
        }
    }

    /// The twelve months that end with today's.
    pub fn last_year(today: Date) -> Period {
        Period::months(today.saturating_sub(11.months()), today)
    }

    /// A calendar year.
    pub fn year(year: i16) -> Period {
        Period::months(date(year, 1, 1), date(year, 12, 1))
    }

    /// A quarter of a year, 1 to 4.
    pub fn quarter(year: i16, quarter: i8) -> Period {
        let from = date(year, quarter.clamp(1, 4) * 3 - 2, 1);
        Period::months(from, from.saturating_add(2.months()))
    }

    pub fn has(self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// How a trend over these days goes.
    pub fn pace(self) -> Pace {
        let months = self.from.series(1.month());
        match months.take_while(|day| *day <= self.to).count() > MOST_MONTHS {
            true => Pace::Quarters,
            false => Pace::Months,
        }
    }

    /// The steps of a trend, in the order of time.
    pub fn steps(self) -> Vec<Step> {
        let pace = self.pace();
        let months = self.from.series(1.month());
        let mut steps: Vec<Step> = months
            .take_while(|day| *day <= self.to)
            .map(|day| pace.step(day))
            .collect();
        steps.dedup();
        steps
    }
}

impl Pace {
    /// The step that a day is in.
    pub fn step(self, day: Date) -> Step {
        match self {
            Pace::Months => Step::Month {
                year: day.year(),
                month: day.month(),
            },
            Pace::Quarters => Step::Quarter {
                year: day.year(),
                quarter: quarter_of(day),
            },
        }
    }
}

impl Step {
    /// Its days.
    pub fn period(self) -> Period {
        match self {
            Step::Month { year, month } => {
                let day = date(year, month.clamp(1, 12), 1);
                Period::months(day, day)
            }
            Step::Quarter { year, quarter } => Period::quarter(year, quarter),
        }
    }
}

/// The quarter that a day is in, 1 to 4.
pub fn quarter_of(day: Date) -> i8 {
    (day.month() - 1) / 3 + 1
}
