//! What people said of final answers, in counts; and of one reader, what the reader said.

use diesel::dsl::{case_when, count_star, max};
use diesel::prelude::*;
use shared::satisfaction::{Verdict, Verdicts};

use super::Conn;
use super::schema::{
    priority_list_entries, priority_lists, satisfactions, topic_satisfaction, topics,
};

/// What was said of one answer, and what a reader said of it (`""` for a visitor), in one query.
///
/// # Errors
/// The database's fault.
pub fn of_answer(
    conn: &mut Conn,
    answer_id: &str,
    reader: &str,
) -> QueryResult<(Verdicts, Option<Verdict>)> {
    let own = case_when(
        satisfactions::account_id.eq(reader),
        1.into_sql::<diesel::sql_types::Integer>(),
    )
    .otherwise(0.into_sql::<diesel::sql_types::Integer>());
    let rows = satisfactions::table
        .filter(satisfactions::answer_id.eq(answer_id))
        .group_by(satisfactions::verdict)
        .select((satisfactions::verdict, count_star(), max(own)))
        .load::<(String, i64, Option<i32>)>(conn)?;
    let (mut verdicts, mut said) = (Verdicts::default(), None);
    for (word, many, own) in rows {
        let Ok(verdict) = Verdict::parse(&word) else {
            continue;
        };
        verdicts.add(verdict, many);
        if own == Some(1) {
            said = Some(verdict);
        }
    }
    Ok((verdicts, said))
}

/// Whether a person said something of an answer.
///
/// # Errors
/// The database's fault.
pub fn is_said_by(conn: &mut Conn, answer_id: &str, account_id: &str) -> QueryResult<bool> {
    let same = satisfactions::table.find((answer_id, account_id));
    diesel::dsl::select(diesel::dsl::exists(same)).get_result(conn)
}

/// Whether a person has a suggestion on the own priority list.
///
/// # Errors
/// The database's fault.
pub fn is_listed_by(conn: &mut Conn, suggestion_id: &str, account_id: &str) -> QueryResult<bool> {
    let listed = priority_list_entries::table
        .inner_join(priority_lists::table)
        .filter(priority_list_entries::suggestion_id.eq(suggestion_id))
        .filter(priority_lists::account_id.eq(account_id));
    diesel::dsl::select(diesel::dsl::exists(listed)).get_result(conn)
}

/// What was said of all decisions of an agency. Read from the derived rows, so up to a round of
/// the jobs behind.
///
/// # Errors
/// The database's fault.
pub fn of_agency(conn: &mut Conn, agency_id: &str) -> QueryResult<Verdicts> {
    let rows = topic_satisfaction::table
        .inner_join(topics::table)
        .filter(topics::agency_id.eq(agency_id))
        .select((
            topic_satisfaction::yes,
            topic_satisfaction::partly,
            topic_satisfaction::no,
        ))
        .load::<(i64, i64, i64)>(conn)?;
    let sum = |mut sum: Verdicts, (yes, partly, no): (i64, i64, i64)| {
        sum.add(Verdict::Yes, yes);
        sum.add(Verdict::Partly, partly);
        sum.add(Verdict::No, no);
        sum
    };
    Ok(rows.into_iter().fold(Verdicts::default(), sum))
}
