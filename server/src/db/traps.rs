//! Who filled in a field that people do not see.

use diesel::prelude::*;
use jiff::Timestamp;

use super::schema::{account_traps, suggestion_traps};
use super::types::At;
use super::{Conn, exactly_one};

/// Notes it of a suggestion that is being posted.
///
/// # Errors
/// The database's fault.
pub fn note_suggestion(conn: &mut Conn, suggestion_id: &str, now: Timestamp) -> QueryResult<()> {
    let row = (
        suggestion_traps::suggestion_id.eq(suggestion_id),
        suggestion_traps::filled_at.eq(At::from(now)),
    );
    exactly_one(
        diesel::insert_into(suggestion_traps::table)
            .values(row)
            .execute(conn),
    )
}

/// Notes it of an account that is being made.
///
/// # Errors
/// The database's fault.
pub fn note_account(conn: &mut Conn, account_id: &str, now: Timestamp) -> QueryResult<()> {
    let row = (
        account_traps::account_id.eq(account_id),
        account_traps::filled_at.eq(At::from(now)),
    );
    exactly_one(
        diesel::insert_into(account_traps::table)
            .values(row)
            .execute(conn),
    )
}

/// Whether it is noted of an account.
///
/// # Errors
/// The database's fault.
pub fn of_account(conn: &mut Conn, account_id: &str) -> QueryResult<bool> {
    let noted = account_traps::table.find(account_id);
    diesel::dsl::select(diesel::dsl::exists(noted)).get_result(conn)
}
