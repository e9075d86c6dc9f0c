//! Views of a queue that people at its desk keep.

use diesel::prelude::*;

use super::schema::saved_views;
use super::types::At;
use super::{Conn, exactly_one};

/// A view as stored.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = saved_views)]
pub struct SavedView {
    pub id: String,
    pub account_id: String,
    pub agency_id: String,
    pub name: String,
    /// The filter as in the address of the queue.
    pub query: String,
    pub saved_at: At,
}

/// How many views a person keeps at a desk.
///
/// # Errors
/// The database's fault.
pub fn count(conn: &mut Conn, account_id: &str, agency_id: &str) -> QueryResult<i64> {
    saved_views::table
        .filter(saved_views::account_id.eq(account_id))
        .filter(saved_views::agency_id.eq(agency_id))
        .count()
        .get_result(conn)
}

/// Adds a view.
///
/// # Errors
/// A unique violation when the person has one of that name at that desk; else the database's fault.
pub fn add(conn: &mut Conn, view: &SavedView) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(saved_views::table)
            .values(view)
            .execute(conn),
    )
}

/// Gives a view of this person at this desk (account, agency) another name.
///
/// # Errors
/// [`diesel::result::Error::NotFound`] when there is none, a unique violation when the name is
/// taken; else the database's fault.
pub fn rename(conn: &mut Conn, id: &str, of: (&str, &str), name: &str) -> QueryResult<()> {
    let own = saved_views::table
        .find(id)
        .filter(saved_views::account_id.eq(of.0))
        .filter(saved_views::agency_id.eq(of.1));
    let change = saved_views::name.eq(name);
    exactly_one(diesel::update(own).set(change).execute(conn))
}

/// Removes a view of this person at this desk (account, agency).
///
/// # Errors
/// [`diesel::result::Error::NotFound`] when there is none; else the database's fault.
pub fn remove(conn: &mut Conn, id: &str, of: (&str, &str)) -> QueryResult<()> {
    let own = saved_views::table
        .find(id)
        .filter(saved_views::account_id.eq(of.0))
        .filter(saved_views::agency_id.eq(of.1));
    exactly_one(diesel::delete(own).execute(conn))
}
