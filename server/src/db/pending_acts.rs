//! Acts on many suggestions: each waits for a while in which it can be undone.

use diesel::prelude::*;
use shared::bulk::ActState;

use super::schema::{pending_act_items, pending_acts, suggestions};
use super::types::At;
use super::{Conn, exactly_one};
use crate::on_each;

/// An act as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = pending_acts)]
pub struct Act {
    pub id: String,
    pub agency_id: String,
    pub kind: String,
    pub state: String,
    /// The form, as JSON.
    pub form: String,
    /// The language of the desk.
    pub lang: String,
    pub made_by: String,
    pub made_at: At,
    pub due_at: At,
    pub ended_at: Option<At>,
}

/// One suggestion of an act.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = pending_act_items, treat_none_as_default_value = false)]
pub struct Item {
    pub act_id: String,
    pub suggestion_id: String,
    /// The latest answer's number, or for hiding the version of the text.
    pub seen: i32,
    /// `done`, `held`, or the code of what kept the act from it; none while it waits.
    pub outcome: Option<String>,
}

/// The word of an item that was reached.
pub const REACHED: &str = "done";

/// The word of an item whose decision waits for a second person.
pub const HELD: &str = "held";

/// Stores an act with its suggestions.
///
/// # Errors
/// The database's fault.
pub fn add(conn: &mut Conn, act: &Act, items: &[Item]) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(pending_acts::table)
            .values(act)
            .execute(conn),
    )?;
    on_each!(conn, |c| diesel::insert_into(pending_act_items::table)
        .values(items)
        .execute(c))
    .map(drop)
}

/// Acts whose time has come, the oldest first.
///
/// # Errors
/// The database's fault.
pub fn due(conn: &mut Conn, now: At, most: i64) -> QueryResult<Vec<String>> {
    pending_acts::table
        .filter(pending_acts::state.eq(ActState::Waiting.as_str()))
        .filter(pending_acts::due_at.le(now))
        .order((pending_acts::due_at.asc(), pending_acts::id.asc()))
        .limit(most)
        .select(pending_acts::id)
        .load(conn)
}

/// An act by its id.
///
/// # Errors
/// The database's fault.
pub fn by_id(conn: &mut Conn, id: &str) -> QueryResult<Option<Act>> {
    pending_acts::table
        .find(id)
        .select(Act::as_select())
        .first(conn)
        .optional()
}

/// The suggestions of an act.
///
/// # Errors
/// The database's fault.
pub fn items(conn: &mut Conn, act_id: &str) -> QueryResult<Vec<Item>> {
    pending_act_items::table
        .filter(pending_act_items::act_id.eq(act_id))
        .order(pending_act_items::suggestion_id.asc())
        .select(Item::as_select())
        .load(conn)
}

/// One suggestion of an act as its page shows it.
#[derive(Debug, Clone, Queryable)]
pub struct Shown {
    pub reference: String,
    pub title: String,
    pub lang: String,
    pub dir: String,
    pub outcome: Option<String>,
}

/// The suggestions of an act by their references.
///
/// # Errors
/// The database's fault.
pub fn shown(conn: &mut Conn, act_id: &str) -> QueryResult<Vec<Shown>> {
    pending_act_items::table
        .inner_join(suggestions::table)
        .filter(pending_act_items::act_id.eq(act_id))
        .order(suggestions::reference.asc())
        .select((
            suggestions::reference,
            suggestions::title,
            suggestions::lang,
            suggestions::dir,
            pending_act_items::outcome,
        ))
        .load(conn)
}

/// Acts of an agency that wait, each with its suggestions: id of the act, kind, id of the
/// suggestion; the oldest act first.
///
/// # Errors
/// The database's fault.
pub fn waiting(conn: &mut Conn, agency_id: &str) -> QueryResult<Vec<(String, String, String)>> {
    pending_acts::table
        .inner_join(pending_act_items::table)
        .filter(pending_acts::state.eq(ActState::Waiting.as_str()))
        .filter(pending_acts::agency_id.eq(agency_id))
        .order((pending_acts::due_at.asc(), pending_acts::id.asc()))
        .select((
            pending_acts::id,
            pending_acts::kind,
            pending_act_items::suggestion_id,
        ))
        .load(conn)
}

/// Ends an act that waits.
///
/// # Errors
/// Not found when it waits no more; else the database's fault.
pub fn end(conn: &mut Conn, id: &str, state: ActState, at: At) -> QueryResult<()> {
    let waits = pending_acts::table
        .find(id)
        .filter(pending_acts::state.eq(ActState::Waiting.as_str()));
    let change = (
        pending_acts::state.eq(state.as_str()),
        pending_acts::ended_at.eq(Some(at)),
    );
    exactly_one(diesel::update(waits).set(change).execute(conn))
}

/// Keeps what became of some suggestions of an act.
///
/// # Errors
/// The database's fault.
pub fn keep_outcome(
    conn: &mut Conn,
    act_id: &str,
    suggestion_ids: &[&str],
    outcome: &str,
) -> QueryResult<()> {
    let those = pending_act_items::table
        .filter(pending_act_items::act_id.eq(act_id))
        .filter(pending_act_items::suggestion_id.eq_any(suggestion_ids));
    diesel::update(those)
        .set(pending_act_items::outcome.eq(Some(outcome)))
        .execute(conn)
        .map(drop)
}
