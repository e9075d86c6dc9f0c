//! Writing topics, and what their managers read before they write. Each change is guarded by the
//! state and version it was decided on.

use diesel::dsl::count_star;
use diesel::prelude::*;
use jiff::Timestamp;
use jiff::civil::Date;
use shared::answer::UNDECIDED;
use shared::suggestion::PublicationState;
use shared::topic::TopicState;

use super::schema::{outcome_reports, suggestions, topic_extensions, topics};
use super::topics::Topic;
use super::types::At;
use super::{Conn, exactly_one};

/// Adds a draft.
///
/// # Errors
/// A unique violation when the slug is taken; else the database's fault.
pub fn add(conn: &mut Conn, topic: &Topic) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(topics::table)
            .values(topic)
            .execute(conn),
    )
}

/// Everything that a manager writes in a draft.
#[derive(Debug, AsChangeset)]
#[diesel(table_name = topics)]
pub struct Texts {
    pub slug: String,
    pub participation: String,
    pub title_ar: String,
    pub title_en: String,
    pub description_ar: String,
    pub description_en: String,
    pub question_ar: String,
    pub question_en: String,
    pub what_happens_ar: String,
    pub what_happens_en: String,
    pub opens_on: String,
    pub closes_on: String,
    pub short_reason_ar: String,
    pub short_reason_en: String,
    pub list_length: i32,
    pub shortlist_length: i32,
    pub shortlist_threshold: i32,
    pub per_person: i32,
    pub rank_only_percent: i32,
    pub imported: bool,
}

/// Writes a draft anew.
///
/// # Errors
/// Not found when it is no draft of that version any more; a unique violation when the slug is
/// taken; else the database's fault.
pub fn edit(conn: &mut Conn, topic_id: &str, version: i32, texts: &Texts) -> QueryResult<()> {
    let guarded = topics::table
        .find(topic_id)
        .filter(topics::state.eq(TopicState::Draft.as_str()))
        .filter(topics::version.eq(version));
    let change = (texts, topics::version.eq(version.saturating_add(1)));
    exactly_one(diesel::update(guarded).set(change).execute(conn))
}

/// The moment of a change of state; `None` leaves the stored one alone.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = topics)]
pub struct Moments {
    pub opened_at: Option<At>,
    pub closed_at: Option<At>,
    pub concluded_at: Option<At>,
}

/// Moves a topic from the state and version it was read in to another state.
///
/// # Errors
/// Not found when either has changed; else the database's fault.
pub fn move_on(
    conn: &mut Conn,
    read: &Topic,
    to: TopicState,
    moments: &Moments,
) -> QueryResult<()> {
    let guarded = topics::table
        .find(&read.id)
        .filter(topics::state.eq(&read.state))
        .filter(topics::version.eq(read.version));
    let version = topics::version.eq(read.version.saturating_add(1));
    let state = topics::state.eq(to.as_str());
    // A change of times alone would be empty where none is given.
    let rows = match moments {
        Moments {
            opened_at: None,
            closed_at: None,
            concluded_at: None,
        } => diesel::update(guarded).set((state, version)).execute(conn),
        moments => diesel::update(guarded)
            .set((state, version, moments))
            .execute(conn),
    };
    exactly_one(rows)
}

/// A closing day that was moved, as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = topic_extensions)]
pub struct ExtensionRow {
    pub id: String,
    pub topic_id: String,
    pub closes_before: String,
    pub closes_after: String,
    pub reason_ar: String,
    pub reason_en: String,
    pub extended_at: At,
}

/// Moves the closing day of an open topic.
///
/// # Errors
/// Not found when the topic has changed; else the database's fault.
pub fn extend(conn: &mut Conn, read: &Topic, extension: &ExtensionRow) -> QueryResult<()> {
    let guarded = topics::table
        .find(&read.id)
        .filter(topics::state.eq(TopicState::Open.as_str()))
        .filter(topics::version.eq(read.version));
    let change = (
        topics::closes_on.eq(&extension.closes_after),
        topics::version.eq(read.version.saturating_add(1)),
    );
    exactly_one(diesel::update(guarded).set(change).execute(conn))?;
    exactly_one(
        diesel::insert_into(topic_extensions::table)
            .values(extension)
            .execute(conn),
    )
}

/// An outcome report as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = outcome_reports)]
pub struct Report {
    pub topic_id: String,
    pub text_ar: String,
    pub text_en: String,
    pub version: i32,
    pub saved_at: At,
}

/// The outcome report of a topic.
///
/// # Errors
/// The database's fault.
pub fn report(conn: &mut Conn, topic_id: &str) -> QueryResult<Option<Report>> {
    outcome_reports::table
        .find(topic_id)
        .select(Report::as_select())
        .first(conn)
        .optional()
}

/// Stores a report: version 1 as a new row, a later one over the version before.
///
/// # Errors
/// Not found or a unique violation when another was first; else the database's fault.
pub fn save_report(conn: &mut Conn, report: &Report) -> QueryResult<()> {
    if report.version <= 1 {
        let added = diesel::insert_into(outcome_reports::table)
            .values(report)
            .execute(conn);
        return exactly_one(added);
    }
    let guarded = outcome_reports::table
        .find(&report.topic_id)
        .filter(outcome_reports::version.eq(report.version.saturating_sub(1)));
    let change = (
        outcome_reports::text_ar.eq(&report.text_ar),
        outcome_reports::text_en.eq(&report.text_en),
        outcome_reports::version.eq(report.version),
        outcome_reports::saved_at.eq(report.saved_at),
    );
    exactly_one(diesel::update(guarded).set(change).execute(conn))
}

/// Topics (by id) of an agency whose report stands in both languages.
///
/// # Errors
/// The database's fault.
pub fn reported(conn: &mut Conn, agency_id: &str) -> QueryResult<Vec<String>> {
    outcome_reports::table
        .inner_join(topics::table.on(topics::id.eq(outcome_reports::topic_id)))
        .filter(topics::agency_id.eq(agency_id))
        .filter(outcome_reports::text_ar.ne(""))
        .filter(outcome_reports::text_en.ne(""))
        .select(outcome_reports::topic_id)
        .load(conn)
}

/// All topics of an agency, the latest opening day first, drafts without one at the end.
///
/// # Errors
/// The database's fault.
pub fn of_agency(conn: &mut Conn, agency_id: &str) -> QueryResult<Vec<Topic>> {
    topics::table
        .filter(topics::agency_id.eq(agency_id))
        .order((topics::opens_on.desc(), topics::id.desc()))
        .select(Topic::as_select())
        .load(conn)
}

fn undecided() -> Vec<&'static str> {
    UNDECIDED.iter().map(|state| state.as_str()).collect()
}

/// How many suggestions of each topic (by id) of an agency wait for their decision.
///
/// # Errors
/// The database's fault.
pub fn waiting(conn: &mut Conn, agency_id: &str) -> QueryResult<Vec<(String, i64)>> {
    suggestions::table
        .inner_join(topics::table)
        .filter(topics::agency_id.eq(agency_id))
        .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
        .filter(suggestions::answer_state.eq_any(undecided()))
        .group_by(suggestions::topic_id)
        .select((suggestions::topic_id, count_star()))
        .load(conn)
}

const IN_THE_WAY: [&str; 2] = [
    PublicationState::Published.as_str(),
    PublicationState::Pending.as_str(),
];

/// A suggestion that keeps a topic from being concluded.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = suggestions)]
pub struct Waiting {
    pub reference: String,
    pub title: String,
    pub lang: String,
    pub dir: String,
    pub publication: String,
    pub answer_state: String,
}

/// The suggestions of a topic that wait for their decision, the oldest debt first, and those that
/// wait to be published.
///
/// # Errors
/// The database's fault.
pub fn waiting_in(conn: &mut Conn, topic_id: &str) -> QueryResult<Vec<Waiting>> {
    suggestions::table
        .filter(suggestions::topic_id.eq(topic_id))
        .filter(suggestions::publication.eq_any(IN_THE_WAY))
        .filter(suggestions::answer_state.eq_any(undecided()))
        .order((suggestions::decide_due.asc(), suggestions::id.asc()))
        .select(Waiting::as_select())
        .load(conn)
}

/// Open topics whose last day was before `today`, the longest ended first.
///
/// # Errors
/// The database's fault.
pub fn past_last_day(conn: &mut Conn, today: Date, most: i64) -> QueryResult<Vec<String>> {
    topics::table
        .filter(topics::state.eq(TopicState::Open.as_str()))
        .filter(topics::closes_on.lt(today.to_string()))
        .order((topics::closes_on, topics::id))
        .limit(most)
        .select(topics::id)
        .load(conn)
}

/// Adds a topic.
///
/// # Errors
/// A unique violation when the slug is taken; else the database's fault.
pub fn add_whole(conn: &mut Conn, topic: &Topic) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(topics::table)
            .values(topic)
            .execute(conn),
    )
}

/// Turns a draft into an open topic, or into a closed one when an imported topic's days are past;
/// false when it has changed since it was read.
///
/// # Errors
/// The database's fault.
pub fn mark_opened(
    conn: &mut Conn,
    id: &str,
    version: i32,
    state: TopicState,
    now: Timestamp,
) -> QueryResult<bool> {
    let draft = topics::table
        .find(id)
        .filter(topics::state.eq(TopicState::Draft.as_str()))
        .filter(topics::version.eq(version));
    let closed = (state == TopicState::Closed).then(|| At::from(now));
    let to = (
        topics::state.eq(state.as_str()),
        topics::opened_at.eq(At::from(now)),
        topics::closed_at.eq(closed),
        topics::version.eq(version + 1),
    );
    Ok(diesel::update(draft).set(to).execute(conn)? == 1)
}
