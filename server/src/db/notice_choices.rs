//! What people chose to be told of by letter, and what they stopped.

use diesel::prelude::*;
use shared::notice::{NoticeKind, Scope, Way};

use super::Conn;
use super::schema::{letter_stops, notice_choices};
use super::types::At;
use crate::on_each;

/// What a person chose; kinds left as usual are not among them.
///
/// # Errors
/// The database's fault.
pub fn of(conn: &mut Conn, account_id: &str) -> QueryResult<Vec<(NoticeKind, Way)>> {
    let rows = notice_choices::table
        .filter(notice_choices::account_id.eq(account_id))
        .select((notice_choices::kind, notice_choices::way))
        .load::<(String, String)>(conn)?;
    let read = |(kind, way): (String, String)| {
        Some((NoticeKind::parse(&kind).ok()?, Way::parse(&way).ok()?))
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// What a person stopped.
///
/// # Errors
/// The database's fault.
pub fn stopped(conn: &mut Conn, account_id: &str) -> QueryResult<Vec<Scope>> {
    let rows = stopped_of(conn, &[account_id])?;
    Ok(rows.into_iter().map(|(_, scope)| scope).collect())
}

/// What each of some people stopped.
///
/// # Errors
/// The database's fault.
pub fn stopped_of(conn: &mut Conn, account_ids: &[&str]) -> QueryResult<Vec<(String, Scope)>> {
    let rows = letter_stops::table
        .filter(letter_stops::account_id.eq_any(account_ids.iter().copied()))
        .select((letter_stops::account_id, letter_stops::scope))
        .load::<(String, String)>(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(account, scope)| Some((account, Scope::parse(&scope)?)))
        .collect())
}

/// Keeps what a person chose, in the place of all that was chosen and stopped before; `none` stops all
/// letters.
///
/// # Errors
/// The database's fault.
pub fn keep(
    conn: &mut Conn,
    account_id: &str,
    chosen: &[(NoticeKind, Way)],
    none: bool,
    now: At,
) -> QueryResult<()> {
    diesel::delete(notice_choices::table.filter(notice_choices::account_id.eq(account_id)))
        .execute(conn)?;
    diesel::delete(letter_stops::table.filter(letter_stops::account_id.eq(account_id)))
        .execute(conn)?;
    let rows: Vec<_> = chosen
        .iter()
        .map(|(kind, way)| {
            (
                notice_choices::account_id.eq(account_id),
                notice_choices::kind.eq(kind.as_str()),
                notice_choices::way.eq(way.as_str()),
            )
        })
        .collect();
    if !rows.is_empty() {
        on_each!(conn, |c| diesel::insert_into(notice_choices::table)
            .values(&rows)
            .execute(c))?;
    }
    match none {
        true => stop(conn, account_id, Scope::All, now),
        false => Ok(()),
    }
}

/// Stops letters; a second time changes nothing.
///
/// # Errors
/// The database's fault.
pub fn stop(conn: &mut Conn, account_id: &str, scope: Scope, now: At) -> QueryResult<()> {
    let row = (
        letter_stops::account_id.eq(account_id),
        letter_stops::scope.eq(scope.as_str()),
        letter_stops::stopped_at.eq(now),
    );
    on_each!(conn, |c| diesel::insert_into(letter_stops::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))
    .map(drop)
}

/// Lets letters go again.
///
/// # Errors
/// The database's fault.
pub fn start(conn: &mut Conn, account_id: &str, scope: Scope) -> QueryResult<()> {
    diesel::delete(letter_stops::table.find((account_id, scope.as_str())))
        .execute(conn)
        .map(drop)
}
