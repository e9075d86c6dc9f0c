//! Everything that is kept of a person, for that person alone: one struct, read as a page and taken
//! away as JSON.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde_json::{Map, Value as Json};

/// The version of the keys in the file. It grows when a key changes its meaning or goes; keys that
/// are added leave it as it is.
pub const SCHEMA: &str = "sharikuna-data-1";

/// Everything that is kept of one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    pub made_at: Moment,
    /// In the order of the page.
    pub sections: Vec<Section>,
}

/// A moment, in UTC and as the platform's clocks show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    pub utc: Timestamp,
    pub local: DateTime,
}

/// What is kept of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Stable: the key in the file, and of the words above it.
    pub key: &'static str,
    /// The oldest first.
    pub rows: Vec<Vec<(&'static str, Piece)>>,
}

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    Nothing,
    /// Words of a person, in whatever language.
    Text(String),
    /// A word of the platform's, such as `published`.
    Word(String),
    /// An address, a reference, a network: left to right.
    Sign(String),
    Moment(Moment),
    Day(Date),
    Number(i64),
    Flag(bool),
}

impl Held {
    /// As JSON. Moments are RFC 3339 in UTC, days `YYYY-MM-DD`, what is not there `null`.
    pub fn to_json(&self) -> Json {
        let mut all = Map::new();
        all.insert("schema".to_owned(), SCHEMA.into());
        all.insert("made_at".to_owned(), self.made_at.utc.to_string().into());
        for section in &self.sections {
            let rows: Vec<Json> = section.rows.iter().map(|row| object(row)).collect();
            all.insert(section.key.to_owned(), rows.into());
        }
        all.into()
    }
}

fn object(row: &[(&'static str, Piece)]) -> Json {
    let pieces = row
        .iter()
        .map(|(key, piece)| ((*key).to_owned(), piece.to_json()));
    Json::Object(pieces.collect())
}

impl Piece {
    fn to_json(&self) -> Json {
        match self {
            Self::Nothing => Json::Null,
            Self::Text(text) | Self::Word(text) | Self::Sign(text) => text.as_str().into(),
            Self::Moment(moment) => moment.utc.to_string().into(),
            Self::Day(day) => day.to_string().into(),
            Self::Number(number) => (*number).into(),
            Self::Flag(flag) => (*flag).into(),
        }
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Text(text) | Self::Word(text) | Self::Sign(text) => text.is_empty(),
            _ => false,
        }
    }
}

/// `GET /{lang}/account/erase`
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ErasePage {
    /// In public by now: they can stay under "a participant".
    pub published: u32,
    /// Of those and of what waits, how many can be withdrawn: nobody has answered them.
    pub withdrawable: u32,
    /// Lists in topics that are open.
    pub open_lists: u32,
    /// Lists in topics that are closed.
    pub counted_lists: u32,
    /// Holds a role of staff, which is given back first.
    pub staff: bool,
    /// What was chosen: `stay` or `withdraw`.
    pub choice: String,
    pub errors: Vec<crate::input::FieldError>,
    /// Nothing could be checked just now.
    pub busy: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_says_what_the_struct_holds() {
        let at = Moment {
            utc: "2026-11-24T05:00:00Z".parse().unwrap(),
            local: "2026-11-24T09:00:00".parse().unwrap(),
        };
        let row = vec![
            ("text", Piece::Text("نص".to_owned())),
            ("at", Piece::Moment(at)),
            ("on", Piece::Day("2026-11-24".parse().unwrap())),
            ("count", Piece::Number(3)),
            ("shown", Piece::Flag(false)),
            ("none", Piece::Nothing),
        ];
        let held = Held {
            made_at: at,
            sections: vec![Section {
                key: "things",
                rows: vec![row],
            }],
        };
        let wanted = serde_json::json!({
            "schema": "sharikuna-data-1",
            "made_at": "2026-11-24T05:00:00Z",
            "things": [{
                "text": "نص",
                "at": "2026-11-24T05:00:00Z",
                "on": "2026-11-24",
                "count": 3,
                "shown": false,
                "none": null,
            }],
        });
        assert_eq!(held.to_json(), wanted);
    }

    #[test]
    fn what_is_empty_is_not_read() {
        assert!(Piece::Nothing.is_empty() && Piece::Text(String::new()).is_empty());
        assert!(!Piece::Flag(false).is_empty() && !Piece::Number(0).is_empty());
    }
}
