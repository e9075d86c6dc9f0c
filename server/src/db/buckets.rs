//! How often something was done: when each bucket will be full again.

use diesel::prelude::*;
use diesel::upsert::excluded;
use shared::limit::{Kind, Micros};

use super::schema::buckets;
use super::{Conn, exactly_one};
use crate::on_each;

/// The name of a bucket: a keyed hash of whom or what it is of.
pub type Key = [u8; 32];

/// Those that are not full.
///
/// # Errors
/// The database's fault.
pub fn find(conn: &mut Conn, keys: &[Key]) -> QueryResult<Vec<(Vec<u8>, Micros)>> {
    let keys: Vec<&[u8]> = keys.iter().map(<[u8; 32]>::as_slice).collect();
    buckets::table
        .filter(buckets::key.eq_any(keys))
        .select((buckets::key, buckets::full_at))
        .load(conn)
}

/// Writes when a bucket will be full, in the place of what was `seen`.
///
/// # Errors
/// Not found when another wrote meanwhile; else the database's fault.
pub fn put(
    conn: &mut Conn,
    key: &Key,
    kind: Kind,
    seen: Option<Micros>,
    full_at: Micros,
) -> QueryResult<()> {
    let row = (
        buckets::key.eq(key.as_slice()),
        buckets::kind.eq(kind.as_str()),
        buckets::full_at.eq(full_at),
    );
    // No bucket is full before 1970.
    let seen = buckets::full_at.eq(seen.unwrap_or(-1));
    exactly_one(on_each!(conn, |c| {
        diesel::query_dsl::methods::FilterDsl::filter(
            diesel::insert_into(buckets::table)
                .values(row)
                .on_conflict(buckets::key)
                .do_update()
                .set(buckets::full_at.eq(excluded(buckets::full_at))),
            seen,
        )
        .execute(c)
    }))
}

/// Puts back what was taken for nothing; nothing where the bucket was filled and forgotten.
///
/// # Errors
/// The database's fault.
pub fn give_back(conn: &mut Conn, key: &Key, each: Micros) -> QueryResult<()> {
    diesel::update(buckets::table.find(key.as_slice()))
        .set(buckets::full_at.eq(buckets::full_at - each))
        .execute(conn)
        .map(drop)
}

/// Forgets those that are full again.
///
/// # Errors
/// The database's fault.
pub fn forget(conn: &mut Conn, now: Micros) -> QueryResult<usize> {
    diesel::delete(buckets::table.filter(buckets::full_at.le(now))).execute(conn)
}

/// Whether any is full again.
///
/// # Errors
/// The database's fault.
pub fn any_full(conn: &mut Conn, now: Micros) -> QueryResult<bool> {
    let one = buckets::table
        .filter(buckets::full_at.le(now))
        .order(buckets::full_at)
        .select(buckets::full_at)
        .first::<Micros>(conn)
        .optional()?;
    Ok(one.is_some())
}
