//! Hiding a suggestion and restoring it: each time a row, and the suggestion's own state.

use diesel::prelude::*;
use shared::suggestion::PublicationState;

use super::schema::{hidings, suggestions};
use super::types::At;
use super::{Conn, departures, exactly_one};

/// A hiding as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = hidings, treat_none_as_default_value = false)]
pub struct Hiding {
    pub id: String,
    pub suggestion_id: String,
    pub reason: i32,
    pub note: String,
    pub hidden_by: String,
    pub hidden_at: At,
    pub restored_at: Option<At>,
}

/// The last time that a suggestion was hidden.
///
/// # Errors
/// The database's fault.
pub fn latest_of(conn: &mut Conn, suggestion_id: &str) -> QueryResult<Option<Hiding>> {
    hidings::table
        .filter(hidings::suggestion_id.eq(suggestion_id))
        .order((hidings::hidden_at.desc(), hidings::id.desc()))
        .select(Hiding::as_select())
        .first(conn)
        .optional()
}

/// Hides a suggestion in the version and publication that were decided on.
///
/// # Errors
/// Not found when either has changed; else the database's fault.
pub fn hide(
    conn: &mut Conn,
    hiding: &Hiding,
    from: PublicationState,
    version: i32,
) -> QueryResult<()> {
    let guarded = suggestions::table
        .find(&hiding.suggestion_id)
        .filter(suggestions::publication.eq(from.as_str()))
        .filter(suggestions::version.eq(version));
    let change = (
        suggestions::publication.eq(PublicationState::Hidden.as_str()),
        suggestions::hidden_reason.eq(Some(hiding.reason)),
    );
    exactly_one(diesel::update(guarded).set(change).execute(conn))?;
    departures::leave(conn, &[&hiding.suggestion_id], hiding.hidden_at)?;
    exactly_one(
        diesel::insert_into(hidings::table)
            .values(hiding)
            .execute(conn),
    )
}

/// When a suggestion stands in public, and its due days.
#[derive(Debug, AsChangeset)]
#[diesel(table_name = suggestions)]
pub struct Clocks {
    pub published_at: Option<At>,
    pub acknowledge_due: Option<String>,
    pub decide_due: Option<String>,
}

/// Brings a hidden suggestion back. `clocks` are given for one that had never been published.
///
/// # Errors
/// Not found when it is not hidden any more; else the database's fault.
pub fn restore(
    conn: &mut Conn,
    suggestion_id: &str,
    at: At,
    clocks: Option<&Clocks>,
) -> QueryResult<()> {
    if let Some(clocks) = clocks {
        let hidden = suggestions::table
            .find(suggestion_id)
            .filter(suggestions::publication.eq(PublicationState::Hidden.as_str()));
        exactly_one(diesel::update(hidden).set(clocks).execute(conn))?;
    }
    let hidden = suggestions::table
        .find(suggestion_id)
        .filter(suggestions::publication.eq(PublicationState::Hidden.as_str()));
    let change = (
        suggestions::publication.eq(PublicationState::Published.as_str()),
        suggestions::hidden_reason.eq(None::<i32>),
        suggestions::pending_reason.eq(None::<String>),
        suggestions::publishes_on.eq(None::<String>),
    );
    exactly_one(diesel::update(hidden).set(change).execute(conn))?;
    departures::come_back(conn, &[suggestion_id])?;
    let open = hidings::table
        .filter(hidings::suggestion_id.eq(suggestion_id))
        .filter(hidings::restored_at.is_null());
    diesel::update(open)
        .set(hidings::restored_at.eq(Some(at)))
        .execute(conn)
        .map(drop)
}
