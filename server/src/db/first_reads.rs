//! When an agency first read a suggestion.

use diesel::prelude::*;

use super::Conn;
use super::schema::first_reads;
use super::types::At;
use crate::on_each;

/// Keeps the first time; false when there was one already, which stays.
///
/// # Errors
/// The database's fault.
pub fn keep(conn: &mut Conn, suggestion_id: &str, by: &str, at: At) -> QueryResult<bool> {
    let row = (
        first_reads::suggestion_id.eq(suggestion_id),
        first_reads::read_at.eq(at),
        first_reads::read_by.eq(by),
    );
    let kept = on_each!(conn, |c| diesel::insert_into(first_reads::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(kept == 1)
}
