//! Cursors: where the next page goes on, as opaque text in an address.

use std::fmt;

use jiff::Timestamp;
use shared::error::Code;

use crate::web::error::Failure;

/// The last thing shown, in the terms of the order that showed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cursor {
    /// A place in the day's shuffle; `wrapped` once the order has gone on from its beginning.
    Shuffle { wrapped: bool, key: i64, id: String },
    /// A position in a standing.
    Position(i32),
    /// A moment and a row.
    Moment { at: Timestamp, id: String },
    /// A moment and a row among what was adopted or, after that, among what was rejected.
    Decided {
        rejected: bool,
        at: Timestamp,
        id: String,
    },
    /// A day (YYYY-MM-DD) and a row.
    Day { day: String, id: String },
    /// A day and a row in the first or in the second part of a list.
    Part {
        second: bool,
        day: String,
        id: String,
    },
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cursor::Shuffle { wrapped, key, id } => {
                write!(f, "{}{key:x}_{id}", if *wrapped { 'w' } else { 's' })
            }
            Cursor::Position(position) => write!(f, "p{position:x}"),
            Cursor::Moment { at, id } => write!(f, "m{:x}_{id}", at.as_microsecond()),
            Cursor::Decided { rejected, at, id } => {
                let part = if *rejected { 'r' } else { 'o' };
                write!(f, "{part}{:x}_{id}", at.as_microsecond())
            }
            Cursor::Day { day, id } => write!(f, "d{}_{id}", day.replace('-', "")),
            Cursor::Part { second, day, id } => {
                let part = if *second { 'b' } else { 'a' };
                write!(f, "{part}{}_{id}", day.replace('-', ""))
            }
        }
    }
}

impl Cursor {
    /// Reads what an address holds.
    ///
    /// # Errors
    /// [`Code::Malformed`] for anything that no page wrote.
    pub fn parse(text: &str) -> Result<Cursor, Failure> {
        let cursor = read(text).filter(|cursor| cursor.to_string() == text);
        cursor.ok_or(Failure::Refused(Code::Malformed))
    }
}

fn read(text: &str) -> Option<Cursor> {
    let mut chars = text.chars();
    let kind = chars.next()?;
    let rest = chars.as_str();
    if kind == 'p' {
        let position = i32::from_str_radix(rest, 16)
            .ok()
            .filter(|position| *position >= 0)?;
        return Some(Cursor::Position(position));
    }
    let (value, id) = rest.split_once('_')?;
    let plain = |c: char| c.is_ascii_hexdigit() || c == '-';
    if id.is_empty() || id.len() > 36 || !id.chars().all(plain) {
        return None;
    }
    let id = id.to_owned();
    match kind {
        's' | 'w' => {
            let key = i64::from_str_radix(value, 16)
                .ok()
                .filter(|key| *key >= 0)?;
            Some(Cursor::Shuffle {
                wrapped: kind == 'w',
                key,
                id,
            })
        }
        'm' | 'o' | 'r' => {
            let micros = i64::from_str_radix(value, 16)
                .ok()
                .filter(|micros| *micros >= 0)?;
            let at = Timestamp::from_microsecond(micros).ok()?;
            Some(match kind {
                'm' => Cursor::Moment { at, id },
                part => Cursor::Decided {
                    rejected: part == 'r',
                    at,
                    id,
                },
            })
        }
        'd' | 'a' | 'b' => {
            let day = jiff::civil::Date::strptime("%Y%m%d", value).ok()?;
            let day = day.to_string();
            Some(match kind {
                'd' => Cursor::Day { day, id },
                part => Cursor::Part {
                    second: part == 'b',
                    day,
                    id,
                },
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let id = "0193a5f0-7c1e-7b42-9d3a-5f2e8c6b1a00".to_owned();
        let at = Timestamp::from_microsecond(1_795_000_000_123_456).expect("a time");
        for cursor in [
            Cursor::Shuffle {
                wrapped: false,
                key: i64::MAX,
                id: id.clone(),
            },
            Cursor::Shuffle {
                wrapped: true,
                key: 0,
                id: id.clone(),
            },
            Cursor::Position(50),
            Cursor::Moment { at, id: id.clone() },
            Cursor::Decided {
                rejected: false,
                at,
                id: id.clone(),
            },
            Cursor::Decided {
                rejected: true,
                at,
                id: id.clone(),
            },
            Cursor::Day {
                day: "2026-11-22".to_owned(),
                id: id.clone(),
            },
            Cursor::Part {
                second: false,
                day: "2026-11-22".to_owned(),
                id: id.clone(),
            },
            Cursor::Part {
                second: true,
                day: "2027-01-01".to_owned(),
                id,
            },
        ] {
            assert_eq!(
                Cursor::parse(&cursor.to_string()).expect("its own text"),
                cursor
            );
        }
    }

    #[test]
    fn anything_else_is_malformed() {
        for text in [
            "",
            "x",
            "p",
            "p-1",
            "pzz",
            "p0032",
            "p+5",
            "s12",
            "s_",
            "sgg_0193a5f0",
            "m-5_0193a5f0",
            "r-5_0193a5f0",
            "o_0193a5f0",
            "m7fffffffffffffff_0193a5f0",
            "d20261322_0193a5f0",
            "d2026-11-22_0193a5f0",
            "s1_' OR 1=1",
            "ع12",
            "p50 ",
        ] {
            assert!(Cursor::parse(text).is_err(), "{text:?}");
        }
    }
}
