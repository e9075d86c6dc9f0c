//! The answer templates of agencies. A changed template keeps its earlier texts.

use diesel::prelude::*;

use super::schema::{answer_template_texts as texts, answer_templates as templates};
use super::types::At;
use super::{Conn, exactly_one};

/// A template with the text that is offered.
#[derive(Debug, Clone, Queryable)]
pub struct Template {
    pub id: String,
    pub version: i32,
    pub retired_at: Option<At>,
    pub kind: String,
    pub label: String,
    pub text_ar: String,
    pub text_en: String,
}

/// A text of a template, as it is written.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = texts)]
pub struct Text<'a> {
    pub template_id: &'a str,
    pub version: i32,
    pub kind: &'a str,
    pub label: &'a str,
    pub text_ar: &'a str,
    pub text_en: &'a str,
    pub written_at: At,
    pub written_by: &'a str,
}

/// Templates are chosen by one condition or another.
macro_rules! offered {
    ($agency:expr) => {
        templates::table
            .inner_join(texts::table)
            .filter(templates::agency_id.eq($agency))
            .filter(texts::version.eq(templates::version))
            .order((texts::kind.asc(), texts::label.asc(), templates::id.asc()))
            .select((
                templates::id,
                templates::version,
                templates::retired_at,
                texts::kind,
                texts::label,
                texts::text_ar,
                texts::text_en,
            ))
    };
}

/// The templates of an agency by kind and name, those retired among them.
///
/// # Errors
/// The database's fault.
pub fn of_agency(conn: &mut Conn, agency_id: &str) -> QueryResult<Vec<Template>> {
    offered!(agency_id).load(conn)
}

/// The templates of an agency that are offered, by kind and name.
///
/// # Errors
/// The database's fault.
pub fn in_use(conn: &mut Conn, agency_id: &str) -> QueryResult<Vec<Template>> {
    offered!(agency_id)
        .filter(templates::retired_at.is_null())
        .load(conn)
}

/// A template of an agency that is offered.
///
/// # Errors
/// The database's fault.
pub fn one(conn: &mut Conn, agency_id: &str, id: &str) -> QueryResult<Option<Template>> {
    offered!(agency_id)
        .filter(templates::id.eq(id))
        .filter(templates::retired_at.is_null())
        .first(conn)
        .optional()
}

/// Every text that a template of an agency has or ever had: Arabic, English.
///
/// # Errors
/// The database's fault.
pub fn texts_of(conn: &mut Conn, agency_id: &str) -> QueryResult<Vec<(String, String)>> {
    templates::table
        .inner_join(texts::table)
        .filter(templates::agency_id.eq(agency_id))
        .select((texts::text_ar, texts::text_en))
        .load(conn)
}

/// Adds a template with its first text.
///
/// # Errors
/// The database's fault.
pub fn add(conn: &mut Conn, agency_id: &str, text: &Text<'_>) -> QueryResult<()> {
    let row = (
        templates::id.eq(text.template_id),
        templates::agency_id.eq(agency_id),
        templates::version.eq(text.version),
    );
    exactly_one(
        diesel::insert_into(templates::table)
            .values(row)
            .execute(conn),
    )?;
    add_text(conn, text)
}

/// Gives a template the text of the next version.
///
/// # Errors
/// Not found when its version is not the one before, or it is retired; else the database's fault.
pub fn change(conn: &mut Conn, text: &Text<'_>) -> QueryResult<()> {
    let same = templates::table
        .find(text.template_id)
        .filter(templates::version.eq(text.version - 1))
        .filter(templates::retired_at.is_null());
    exactly_one(
        diesel::update(same)
            .set(templates::version.eq(text.version))
            .execute(conn),
    )?;
    add_text(conn, text)
}

fn add_text(conn: &mut Conn, text: &Text<'_>) -> QueryResult<()> {
    exactly_one(diesel::insert_into(texts::table).values(text).execute(conn))
}

/// Offers a template no more.
///
/// # Errors
/// Not found when its version is not that one, or it is retired; else the database's fault.
pub fn retire(conn: &mut Conn, id: &str, version: i32, at: At) -> QueryResult<()> {
    let same = templates::table
        .find(id)
        .filter(templates::version.eq(version))
        .filter(templates::retired_at.is_null());
    exactly_one(
        diesel::update(same)
            .set(templates::retired_at.eq(Some(at)))
            .execute(conn),
    )
}
