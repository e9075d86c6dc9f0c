//! Requests about one's own data, and until when they are answered.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::error::words;

words! {
    /// What somebody asks about what is kept of them.
    pub enum RequestKind {
        /// To see it, beyond what the page shows.
        Access = "access",
        Correction = "correction",
        Erasure = "erasure",
        /// To its being used.
        Objection = "objection",
        Other = "other",
    }
}

/// Days within which a request is answered, counted from the day after it came: calendar days, as
/// the executive regulation of the law counts them (docs/legal.md; to be settled by the operator).
pub const ANSWERED_WITHIN: i32 = 45;

/// So many requests of one person wait at once.
pub const WAITING_MOST: i64 = 5;

/// The most characters of a request, and of its answer.
pub const TEXT_MOST: u32 = 2_000;
pub const ANSWER_MOST: u32 = 4_000;

/// The last day on which an answer is in time.
pub fn due(asked_on: Date) -> Date {
    asked_on
        .checked_add(ANSWERED_WITHIN.days())
        .unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forty_five_days_from_the_day_after() {
        for (asked, wanted) in [
            ("2026-11-24", "2027-01-08"),
            ("2024-02-01", "2024-03-17"),
            ("9999-12-31", "9999-12-31"),
        ] {
            assert_eq!(due(asked.parse().unwrap()).to_string(), wanted);
        }
    }
}
