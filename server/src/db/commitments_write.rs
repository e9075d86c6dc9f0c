//! Writing commitments and their updates, and what the desk reads before it writes.

use diesel::prelude::*;
use shared::commitment::{CommitmentState, PROMISED};

use super::answers_write::Answer;
use super::schema::{answers, commitment_updates, commitments};
use super::types::At;
use super::{Conn, exactly_one};

/// A commitment as stored; `state` is that of its last update.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = commitments, treat_none_as_default_value = false)]
pub struct Commitment {
    pub id: String,
    pub suggestion_id: String,
    pub answer_id: String,
    pub what: String,
    pub lang: String,
    pub dir: String,
    pub due_on: String,
    pub state: String,
    pub made_at: At,
}

/// An update as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = commitment_updates, treat_none_as_default_value = false)]
pub struct Update {
    pub id: String,
    pub commitment_id: String,
    pub state: String,
    pub note: String,
    pub updated_at: At,
}

/// An answer, and the commitment that came with it with its updates.
pub type Promising = (Answer, Option<(Commitment, Vec<Update>)>);

/// Every answer to a suggestion, the first one first, with what it promises.
///
/// # Errors
/// The database's fault.
pub fn with_answers(conn: &mut Conn, suggestion_id: &str) -> QueryResult<Vec<Promising>> {
    let rows = answers::table
        .left_join(commitments::table.on(commitments::answer_id.eq(answers::id)))
        .left_join(
            commitment_updates::table.on(commitment_updates::commitment_id.eq(commitments::id)),
        )
        .filter(answers::suggestion_id.eq(suggestion_id))
        .order((
            answers::number.asc(),
            commitment_updates::updated_at.asc(),
            commitment_updates::id.asc(),
        ))
        .select((
            Answer::as_select(),
            Option::<Commitment>::as_select(),
            Option::<Update>::as_select(),
        ))
        .load::<(Answer, Option<Commitment>, Option<Update>)>(conn)?;
    let mut found: Vec<Promising> = Vec::new();
    for (answer, commitment, update) in rows {
        match found.last_mut() {
            Some((last, Some((_, updates)))) if last.id == answer.id => updates.extend(update),
            _ => {
                let promise = commitment.map(|commitment| (commitment, Vec::from_iter(update)));
                found.push((answer, promise));
            }
        }
    }
    Ok(found)
}

/// The commitments of a suggestion that still promise something.
///
/// # Errors
/// The database's fault.
pub fn promised_of(conn: &mut Conn, suggestion_id: &str) -> QueryResult<Vec<Commitment>> {
    let promised: Vec<_> = PROMISED.iter().map(|state| state.as_str()).collect();
    commitments::table
        .filter(commitments::suggestion_id.eq(suggestion_id))
        .filter(commitments::state.eq_any(promised))
        .order((commitments::made_at.asc(), commitments::id.asc()))
        .select(Commitment::as_select())
        .load(conn)
}

/// Adds a commitment.
///
/// # Errors
/// The database's fault.
pub fn add(conn: &mut Conn, commitment: &Commitment) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(commitments::table)
            .values(commitment)
            .execute(conn),
    )
}

/// Adds an update and moves its commitment from the state it had.
///
/// # Errors
/// Not found when the state is not `from` any more; else the database's fault.
pub fn move_on(conn: &mut Conn, from: CommitmentState, update: &Update) -> QueryResult<()> {
    let guarded = commitments::table
        .find(&update.commitment_id)
        .filter(commitments::state.eq(from.as_str()));
    exactly_one(
        diesel::update(guarded)
            .set(commitments::state.eq(&update.state))
            .execute(conn),
    )?;
    add_update(conn, update)
}

/// Adds an update alone: the first one of a new commitment.
///
/// # Errors
/// The database's fault.
pub fn add_update(conn: &mut Conn, update: &Update) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(commitment_updates::table)
            .values(update)
            .execute(conn),
    )
}
