//! From what stands in the database to what stands in a file.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use shared::lang::{Lang, detect};
use shared::time::Zone;

use super::Kind;

/// What stands in one row of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    Nothing,
    Text(String),
    Number(i64),
    Flag(bool),
}

/// A value as either database writes it as text. What is empty is not there.
pub fn cell(kind: Kind, stored: Option<String>, zone: &Zone) -> Cell {
    let Some(stored) = stored.filter(|text| !text.is_empty()) else {
        return Cell::Nothing;
    };
    let read = match kind {
        Kind::Text(_) | Kind::Word(_) | Kind::Sign | Kind::Link | Kind::Lang | Kind::Day => {
            Some(Cell::Text(stored))
        }
        Kind::Recognised => Some(Cell::Text(detect(&stored, Lang::Ar).code().to_owned())),
        // Parts of a second say nothing to a reader, and spreadsheets stumble over them.
        Kind::Moment => moment(&stored)
            .and_then(|at| Timestamp::from_second(at.as_second()).ok())
            .map(|at| Cell::Text(at.to_string())),
        Kind::DayOf => moment(&stored).map(|at| Cell::Text(zone.day(at).to_string())),
        Kind::Number(_) => stored.parse().ok().map(Cell::Number),
        // SQLite has no word for true and false.
        Kind::Flag => Some(Cell::Flag(stored == "1" || stored == "true")),
    };
    read.unwrap_or(Cell::Nothing)
}

/// A stored moment, which is in UTC.
fn moment(stored: &str) -> Option<Timestamp> {
    let civil = stored.parse::<DateTime>().ok()?;
    Some(civil.to_zoned(TimeZone::UTC).ok()?.timestamp())
}
