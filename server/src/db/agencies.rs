//! Agencies.

use diesel::prelude::*;
use jiff::civil::Date;
use shared::answer::AnswerState;
use shared::topic::TopicState;

use super::schema::{agencies, topic_debts, topics};
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
    /// Whether a second person of the desk releases its decisions.
    pub second_person: bool,
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
/// what is late on a day or everything. Read from the derived rows, so up to a round of the jobs
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
        .inner_join(topics::table)
        .filter(topics::state.ne(TopicState::Draft.as_str()))
        .select((
            topics::agency_id,
            topic_debts::answer_state,
            topic_debts::acknowledge_due,
            topic_debts::decide_due,
            topic_debts::suggestions,
        ))
        .into_boxed();
    if let Some(id) = agency_id {
        query = query.filter(topics::agency_id.eq(id));
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
