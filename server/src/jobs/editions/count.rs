//! One count of a topic's lists, whole: read, and then written in one step or in pieces.

use std::collections::HashMap;
use std::ops::Range;

use diesel::QueryResult;
use jiff::Timestamp;
use serde_json::json;
use shared::ids::TopicId;
use shared::publication::manifest::Reason;
use shared::tally::{Standing, Terms, Tie1};
use shared::time::Zone;

use super::field;
use super::paper::{Paper, Part};
use crate::chance;
use crate::db::editions_write::{self as store, NewEdition, NewStanding};
use crate::db::topics::{self, Topic};
use crate::db::{Conn, fault, journal};

/// What a topic's lists come to.
#[derive(Debug)]
pub struct Count {
    /// The topic as it was when its lists were read.
    pub topic: Topic,
    /// Whether it is the count that stands.
    pub official: bool,
    /// No list in it was saved later.
    pub counted_at: Timestamp,
    pub standing: Standing,
    /// The ids that the indexes of `standing` and `shortlist` lead to.
    pub suggestions: Vec<String>,
    /// The places of the balanced shortlist, from 1, by the index of the suggestion.
    pub shortlist: HashMap<u32, i32>,
    /// What is published of an official count; nothing of one without lists.
    pub(super) paper: Option<Paper>,
}

/// Which lists are counted, and for what.
#[derive(Debug, Clone, Default)]
pub struct What<'a> {
    /// For the count that stands, and is published.
    pub official: Option<Official<'a>>,
    /// An import whose lists are counted though nobody sees them yet.
    pub staged: Option<&'a str>,
}

/// A count that stands.
#[derive(Debug, Clone)]
pub struct Official<'a> {
    pub zone: &'a Zone,
    /// Why it is counted again, if it is.
    pub reason: Option<Reason>,
}

impl<'a> Official<'a> {
    /// The first count of a topic.
    pub fn first(zone: &'a Zone) -> Self {
        Self { zone, reason: None }
    }
}

impl Count {
    /// Reads and counts a topic's lists; none when there is no such topic. It may take seconds, so
    /// it belongs on a reading connection, in a [`snapshot`](crate::db::dialect::snapshot): else
    /// its queries would not see the same moment. `clock` tells that moment; it is asked once the
    /// first query has fixed it, so that no list in the count is younger.
    ///
    /// # Errors
    /// The database's fault.
    pub fn read(
        conn: &mut Conn,
        topic_id: &str,
        what: What<'_>,
        clock: impl FnOnce() -> Timestamp,
    ) -> QueryResult<Option<Count>> {
        let Some(topic) = topics::by_id(conn, topic_id)? else {
            return Ok(None);
        };
        let counted_at = clock();
        let settings = topic.settings();
        let places = usize::try_from(settings.list_places).unwrap_or(usize::MAX);
        let (mut field, lists) = field::read(conn, (topic_id, what.staged), places)?;
        let terms = Terms {
            places: usize::try_from(settings.shortlist_places).unwrap_or(usize::MAX),
            least_support: u64::from(settings.shortlist_min_lists),
        };
        let known = TopicId::parse(topic_id).map_err(|error| fault(error.to_string()))?;
        let official = what.official.is_some();
        let (standing, seats, paper) = match what.official.filter(|_| !lists.is_empty()) {
            Some(official) => {
                let of = (&topic, &known);
                let (published, paper) =
                    Paper::write(conn, of, official, (&mut field, &lists), terms, counted_at)?;
                (published.standing, published.seats, Some(paper))
            }
            None => {
                let laid = field.laid(&lists);
                let ties = Tie1::new(&known, None, field.references());
                let (standing, seats) = field.orders(&laid, terms, &ties);
                (standing, seats, None)
            }
        };
        let taken = (1..).zip(&seats);
        let shortlist = taken
            .map(|(place, seat)| (seat.suggestion, place))
            .collect();
        Ok(Some(Count {
            topic,
            official,
            counted_at,
            standing,
            suggestions: field.counted().iter().map(|one| one.id.clone()).collect(),
            shortlist,
            paper,
        }))
    }

    /// Whether the topic still is as it was read.
    ///
    /// # Errors
    /// The database's fault.
    pub fn is_of(&self, conn: &mut Conn) -> QueryResult<bool> {
        let now = topics::by_id(conn, &self.topic.id)?;
        Ok(now.is_some_and(|now| {
            (&now.state, &now.edition_id) == (&self.topic.state, &self.topic.edition_id)
        }))
    }

    /// Writes the whole edition and shows it, in the transaction under way. Answers its id.
    ///
    /// # Errors
    /// [`diesel::result::Error::NotFound`] when the topic is no longer as it was read; else the
    /// database's fault.
    pub fn write(&self, conn: &mut Conn) -> QueryResult<String> {
        let id = chance::id(self.counted_at);
        self.begin(conn, &id)?;
        self.piece(conn, &id, 0..self.standing.rows.len())?;
        for part in self.parts() {
            self.part(conn, part)?;
        }
        self.show(conn, &id)?;
        while store::clear(conn, &self.topic.id, i32::MAX)? > 0 {}
        Ok(id)
    }

    /// Adds the edition, which nobody sees yet.
    pub(super) fn begin(&self, conn: &mut Conn, id: &str) -> QueryResult<()> {
        let edition = NewEdition {
            id,
            topic_id: &self.topic.id,
            number: store::UNFINISHED,
            lists: self.lists(),
            official: false,
            counted_at: self.counted_at.into(),
        };
        store::add(conn, &edition)?;
        match &self.paper {
            Some(paper) => paper.begin(conn, &self.topic.id, id),
            None => Ok(()),
        }
    }

    /// The parts of the files to publish.
    pub(super) fn parts(&self) -> Vec<Part> {
        self.paper.as_ref().map(Paper::parts).unwrap_or_default()
    }

    /// Adds one of them.
    pub(super) fn part(&self, conn: &mut Conn, part: Part) -> QueryResult<()> {
        match &self.paper {
            Some(paper) => paper.part(conn, part),
            None => Ok(()),
        }
    }

    /// Adds some of its standings, by their position in the official order.
    pub(super) fn piece(&self, conn: &mut Conn, id: &str, of: Range<usize>) -> QueryResult<()> {
        store::add_standings(conn, &self.rows(id, of))
    }

    /// Gives the edition its number and shows it.
    pub(super) fn show(&self, conn: &mut Conn, id: &str) -> QueryResult<()> {
        let topic = &self.topic;
        let number = store::last_number(conn, &topic.id)? + 1;
        let lists = self.lists();
        store::finish(conn, id, number, self.official)?;
        let as_read = (topic.state.as_str(), topic.edition_id.as_deref());
        if !store::show(conn, &topic.id, as_read, id)? {
            return Err(diesel::result::Error::NotFound);
        }
        let entry = journal::Entry {
            kind: "edition.counted",
            agency_id: Some(&topic.agency_id),
            topic_id: Some(&topic.id),
            subject_id: id,
            facts: json!({ "number": number, "lists": lists, "official": self.official }),
            private: None,
        };
        journal::write(conn, self.counted_at, &entry)
    }

    fn lists(&self) -> i64 {
        whole(self.standing.lists)
    }

    fn rows<'a>(&'a self, edition_id: &'a str, of: Range<usize>) -> Vec<NewStanding<'a>> {
        let some = self.standing.rows.get(of.clone()).unwrap_or_default();
        let mut rows = Vec::with_capacity(some.len());
        for (at, row) in of.zip(some) {
            let index = usize::try_from(row.suggestion).ok();
            let Some(suggestion_id) = index.and_then(|index| self.suggestions.get(index)) else {
                continue;
            };
            // Of those on too few lists not even the database keeps how few.
            let ranked = row.rank > 0;
            let shown = |number: u64| if ranked { whole(number) } else { 0 };
            let counts: Vec<String> = match ranked {
                true => row.places.iter().map(u64::to_string).collect(),
                false => Vec::new(),
            };
            rows.push(NewStanding {
                edition_id,
                suggestion_id,
                position: i32::try_from(at + 1).unwrap_or(i32::MAX),
                place: i32::try_from(row.rank).unwrap_or(i32::MAX),
                shared: row.equal,
                points: shown(row.points),
                lists: shown(row.support),
                place_counts: counts.join(","),
                shortlist_place: self.shortlist.get(&row.suggestion).copied(),
            });
        }
        rows
    }
}

fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
