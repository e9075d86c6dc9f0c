//! What is derived from the suggestions of a topic: how many stand where, and what its agency
//! owes. Always computed whole, never by increments.

use std::collections::BTreeMap;

use diesel::dsl::count_star;
use diesel::prelude::*;
use jiff::Timestamp;
use shared::answer::{AnswerState, UNDECIDED};
use shared::suggestion::PublicationState;
use shared::time::Zone;

use super::schema::{
    editions, hidings, merges, suggestions, topic_debts as debts, topic_figures as figures, topics,
};
use super::types::At;
use super::{Conn, exactly_one, satisfaction_write};
use crate::on_each;

/// The figures of one topic.
#[derive(Debug, Clone, Default, PartialEq, Eq, Insertable, AsChangeset)]
#[diesel(table_name = figures)]
struct Figures {
    published: i64,
    unanswered: i64,
    acknowledged: i64,
    adopted: i64,
    rejected: i64,
    hidden: i64,
    withdrawn: i64,
    merged: i64,
    lists: i64,
}

/// Computes the figures of a topic anew. `lists` is that of the shown edition: how many lists
/// were saved since is nobody's to see. A topic that is not there has no figures.
///
/// # Errors
/// The database's fault.
pub fn recompute(conn: &mut Conn, topic_id: &str, now: Timestamp, zone: &Zone) -> QueryResult<()> {
    let lists = topics::table
        .left_join(editions::table.on(topics::edition_id.eq(editions::id.nullable())))
        .filter(topics::id.eq(topic_id))
        .select(editions::lists.nullable())
        .first::<Option<i64>>(conn)
        .optional()?;
    let Some(lists) = lists else { return Ok(()) };
    let groups = suggestions::table
        .filter(suggestions::topic_id.eq(topic_id))
        .group_by((suggestions::publication, suggestions::answer_state))
        .select((
            suggestions::publication,
            suggestions::answer_state,
            count_star(),
        ))
        .load::<(String, String, i64)>(conn)?;
    let mut sums = Figures {
        lists: lists.unwrap_or_default(),
        ..Figures::default()
    };
    for (publication, answer, number) in groups {
        sums.add(&publication, &answer, number);
    }
    let row = (
        figures::topic_id.eq(topic_id),
        &sums,
        figures::computed_at.eq(At::from(now)),
    );
    exactly_one(on_each!(conn, |c| diesel::insert_into(figures::table)
        .values(row)
        .on_conflict(figures::topic_id)
        .do_update()
        .set((&sums, figures::computed_at.eq(At::from(now))))
        .execute(c)))?;
    satisfaction_write::recompute(conn, topic_id)?;
    recompute_debts(conn, topic_id, zone)
}

/// What is owed alike in one topic.
#[derive(Debug, Queryable, Insertable)]
#[diesel(table_name = debts)]
struct Debt {
    topic_id: String,
    answer_state: String,
    acknowledge_due: String,
    decide_due: String,
    suggestions: i64,
}

/// Due days of a topic are few, as many as it has days, however many suggestions share them.
const ROWS_AT_ONCE: usize = 1_000;

fn recompute_debts(conn: &mut Conn, topic_id: &str, zone: &Zone) -> QueryResult<()> {
    let mut owed = suggestions::table
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
            suggestions::topic_id,
            suggestions::answer_state,
            suggestions::acknowledge_due.assume_not_null(),
            suggestions::decide_due.assume_not_null(),
            count_star(),
        ))
        .load::<Debt>(conn)?;
    add_gone(&mut owed, late_when_gone(conn, topic_id, zone)?);
    diesel::delete(debts::table.filter(debts::topic_id.eq(topic_id))).execute(conn)?;
    for rows in owed.chunks(ROWS_AT_ONCE) {
        on_each!(conn, |c| diesel::insert_into(debts::table)
            .values(rows)
            .execute(c))?;
    }
    Ok(())
}

/// What was late on the day its suggestion was hidden or merged: it stays late in the figures. A
/// step that was not late then is not owed while it is gone: its day is left empty.
fn late_when_gone(conn: &mut Conn, topic_id: &str, zone: &Zone) -> QueryResult<Vec<Debt>> {
    type Row = (String, Option<String>, Option<String>, At);
    let undecided = UNDECIDED.iter().map(|state| state.as_str());
    let hidden = suggestions::table
        .inner_join(hidings::table.on(hidings::suggestion_id.eq(suggestions::id)))
        .filter(suggestions::topic_id.eq(topic_id))
        .filter(suggestions::publication.eq(PublicationState::Hidden.as_str()))
        .filter(suggestions::answer_state.eq_any(undecided.clone()))
        .filter(hidings::restored_at.is_null())
        .select((
            suggestions::answer_state,
            suggestions::acknowledge_due,
            suggestions::decide_due,
            hidings::hidden_at,
        ))
        .load::<Row>(conn)?;
    let merged = suggestions::table
        .inner_join(merges::table.on(merges::suggestion_id.eq(suggestions::id)))
        .filter(suggestions::topic_id.eq(topic_id))
        .filter(suggestions::publication.eq(PublicationState::Merged.as_str()))
        .filter(suggestions::answer_state.eq_any(undecided))
        .filter(merges::undone_at.is_null())
        .select((
            suggestions::answer_state,
            suggestions::acknowledge_due,
            suggestions::decide_due,
            merges::merged_at,
        ))
        .load::<Row>(conn)?;
    let debt = |(answer_state, acknowledge_due, decide_due, gone_at): Row| {
        // Days as text (YYYY-MM-DD) are in order.
        let gone_on = zone.day(gone_at.time()).to_string();
        let late = |due: Option<String>| due.filter(|due| *due < gone_on).unwrap_or_default();
        let acknowledge_due = match answer_state == AnswerState::None.as_str() {
            true => late(acknowledge_due),
            false => String::new(),
        };
        let decide_due = late(decide_due);
        let any = !acknowledge_due.is_empty() || !decide_due.is_empty();
        any.then(|| Debt {
            topic_id: topic_id.to_owned(),
            answer_state,
            acknowledge_due,
            decide_due,
            suggestions: 1,
        })
    };
    Ok(hidden.into_iter().chain(merged).filter_map(debt).collect())
}

fn add_gone(owed: &mut Vec<Debt>, gone: Vec<Debt>) {
    let key = |debt: &Debt| {
        let days = (debt.acknowledge_due.clone(), debt.decide_due.clone());
        (debt.answer_state.clone(), days)
    };
    let mut at: BTreeMap<_, usize> = owed.iter().map(&key).zip(0..).collect();
    for debt in gone {
        let next = owed.len();
        match owed.get_mut(*at.entry(key(&debt)).or_insert(next)) {
            Some(same) => same.suggestions += debt.suggestions,
            None => owed.push(debt),
        }
    }
}

impl Figures {
    fn add(&mut self, publication: &str, answer: &str, number: i64) {
        let Ok(publication) = PublicationState::parse(publication) else {
            return;
        };
        match publication {
            PublicationState::Published => {
                self.published += number;
                match AnswerState::parse(answer) {
                    Ok(AnswerState::None) => self.unanswered += number,
                    Ok(AnswerState::Acknowledged) => self.acknowledged += number,
                    Ok(AnswerState::Adopted) => self.adopted += number,
                    Ok(AnswerState::Rejected) => self.rejected += number,
                    Err(_) => {}
                }
            }
            PublicationState::Hidden => self.hidden += number,
            PublicationState::Withdrawn => self.withdrawn += number,
            PublicationState::Merged => self.merged += number,
            PublicationState::Pending => {}
        }
    }
}
