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
pub fn recompute(conn: &mut Conn, topic_id: &str) -> QueryResult<()> {
    let rows = satisfactions::table
        .filter(satisfactions::topic_id.eq(topic_id))
        .group_by(satisfactions::verdict)
        .select((satisfactions::verdict, count_star()))
        .load::<(String, i64)>(conn)?;
    if rows.is_empty() {
        return Ok(());
    }
    let mut said = Verdicts::default();
    for (word, many) in rows {
        if let Ok(verdict) = Verdict::parse(&word) {
            said.add(verdict, many);
        }
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
