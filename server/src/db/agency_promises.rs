//! What agencies promise beyond the common clocks.

use diesel::prelude::*;
use shared::clocks::Promise;

use super::agencies::Agency;
use super::schema::{agencies, agency_promises as promises};
use super::types::At;
use super::{Conn, exactly_one};

/// The promise of an agency and its version: nothing and 0 before it made one.
///
/// # Errors
/// The database's fault.
pub fn of_agency(conn: &mut Conn, agency_id: &str) -> QueryResult<(Promise, i32)> {
    let found = promises::table
        .find(agency_id)
        .select((
            promises::acknowledge_days,
            promises::decide_days,
            promises::version,
        ))
        .first::<(Option<i32>, Option<i32>, i32)>(conn)
        .optional()?;
    Ok(
        found.map_or_else(Default::default, |(acknowledge, decide, version)| {
            (promise(acknowledge, decide), version)
        }),
    )
}

/// The agency with an address name, with what it promises.
///
/// # Errors
/// The database's fault.
pub fn with_agency(conn: &mut Conn, slug: &str) -> QueryResult<Option<(Agency, Promise)>> {
    let found = agencies::table
        .left_join(promises::table.on(promises::agency_id.eq(agencies::id)))
        .filter(agencies::slug.eq(slug))
        .select((
            Agency::as_select(),
            promises::acknowledge_days.nullable(),
            promises::decide_days.nullable(),
        ))
        .first::<(Agency, Option<i32>, Option<i32>)>(conn)
        .optional()?;
    Ok(found.map(|(agency, acknowledge, decide)| (agency, promise(acknowledge, decide))))
}

fn promise(acknowledge: Option<i32>, decide: Option<i32>) -> Promise {
    let days = |stored: Option<i32>| stored.and_then(|days| u32::try_from(days).ok());
    Promise {
        acknowledge: days(acknowledge),
        decide: days(decide),
    }
}

/// Keeps a promise in the place of the version that was read; 0 for the first.
///
/// # Errors
/// [`diesel::result::Error::NotFound`] when it has changed meanwhile, and a unique violation when
/// another made the first; else the database's fault.
pub fn keep(
    conn: &mut Conn,
    agency_id: &str,
    version: i32,
    promise: Promise,
    at: At,
) -> QueryResult<()> {
    let days = |days: Option<u32>| days.and_then(|days| i32::try_from(days).ok());
    let set = (
        promises::acknowledge_days.eq(days(promise.acknowledge)),
        promises::decide_days.eq(days(promise.decide)),
        promises::version.eq(version + 1),
        promises::promised_at.eq(at),
    );
    if version == 0 {
        let row = (promises::agency_id.eq(agency_id), set);
        return exactly_one(
            diesel::insert_into(promises::table)
                .values(row)
                .execute(conn),
        );
    }
    let same = promises::table
        .find(agency_id)
        .filter(promises::version.eq(version));
    exactly_one(diesel::update(same).set(set).execute(conn))
}
