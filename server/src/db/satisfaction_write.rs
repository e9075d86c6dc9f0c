//! Storing what a person said of an answer, and adding it up by topic.

use diesel::dsl::count_star;
use diesel::prelude::*;
use shared::satisfaction::{Verdict, Verdicts};

use super::schema::{satisfactions, topic_satisfaction as sums};
use super::types::At;
use super::{Conn, exactly_one};
use crate::on_each;

/// What one person said of one answer, as stored.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = satisfactions)]
pub struct Said<'a> {
    pub answer_id: &'a str,
    pub account_id: &'a str,
    pub topic_id: &'a str,
    pub verdict: &'a str,
    pub said_at: At,
}

/// Adds it.
///
/// # Errors
/// A unique violation when this person said so already; else the database's fault.
pub fn add(conn: &mut Conn, said: &Said<'_>) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(satisfactions::table)
            .values(said)
            .execute(conn),
    )
}

/// Adds up what was said in a topic, of every decision: those that were replaced too, so that a
/// correction wipes nothing away.
///
/// # Errors
/// The database's fault.
pub fn sum(conn: &mut Conn, topic_id: &str) -> QueryResult<Verdicts> {
    let rows = satisfactions::table
        .filter(satisfactions::topic_id.eq(topic_id))
        .group_by(satisfactions::verdict)
        .select((satisfactions::verdict, count_star()))
        .load::<(String, i64)>(conn)?;
    let mut said = Verdicts::default();
    for (word, many) in rows {
        if let Ok(verdict) = Verdict::parse(&word) {
            said.add(verdict, many);
        }
    }
    Ok(said)
}

/// The sum that stands.
///
/// # Errors
/// The database's fault.
pub fn stored(conn: &mut Conn, topic_id: &str) -> QueryResult<Verdicts> {
    let row = sums::table
        .find(topic_id)
        .select((sums::yes, sums::partly, sums::no))
        .first::<(i64, i64, i64)>(conn)
        .optional()?;
    let (yes, partly, no) = row.unwrap_or_default();
    Ok(Verdicts { yes, partly, no })
}

/// Stores a sum; of a topic of which nobody said anything there is none.
///
/// # Errors
/// The database's fault.
pub fn store(conn: &mut Conn, topic_id: &str, said: Verdicts) -> QueryResult<()> {
    if said == Verdicts::default() {
        return diesel::delete(sums::table.find(topic_id))
            .execute(conn)
            .map(drop);
    }
    let counts = (
        sums::yes.eq(said.yes),
        sums::partly.eq(said.partly),
        sums::no.eq(said.no),
    );
    exactly_one(on_each!(conn, |c| diesel::insert_into(sums::table)
        .values((sums::topic_id.eq(topic_id), counts))
        .on_conflict(sums::topic_id)
        .do_update()
        .set(counts)
        .execute(c)))
}
