//! `GET /{lang}/topics/{slug}/standing`

use super::text::UserText;
use super::topic::{Part, Score, TopicHead};
use crate::topic::ShutRefusal;

/// Both orders of the last edition, side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingPage {
    pub head: TopicHead,
    /// The official order, a page of it.
    pub official: Vec<StandingRow>,
    /// The balanced shortlist, whole; empty on pages after the first.
    pub shortlist: Vec<StandingRow>,
    /// How many places the shortlist has.
    pub shortlist_places: i64,
    pub continued: bool,
    /// The cursor of the next page.
    pub next: Option<String>,
    /// Why no list is saved now, if so.
    pub ranking: Result<(), ShutRefusal>,
    pub part: Part,
}

impl StandingPage {
    /// How many of the shortlist's suggestions are not among as many first ones by points.
    pub fn from_outside(&self) -> i64 {
        let outside = |row: &&StandingRow| i64::from(row.score.place) > self.shortlist_places;
        i64::try_from(self.shortlist.iter().filter(outside).count()).unwrap_or(i64::MAX)
    }
}

/// One suggestion in a standing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingRow {
    pub reference: String,
    pub title: UserText,
    pub score: Score,
}
