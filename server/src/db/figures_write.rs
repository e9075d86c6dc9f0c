//! What is derived from the suggestions of a topic: how many stand where, and what its agency
//! owes. Always computed whole, never by increments.

use std::collections::BTreeMap;

use diesel::dsl::count_star;
use diesel::prelude::*;
use jiff::Timestamp;
use shared::answer::{AnswerState, UNDECIDED};
use shared::satisfaction::Verdicts;
use shared::suggestion::PublicationState;
use shared::time::Zone;

use super::figures::{Counts, counts_of};
use super::schema::{
    departures, editions, suggestions, topic_debts as debts, topic_figures as figures, topics,
};
use super::types::At;
use super::{Conn, exactly_one, satisfaction_write};
use crate::on_each;

/// What is derived of one topic.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Derived {
    pub counts: Counts,
    /// That of the shown edition: how many lists were saved since is nobody's to see.
    pub lists: i64,
    pub said: Verdicts,
    pub debts: BTreeMap<Owed, i64>,
}

/// What is owed alike: the state of the answer, and both due days as stored; one that is not owed
/// any more is empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Owed {
    pub answer_state: String,
    pub acknowledge_due: String,
    pub decide_due: String,
}

type DebtRow = (String, String, String, i64);

fn keyed(rows: Vec<DebtRow>) -> impl Iterator<Item = (Owed, i64)> {
    rows.into_iter()
        .map(|(answer_state, acknowledge_due, decide_due, many)| {
            let owed = Owed {
                answer_state,
                acknowledge_due,
                decide_due,
            };
            (owed, many)
        })
}

/// Computes what is derived of a topic and stores it.
///
/// # Errors
/// The database's fault.
pub fn recompute(conn: &mut Conn, topic_id: &str, now: Timestamp, zone: &Zone) -> QueryResult<()> {
    match compute(conn, topic_id, zone)? {
        Some(derived) => store(conn, topic_id, &derived, now),
        None => Ok(()),
    }
}

/// What is derived of a topic, from the rows that it is derived of. A topic that is not there has
/// nothing.
///
/// # Errors
/// The database's fault.
pub fn compute(conn: &mut Conn, topic_id: &str, zone: &Zone) -> QueryResult<Option<Derived>> {
    let lists = topics::table
        .left_join(editions::table.on(topics::edition_id.eq(editions::id.nullable())))
        .filter(topics::id.eq(topic_id))
        .select(editions::lists.nullable())
        .first::<Option<i64>>(conn)
        .optional()?;
    let Some(lists) = lists else { return Ok(None) };
    Ok(Some(Derived {
        counts: counts_of(conn, topic_id)?,
        lists: lists.unwrap_or_default(),
        said: satisfaction_write::sum(conn, topic_id)?,
        debts: owed(conn, topic_id, zone)?,
    }))
}

/// What stands of a topic; nothing where it was never computed.
///
/// # Errors
/// The database's fault.
pub fn stored(conn: &mut Conn, topic_id: &str) -> QueryResult<Derived> {
    let row = figures::table
        .find(topic_id)
        .select((Counts::as_select(), figures::lists))
        .first::<(Counts, i64)>(conn)
        .optional()?;
    let (counts, lists) = row.unwrap_or_default();
    let rows = debts::table
        .filter(debts::topic_id.eq(topic_id))
        .select((
            debts::answer_state,
            debts::acknowledge_due,
            debts::decide_due,
            debts::suggestions,
        ))
        .load::<DebtRow>(conn)?;
    Ok(Derived {
        counts,
        lists,
        said: satisfaction_write::stored(conn, topic_id)?,
        debts: keyed(rows).collect(),
    })
}

/// Due days of a topic are few, as many as it has days, however many suggestions share them.
const ROWS_AT_ONCE: usize = 1_000;

fn store(conn: &mut Conn, topic_id: &str, derived: &Derived, now: Timestamp) -> QueryResult<()> {
    let set = (
        &derived.counts,
        figures::lists.eq(derived.lists),
        figures::computed_at.eq(At::from(now)),
    );
    exactly_one(on_each!(conn, |c| diesel::insert_into(figures::table)
        .values((figures::topic_id.eq(topic_id), set))
        .on_conflict(figures::topic_id)
        .do_update()
        .set(set)
        .execute(c)))?;
    satisfaction_write::store(conn, topic_id, derived.said)?;
    diesel::delete(debts::table.filter(debts::topic_id.eq(topic_id))).execute(conn)?;
    let rows: Vec<_> = derived
        .debts
        .iter()
        .map(|(owed, many)| {
            (
                debts::topic_id.eq(topic_id),
                debts::answer_state.eq(&owed.answer_state),
                debts::acknowledge_due.eq(&owed.acknowledge_due),
                debts::decide_due.eq(&owed.decide_due),
                debts::suggestions.eq(*many),
            )
        })
        .collect();
    for rows in rows.chunks(ROWS_AT_ONCE) {
        on_each!(conn, |c| diesel::insert_into(debts::table)
            .values(rows)
            .execute(c))?;
    }
    Ok(())
}

fn owed(conn: &mut Conn, topic_id: &str, zone: &Zone) -> QueryResult<BTreeMap<Owed, i64>> {
    let rows = suggestions::table
        .filter(suggestions::topic_id.eq(topic_id))
        .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
        .filter(suggestions::answer_state.eq_any(UNDECIDED.iter().map(|state| state.as_str())))
        .filter(suggestions::acknowledge_due.is_not_null())
        .filter(suggestions::decide_due.is_not_null())
        // In the order of an index, whole columns of it, so that it is read once from end to end.
        .group_by((
            suggestions::topic_id,
            suggestions::publication,
            suggestions::answer_state,
            suggestions::acknowledge_due,
            suggestions::decide_due,
        ))
        .select((
            suggestions::answer_state,
            suggestions::acknowledge_due.assume_not_null(),
            suggestions::decide_due.assume_not_null(),
            count_star(),
        ))
        .load::<DebtRow>(conn)?;
    let mut owed: BTreeMap<Owed, i64> = keyed(rows).collect();
    for one in late_when_gone(conn, topic_id, zone)? {
        *owed.entry(one).or_default() += 1;
    }
    Ok(owed)
}

/// Left public view through somebody else than their authors.
const TAKEN_OUT: [PublicationState; 2] = [PublicationState::Hidden, PublicationState::Merged];

/// What was late on the day its suggestion was hidden or merged: it stays late in the figures. A
/// step that was not late then is not owed while it is gone: its day is left empty.
fn late_when_gone(conn: &mut Conn, topic_id: &str, zone: &Zone) -> QueryResult<Vec<Owed>> {
    type Row = (String, Option<String>, Option<String>, At);
    let rows = suggestions::table
        .inner_join(departures::table)
        .filter(suggestions::topic_id.eq(topic_id))
        .filter(suggestions::publication.eq_any(TAKEN_OUT.map(PublicationState::as_str)))
        .filter(suggestions::answer_state.eq_any(UNDECIDED.iter().map(|state| state.as_str())))
        .select((
            suggestions::answer_state,
            suggestions::acknowledge_due,
            suggestions::decide_due,
            departures::left_at,
        ))
        .load::<Row>(conn)?;
    let owed = |(answer_state, acknowledge_due, decide_due, left_at): Row| {
        // Days as text (YYYY-MM-DD) are in order.
        let left_on = zone.day(left_at.time()).to_string();
        let late = |due: Option<String>| due.filter(|due| *due < left_on).unwrap_or_default();
        let acknowledge_due = match answer_state == AnswerState::None.as_str() {
            true => late(acknowledge_due),
            false => String::new(),
        };
        let owed = Owed {
            answer_state,
            acknowledge_due,
            decide_due: late(decide_due),
        };
        let any = !owed.acknowledge_due.is_empty() || !owed.decide_due.is_empty();
        any.then_some(owed)
    };
    Ok(rows.into_iter().filter_map(owed).collect())
}
