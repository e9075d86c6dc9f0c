//! Making and deciding objections. A row is decided once.

use diesel::prelude::*;

use super::objections::Objection;
use super::schema::objections;
use super::types::At;
use super::{Conn, exactly_one};

/// Adds an objection.
///
/// # Errors
/// A unique violation when this hiding was objected to already; else the database's fault.
pub fn add(conn: &mut Conn, objection: &Objection) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(objections::table)
            .values(objection)
            .execute(conn),
    )
}

/// What is decided.
#[derive(Debug, AsChangeset)]
#[diesel(table_name = objections)]
pub struct Decided<'a> {
    pub outcome: &'a str,
    pub reason: &'a str,
    pub reason_lang: &'a str,
    pub reason_dir: &'a str,
    pub decided_by: &'a str,
    pub decided_at: At,
}

/// Decides an objection that waits.
///
/// # Errors
/// Not found when it was decided meanwhile; else the database's fault.
pub fn decide(conn: &mut Conn, id: &str, decided: &Decided<'_>) -> QueryResult<()> {
    let waiting = objections::table
        .find(id)
        .filter(objections::outcome.is_null());
    exactly_one(diesel::update(waiting).set(decided).execute(conn))
}
