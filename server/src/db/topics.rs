//! Topics.

use diesel::prelude::*;
use jiff::Timestamp;
use jiff::civil::Date;
use shared::topic::{Settings, TopicDays, TopicState};

use super::schema::topics;
use super::types::At;
use super::{Conn, exactly_one};

/// A topic as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = topics)]
pub struct Topic {
    pub id: String,
    pub slug: String,
    pub agency_id: String,
    pub state: String,
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
    pub shuffled_on: String,
    pub edition_id: Option<String>,
    pub version: i32,
    pub created_by: String,
    pub created_at: At,
    pub opened_at: Option<At>,
    pub closed_at: Option<At>,
    pub concluded_at: Option<At>,
}

impl Topic {
    /// The state; a word the domain does not know (never stored) reads as draft, the state in
    /// which nothing is public.
    pub fn state(&self) -> TopicState {
        TopicState::parse(&self.state).unwrap_or(TopicState::Draft)
    }

    /// First and last day; none while a draft has not set both.
    pub fn days(&self) -> Option<TopicDays> {
        let day = |text: &str| text.parse::<Date>().ok();
        Some(TopicDays { opens: day(&self.opens_on)?, closes: day(&self.closes_on)? })
    }

    /// The numbers fixed at opening.
    pub fn settings(&self) -> Settings {
        let whole = |n: i32| u32::try_from(n).unwrap_or_default();
        Settings {
            list_places: whole(self.list_length),
            shortlist_places: whole(self.shortlist_length),
            shortlist_min_lists: whole(self.shortlist_threshold),
            per_person: whole(self.per_person),
            ranking_only_percent: whole(self.rank_only_percent),
        }
    }
}

/// The topic with an address name, whatever its state.
///
/// # Errors
/// The database's fault.
pub fn by_slug(conn: &mut Conn, slug: &str) -> QueryResult<Option<Topic>> {
    topics::table.filter(topics::slug.eq(slug)).select(Topic::as_select()).first(conn).optional()
}

/// The topic with an id.
///
/// # Errors
/// The database's fault.
pub fn by_id(conn: &mut Conn, id: &str) -> QueryResult<Option<Topic>> {
    topics::table.find(id).select(Topic::as_select()).first(conn).optional()
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

/// Turns an open topic into a closed one; false when it has changed since it was read.
///
/// # Errors
/// The database's fault.
pub fn mark_closed(conn: &mut Conn, id: &str, version: i32, now: Timestamp) -> QueryResult<bool> {
    let open = topics::table
        .find(id)
        .filter(topics::state.eq(TopicState::Open.as_str()))
        .filter(topics::version.eq(version));
    let to = (
        topics::state.eq(TopicState::Closed.as_str()),
        topics::closed_at.eq(At::from(now)),
        topics::version.eq(version + 1),
    );
    Ok(diesel::update(open).set(to).execute(conn)? == 1)
}

/// Adds a topic.
///
/// # Errors
/// A unique violation when the slug is taken; else the database's fault.
pub fn add_whole(conn: &mut Conn, topic: &Topic) -> QueryResult<()> {
    exactly_one(diesel::insert_into(topics::table).values(topic).execute(conn))
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
