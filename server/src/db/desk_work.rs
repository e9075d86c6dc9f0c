//! Who of a desk takes care of a suggestion, and who has it open. None of it is ever public.

use diesel::prelude::*;

use super::Conn;
use super::schema::{desk_presence, suggestions, topics};
use super::types::At;
use crate::on_each;

/// Gives suggestions to somebody of the desk, or to nobody.
///
/// # Errors
/// The database's fault.
pub fn assign(conn: &mut Conn, suggestion_ids: &[&str], to: Option<&str>) -> QueryResult<()> {
    let those = suggestions::table.filter(suggestions::id.eq_any(suggestion_ids));
    diesel::update(those)
        .set(suggestions::assigned_to.eq(to))
        .execute(conn)
        .map(drop)
}

/// Takes from an account every suggestion of an agency that was given to it.
///
/// # Errors
/// The database's fault.
pub fn free_suggestions(conn: &mut Conn, account_id: &str, agency_id: &str) -> QueryResult<()> {
    let of_agency = topics::table
        .filter(topics::agency_id.eq(agency_id))
        .select(topics::id);
    let theirs = suggestions::table
        .filter(suggestions::topic_id.eq_any(of_agency))
        .filter(suggestions::assigned_to.eq(account_id));
    diesel::update(theirs)
        .set(suggestions::assigned_to.eq(None::<&str>))
        .execute(conn)
        .map(drop)
}

/// Keeps that a person has a suggestion open.
///
/// # Errors
/// The database's fault.
pub fn opened(conn: &mut Conn, suggestion_id: &str, account_id: &str, at: At) -> QueryResult<()> {
    let row = (
        desk_presence::suggestion_id.eq(suggestion_id),
        desk_presence::account_id.eq(account_id),
        desk_presence::opened_at.eq(at),
    );
    on_each!(conn, |c| diesel::insert_into(desk_presence::table)
        .values(row)
        .on_conflict((desk_presence::suggestion_id, desk_presence::account_id))
        .do_update()
        .set(desk_presence::opened_at.eq(at))
        .execute(c))
    .map(drop)
}
