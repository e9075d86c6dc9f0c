//! What an installation knows of itself.

use diesel::prelude::*;

use super::schema::{accounts, agencies, holidays, installation, topics};
use super::{Conn, exactly_one};
use crate::on_each;

const DEMONSTRATION: &str = "demonstration";
const YES: &str = "yes";
const SECRET: &str = "secret";

/// Whether everything here is invented, and its pages say so.
///
/// # Errors
/// The database's fault.
pub fn is_demonstration(conn: &mut Conn) -> QueryResult<bool> {
    let value = installation::table
        .find(DEMONSTRATION)
        .select(installation::value)
        .first::<String>(conn)
        .optional()?;
    Ok(value.as_deref() == Some(YES))
}

/// Marks the installation as a demonstration.
///
/// # Errors
/// A unique violation when it is one already; else the database's fault.
pub fn mark_demonstration(conn: &mut Conn) -> QueryResult<()> {
    let row = (
        installation::name.eq(DEMONSTRATION),
        installation::value.eq(YES),
    );
    exactly_one(
        diesel::insert_into(installation::table)
            .values(row)
            .execute(conn),
    )
}

/// The secret of this installation (hexadecimal digits), if one was kept.
///
/// # Errors
/// The database's fault.
pub fn secret(conn: &mut Conn) -> QueryResult<Option<String>> {
    installation::table
        .find(SECRET)
        .select(installation::value)
        .first(conn)
        .optional()
}

/// Keeps a secret, unless another node was faster.
///
/// # Errors
/// The database's fault.
pub fn keep_secret(conn: &mut Conn, secret: &str) -> QueryResult<()> {
    let row = (
        installation::name.eq(SECRET),
        installation::value.eq(secret),
    );
    on_each!(conn, |c| diesel::insert_into(installation::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))
    .map(drop)
}

/// Whether nobody and nothing was entered yet.
///
/// # Errors
/// The database's fault.
pub fn is_empty(conn: &mut Conn) -> QueryResult<bool> {
    let account = accounts::table
        .select(accounts::id)
        .first::<String>(conn)
        .optional()?;
    let agency = agencies::table
        .select(agencies::id)
        .first::<String>(conn)
        .optional()?;
    let topic = topics::table
        .select(topics::id)
        .first::<String>(conn)
        .optional()?;
    let holiday = holidays::table
        .select(holidays::id)
        .first::<String>(conn)
        .optional()?;
    Ok(account.is_none() && agency.is_none() && topic.is_none() && holiday.is_none())
}
