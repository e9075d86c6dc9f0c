//! What a count is made from.

use diesel::pg::PgRowByRowLoadingMode;
use diesel::prelude::*;

use super::Conn;
use super::schema::{
    imports, priority_list_entries as entries, priority_lists as lists, suggestions,
};
use super::types::At;

/// A suggestion as a count sees it.
#[derive(Debug, Clone, Queryable)]
pub struct Counted {
    pub id: String,
    pub reference: String,
    pub publication: String,
    pub merged_into: Option<String>,
}

/// The suggestions of a topic. Staged ones are not there yet.
///
/// # Errors
/// The database's fault.
pub fn fates(conn: &mut Conn, topic_id: &str) -> QueryResult<Vec<Counted>> {
    suggestions::table
        .filter(suggestions::topic_id.eq(topic_id))
        .filter(suggestions::publication.ne("staged"))
        .order(suggestions::id)
        .select((
            suggestions::id,
            suggestions::reference,
            suggestions::publication,
            suggestions::merged_into,
        ))
        .load(conn)
}

/// Streams the suggestions of a topic whatever their state: id, title, text, and when each was
/// posted. Staged ones are not there yet.
///
/// # Errors
/// The database's fault.
pub fn each_text(
    conn: &mut Conn,
    topic_id: &str,
    mut take: impl FnMut(String, &str, &str, At),
) -> QueryResult<()> {
    type Row = (String, String, String, At);
    let query = suggestions::table
        .filter(suggestions::topic_id.eq(topic_id))
        .filter(suggestions::publication.ne("staged"))
        .select((
            suggestions::id,
            suggestions::title,
            suggestions::body,
            suggestions::posted_at,
        ));
    match conn {
        Conn::Sqlite(c) => {
            for row in query.load_iter::<Row, _>(c)? {
                let (id, title, body, posted) = row?;
                take(id, &title, &body, posted);
            }
        }
        Conn::Postgres(c) => {
            for row in query.load_iter::<Row, PgRowByRowLoadingMode>(c)? {
                let (id, title, body, posted) = row?;
                take(id, &title, &body, posted);
            }
        }
    }
    Ok(())
}

/// Streams the entries of a topic's lists, those of invisible imports left out but for `staged`:
/// list id and suggestion id, list after list, in the order of the places.
///
/// # Errors
/// The database's fault.
pub fn each_entry(
    conn: &mut Conn,
    topic_id: &str,
    staged: Option<&str>,
    mut take: impl FnMut(String, String),
) -> QueryResult<()> {
    let query = entries::table
        .inner_join(lists::table.left_join(imports::table))
        .filter(lists::topic_id.eq(topic_id))
        .filter(
            lists::import_id
                .is_null()
                .or(imports::visible.eq(true))
                .or(lists::import_id.eq(staged.unwrap_or_default())),
        )
        .order((entries::list_id, entries::place))
        .select((entries::list_id, entries::suggestion_id));
    // Row by row: libpq would otherwise hold all of them in memory at once.
    match conn {
        Conn::Sqlite(c) => {
            for row in query.load_iter::<(String, String), _>(c)? {
                let (list, suggestion) = row?;
                take(list, suggestion);
            }
        }
        Conn::Postgres(c) => {
            for row in query.load_iter::<(String, String), PgRowByRowLoadingMode>(c)? {
                let (list, suggestion) = row?;
                take(list, suggestion);
            }
        }
    }
    Ok(())
}
