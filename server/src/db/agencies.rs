//! Agencies.

use diesel::dsl::{case_when, count_star};
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text, Timestamp};
use jiff::civil::Date;
use shared::answer::AnswerState;
use shared::topic::TopicState;

use super::schema::{agencies, agency_names, topic_debts, topics};
use super::types::At;
use super::{Conn, exactly_one};
use crate::on_each;

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
    /// Whether a second person of the desk releases its decisions.
    pub second_person: bool,
    /// Since when it opens no topics.
    pub closed_at: Option<At>,
    /// The id of the agency whose figures take in its own.
    pub merged_into: Option<String>,
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

/// Says whether a second person of the desk releases the decisions of an agency.
///
/// # Errors
/// The database's fault.
pub fn set_second_person(conn: &mut Conn, id: &str, wanted: bool) -> QueryResult<()> {
    exactly_one(
        diesel::update(agencies::table.find(id))
            .set(agencies::second_person.eq(wanted))
            .execute(conn),
    )
}

/// Gives an agency other names, and keeps those it had.
///
/// # Errors
/// The database's fault.
pub fn rename(
    conn: &mut Conn,
    agency: &Agency,
    (ar, en): (&str, &str),
    now: At,
) -> QueryResult<()> {
    let former = (
        agency_names::agency_id.eq(&agency.id),
        agency_names::until.eq(now),
        agency_names::name_ar.eq(&agency.name_ar),
        agency_names::name_en.eq(&agency.name_en),
    );
    exactly_one(
        diesel::insert_into(agency_names::table)
            .values(former)
            .execute(conn),
    )?;
    exactly_one(
        diesel::update(agencies::table.find(&agency.id))
            .set((agencies::name_ar.eq(ar), agencies::name_en.eq(en)))
            .execute(conn),
    )
}

/// A name that an agency had, or an agency that is part of its story.
#[derive(Debug, Clone, QueryableByName)]
pub struct Past {
    /// `name`, `into` (it was merged into this one) or `from` (this one was merged into it).
    #[diesel(sql_type = Text)]
    pub kind: String,
    /// The address name of the other agency; empty for a name.
    #[diesel(sql_type = Text)]
    pub slug: String,
    #[diesel(sql_type = Text)]
    pub name_ar: String,
    #[diesel(sql_type = Text)]
    pub name_en: String,
    /// Until when it had the name.
    #[diesel(sql_type = Nullable<Timestamp>)]
    pub until: Option<At>,
}

/// $1 the id of an agency.
const PAST: &str = "\
SELECT 'name' AS kind, '' AS slug, name_ar, name_en, until FROM agency_names WHERE agency_id = $1 \
UNION ALL \
SELECT 'from', slug, name_ar, name_en, closed_at FROM agencies WHERE merged_into = $1 \
UNION ALL \
SELECT 'into', b.slug, b.name_ar, b.name_en, a.closed_at \
FROM agencies a JOIN agencies b ON b.id = a.merged_into WHERE a.id = $1 \
ORDER BY 1, 5 DESC, 2";

/// What an agency was called and merged with, in one statement: names with the newest first.
///
/// # Errors
/// The database's fault.
pub fn past(conn: &mut Conn, id: &str) -> QueryResult<Vec<Past>> {
    on_each!(conn, |c| diesel::sql_query(PAST)
        .bind::<Text, _>(id)
        .load(c))
}

/// Says since when an agency is closed and whose figures take in its own, or that it is neither.
///
/// # Errors
/// The database's fault.
pub fn set_end(
    conn: &mut Conn,
    id: &str,
    closed_at: Option<At>,
    merged_into: Option<&str>,
) -> QueryResult<()> {
    exactly_one(
        diesel::update(agencies::table.find(id))
            .set((
                agencies::closed_at.eq(closed_at),
                agencies::merged_into.eq(merged_into),
            ))
            .execute(conn),
    )
}

/// The agency that an agency was merged into, and those that were merged into it, in the order of
/// their address names.
///
/// # Errors
/// The database's fault.
pub fn kin(conn: &mut Conn, agency: &Agency) -> QueryResult<Vec<Agency>> {
    agencies::table
        .filter(
            agencies::merged_into
                .eq(&agency.id)
                .or(agencies::id.nullable().eq(&agency.merged_into)),
        )
        .order(agencies::slug)
        .select(Agency::as_select())
        .load(conn)
}

/// How many topics of an agency are open or wait for their opening day.
///
/// # Errors
/// The database's fault.
pub fn open_topics(conn: &mut Conn, id: &str) -> QueryResult<i64> {
    topics::table
        .filter(topics::agency_id.eq(id))
        .filter(topics::state.eq(TopicState::Open.as_str()))
        .select(count_star())
        .first(conn)
}

/// Whether there is an agency with this id.
///
/// # Errors
/// The database's fault.
pub fn exists(conn: &mut Conn, id: &str) -> QueryResult<bool> {
    let found = agencies::table
        .find(id)
        .select(agencies::id)
        .first::<String>(conn)
        .optional()?;
    Ok(found.is_some())
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
    pub acknowledge_due: String,
    /// YYYY-MM-DD
    pub decide_due: String,
    pub suggestions: i64,
}

/// What agencies owe for published suggestions, by due days: of one agency or of all, and only
/// what is late on a day or everything. What an agency owes that was merged into another is its
/// successor's. Read from the derived rows, so up to a round of the jobs
/// behind the suggestions themselves.
///
/// # Errors
/// The database's fault.
pub fn owed(
    conn: &mut Conn,
    agency_id: Option<&str>,
    late_on: Option<Date>,
) -> QueryResult<Vec<Owed>> {
    let mut query = topic_debts::table
        .inner_join(topics::table.inner_join(agencies::table))
        .filter(topics::state.ne(TopicState::Draft.as_str()))
        .select((
            case_when(
                agencies::merged_into.is_not_null(),
                agencies::merged_into.assume_not_null(),
            )
            .otherwise(agencies::id),
            topic_debts::answer_state,
            topic_debts::acknowledge_due,
            topic_debts::decide_due,
            topic_debts::suggestions,
        ))
        .into_boxed();
    if let Some(id) = agency_id {
        query = query.filter(agencies::id.eq(id).or(agencies::merged_into.eq(id)));
    }
    if let Some(day) = late_on {
        let day = day.to_string();
        // Without an answer the first clock runs as well.
        query = query.filter(
            topic_debts::decide_due
                .lt(day.clone())
                .or(topic_debts::answer_state
                    .eq(AnswerState::None.as_str())
                    .and(topic_debts::acknowledge_due.lt(day))),
        );
    }
    query.load(conn)
}
