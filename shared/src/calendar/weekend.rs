//! The days of the week on which nobody works.

use jiff::civil::Weekday;

use crate::error::{Code, Coded};

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

    /// Its days, from Sunday on.
    pub fn days(self) -> impl Iterator<Item = Weekday> {
        FROM_SUNDAY.into_iter().filter(move |day| self.has(*day))
    }

    /// Its days as stored: their words with a space between, from Sunday on.
    pub fn words(self) -> String {
        self.days().map(word).collect::<Vec<_>>().join(" ")
    }

    /// Reads what [`Weekend::words`] wrote; `None` for a word that is no day, or for all seven.
    pub fn parse(words: &str) -> Option<Self> {
        let days: Option<Vec<Weekday>> = words.split_whitespace().map(day_of).collect();
        Self::new(days?).ok()
    }

    /// Days of the week with work, 1 to 7.
    pub(super) fn working_days_a_week(self) -> i64 {
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

/// The days in the order in which calendars here show a week.
pub const FROM_SUNDAY: [Weekday; 7] = [
    Weekday::Sunday,
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
];

/// The stable word of a day of the week.
pub const fn word(day: Weekday) -> &'static str {
    match day {
        Weekday::Sunday => "sunday",
        Weekday::Monday => "monday",
        Weekday::Tuesday => "tuesday",
        Weekday::Wednesday => "wednesday",
        Weekday::Thursday => "thursday",
        Weekday::Friday => "friday",
        Weekday::Saturday => "saturday",
    }
}

/// The day of the week that a stable word names.
pub fn day_of(named: &str) -> Option<Weekday> {
    FROM_SUNDAY.into_iter().find(|day| word(*day) == named)
}
