//! The queue of an agency: what it owes, counted and in the order of the due days.

use std::collections::BTreeMap;

use diesel::dsl::count_star;
use diesel::prelude::*;
use shared::answer::{AnswerState, UNDECIDED};
use shared::clocks::DueKind;
use shared::question::{Asked, QuestionEnd};
use shared::release::ReleaseState;
use shared::suggestion::PublicationState;
use shared::topic::TopicState;

use super::Conn;
use super::schema::{answer_releases, questions, suggestions, topics};

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
    pub category: Option<String>,
    pub count: i64,
}

/// A suggestion that is owed a step.
#[derive(Debug, Clone)]
pub struct Owed {
    pub id: String,
    pub reference: String,
    pub topic_id: String,
    pub title: String,
    pub lang: String,
    pub dir: String,
    pub due: Option<String>,
    pub assigned_to: Option<String>,
    /// A decision on it that waits for a second person.
    pub release: Option<String>,
    /// Where the latest question to its author stands.
    pub question: Option<Asked>,
}

type OwedRow = (
    (String, String, String),
    (String, String, String),
    (Option<String>, Option<String>, Option<String>),
    Option<(i32, Option<String>)>,
);

fn owed_of(((id, reference, topic_id), (title, lang, dir), rest, question): OwedRow) -> Owed {
    let (due, assigned_to, release) = rest;
    let ended = |word: Option<String>| word.and_then(|word| QuestionEnd::parse(&word).ok());
    Owed {
        id,
        reference,
        topic_id,
        title,
        lang,
        dir,
        due,
        assigned_to,
        release,
        question: question.and_then(|(_, word)| Asked::of(ended(word))),
    }
}

/// What is wanted of the queue whatever the stage: language, governorate, who takes care, and what
/// became of the latest question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrowed {
    pub lang: Option<&'static str>,
    pub governorate: Option<&'static str>,
    pub assigned: Option<Assigned>,
    pub question: Option<Asked>,
}

/// Whose suggestions are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assigned {
    Nobody,
    To(String),
}

/// Adds the conditions of [`Narrowed`] to a query over suggestions.
macro_rules! narrow {
    ($query:ident, $narrowed:expr) => {{
        if let Some(lang) = $narrowed.lang {
            $query = $query.filter(suggestions::lang.eq(lang));
        }
        if let Some(governorate) = $narrowed.governorate {
            $query = $query.filter(suggestions::governorate.eq(governorate));
        }
        match &$narrowed.assigned {
            None => {}
            Some(Assigned::Nobody) => {
                $query = $query.filter(suggestions::assigned_to.is_null());
            }
            Some(Assigned::To(id)) => {
                $query = $query.filter(suggestions::assigned_to.eq(id.clone()));
            }
        }
    }};
}

/// Which debts are wanted: those of one topic, due from one day to another, after a cursor.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    pub topic_id: Option<String>,
    pub category: Option<String>,
    pub narrowed: Narrowed,
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
            let latest = questions::suggestion_id
                .eq(suggestions::id)
                .and(questions::latest.eq(true));
            let mut query = suggestions::table
                .inner_join(topics::table)
                .left_join(
                    answer_releases::table.on(answer_releases::suggestion_id
                        .eq(suggestions::id)
                        .and(answer_releases::state.eq(ReleaseState::Waiting.as_str()))),
                )
                .left_join(questions::table.on(latest))
                .filter(topics::agency_id.eq(agency_id))
                .filter(topics::state.eq_any(RUNNING))
                .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
                .filter(suggestions::answer_state.eq($state.as_str()))
                .into_boxed();
            if let Some(topic_id) = &wanted.topic_id {
                query = query.filter(suggestions::topic_id.eq(topic_id));
            }
            if let Some(category) = &wanted.category {
                query = query.filter(suggestions::category.eq(category));
            }
            narrow!(query, wanted.narrowed);
            match wanted.narrowed.question {
                None => {}
                Some(Asked::Replied) => {
                    let replied = QuestionEnd::Replied.as_str();
                    query = query.filter(questions::ended_as.eq(replied));
                }
                Some(Asked::Open) => {
                    query = query
                        .filter(questions::number.nullable().is_not_null())
                        .filter(questions::ended_as.is_null());
                }
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
                    (
                        suggestions::id,
                        suggestions::reference,
                        suggestions::topic_id,
                    ),
                    (suggestions::title, suggestions::lang, suggestions::dir),
                    (
                        suggestions::$due,
                        suggestions::assigned_to,
                        answer_releases::id.nullable(),
                    ),
                    (questions::number, questions::ended_as).nullable(),
                ))
                .load::<OwedRow>(conn)
                .map(|rows| rows.into_iter().map(owed_of).collect())
        }
    };
}

by_clock!(rows_acknowledge, acknowledge_due, AnswerState::None);
by_clock!(rows_decide, decide_due, AnswerState::Acknowledged);

/// All debts of an agency that are wanted, counted by topic, step, due day and category.
///
/// # Errors
/// The database's fault.
pub fn debts(conn: &mut Conn, agency_id: &str, narrowed: &Narrowed) -> QueryResult<Vec<Debts>> {
    type Row = (
        String,
        String,
        Option<String>,
        Option<String>,
        Option<String>,
        i64,
    );
    let running = topics::table
        .filter(topics::agency_id.eq(agency_id))
        .filter(topics::state.eq_any(RUNNING))
        .select(topics::id);
    // As in `figures_write`: no join, and the groups in the order of an index.
    let mut query = suggestions::table
        .group_by((
            suggestions::topic_id,
            suggestions::publication,
            suggestions::answer_state,
            suggestions::acknowledge_due,
            suggestions::decide_due,
            suggestions::category,
        ))
        .select((
            suggestions::topic_id,
            suggestions::answer_state,
            suggestions::acknowledge_due,
            suggestions::decide_due,
            suggestions::category,
            count_star(),
        ))
        .filter(suggestions::topic_id.eq_any(running))
        .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
        .filter(suggestions::answer_state.eq_any(UNDECIDED.iter().map(|state| state.as_str())))
        .into_boxed();
    narrow!(query, narrowed);
    // Few suggestions were asked about: their ids are gathered first.
    let asked = || {
        questions::table
            .filter(questions::agency_id.eq(agency_id))
            .filter(questions::latest.eq(true))
    };
    match narrowed.question {
        None => {}
        Some(Asked::Replied) => {
            let of = asked().filter(questions::ended_as.eq(QuestionEnd::Replied.as_str()));
            query = query.filter(suggestions::id.eq_any(of.select(questions::suggestion_id)));
        }
        Some(Asked::Open) => {
            let of = asked().filter(questions::ended_as.is_null());
            query = query.filter(suggestions::id.eq_any(of.select(questions::suggestion_id)));
        }
    }
    let rows = query.load::<Row>(conn)?;
    type Key = (String, bool, String, Option<String>);
    let mut debts: BTreeMap<Key, i64> = BTreeMap::new();
    for (topic_id, state, acknowledge_due, decide_due, category, count) in rows {
        let first = state == AnswerState::None.as_str();
        let due = if first { acknowledge_due } else { decide_due };
        *debts
            .entry((topic_id, first, due.unwrap_or_default(), category))
            .or_default() += count;
    }
    let debt = |((topic_id, first, due, category), count): (Key, i64)| Debts {
        topic_id,
        owed: if first {
            DueKind::Acknowledge
        } else {
            DueKind::Decide
        },
        due,
        category,
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
