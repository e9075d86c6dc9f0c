//! What was written of a suggestion, by its author and by others.

use diesel::prelude::*;
use diesel::sql_types::{Integer, Nullable, Text, Timestamp};
use shared::objection::ObjectionOutcome;

use crate::db::Conn;
use crate::db::schema::{
    merges, objections, questions, suggestion_additions, suggestion_versions, suggestions,
};
use crate::db::types::At;
use crate::on_each;

/// What was written of a suggestion besides the text that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Version,
    Addition,
    /// Why a steward brought it back.
    Restored,
    /// What its agency asked the author.
    Question,
    /// What was merged into it: another's title, with its reference for a body.
    Gathered,
}

/// A version of a suggestion's text, an addition to it, the reason for which it came back, or a
/// question; only versions and what was
/// merged into it have a title.
#[derive(Debug, Clone)]
pub struct Written {
    pub kind: Kind,
    /// Of a version or a question; of an addition the number of the question that it replies to.
    pub number: Option<i32>,
    pub title: Option<String>,
    pub body: String,
    pub lang: String,
    pub dir: String,
    pub at: At,
    /// How and when a question ended; of a reason to bring it back, what was objected to.
    pub ended_as: Option<String>,
    pub ended_at: Option<At>,
}

/// The versions of a suggestion, what was added to it, why it was restored and what was asked, each
/// the oldest first, in one query.
///
/// # Errors
/// The database's fault.
pub fn record_of(conn: &mut Conn, id: &str) -> QueryResult<Vec<Written>> {
    type Row = (
        (i32, Option<i32>, Option<String>),
        (String, String, String),
        (Option<At>, Option<String>, Option<At>),
    );
    let none = || None::<String>.into_sql::<Nullable<Text>>();
    let never = || None::<At>.into_sql::<Nullable<Timestamp>>();
    let versions = || {
        suggestion_versions::table
            .filter(suggestion_versions::suggestion_id.eq(id))
            .select((
                (
                    0.into_sql::<Integer>(),
                    suggestion_versions::number.nullable(),
                    suggestion_versions::title.nullable(),
                ),
                (
                    suggestion_versions::body,
                    suggestion_versions::lang,
                    suggestion_versions::dir,
                ),
                (suggestion_versions::written_at.nullable(), none(), never()),
            ))
    };
    let additions = || {
        suggestion_additions::table
            .left_join(
                questions::table.on(questions::addition_id.eq(suggestion_additions::id.nullable())),
            )
            .filter(suggestion_additions::suggestion_id.eq(id))
            .select((
                (
                    1.into_sql::<Integer>(),
                    questions::number.nullable(),
                    none(),
                ),
                (
                    suggestion_additions::body,
                    suggestion_additions::lang,
                    suggestion_additions::dir,
                ),
                (suggestion_additions::added_at.nullable(), none(), never()),
            ))
    };
    let restored = || {
        objections::table
            .filter(objections::suggestion_id.eq(id))
            .filter(objections::outcome.eq(ObjectionOutcome::Restored.as_str()))
            .select((
                (
                    2.into_sql::<Integer>(),
                    None::<i32>.into_sql::<Nullable<Integer>>(),
                    none(),
                ),
                (
                    objections::reason,
                    objections::reason_lang,
                    objections::reason_dir,
                ),
                (objections::decided_at, objections::kind.nullable(), never()),
            ))
    };
    let asked = || {
        questions::table
            .filter(questions::suggestion_id.eq(id))
            .select((
                (
                    3.into_sql::<Integer>(),
                    questions::number.nullable(),
                    none(),
                ),
                (questions::body, questions::lang, questions::dir),
                (
                    questions::asked_at.nullable(),
                    questions::ended_as,
                    questions::ended_at,
                ),
            ))
    };
    let gathered = || {
        merges::table
            .inner_join(suggestions::table.on(suggestions::id.eq(merges::suggestion_id)))
            .filter(merges::into_id.eq(id))
            .filter(merges::undone_at.is_null())
            .select((
                (
                    4.into_sql::<Integer>(),
                    None::<i32>.into_sql::<Nullable<Integer>>(),
                    suggestions::title.nullable(),
                ),
                (suggestions::reference, suggestions::lang, suggestions::dir),
                (merges::merged_at.nullable(), none(), never()),
            ))
    };
    let rows: Vec<Row> = on_each!(conn, |c| versions()
        .union_all(additions())
        .union_all(restored())
        .union_all(asked())
        .union_all(gathered())
        .load::<Row>(c))?;
    let written = |((kind, number, title), (body, lang, dir), (at, ended_as, ended_at)): Row| {
        let kind = match kind {
            0 => Kind::Version,
            1 => Kind::Addition,
            2 => Kind::Restored,
            3 => Kind::Question,
            _ => Kind::Gathered,
        };
        Some(Written {
            kind,
            number,
            title,
            body,
            lang,
            dir,
            at: at?,
            ended_as,
            ended_at,
        })
    };
    let mut written: Vec<Written> = rows.into_iter().filter_map(written).collect();
    written.sort_by_key(|one| match one.kind {
        // Additions have the numbers of what they reply to.
        Kind::Addition => (one.kind, None, one.at),
        _ => (one.kind, one.number, one.at),
    });
    Ok(written)
}
