//! Editions: the numbered, public counts of a topic's lists. Each is counted whole.

use std::collections::HashMap;

use diesel::QueryResult;
use jiff::Timestamp;
use serde_json::json;
use shared::ids::{SuggestionId, TopicId};
use shared::suggestion::{COUNTED, PublicationState};
use shared::tally::edition::{Facts, LEAST_INTERVAL, LEAST_LISTS, may_be_made};
use shared::tally::shortlist::tie_key;
use shared::tally::{BalancedCount, Fate, Lay, Standing, Tally, Terms};

use super::lead::{self, Term};
use crate::app::App;
use crate::chance;
use crate::db::editions_write::{self as store, NewEdition, NewStanding};
use crate::db::{Conn, fault, journal, topics};

/// Editions made in one round.
const AT_ONCE: usize = 5;

pub(super) async fn run(app: &App, term: &Term) -> QueryResult<()> {
    let now = app.now();
    for topic_id in app
        .db
        .read(move |conn| due(conn, now))
        .await?
        .into_iter()
        .take(AT_ONCE)
    {
        lead::write(app, term, move |conn| count(conn, &topic_id, false, now)).await?;
    }
    Ok(())
}

/// The open topics of which an edition may be made now.
///
/// # Errors
/// The database's fault.
pub fn due(conn: &mut Conn, now: Timestamp) -> QueryResult<Vec<String>> {
    let until = now.checked_sub(LEAST_INTERVAL).unwrap_or(now);
    // More lists than the rule asks for make no difference, so they are not counted.
    let enough = i64::try_from(LEAST_LISTS).unwrap_or(i64::MAX);
    let mut due = Vec::new();
    for (topic_id, last) in store::perhaps_due(conn, until)? {
        let lists = store::filled_lists(conn, &topic_id, enough)?;
        let changed = match last {
            Some(last) => store::lists_saved_since(conn, &topic_id, last, enough)?,
            None => lists,
        };
        let facts = Facts {
            now,
            last: last.map(Into::into),
            lists: u64::try_from(lists).unwrap_or(u64::MAX),
            changed: u64::try_from(changed).unwrap_or(u64::MAX),
            closing: false,
        };
        if may_be_made(facts).is_ok() {
            due.push(topic_id);
        }
    }
    Ok(due)
}

/// Counts a topic's lists, writes the edition with a standing for every counted suggestion, and
/// shows it. Answers the edition's id; none when there is no such topic.
///
/// # Errors
/// The database's fault.
pub fn count(
    conn: &mut Conn,
    topic_id: &str,
    official: bool,
    now: Timestamp,
) -> QueryResult<Option<String>> {
    let Some(topic) = topics::by_id(conn, topic_id)? else {
        return Ok(None);
    };
    let settings = topic.settings();
    let places = usize::try_from(settings.list_places).unwrap_or(usize::MAX);
    let field = Field::read(conn, topic_id)?;
    let (tally, balanced) = field.tally(conn, topic_id, places)?;
    let standing = tally.finish();
    let terms = Terms {
        places: usize::try_from(settings.shortlist_places).unwrap_or(usize::MAX),
        least_support: u64::from(settings.shortlist_min_lists),
    };
    let seats = balanced.choose(&standing, &field.tie_keys(topic_id), terms);
    let mut shortlist = HashMap::new();
    for (place, seat) in (1..).zip(&seats) {
        shortlist.insert(seat.suggestion, place);
    }

    let id = chance::id(now);
    let number = store::last_number(conn, topic_id)? + 1;
    let lists = i64::try_from(standing.lists).unwrap_or(i64::MAX);
    let rows = field.standings(&id, &standing, &shortlist);
    let edition = NewEdition {
        id: &id,
        topic_id,
        number,
        lists,
        official,
        counted_at: now.into(),
    };
    store::add(conn, &edition, &rows)?;
    store::show(conn, topic_id, &id)?;
    let entry = journal::Entry {
        kind: "edition.counted",
        agency_id: Some(&topic.agency_id),
        topic_id: Some(topic_id),
        subject_id: &id,
        facts: json!({ "number": number, "lists": lists, "official": official }),
        private: None,
    };
    journal::write(conn, now, &entry)?;
    Ok(Some(id))
}

/// The suggestions of a topic as the count sees them.
struct Field {
    /// Index of every suggestion that a list may name.
    index: HashMap<String, u32>,
    lay: Lay,
    /// For each of those, its index among the counted ones.
    counted_index: Vec<Option<u32>>,
    /// Ids of the counted ones, sorted.
    counted: Vec<String>,
}

impl Field {
    fn read(conn: &mut Conn, topic_id: &str) -> QueryResult<Field> {
        let stored = store::fates(conn, topic_id)?;
        let index: HashMap<String, u32> =
            stored.iter().map(|(id, ..)| id.clone()).zip(0..).collect();
        let fates: Vec<Fate> = stored
            .iter()
            .map(|(_, publication, into)| {
                let into = into.as_ref().and_then(|into| index.get(into));
                match (PublicationState::parse(publication), into) {
                    (Ok(state), _) if state.is_in(COUNTED) => Fate::Counted,
                    (Ok(PublicationState::Merged), Some(into)) => Fate::MergedInto(*into),
                    _ => Fate::Dropped,
                }
            })
            .collect();
        let lay = Lay::new(&fates).map_err(|error| fault(error.to_string()))?;
        let mut counted = Vec::new();
        let mut counted_index = Vec::with_capacity(fates.len());
        for ((id, ..), fate) in stored.into_iter().zip(fates) {
            let is_counted = fate == Fate::Counted;
            counted_index.push(
                is_counted
                    .then(|| u32::try_from(counted.len()).ok())
                    .flatten(),
            );
            if is_counted {
                counted.push(id);
            }
        }
        Ok(Field {
            index,
            lay,
            counted_index,
            counted,
        })
    }

    /// Counts the lists as they stream by; merges and removals are laid over each first.
    fn tally(
        &self,
        conn: &mut Conn,
        topic_id: &str,
        places: usize,
    ) -> QueryResult<(Tally, BalancedCount)> {
        let mut tally = Tally::new(places, self.counted.len());
        let mut balanced = BalancedCount::new(places, self.counted.len());
        let (mut laid, mut list) = (Vec::new(), Vec::new());
        let mut refused = None;
        let mut end = |list: &mut Vec<u32>| {
            self.lay.over(list, places, &mut laid);
            let counted: Vec<u32> = laid
                .iter()
                .filter_map(|index| self.counted_as(*index))
                .collect();
            refused = refused
                .or(tally.add(&counted).err())
                .or(balanced.add(&counted).err());
            list.clear();
        };
        let mut current = String::new();
        store::each_entry(conn, topic_id, |list_id, suggestion_id| {
            if list_id != current {
                end(&mut list);
                current = list_id;
            }
            // One posted since the suggestions were read is counted by the next edition.
            list.extend(self.index.get(&suggestion_id));
        })?;
        end(&mut list);
        match refused {
            Some(refused) => Err(fault(refused.to_string())),
            None => Ok((tally, balanced)),
        }
    }

    fn counted_as(&self, index: u32) -> Option<u32> {
        usize::try_from(index)
            .ok()
            .and_then(|at| self.counted_index.get(at).copied())
            .flatten()
    }

    fn tie_keys(&self, topic_id: &str) -> Vec<[u8; 32]> {
        let Ok(topic) = TopicId::parse(topic_id) else {
            return Vec::new();
        };
        let key = |id: &String| SuggestionId::parse(id).map_or([0; 32], |id| tie_key(&topic, &id));
        self.counted.iter().map(key).collect()
    }

    fn standings<'a>(
        &'a self,
        edition_id: &'a str,
        standing: &Standing,
        shortlist: &HashMap<u32, i32>,
    ) -> Vec<NewStanding<'a>> {
        let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let mut rows = Vec::with_capacity(standing.rows.len());
        for (position, row) in (1..).zip(&standing.rows) {
            let at = usize::try_from(row.suggestion).ok();
            let Some(suggestion_id) = at.and_then(|at| self.counted.get(at)) else {
                continue;
            };
            let counts: Vec<String> = row.places.iter().map(u64::to_string).collect();
            rows.push(NewStanding {
                edition_id,
                suggestion_id,
                position,
                place: i32::try_from(row.rank).unwrap_or(i32::MAX),
                shared: row.equal,
                points: whole(row.points),
                lists: whole(row.support),
                place_counts: counts.join(","),
                shortlist_place: shortlist.get(&row.suggestion).copied(),
            });
        }
        rows
    }
}
