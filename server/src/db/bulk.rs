//! What one act writes about many suggestions: so many statements, however many they are. Each
//! guarded write that meets fewer rows than it was decided for answers not found, and nothing of the
//! transaction stays.

use diesel::prelude::*;
use shared::answer::AnswerState;
use shared::reader_report::Settlement;
use shared::suggestion::PublicationState;

use super::answers_write::{Answer, Answered};
use super::commitments_write::{Commitment, Update};
use super::hidings_write::Hiding;
use super::schema::{answers, commitment_updates, commitments, hidings, report_cases, suggestions};
use super::types::At;
use super::{Conn, departures};
use crate::on_each;

/// Number and reason of the answer that stands, by suggestion.
///
/// # Errors
/// The database's fault.
pub fn latest_answers(
    conn: &mut Conn,
    suggestion_ids: &[&str],
) -> QueryResult<Vec<(String, i32, String)>> {
    answers::table
        .filter(answers::suggestion_id.eq_any(suggestion_ids))
        .order((answers::suggestion_id.asc(), answers::number.asc()))
        .select((answers::suggestion_id, answers::number, answers::reason))
        .load(conn)
}

/// Adds answers.
///
/// # Errors
/// A unique violation when another answer took a number; else the database's fault.
pub fn add_answers(conn: &mut Conn, rows: &[Answer]) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(answers::table)
        .values(rows)
        .execute(c))
    .map(drop)
}

/// Moves published suggestions from one answer state on.
///
/// # Errors
/// Not found when one of them is not in that state any more; else the database's fault.
pub fn move_on(
    conn: &mut Conn,
    suggestion_ids: &[&str],
    from: AnswerState,
    change: &Answered<'_>,
) -> QueryResult<()> {
    let guarded = suggestions::table
        .filter(suggestions::id.eq_any(suggestion_ids))
        .filter(suggestions::answer_state.eq(from.as_str()))
        .filter(suggestions::publication.eq(PublicationState::Published.as_str()));
    all_of(
        suggestion_ids,
        diesel::update(guarded).set(change).execute(conn),
    )
}

/// Adds commitments, each with its first update.
///
/// # Errors
/// The database's fault.
pub fn add_commitments(
    conn: &mut Conn,
    rows: &[Commitment],
    updates: &[Update],
) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(commitments::table)
        .values(rows)
        .execute(c))?;
    on_each!(conn, |c| diesel::insert_into(commitment_updates::table)
        .values(updates)
        .execute(c))
    .map(drop)
}

/// Hides suggestions in the versions that were decided on: those of `hidings`, in their order.
///
/// # Errors
/// Not found when one of them has changed; else the database's fault.
pub fn hide(conn: &mut Conn, rows: &[Hiding], versions: &[i32]) -> QueryResult<()> {
    let first = rows.first();
    let Some((reason, at)) = first.map(|hiding| (hiding.reason, hiding.hidden_at)) else {
        return Ok(());
    };
    let ids: Vec<&str> = rows.iter().map(|row| row.suggestion_id.as_str()).collect();
    let open =
        [PublicationState::Published, PublicationState::Pending].map(PublicationState::as_str);
    let guarded = suggestions::table
        .filter(suggestions::id.eq_any(&ids))
        .filter(suggestions::publication.eq_any(open));
    let change = (
        suggestions::publication.eq(PublicationState::Hidden.as_str()),
        suggestions::hidden_reason.eq(Some(reason)),
    );
    all_of(&ids, diesel::update(guarded).set(change).execute(conn))?;
    departures::leave(conn, &ids, at)?;
    // From here on the rows are this transaction's: what is read now stays.
    let mut now = suggestions::table
        .filter(suggestions::id.eq_any(&ids))
        .select((suggestions::id, suggestions::version))
        .load::<(String, i32)>(conn)?;
    now.sort();
    let mut decided: Vec<(String, i32)> = ids
        .iter()
        .map(|id| (*id).to_owned())
        .zip(versions.iter().copied())
        .collect();
    decided.sort();
    if now != decided {
        return Err(diesel::result::Error::NotFound);
    }
    on_each!(conn, |c| diesel::insert_into(hidings::table)
        .values(rows)
        .execute(c))
    .map(drop)
}

/// Settles whatever reports wait of suggestions that left public view. Answers the cases' ids.
///
/// # Errors
/// The database's fault.
pub fn settle_gone(
    conn: &mut Conn,
    suggestion_ids: &[&str],
    by: &str,
    at: At,
) -> QueryResult<Vec<String>> {
    let cases = report_cases::table
        .filter(report_cases::suggestion_id.eq_any(suggestion_ids))
        .filter(report_cases::settled_as.is_null())
        .order(report_cases::id.asc())
        .select(report_cases::id)
        .load::<String>(conn)?;
    let open = report_cases::table
        .filter(report_cases::id.eq_any(&cases))
        .filter(report_cases::settled_as.is_null());
    let change = (
        report_cases::settled_as.eq(Some(Settlement::Hidden.as_str())),
        report_cases::settled_by.eq(Some(by)),
        report_cases::settled_at.eq(Some(at)),
    );
    diesel::update(open).set(change).execute(conn)?;
    Ok(cases)
}

fn all_of(ids: &[&str], rows: QueryResult<usize>) -> QueryResult<()> {
    match rows? == ids.len() {
        true => Ok(()),
        false => Err(diesel::result::Error::NotFound),
    }
}
