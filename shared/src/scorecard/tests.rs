mod counted;
mod read;

use jiff::civil::{Date, date};

/// A day of November 2026; 1 and 8 are Sundays.
fn nov(day: i8) -> Date {
    date(2026, 11, day)
}
