//! Objections as pages read them.

use diesel::prelude::*;

use super::Conn;
use super::agencies::Agency;
use super::answers::Answered;
use super::desk::Case;
use super::hidings_write::Hiding;
use super::merges::{Merge, Target};
use super::schema::{agencies, first_reads, hidings, merges, objections, suggestions, topics};
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
    pub merge_id: Option<String>,
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

/// An objection in a list, with its suggestion, its agency, and the reason of the hiding or the one
/// that it was merged into.
pub type Listed = (Objection, Answered, Agency, Option<i32>, Option<Target>);

/// Objections with all that a list shows of each.
macro_rules! listed {
    () => {{
        let target = diesel::alias!(suggestions as target);
        objections::table
            .left_join(hidings::table)
            .left_join(merges::table)
            .left_join(
                target.on(merges::into_id
                    .nullable()
                    .eq(target.field(suggestions::id).nullable())),
            )
            .inner_join(suggestions::table.on(objections::suggestion_id.eq(suggestions::id)))
            .inner_join(topics::table.on(suggestions::topic_id.eq(topics::id)))
            .inner_join(agencies::table.on(topics::agency_id.eq(agencies::id)))
            .select((
                Objection::as_select(),
                Answered::as_select(),
                Agency::as_select(),
                hidings::reason.nullable(),
                target
                    .fields((
                        suggestions::reference,
                        suggestions::title,
                        suggestions::lang,
                        suggestions::dir,
                    ))
                    .nullable(),
            ))
    }};
}

/// Objections that wait for a decision, the oldest due day first, from after one (day, id).
///
/// # Errors
/// The database's fault.
pub fn open(conn: &mut Conn, after: Option<(&str, &str)>, limit: i64) -> QueryResult<Vec<Listed>> {
    let mut query = listed!()
        .filter(objections::outcome.is_null())
        .order((objections::due_on, objections::id))
        .limit(limit)
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
    listed!()
        .filter(objections::outcome.is_not_null())
        .order((objections::decided_at.desc(), objections::id.desc()))
        .limit(limit)
        .load(conn)
}

/// What an objection is about.
#[derive(Debug, Clone)]
pub enum About {
    Hiding(Hiding),
    /// The merge, and the suggestion that it was merged into, with its text.
    Merge(Merge, Target, String),
}

/// One objection with what it is about and the suggestion it speaks for.
///
/// # Errors
/// The database's fault.
pub fn one(conn: &mut Conn, id: &str) -> QueryResult<Option<(Objection, About, Case)>> {
    type Row = (
        Objection,
        Option<Hiding>,
        Option<Merge>,
        Option<(String, String, String, String, String)>,
        (Suggestion, Topic, Agency, Option<At>),
    );
    let target = diesel::alias!(suggestions as target);
    let found = objections::table
        .left_join(hidings::table)
        .left_join(merges::table)
        .left_join(
            target.on(merges::into_id
                .nullable()
                .eq(target.field(suggestions::id).nullable())),
        )
        .inner_join(suggestions::table.on(objections::suggestion_id.eq(suggestions::id)))
        .inner_join(topics::table.on(suggestions::topic_id.eq(topics::id)))
        .inner_join(agencies::table.on(topics::agency_id.eq(agencies::id)))
        .left_join(first_reads::table.on(first_reads::suggestion_id.eq(suggestions::id)))
        .filter(objections::id.eq(id))
        .select((
            Objection::as_select(),
            Option::<Hiding>::as_select(),
            Option::<Merge>::as_select(),
            target
                .fields((
                    suggestions::reference,
                    suggestions::title,
                    suggestions::lang,
                    suggestions::dir,
                    suggestions::body,
                ))
                .nullable(),
            (
                Suggestion::as_select(),
                Topic::as_select(),
                Agency::as_select(),
                first_reads::read_at.nullable(),
            ),
        ))
        .first::<Row>(conn)
        .optional()?;
    Ok(found.and_then(|(objection, hiding, merge, into, case)| {
        let about = match (hiding, merge, into) {
            (Some(hiding), _, _) => About::Hiding(hiding),
            (None, Some(merge), Some((reference, title, lang, dir, body))) => {
                About::Merge(merge, (reference, title, lang, dir), body)
            }
            // The tables refuse an objection to nothing.
            _ => return None,
        };
        let (suggestion, topic, agency, first_read_at) = case;
        let case = Case {
            suggestion,
            topic,
            agency,
            first_read_at,
            assigned_to: None,
            // No matter of the objection's.
            unseen: false,
            standing: None,
            release: None,
        };
        Some((objection, about, case))
    }))
}
