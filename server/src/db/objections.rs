//! Objections as pages read them.

use diesel::prelude::*;

use super::Conn;
use super::agencies::Agency;
use super::answers::Answered;
use super::desk::Case;
use super::hidings_write::Hiding;
use super::schema::{agencies, first_reads, hidings, objections, suggestions, topics};
use super::suggestions::Suggestion;
use super::topics::Topic;
use super::types::At;

/// An objection as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = objections)]
pub struct Objection {
    pub id: String,
    pub kind: String,
    pub suggestion_id: String,
    pub hiding_id: Option<String>,
    pub objected_by: String,
    pub body: String,
    pub lang: String,
    pub dir: String,
    pub objected_at: At,
    /// YYYY-MM-DD
    pub due_on: String,
    pub outcome: Option<String>,
    pub reason: String,
    pub reason_lang: String,
    pub reason_dir: String,
    pub decided_by: Option<String>,
    pub decided_at: Option<At>,
}

/// The hiding that a suggestion is under, with the objection to it.
///
/// # Errors
/// The database's fault.
pub fn of_hidden(
    conn: &mut Conn,
    suggestion_id: &str,
) -> QueryResult<Option<(Hiding, Option<Objection>)>> {
    hidings::table
        .left_join(objections::table)
        .filter(hidings::suggestion_id.eq(suggestion_id))
        .filter(hidings::restored_at.is_null())
        .order((hidings::hidden_at.desc(), hidings::id.desc()))
        .select((Hiding::as_select(), Option::<Objection>::as_select()))
        .first(conn)
        .optional()
}

/// Whether an objection of a suggestion waits for its decision, and which.
///
/// # Errors
/// The database's fault.
pub fn waiting_of(conn: &mut Conn, suggestion_id: &str) -> QueryResult<Option<String>> {
    objections::table
        .filter(objections::suggestion_id.eq(suggestion_id))
        .filter(objections::outcome.is_null())
        .select(objections::id)
        .first(conn)
        .optional()
}

/// An objection in a list, with its suggestion, its agency and the reason of the hiding.
pub type Listed = (Objection, Answered, Agency, i32);

/// Objections that wait for a decision, the oldest due day first, from after one (day, id).
///
/// # Errors
/// The database's fault.
pub fn open(conn: &mut Conn, after: Option<(&str, &str)>, limit: i64) -> QueryResult<Vec<Listed>> {
    let mut query = objections::table
        .inner_join(hidings::table)
        .inner_join(suggestions::table.inner_join(topics::table.inner_join(agencies::table)))
        .filter(objections::outcome.is_null())
        .order((objections::due_on, objections::id))
        .limit(limit)
        .select((
            Objection::as_select(),
            Answered::as_select(),
            Agency::as_select(),
            hidings::reason,
        ))
        .into_boxed();
    if let Some((due_on, id)) = after {
        query = query
            .filter(objections::due_on.ge(due_on))
            .filter(objections::due_on.gt(due_on).or(objections::id.gt(id)));
    }
    query.load(conn)
}

/// How many wait for a decision.
///
/// # Errors
/// The database's fault.
pub fn count_open(conn: &mut Conn) -> QueryResult<i64> {
    objections::table
        .filter(objections::outcome.is_null())
        .count()
        .get_result(conn)
}

/// What was decided lately, the latest first.
///
/// # Errors
/// The database's fault.
pub fn decided(conn: &mut Conn, limit: i64) -> QueryResult<Vec<Listed>> {
    objections::table
        .inner_join(hidings::table)
        .inner_join(suggestions::table.inner_join(topics::table.inner_join(agencies::table)))
        .filter(objections::outcome.is_not_null())
        .order((objections::decided_at.desc(), objections::id.desc()))
        .limit(limit)
        .select((
            Objection::as_select(),
            Answered::as_select(),
            Agency::as_select(),
            hidings::reason,
        ))
        .load(conn)
}

/// One objection with the hiding it is about and the suggestion it speaks for.
///
/// # Errors
/// The database's fault.
pub fn one(conn: &mut Conn, id: &str) -> QueryResult<Option<(Objection, Hiding, Case)>> {
    type Row = (Objection, Hiding, Suggestion, Topic, Agency, Option<At>);
    let found = objections::table
        .inner_join(hidings::table)
        .inner_join(
            suggestions::table
                .inner_join(topics::table.inner_join(agencies::table))
                .left_join(first_reads::table),
        )
        .filter(objections::id.eq(id))
        .select((
            Objection::as_select(),
            Hiding::as_select(),
            Suggestion::as_select(),
            Topic::as_select(),
            Agency::as_select(),
            first_reads::read_at.nullable(),
        ))
        .first::<Row>(conn)
        .optional()?;
    Ok(found.map(
        |(objection, hiding, suggestion, topic, agency, first_read_at)| {
            let case = Case {
                suggestion,
                topic,
                agency,
                first_read_at,
                assigned_to: None,
                standing: None,
                release: None,
            };
            (objection, hiding, case)
        },
    ))
}
