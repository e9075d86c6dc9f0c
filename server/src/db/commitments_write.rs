//! Writing commitments and their updates, and what the desk reads before it writes.

use diesel::prelude::*;
use shared::commitment::{CommitmentState, PROMISED};

use super::schema::{commitment_updates, commitments};
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

/// Every commitment of a suggestion with its updates, the oldest first.
///
/// # Errors
/// The database's fault.
pub fn of_suggestion(
    conn: &mut Conn,
    suggestion_id: &str,
) -> QueryResult<Vec<(Commitment, Vec<Update>)>> {
    let rows = commitments::table
        .left_join(
            commitment_updates::table.on(commitment_updates::commitment_id.eq(commitments::id)),
        )
        .filter(commitments::suggestion_id.eq(suggestion_id))
        .order((
            commitments::made_at.asc(),
            commitments::id.asc(),
            commitment_updates::updated_at.asc(),
            commitment_updates::id.asc(),
        ))
        .select((Commitment::as_select(), Option::<Update>::as_select()))
        .load::<(Commitment, Option<Update>)>(conn)?;
    let mut found: Vec<(Commitment, Vec<Update>)> = Vec::new();
    for (commitment, update) in rows {
        match found.last_mut() {
            Some((last, updates)) if last.id == commitment.id => updates.extend(update),
            _ => found.push((commitment, Vec::from_iter(update))),
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
