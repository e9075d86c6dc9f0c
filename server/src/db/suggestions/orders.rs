//! Suggestions of a topic as lists show them, in each of the orders.

use diesel::prelude::*;
use shared::answer::AnswerState;
use shared::suggestion::PublicationState;

use crate::db::Conn;
use crate::db::editions::Stood;
use crate::db::schema::{standings, suggestions};
use crate::db::types::At;

/// What a list shows of a suggestion.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = suggestions)]
pub struct Listed {
    pub id: String,
    pub reference: String,
    pub author_id: Option<String>,
    pub publication: String,
    pub hidden_reason: Option<i32>,
    pub title: String,
    pub body: String,
    pub lang: String,
    pub dir: String,
    pub posted_at: At,
    pub published_at: Option<At>,
    pub acknowledge_due: Option<String>,
    pub decide_due: Option<String>,
    pub acknowledged_at: Option<At>,
    pub decided_at: Option<At>,
    pub answer_state: String,
    pub shuffle: i64,
}

/// A suggestion of a list and how it stands in the edition shown.
pub type Carded = (Listed, Option<Stood>);

/// Of which suggestions a page is made.
#[derive(Debug, Clone, Copy)]
pub struct Of<'a> {
    pub topic_id: &'a str,
    /// The edition shown; none joins no standing.
    pub edition_id: Option<&'a str>,
    pub publication: PublicationState,
    /// Only those with this answer.
    pub answer: Option<AnswerState>,
    pub limit: i64,
}

/// Suggestions of a topic with their standing: the common part of the orders by time and shuffle.
#[diesel::dsl::auto_type(no_type_alias)]
fn of_topic<'a>(topic_id: &'a str, publication: &'a str, edition_id: &'a str) -> _ {
    suggestions::table
        .left_join(
            standings::table.on(standings::suggestion_id
                .eq(suggestions::id)
                .and(standings::edition_id.eq(edition_id))),
        )
        .filter(suggestions::topic_id.eq(topic_id))
        .filter(suggestions::publication.eq(publication))
}

/// In the order of the shuffle: from `first` on and below `end`, or from after a suggestion
/// (shuffle, id).
///
/// # Errors
/// The database's fault.
pub fn discover(
    conn: &mut Conn,
    of: Of<'_>,
    first: i64,
    end: Option<i64>,
    after: Option<&str>,
) -> QueryResult<Vec<Carded>> {
    let edition_id = of.edition_id.unwrap_or_default();
    let mut query = of_topic(of.topic_id, of.publication.as_str(), edition_id)
        .filter(suggestions::shuffle.ge(first))
        .order((suggestions::shuffle, suggestions::id))
        .limit(of.limit)
        .select((Listed::as_select(), Option::<Stood>::as_select()))
        .into_boxed();
    if let Some(end) = end {
        query = query.filter(suggestions::shuffle.lt(end));
    }
    if let Some(id) = after {
        query = query.filter(suggestions::shuffle.gt(first).or(suggestions::id.gt(id)));
    }
    query.load(conn)
}

/// The newest first, from after a suggestion (time of posting, id).
///
/// # Errors
/// The database's fault.
pub fn newest(conn: &mut Conn, of: Of<'_>, after: Option<(At, &str)>) -> QueryResult<Vec<Carded>> {
    let edition_id = of.edition_id.unwrap_or_default();
    let mut query = of_topic(of.topic_id, of.publication.as_str(), edition_id)
        .order((suggestions::posted_at.desc(), suggestions::id.desc()))
        .limit(of.limit)
        .select((Listed::as_select(), Option::<Stood>::as_select()))
        .into_boxed();
    if let Some(answer) = of.answer {
        query = query.filter(suggestions::answer_state.eq(answer.as_str()));
    }
    if let Some((at, id)) = after {
        query = query
            .filter(suggestions::posted_at.le(at))
            .filter(suggestions::posted_at.lt(at).or(suggestions::id.lt(id)));
    }
    query.load(conn)
}

/// With one answer, the oldest first, from after a suggestion (time of posting, id).
///
/// # Errors
/// The database's fault.
pub fn waiting(
    conn: &mut Conn,
    of: Of<'_>,
    answer: AnswerState,
    after: Option<(At, &str)>,
) -> QueryResult<Vec<Carded>> {
    let edition_id = of.edition_id.unwrap_or_default();
    let mut query = of_topic(of.topic_id, of.publication.as_str(), edition_id)
        .filter(suggestions::answer_state.eq(answer.as_str()))
        .order((suggestions::posted_at, suggestions::id))
        .limit(of.limit)
        .select((Listed::as_select(), Option::<Stood>::as_select()))
        .into_boxed();
    if let Some((at, id)) = after {
        query = query
            .filter(suggestions::posted_at.ge(at))
            .filter(suggestions::posted_at.gt(at).or(suggestions::id.gt(id)));
    }
    query.load(conn)
}

/// In the official order of an edition, from after a position.
///
/// # Errors
/// The database's fault.
pub fn top(
    conn: &mut Conn,
    edition_id: &str,
    after: i32,
    limit: i64,
) -> QueryResult<Vec<(Listed, Stood)>> {
    standings::table
        .inner_join(suggestions::table)
        .filter(standings::edition_id.eq(edition_id))
        .filter(standings::position.gt(after))
        .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
        .order(standings::position)
        .limit(limit)
        .select((Listed::as_select(), Stood::as_select()))
        .load(conn)
}

/// The balanced shortlist of an edition, at most `places` suggestions, its first place first.
///
/// # Errors
/// The database's fault.
pub fn balanced(
    conn: &mut Conn,
    edition_id: &str,
    places: i64,
) -> QueryResult<Vec<(Listed, Stood)>> {
    let mut rows: Vec<(Listed, Stood)> = standings::table
        .inner_join(suggestions::table)
        .filter(standings::edition_id.eq(edition_id))
        .filter(standings::shortlist_place.is_not_null())
        .order(standings::shortlist_place)
        .limit(places)
        .select((Listed::as_select(), Stood::as_select()))
        .load(conn)?;
    rows.retain(|(listed, _)| listed.publication == PublicationState::Published.as_str());
    Ok(rows)
}
