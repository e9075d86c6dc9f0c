//! What the desk of an agency reads. Every query names the agency.

use std::collections::BTreeMap;

use diesel::dsl::count_star;
use diesel::prelude::*;
use shared::answer::{AnswerState, UNDECIDED};
use shared::clocks::DueKind;
use shared::ids::Reference;
use shared::suggestion::PublicationState;
use shared::topic::TopicState;

use super::Conn;
use super::agencies::Agency;
use super::schema::{
    agencies, editions, first_reads, standings, suggestion_additions, suggestions, topics,
};
use super::suggestions::Suggestion;
use super::topics::Topic;
use super::types::At;

/// A suggestion with its topic and agency.
#[derive(Debug, Clone)]
pub struct Case {
    pub suggestion: Suggestion,
    pub topic: Topic,
    pub agency: Agency,
    /// When a moderator first opened it.
    pub first_read_at: Option<At>,
}

/// The suggestion with a reference, if it stands in a topic of the agency.
///
/// # Errors
/// The database's fault.
pub fn case(conn: &mut Conn, agency: &str, reference: Reference) -> QueryResult<Option<Case>> {
    let found = suggestions::table
        .inner_join(topics::table.inner_join(agencies::table))
        .left_join(first_reads::table)
        .filter(suggestions::reference.eq(reference.to_string()))
        .filter(agencies::slug.eq(agency))
        .select((
            Suggestion::as_select(),
            Topic::as_select(),
            Agency::as_select(),
            first_reads::read_at.nullable(),
        ))
        .first::<(Suggestion, Topic, Agency, Option<At>)>(conn)
        .optional()?;
    Ok(
        found.map(|(suggestion, topic, agency, first_read_at)| Case {
            suggestion,
            topic,
            agency,
            first_read_at,
        }),
    )
}

/// A topic with an address name, if it is of the agency.
///
/// # Errors
/// The database's fault.
pub fn topic(conn: &mut Conn, agency: &str, slug: &str) -> QueryResult<Option<(Topic, Agency)>> {
    topics::table
        .inner_join(agencies::table)
        .filter(topics::slug.eq(slug))
        .filter(agencies::slug.eq(agency))
        .select((Topic::as_select(), Agency::as_select()))
        .first(conn)
        .optional()
}

/// The agencies with these ids, by address name.
///
/// # Errors
/// The database's fault.
pub fn agencies_of(conn: &mut Conn, ids: &[String]) -> QueryResult<Vec<Agency>> {
    agencies::table
        .filter(agencies::id.eq_any(ids))
        .order(agencies::slug.asc())
        .select(Agency::as_select())
        .load(conn)
}

/// A topic as the queue's filter names it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = topics)]
pub struct TopicName {
    pub id: String,
    pub slug: String,
    pub title_ar: String,
    pub title_en: String,
}

/// The agency's topics in which something can be owed.
///
/// # Errors
/// The database's fault.
pub fn running_topics(conn: &mut Conn, agency_id: &str) -> QueryResult<Vec<TopicName>> {
    topics::table
        .filter(topics::agency_id.eq(agency_id))
        .filter(topics::state.eq_any(RUNNING))
        .order((topics::opens_on.desc(), topics::id.asc()))
        .select(TopicName::as_select())
        .load(conn)
}

/// Open and closed: drafts have no suggestions, concluded topics no debts.
const RUNNING: [&str; 2] = [TopicState::Open.as_str(), TopicState::Closed.as_str()];

/// So many suggestions of one topic owe the same step by the same day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debts {
    pub topic_id: String,
    pub owed: DueKind,
    /// YYYY-MM-DD
    pub due: String,
    pub count: i64,
}

/// A suggestion that is owed a step.
#[derive(Debug, Clone, Queryable)]
pub struct Owed {
    pub id: String,
    pub reference: String,
    pub topic_id: String,
    pub title: String,
    pub lang: String,
    pub dir: String,
    pub due: Option<String>,
}

/// Which debts are wanted: those of one topic, due from one day to another, after a cursor.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    pub topic_id: Option<String>,
    /// First and last due day, both included.
    pub due: Option<(String, String)>,
    /// Due day and id of the last row that was shown.
    pub after: Option<(String, String)>,
}

/// The two clocks differ in their column alone.
macro_rules! by_clock {
    ($rows:ident, $due:ident, $state:expr) => {
        fn $rows(
            conn: &mut Conn,
            agency_id: &str,
            wanted: &Wanted,
            limit: i64,
        ) -> QueryResult<Vec<Owed>> {
            let mut query = suggestions::table
                .inner_join(topics::table)
                .filter(topics::agency_id.eq(agency_id))
                .filter(topics::state.eq_any(RUNNING))
                .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
                .filter(suggestions::answer_state.eq($state.as_str()))
                .into_boxed();
            if let Some(topic_id) = &wanted.topic_id {
                query = query.filter(suggestions::topic_id.eq(topic_id));
            }
            if let Some((first, last)) = &wanted.due {
                query = query
                    .filter(suggestions::$due.ge(first))
                    .filter(suggestions::$due.le(last));
            }
            if let Some((due, id)) = &wanted.after {
                query = query.filter(
                    suggestions::$due.gt(due).or(suggestions::$due
                        .eq(due)
                        .and(suggestions::id.gt(id).nullable())),
                );
            }
            query
                .order((suggestions::$due.asc(), suggestions::id.asc()))
                .limit(limit)
                .select((
                    suggestions::id,
                    suggestions::reference,
                    suggestions::topic_id,
                    suggestions::title,
                    suggestions::lang,
                    suggestions::dir,
                    suggestions::$due,
                ))
                .load::<Owed>(conn)
        }
    };
}

by_clock!(rows_acknowledge, acknowledge_due, AnswerState::None);
by_clock!(rows_decide, decide_due, AnswerState::Acknowledged);

/// All debts of an agency, counted by topic, step and due day.
///
/// # Errors
/// The database's fault.
pub fn debts(conn: &mut Conn, agency_id: &str) -> QueryResult<Vec<Debts>> {
    type Row = (String, String, Option<String>, Option<String>, i64);
    let running = topics::table
        .filter(topics::agency_id.eq(agency_id))
        .filter(topics::state.eq_any(RUNNING))
        .select(topics::id);
    // As in `figures_write`: no join, and the groups in the order of an index.
    let rows = suggestions::table
        .filter(suggestions::topic_id.eq_any(running))
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
            suggestions::topic_id,
            suggestions::answer_state,
            suggestions::acknowledge_due,
            suggestions::decide_due,
            count_star(),
        ))
        .load::<Row>(conn)?;
    let mut debts: BTreeMap<(String, bool, String), i64> = BTreeMap::new();
    for (topic_id, state, acknowledge_due, decide_due, count) in rows {
        let first = state == AnswerState::None.as_str();
        let due = if first { acknowledge_due } else { decide_due };
        *debts
            .entry((topic_id, first, due.unwrap_or_default()))
            .or_default() += count;
    }
    let debt = |((topic_id, first, due), count)| Debts {
        topic_id,
        owed: if first {
            DueKind::Acknowledge
        } else {
            DueKind::Decide
        },
        due,
        count,
    };
    Ok(debts.into_iter().map(debt).collect())
}

/// Suggestions that are owed a step, the oldest debt first.
///
/// # Errors
/// The database's fault.
pub fn owed(
    conn: &mut Conn,
    agency_id: &str,
    owed: DueKind,
    wanted: &Wanted,
    limit: i64,
) -> QueryResult<Vec<Owed>> {
    match owed {
        DueKind::Acknowledge => rows_acknowledge(conn, agency_id, wanted, limit),
        DueKind::Decide => rows_decide(conn, agency_id, wanted, limit),
    }
}

/// Where a suggestion stands in the last edition of its topic.
#[derive(Debug, Clone, Queryable)]
pub struct Standing {
    pub place: i32,
    pub shared: bool,
    pub points: i64,
    pub lists: i64,
    pub all_lists: i64,
    pub edition: i32,
    pub counted_at: At,
}

/// The standing of a suggestion in an edition.
///
/// # Errors
/// The database's fault.
pub fn standing(
    conn: &mut Conn,
    edition_id: &str,
    suggestion_id: &str,
) -> QueryResult<Option<Standing>> {
    standings::table
        .inner_join(editions::table)
        .filter(standings::edition_id.eq(edition_id))
        .filter(standings::suggestion_id.eq(suggestion_id))
        .select((
            standings::place,
            standings::shared,
            standings::points,
            standings::lists,
            editions::lists,
            editions::number,
            editions::counted_at,
        ))
        .first(conn)
        .optional()
}

/// What the author added later, the oldest first: text, language, direction, time.
///
/// # Errors
/// The database's fault.
pub fn additions(
    conn: &mut Conn,
    suggestion_id: &str,
) -> QueryResult<Vec<(String, String, String, At)>> {
    suggestion_additions::table
        .filter(suggestion_additions::suggestion_id.eq(suggestion_id))
        .order((
            suggestion_additions::added_at.asc(),
            suggestion_additions::id.asc(),
        ))
        .select((
            suggestion_additions::body,
            suggestion_additions::lang,
            suggestion_additions::dir,
            suggestion_additions::added_at,
        ))
        .load(conn)
}
