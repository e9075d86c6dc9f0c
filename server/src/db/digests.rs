//! Digests: whose letter of the morning is still to be written.

use diesel::dsl::{exists, not};
use diesel::prelude::*;
use shared::notice::Scope;

use super::Conn;
use super::schema::{accounts, digests, letter_stops, notices};
use super::types::At;
use crate::on_each;

/// Somebody whose digest is to be written.
#[derive(Debug, Clone, Queryable)]
pub struct Due {
    pub account_id: String,
    pub address: Option<String>,
    pub lang: String,
}

/// Those who have something waiting since before a moment and got no digest on the day
/// or later.
///
/// # Errors
/// The database's fault.
pub fn due(conn: &mut Conn, day: &str, before: At, most: i64) -> QueryResult<Vec<Due>> {
    let waits = notices::table
        .filter(notices::waits_since.lt(before))
        .filter(notices::waits_since.is_not_null())
        .select(notices::account_id);
    let written = digests::table
        .filter(digests::account_id.eq(accounts::id))
        .filter(digests::day.ge(day.to_owned()));
    let stopped = letter_stops::table
        .filter(letter_stops::account_id.eq(accounts::id))
        .filter(letter_stops::scope.eq_any([Scope::All.as_str(), Scope::Digest.as_str()]));
    accounts::table
        .filter(accounts::id.eq_any(waits))
        .filter(accounts::disabled_at.is_null())
        .filter(accounts::address.is_not_null())
        .filter(accounts::confirmed_at.is_not_null())
        .filter(not(exists(written)))
        .filter(not(exists(stopped)))
        .order(accounts::id)
        .limit(most)
        .select((accounts::id, accounts::address, accounts::lang))
        .load(conn)
}

/// Keeps that somebody's digest of a day was written; false when that of this day or a later one was.
///
/// # Errors
/// The database's fault.
pub fn keep(conn: &mut Conn, account_id: &str, day: &str) -> QueryResult<bool> {
    let last = digests::table
        .find(account_id)
        .select(digests::day)
        .first::<String>(conn)
        .optional()?;
    // Days as text (YYYY-MM-DD) are in order.
    if last.is_some_and(|last| *last >= *day) {
        return Ok(false);
    }
    let row = (digests::account_id.eq(account_id), digests::day.eq(day));
    on_each!(conn, |c| diesel::insert_into(digests::table)
        .values(row)
        .on_conflict(digests::account_id)
        .do_update()
        .set(digests::day.eq(day))
        .execute(c))?;
    Ok(true)
}
