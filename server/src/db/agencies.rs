//! Agencies.

use diesel::prelude::*;

use super::schema::agencies;
use super::types::At;
use super::{Conn, exactly_one};

/// An agency as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = agencies)]
pub struct Agency {
    pub id: String,
    pub slug: String,
    pub name_ar: String,
    pub name_en: String,
    pub about_ar: String,
    pub about_en: String,
    pub admitted_at: At,
}

/// The agency with an address name.
///
/// # Errors
/// The database's fault.
pub fn by_slug(conn: &mut Conn, slug: &str) -> QueryResult<Option<Agency>> {
    agencies::table.filter(agencies::slug.eq(slug)).select(Agency::as_select()).first(conn).optional()
}

/// Adds an agency.
///
/// # Errors
/// A unique violation when the slug is taken; else the database's fault.
pub fn add(conn: &mut Conn, agency: &Agency) -> QueryResult<()> {
    exactly_one(diesel::insert_into(agencies::table).values(agency).execute(conn))
}
