//! `GET /{lang}/topics/{slug}/count`

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::text::{Bilingual, UserText};
use super::topic::{Score, TopicHead};

/// The published count of a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountPage {
    pub head: TopicHead,
    /// None before the topic has closed and was counted for good.
    pub count: Option<CountView>,
}

/// One published count, and what it is beside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountView {
    pub number: i32,
    pub at: DateTime,
    /// Why it was made again; none for the first.
    pub reason: Option<Bilingual>,
    /// The numbers of the others, the newest first.
    pub others: Vec<OtherCount>,
    pub lists: i64,
    /// How many suggestions stand on enough lists to have a place.
    pub ranked: i64,
    /// How many entries of lists are masked.
    pub masked: i64,
    /// Places on a list (K), places of the shortlist (N), and on how many lists a suggestion must
    /// stand (t).
    pub list_places: u32,
    pub shortlist_places: u32,
    pub least_lists: u32,
    /// None where the lists are not published.
    pub root: Option<String>,
    pub files: Vec<FileLine>,
    /// The first places of the official order.
    pub official: Vec<CountRow>,
    /// The balanced shortlist.
    pub shortlist: Vec<CountRow>,
    pub weeks: Vec<Week>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OtherCount {
    pub number: i32,
    pub at: DateTime,
}

/// A file to fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLine {
    pub name: String,
    pub bytes: i64,
    pub sha256: String,
}

/// A suggestion of either order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountRow {
    pub reference: String,
    pub title: UserText,
    pub score: Score,
    /// On how many lists it stands at each place, the first place first.
    pub places: Vec<u64>,
}

/// What was posted in one week of the consultation, and how it stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Week {
    /// From 1, which begins on the opening day.
    pub number: i32,
    pub suggestions: u64,
    /// Of them with a place.
    pub ranked: u64,
    /// Their points together, in units of 1/L.
    pub points: u64,
}

impl CountView {
    /// The references that stand in one of the two orders only, of as many first places as the
    /// shortlist has: those of the official order, then those of the shortlist.
    pub fn differences(&self) -> (Vec<&CountRow>, Vec<&CountRow>) {
        let first = usize::try_from(self.shortlist_places).unwrap_or(usize::MAX);
        let official: Vec<_> = self.official.iter().take(first).collect();
        let is_in = |rows: &[&CountRow], one: &CountRow| {
            rows.iter().any(|row| row.reference == one.reference)
        };
        let shortlist: Vec<_> = self.shortlist.iter().collect();
        let out = official
            .iter()
            .copied()
            .filter(|one| !is_in(&shortlist, one));
        let within = shortlist
            .iter()
            .copied()
            .filter(|one| !is_in(&official, one));
        (out.collect(), within.collect())
    }
}
