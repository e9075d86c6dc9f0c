//! Leases: which node does what only one may do. All by the database's time.

use diesel::prelude::*;
use jiff::SignedDuration;

use super::schema::leases;
use super::types::At;
use super::{Conn, dialect};
use crate::on_each;

/// How long a lease lasts without being renewed.
pub const LASTS: SignedDuration = SignedDuration::from_secs(10);

/// Takes a lease that is free or has run out, or renews one's own. The fencing token grows with
/// each change of holder. `None` when somebody else holds it.
///
/// # Errors
/// The database's fault.
pub fn take(conn: &mut Conn, name: &str, holder: &str) -> QueryResult<Option<i64>> {
    let now = dialect::now(conn)?;
    let until = ends(now);
    let found = leases::table
        .find(name)
        .select((leases::holder, leases::token, leases::expires_at))
        .first::<(String, i64, At)>(conn)
        .optional()?;
    let (token, rows) = match found {
        None => {
            let row = (
                leases::name.eq(name),
                leases::holder.eq(holder),
                leases::token.eq(1),
                leases::expires_at.eq(until),
            );
            let rows = on_each!(conn, |c| diesel::insert_into(leases::table)
                .values(row)
                .on_conflict_do_nothing()
                .execute(c))?;
            (1, rows)
        }
        Some((of, token, _)) if of == holder => (token, renewed(conn, name, holder, token, until)?),
        Some((_, _, expires)) if expires > now => return Ok(None),
        Some((_, token, expires)) => {
            let free = leases::table
                .find(name)
                .filter(leases::token.eq(token))
                .filter(leases::expires_at.eq(expires));
            let to = (
                leases::holder.eq(holder),
                leases::token.eq(token + 1),
                leases::expires_at.eq(until),
            );
            (token + 1, diesel::update(free).set(to).execute(conn)?)
        }
    };
    Ok((rows == 1).then_some(token))
}

/// Whether the lease is still held under this token. Renews it, and so holds its row until the
/// transaction ends: nobody else can become holder before what this one writes is committed.
///
/// # Errors
/// The database's fault.
pub fn still_held(conn: &mut Conn, name: &str, holder: &str, token: i64) -> QueryResult<bool> {
    let until = ends(dialect::now(conn)?);
    Ok(renewed(conn, name, holder, token, until)? == 1)
}

/// Hands a lease back, so that another node need not wait for its end.
///
/// # Errors
/// The database's fault.
pub fn hand_back(conn: &mut Conn, name: &str, holder: &str) -> QueryResult<()> {
    let now = dialect::now(conn)?;
    let own = leases::table.find(name).filter(leases::holder.eq(holder));
    diesel::update(own)
        .set((leases::holder.eq(""), leases::expires_at.eq(now)))
        .execute(conn)
        .map(drop)
}

fn renewed(conn: &mut Conn, name: &str, holder: &str, token: i64, until: At) -> QueryResult<usize> {
    let own = leases::table
        .find(name)
        .filter(leases::holder.eq(holder))
        .filter(leases::token.eq(token));
    diesel::update(own)
        .set(leases::expires_at.eq(until))
        .execute(conn)
}

fn ends(now: At) -> At {
    At::from(now.time().saturating_add(LASTS).unwrap_or(now.time()))
}
