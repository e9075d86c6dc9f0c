//! Which promised days a change of the calendar moves.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diesel::QueryResult;
use jiff::civil::Date;
use shared::calendar::Calendar;
use shared::clocks::PromisedDay;
use shared::time::Zone;

use super::plan::{Move, MovedReports};
use crate::db::Conn;
use crate::db::calendar_changes::{self as stored, Extended, Promising, Running};
use crate::db::types::At;

/// What a change moves.
#[derive(Debug, Default)]
pub(super) struct Moved {
    pub moves: Vec<Move>,
    pub reports: Vec<MovedReports>,
    /// The topics of the moves, by id.
    pub topics: BTreeMap<String, Promising>,
}

/// A clock that runs: what it is for, the day it started, and the day it is due.
type Clock = (PromisedDay, Date, Date);

/// Every promised day that the change moves: four queries, and arithmetic.
pub(super) fn moves(
    conn: &mut Conn,
    zone: &Zone,
    today: Date,
    (before, after): (&Calendar, &Calendar),
) -> QueryResult<Moved> {
    let running = stored::running(conn, today)?;
    let waiting = stored::waiting(conn, today)?;
    let of_running = running.iter().map(|one| &one.topic_id);
    let of_waiting = waiting.iter().filter_map(|one| one.of.as_ref());
    let named: BTreeSet<&String> = of_running
        .chain(of_waiting.map(|(_, _, topic)| topic))
        .collect();
    let ids: Vec<String> = named.into_iter().cloned().collect();
    let (topics, extended) = stored::promising(conn, &ids)?;
    let mut topics: BTreeMap<String, Promising> = topics
        .into_iter()
        .map(|topic| (topic.id.clone(), topic))
        .collect();
    let closing = Closing::of(&topics, extended);
    // Many suggestions share their clock's days.
    let mut known: HashMap<Clock, Option<Date>> = HashMap::new();
    let mut moved_to = |(clock, starts, due): Clock| {
        *known
            .entry((clock, starts, due))
            .or_insert_with(|| clock.follow((starts, due), before, after, today))
    };
    let mut moves = Vec::new();
    for one in &running {
        for (clock, starts, from) in clocks(one, zone, &closing) {
            let Some(to) = moved_to((clock, starts, from)) else {
                continue;
            };
            moves.push(Move {
                id: one.id.clone(),
                suggestion_id: one.id.clone(),
                reference: one.reference.clone(),
                topic_id: one.topic_id.clone(),
                clock,
                from,
                to,
            });
        }
    }
    let mut reports = Vec::new();
    for one in waiting {
        let Ok(from) = one.due_on.parse::<Date>() else {
            continue;
        };
        let starts = zone.day(one.since.time());
        let clock = match one.of {
            Some(_) => PromisedDay::Objection,
            None => PromisedDay::Reports,
        };
        let Some(to) = moved_to((clock, starts, from)) else {
            continue;
        };
        match one.of {
            Some((suggestion_id, reference, topic_id)) => moves.push(Move {
                id: one.id,
                suggestion_id,
                reference,
                topic_id,
                clock,
                from,
                to,
            }),
            None => reports.push(MovedReports {
                case_id: one.id,
                from,
                to,
            }),
        }
    }
    let touched: BTreeSet<&str> = moves.iter().map(|one| one.topic_id.as_str()).collect();
    topics.retain(|id, _| touched.contains(id.as_str()));
    Ok(Moved {
        moves,
        reports,
        topics,
    })
}

/// The clocks of a suggestion that still run, with their starting days.
fn clocks(one: &Running, zone: &Zone, closing: &Closing) -> Vec<Clock> {
    let day = |stored: &Option<String>| stored.as_deref()?.parse::<Date>().ok();
    let Some(published_at) = one.published_at else {
        return Vec::new();
    };
    let published = zone.day(published_at.time());
    let acknowledge = day(&one.acknowledge_due)
        .filter(|_| one.acknowledged_at.is_none())
        .map(|due| (PromisedDay::Acknowledge, published, due));
    let decide = day(&one.decide_due).zip(closing.announced(&one.topic_id, published_at));
    let decide = decide.map(|(due, closes)| {
        // What is brought in after the closing is decided from the day it became public.
        (PromisedDay::Decide, closes.max(published), due)
    });
    acknowledge.into_iter().chain(decide).collect()
}

/// The closing days of topics as they were announced at any time.
struct Closing {
    now: HashMap<String, Date>,
    /// Closing day before each extension, and when that was, the oldest first.
    before: HashMap<String, Vec<(Date, At)>>,
}

impl Closing {
    fn of(topics: &BTreeMap<String, Promising>, extended: Vec<Extended>) -> Closing {
        let mut before: HashMap<String, Vec<(Date, At)>> = HashMap::new();
        for (topic, closes, at) in extended {
            if let Ok(closes) = closes.parse() {
                before.entry(topic).or_default().push((closes, at));
            }
        }
        let now = topics
            .values()
            .filter_map(|topic| Some((topic.id.clone(), topic.closes_on.parse().ok()?)))
            .collect();
        Closing { now, before }
    }

    fn announced(&self, topic: &str, at: At) -> Option<Date> {
        let later = self.before.get(topic).and_then(|extensions| {
            let next = extensions.iter().find(|(_, extended)| *extended > at);
            next.map(|(closes, _)| *closes)
        });
        later.or_else(|| self.now.get(topic).copied())
    }
}
