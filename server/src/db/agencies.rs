//! Agencies.

use diesel::dsl::count_star;
use diesel::prelude::*;
use jiff::civil::Date;
use shared::answer::{AnswerState, UNDECIDED};
use shared::suggestion::PublicationState;
use shared::topic::TopicState;

use super::schema::{agencies, suggestions, topics};
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
    agencies::table
        .filter(agencies::slug.eq(slug))
        .select(Agency::as_select())
        .first(conn)
        .optional()
}

/// Adds an agency.
///
/// # Errors
/// A unique violation when the slug is taken; else the database's fault.
pub fn add(conn: &mut Conn, agency: &Agency) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(agencies::table)
            .values(agency)
            .execute(conn),
    )
}

/// All agencies in the order of their address names.
///
/// # Errors
/// The database's fault.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<Agency>> {
    agencies::table
        .order(agencies::slug)
        .select(Agency::as_select())
        .load(conn)
}

/// Suggestions of one topic that its agency owes the same: those with the same due days.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Owed {
    pub agency_id: String,
    pub answer_state: String,
    /// YYYY-MM-DD
    pub acknowledge_due: Option<String>,
    /// YYYY-MM-DD
    pub decide_due: Option<String>,
    pub suggestions: i64,
}

/// What agencies owe for published suggestions, by due days: of one agency or of all, and only
/// what is late on a day or everything.
///
/// # Errors
/// The database's fault.
pub fn owed(
    conn: &mut Conn,
    agency_id: Option<&str>,
    late_on: Option<Date>,
) -> QueryResult<Vec<Owed>> {
    let agency_of_topic = topics::table
        .filter(topics::id.eq(suggestions::topic_id))
        .select(topics::agency_id);
    let public = topics::table
        .filter(topics::state.ne(TopicState::Draft.as_str()))
        .select(topics::id);
    // Topics stand in subqueries so that nothing is looked up for each of many suggestions, and
    // groups come in the order of an index: joined, this costs six times as much.
    let mut query = suggestions::table
        .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
        .filter(suggestions::answer_state.eq_any(UNDECIDED.iter().map(|state| state.as_str())))
        .group_by((
            suggestions::topic_id,
            suggestions::publication,
            suggestions::answer_state,
            suggestions::acknowledge_due,
            suggestions::decide_due,
        ))
        .select((
            agency_of_topic.single_value().assume_not_null(),
            suggestions::answer_state,
            suggestions::acknowledge_due,
            suggestions::decide_due,
            count_star(),
        ))
        .into_boxed();
    query = match agency_id {
        None => query.filter(suggestions::topic_id.eq_any(public)),
        Some(id) => {
            query.filter(suggestions::topic_id.eq_any(public.filter(topics::agency_id.eq(id))))
        }
    };
    if let Some(day) = late_on {
        let day = day.to_string();
        // Without an answer the first clock runs as well.
        query = query.filter(
            suggestions::decide_due
                .lt(day.clone())
                .or(suggestions::answer_state
                    .eq(AnswerState::None.as_str())
                    .nullable()
                    .and(suggestions::acknowledge_due.lt(day))),
        );
    }
    query.load(conn)
}
