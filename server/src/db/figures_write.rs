//! What is derived from the suggestions of a topic: how many stand where, and what its agency
//! owes. Always computed whole, never by increments.

use diesel::dsl::count_star;
use diesel::prelude::*;
use jiff::Timestamp;
use shared::answer::{AnswerState, UNDECIDED};
use shared::suggestion::PublicationState;

use super::schema::{
    editions, suggestions, topic_debts as debts, topic_figures as figures, topics,
};
use super::types::At;
use super::{Conn, exactly_one};
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
pub fn recompute(conn: &mut Conn, topic_id: &str, now: Timestamp) -> QueryResult<()> {
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
    recompute_debts(conn, topic_id)
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

fn recompute_debts(conn: &mut Conn, topic_id: &str) -> QueryResult<()> {
    let owed = suggestions::table
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
    diesel::delete(debts::table.filter(debts::topic_id.eq(topic_id))).execute(conn)?;
    for rows in owed.chunks(ROWS_AT_ONCE) {
        on_each!(conn, |c| diesel::insert_into(debts::table)
            .values(rows)
            .execute(c))?;
    }
    Ok(())
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
