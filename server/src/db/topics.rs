//! Topics.

use diesel::prelude::*;
use jiff::civil::Date;
use shared::topic::{Settings, TopicDays, TopicState};

use super::Conn;
use super::agencies::Agency;
use super::editions::Edition;
use super::figures::Figures;
use super::schema::{agencies, editions, outcome_reports, topic_extensions, topic_figures, topics};
use super::types::At;

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
        Some(TopicDays {
            opens: day(&self.opens_on)?,
            closes: day(&self.closes_on)?,
        })
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
    topics::table
        .filter(topics::slug.eq(slug))
        .select(Topic::as_select())
        .first(conn)
        .optional()
}

/// The topic with an id.
///
/// # Errors
/// The database's fault.
pub fn by_id(conn: &mut Conn, id: &str) -> QueryResult<Option<Topic>> {
    topics::table
        .find(id)
        .select(Topic::as_select())
        .first(conn)
        .optional()
}

/// A topic with what stands above each of its pages.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = topics)]
pub struct Headed {
    #[diesel(embed)]
    pub topic: Topic,
    #[diesel(embed)]
    pub agency: Agency,
    /// The edition whose standings are shown.
    #[diesel(embed)]
    pub edition: Option<Edition>,
    #[diesel(embed)]
    pub figures: Option<Figures>,
}

/// The topic with an address name, its agency, edition and figures.
///
/// # Errors
/// The database's fault.
pub fn headed(conn: &mut Conn, slug: &str) -> QueryResult<Option<Headed>> {
    topics::table
        .inner_join(agencies::table)
        .left_join(editions::table.on(topics::edition_id.eq(editions::id.nullable())))
        .left_join(topic_figures::table.on(topic_figures::topic_id.eq(topics::id)))
        .filter(topics::slug.eq(slug))
        .select(Headed::as_select())
        .first(conn)
        .optional()
}

/// The topic with an id, its agency, edition and figures.
///
/// # Errors
/// The database's fault.
pub fn headed_by_id(conn: &mut Conn, id: &str) -> QueryResult<Option<Headed>> {
    topics::table
        .inner_join(agencies::table)
        .left_join(editions::table.on(topics::edition_id.eq(editions::id.nullable())))
        .left_join(topic_figures::table.on(topic_figures::topic_id.eq(topics::id)))
        .filter(topics::id.eq(id))
        .select(Headed::as_select())
        .first(conn)
        .optional()
}

/// What a list shows of a topic.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = topics)]
pub struct Brief {
    pub id: String,
    pub slug: String,
    pub state: String,
    pub title_ar: String,
    pub title_en: String,
    pub question_ar: String,
    pub question_en: String,
    pub opens_on: String,
    pub closes_on: String,
    pub rank_only_percent: i32,
    pub imported: bool,
}

/// A topic of a list with its agency and, once counted, its published suggestions.
pub type Listed = (Brief, Agency, Option<i64>);

/// Topics in a state, of one agency or of all, the newest opening first, from after a topic
/// (opening day, id).
///
/// # Errors
/// The database's fault.
pub fn page(
    conn: &mut Conn,
    state: TopicState,
    agency_id: Option<&str>,
    after: Option<(&str, &str)>,
    limit: i64,
) -> QueryResult<Vec<Listed>> {
    let mut query = topics::table
        .inner_join(agencies::table)
        .left_join(topic_figures::table.on(topic_figures::topic_id.eq(topics::id)))
        .filter(topics::state.eq(state.as_str()))
        .order((topics::opens_on.desc(), topics::id.desc()))
        .limit(limit)
        .select((
            Brief::as_select(),
            Agency::as_select(),
            topic_figures::published.nullable(),
        ))
        .into_boxed();
    if let Some(agency_id) = agency_id {
        query = query.filter(topics::agency_id.eq(agency_id));
    }
    if let Some((opens_on, id)) = after {
        query = query
            .filter(topics::opens_on.le(opens_on))
            .filter(topics::opens_on.lt(opens_on).or(topics::id.lt(id)));
    }
    query.load(conn)
}

/// Open topics, closing soonest first.
///
/// # Errors
/// The database's fault.
pub fn closing_soonest(conn: &mut Conn, limit: i64) -> QueryResult<Vec<Listed>> {
    topics::table
        .inner_join(agencies::table)
        .left_join(topic_figures::table.on(topic_figures::topic_id.eq(topics::id)))
        .filter(topics::state.eq(TopicState::Open.as_str()))
        .order((topics::closes_on, topics::id))
        .limit(limit)
        .select((
            Brief::as_select(),
            Agency::as_select(),
            topic_figures::published.nullable(),
        ))
        .load(conn)
}

/// The public topics of an agency, the newest opening first.
///
/// # Errors
/// The database's fault.
pub fn of_agency(conn: &mut Conn, agency_id: &str, limit: i64) -> QueryResult<Vec<Listed>> {
    topics::table
        .inner_join(agencies::table)
        .left_join(topic_figures::table.on(topic_figures::topic_id.eq(topics::id)))
        .filter(topics::agency_id.eq(agency_id))
        .filter(topics::state.ne(TopicState::Draft.as_str()))
        .order((topics::opens_on.desc(), topics::id.desc()))
        .limit(limit)
        .select((
            Brief::as_select(),
            Agency::as_select(),
            topic_figures::published.nullable(),
        ))
        .load(conn)
}

/// How many public topics each agency has in each state: agency id, state, how many.
///
/// # Errors
/// The database's fault.
pub fn count_by_agency(conn: &mut Conn) -> QueryResult<Vec<(String, String, i64)>> {
    topics::table
        .filter(topics::state.ne(TopicState::Draft.as_str()))
        .group_by((topics::agency_id, topics::state))
        .select((topics::agency_id, topics::state, diesel::dsl::count_star()))
        .load(conn)
}

/// A closing day that was moved.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = topic_extensions)]
pub struct Extended {
    pub closes_before: String,
    pub closes_after: String,
    pub reason_ar: String,
    pub reason_en: String,
    pub extended_at: At,
}

/// The extensions of a topic, the oldest first.
///
/// # Errors
/// The database's fault.
pub fn extensions_of(conn: &mut Conn, topic_id: &str) -> QueryResult<Vec<Extended>> {
    topic_extensions::table
        .filter(topic_extensions::topic_id.eq(topic_id))
        .order(topic_extensions::extended_at)
        .select(Extended::as_select())
        .load(conn)
}

/// The outcome report of a topic as saved so far, Arabic then English.
///
/// # Errors
/// The database's fault.
pub fn report_of(conn: &mut Conn, topic_id: &str) -> QueryResult<Option<(String, String)>> {
    outcome_reports::table
        .find(topic_id)
        .select((outcome_reports::text_ar, outcome_reports::text_en))
        .first(conn)
        .optional()
}
