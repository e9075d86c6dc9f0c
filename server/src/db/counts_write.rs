//! Writing a published count. Nothing here changes one.

use diesel::prelude::*;

use super::schema::{count_files, count_parts, counts, editions};
use super::{Conn, exactly_one};
use crate::db::editions_write::UNFINISHED;

/// A count that is being written; public once its edition is.
#[derive(Debug, Insertable)]
#[diesel(table_name = counts)]
pub struct NewCount<'a> {
    pub id: &'a str,
    pub topic_id: &'a str,
    pub number: i32,
    pub edition_id: &'a str,
    pub reason_ar: Option<&'a str>,
    pub reason_en: Option<&'a str>,
    pub ranked: i64,
    pub masked: i64,
    pub lists_published: bool,
    pub root: Option<String>,
    pub weeks: &'a str,
}

/// One of its files, without the content.
#[derive(Debug, Insertable)]
#[diesel(table_name = count_files)]
pub struct NewFile<'a> {
    pub count_id: &'a str,
    pub name: &'a str,
    pub position: i32,
    pub bytes: i64,
    pub sha256: String,
}

/// The number of a topic's newest count; 0 before the first.
///
/// # Errors
/// The database's fault.
pub fn last_number(conn: &mut Conn, topic_id: &str) -> QueryResult<i32> {
    let last = counts::table
        .inner_join(editions::table)
        .filter(counts::topic_id.eq(topic_id))
        .filter(editions::number.ne(UNFINISHED))
        .select(diesel::dsl::max(counts::number))
        .first::<Option<i32>>(conn)?;
    Ok(last.unwrap_or_default())
}

/// Adds a count and the names of its files.
///
/// # Errors
/// A unique violation when another took the number; else the database's fault.
pub fn add(conn: &mut Conn, count: &NewCount<'_>, files: &[NewFile<'_>]) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(counts::table)
            .values(count)
            .execute(conn),
    )?;
    for file in files {
        exactly_one(
            diesel::insert_into(count_files::table)
                .values(file)
                .execute(conn),
        )?;
    }
    Ok(())
}

/// Adds a part of a file, from 0 on.
///
/// # Errors
/// The database's fault, which a missing file is.
pub fn add_part(
    conn: &mut Conn,
    (count_id, name): (&str, &str),
    part: i32,
    content: &[u8],
) -> QueryResult<()> {
    let row = (
        count_parts::count_id.eq(count_id),
        count_parts::name.eq(name),
        count_parts::part.eq(part),
        count_parts::content.eq(content),
    );
    exactly_one(
        diesel::insert_into(count_parts::table)
            .values(row)
            .execute(conn),
    )
}

/// Removes what is left of a topic's counts that broke off.
///
/// # Errors
/// The database's fault.
pub fn clear_unfinished(conn: &mut Conn, topic_id: &str) -> QueryResult<()> {
    let ids: Vec<String> = counts::table
        .inner_join(editions::table)
        .filter(counts::topic_id.eq(topic_id))
        .filter(editions::number.eq(UNFINISHED))
        .select(counts::id)
        .load(conn)?;
    for id in ids {
        diesel::delete(count_parts::table.filter(count_parts::count_id.eq(&id))).execute(conn)?;
        diesel::delete(count_files::table.filter(count_files::count_id.eq(&id))).execute(conn)?;
        diesel::delete(counts::table.find(&id)).execute(conn)?;
    }
    Ok(())
}
