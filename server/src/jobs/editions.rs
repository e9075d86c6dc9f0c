//! Editions: the numbered, public counts of a topic's lists. Each is counted whole.

use std::collections::HashMap;

use diesel::QueryResult;
use jiff::Timestamp;
use serde_json::json;
use shared::ids::TopicId;
use shared::suggestion::PublicationState;
use shared::tally::edition::{Facts, LEAST_INTERVAL, LEAST_LISTS, may_be_made};
use shared::tally::{Field, Lists, Standing, Suggestion, Terms, Tie1};

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
    let (field, lists) = read(conn, topic_id, places)?;
    let laid = field
        .laid(&lists)
        .map_err(|error| fault(error.to_string()))?;
    let terms = Terms {
        places: usize::try_from(settings.shortlist_places).unwrap_or(usize::MAX),
        least_support: u64::from(settings.shortlist_min_lists),
    };
    let known = TopicId::parse(topic_id).map_err(|error| fault(error.to_string()))?;
    let ties = Tie1::new(&known, None, field.references());
    let (standing, seats) = field.orders(&laid, terms, &ties);
    let mut shortlist = HashMap::new();
    for (place, seat) in (1..).zip(&seats) {
        shortlist.insert(seat.suggestion, place);
    }

    let id = chance::id(now);
    let number = store::last_number(conn, topic_id)? + 1;
    let lists = i64::try_from(standing.lists).unwrap_or(i64::MAX);
    let rows = standings(&field, &id, &standing, &shortlist);
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

/// The suggestions of a topic, and its lists as they are stored.
fn read(conn: &mut Conn, topic_id: &str, places: usize) -> QueryResult<(Field, Lists)> {
    let suggestions = store::fates(conn, topic_id)?;
    let suggestions = suggestions.into_iter().map(|one| {
        Ok(Suggestion {
            state: PublicationState::parse(&one.publication)
                .map_err(|error| fault(error.to_string()))?,
            id: one.id,
            reference: one.reference,
            merged_into: one.merged_into,
            text: None,
        })
    });
    let field = Field::new(suggestions.collect::<QueryResult<_>>()?)
        .map_err(|error| fault(error.to_string()))?;
    let mut lists = field.no_lists(places);
    let (mut current, mut list) = (String::new(), Vec::new());
    let mut refused = None;
    store::each_entry(conn, topic_id, |list_id, suggestion_id| {
        if list_id != current {
            refused = refused.or(lists.push(&list).err());
            list.clear();
            current = list_id;
        }
        // One posted since the suggestions were read is counted by the next edition.
        list.extend(field.index_of(&suggestion_id));
    })?;
    match refused.or(lists.push(&list).err()) {
        Some(refused) => Err(fault(refused.to_string())),
        None => Ok((field, lists)),
    }
}

fn standings<'a>(
    field: &'a Field,
    edition_id: &'a str,
    standing: &'a Standing,
    shortlist: &HashMap<u32, i32>,
) -> Vec<NewStanding<'a>> {
    let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let mut rows = Vec::with_capacity(standing.rows.len());
    for (position, row) in (1..).zip(&standing.rows) {
        let at = usize::try_from(row.suggestion).ok();
        let Some(suggestion) = at.and_then(|at| field.counted().get(at)) else {
            continue;
        };
        let counts: Vec<String> = row.places.iter().map(u64::to_string).collect();
        rows.push(NewStanding {
            edition_id,
            suggestion_id: &suggestion.id,
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
