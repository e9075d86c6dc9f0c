//! What was changed in the calendar, and which promised days that moved.

use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use jiff::civil::Date;
use shared::clocks::PromisedDay;
use shared::suggestion::PublicationState;

use super::schema::{
    calendar_changes as changes, calendar_moves as moves, objections, report_cases, suggestions,
    topic_extensions, topics,
};
use super::types::At;
use super::{Conn, exactly_one};
use crate::on_each;

/// A change as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = changes)]
pub struct Change {
    pub number: i32,
    /// One of the words of the table's check.
    pub kind: String,
    pub name_ar: String,
    pub name_en: String,
    pub days_off: String,
    pub first_day: String,
    pub last_day: String,
    pub was_first: Option<String>,
    pub was_last: Option<String>,
    pub suggestions: i64,
    pub due_days: i64,
    pub changed_by: String,
    pub changed_at: At,
}

/// The number of the last change, which is the calendar's version; 0 before the first.
///
/// # Errors
/// The database's fault.
pub fn last_number(conn: &mut Conn) -> QueryResult<i32> {
    let last = changes::table
        .select(diesel::dsl::max(changes::number))
        .first::<Option<i32>>(conn)?;
    Ok(last.unwrap_or_default())
}

/// The latest changes, the newest first.
///
/// # Errors
/// The database's fault.
pub fn latest(conn: &mut Conn, most: i64) -> QueryResult<Vec<Change>> {
    changes::table
        .order(changes::number.desc())
        .limit(most)
        .select(Change::as_select())
        .load(conn)
}

/// Keeps a change.
///
/// # Errors
/// A unique violation when another came first; else the database's fault.
pub fn add(conn: &mut Conn, change: &Change) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(changes::table)
            .values(change)
            .execute(conn),
    )
}

/// What a change moved in one topic.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = moves)]
pub struct Moved {
    pub topic_id: String,
    pub change_number: i32,
    pub suggestions: i64,
    pub due_days: i64,
}

/// Keeps what a change moved.
///
/// # Errors
/// The database's fault.
pub fn add_moves(conn: &mut Conn, rows: &[Moved]) -> QueryResult<()> {
    for chunk in rows.chunks(AT_ONCE) {
        on_each!(conn, |c| diesel::insert_into(moves::table)
            .values(chunk)
            .execute(c))?;
    }
    Ok(())
}

/// The changes that moved promised days of a topic, the newest first: the change, and how many due
/// days of the topic it moved.
///
/// # Errors
/// The database's fault.
pub fn of_topic(conn: &mut Conn, topic_id: &str) -> QueryResult<Vec<(Change, i64)>> {
    moves::table
        .inner_join(changes::table)
        .filter(moves::topic_id.eq(topic_id))
        .order(moves::change_number.desc())
        .select((Change::as_select(), moves::due_days))
        .load(conn)
}

/// A suggestion with a clock that still runs.
#[derive(Debug, Clone, Queryable)]
pub struct Running {
    pub id: String,
    pub reference: String,
    pub topic_id: String,
    pub published_at: Option<At>,
    pub acknowledge_due: Option<String>,
    pub decide_due: Option<String>,
    pub acknowledged_at: Option<At>,
}

/// Those whose clocks run, or would run once they are restored.
const WITH_CLOCKS: [&str; 4] = [
    PublicationState::Published.as_str(),
    PublicationState::Pending.as_str(),
    PublicationState::Hidden.as_str(),
    PublicationState::Merged.as_str(),
];

/// Every suggestion with a clock that was not stopped and whose due day has not passed.
///
/// # Errors
/// The database's fault.
pub fn running(conn: &mut Conn, today: Date) -> QueryResult<Vec<Running>> {
    let today = today.to_string();
    let waits = suggestions::decide_due
        .ge(&today)
        .or(suggestions::acknowledged_at
            .is_null()
            .and(suggestions::acknowledge_due.ge(&today)));
    suggestions::table
        .filter(suggestions::publication.eq_any(WITH_CLOCKS))
        .filter(suggestions::decided_at.is_null())
        .filter(waits)
        .select((
            suggestions::id,
            suggestions::reference,
            suggestions::topic_id,
            suggestions::published_at,
            suggestions::acknowledge_due,
            suggestions::decide_due,
            suggestions::acknowledged_at,
        ))
        .load(conn)
}

/// A topic whose suggestions may have clocks.
#[derive(Debug, Clone, Queryable)]
pub struct Promising {
    pub id: String,
    pub agency_id: String,
    pub slug: String,
    pub title_ar: String,
    pub title_en: String,
    pub closes_on: String,
}

/// An extension: topic, closing day before it, and when it was made.
pub type Extended = (String, String, At);

/// These topics, and all their extensions, the oldest first. The
/// topics are read first: an extension committed in between is then undone by its own row.
///
/// # Errors
/// The database's fault.
pub fn promising(conn: &mut Conn, ids: &[String]) -> QueryResult<(Vec<Promising>, Vec<Extended>)> {
    let found = topics::table
        .filter(topics::id.eq_any(ids))
        .select((
            topics::id,
            topics::agency_id,
            topics::slug,
            topics::title_ar,
            topics::title_en,
            topics::closes_on,
        ))
        .load(conn)?;
    let extended = topic_extensions::table
        .filter(topic_extensions::topic_id.eq_any(ids))
        .order(topic_extensions::extended_at)
        .select((
            topic_extensions::topic_id,
            topic_extensions::closes_before,
            topic_extensions::extended_at,
        ))
        .load(conn)?;
    Ok((found, extended))
}

/// Rows that one statement names.
const AT_ONCE: usize = 1_000;

/// Something else than a suggestion's own clock that waits until a promised day.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Of the objection, or of the case of reports.
    pub id: String,
    /// Of an objection: its suggestion, that one's reference, and its topic.
    pub of: Option<(String, String, String)>,
    pub since: At,
    pub due_on: String,
}

/// Every objection that waits for its decision and every case of reports that waits to be looked
/// at, unless their due day has passed.
///
/// # Errors
/// The database's fault.
pub fn waiting(conn: &mut Conn, today: Date) -> QueryResult<Vec<Waiting>> {
    type Row = (
        String,
        (Option<String>, Option<String>, Option<String>),
        At,
        String,
    );
    let today = today.to_string();
    let none = || None::<String>.into_sql::<Nullable<Text>>();
    let objected = || {
        objections::table
            .inner_join(suggestions::table)
            .filter(objections::outcome.is_null())
            .filter(objections::due_on.ge(&today))
            .select((
                objections::id,
                (
                    suggestions::id.nullable(),
                    suggestions::reference.nullable(),
                    suggestions::topic_id.nullable(),
                ),
                objections::objected_at,
                objections::due_on,
            ))
    };
    let reported = || {
        report_cases::table
            .filter(report_cases::settled_as.is_null())
            .filter(report_cases::due_on.ge(&today))
            .select((
                report_cases::id,
                (none(), none(), none()),
                report_cases::opened_at,
                report_cases::due_on,
            ))
    };
    let rows: Vec<Row> = on_each!(conn, |c| objected().union_all(reported()).load::<Row>(c))?;
    let waiting =
        rows.into_iter().map(
            |(id, (suggestion, reference, topic), since, due_on)| Waiting {
                id,
                of: suggestion
                    .zip(reference)
                    .zip(topic)
                    .map(|((suggestion, reference), topic)| (suggestion, reference, topic)),
                since,
                due_on,
            },
        );
    Ok(waiting.collect())
}

/// Moves promised days, all from the same day to the same day; `ids` are of suggestions, of
/// objections or of cases of reports. Answers how many were moved: fewer than named when one was
/// answered, decided, settled or moved meanwhile.
///
/// # Errors
/// The database's fault.
pub fn move_due(
    conn: &mut Conn,
    clock: PromisedDay,
    (from, to): (Date, Date),
    ids: &[&str],
) -> QueryResult<usize> {
    let (from, to) = (from.to_string(), to.to_string());
    let mut moved = 0;
    for chunk in ids.chunks(AT_ONCE) {
        let named = suggestions::table
            .filter(suggestions::id.eq_any(chunk))
            .filter(suggestions::decided_at.is_null());
        moved += match clock {
            PromisedDay::Acknowledge => diesel::update(
                named
                    .filter(suggestions::acknowledged_at.is_null())
                    .filter(suggestions::acknowledge_due.eq(&from)),
            )
            .set(suggestions::acknowledge_due.eq(&to))
            .execute(conn)?,
            PromisedDay::Decide => diesel::update(named.filter(suggestions::decide_due.eq(&from)))
                .set(suggestions::decide_due.eq(&to))
                .execute(conn)?,
            PromisedDay::Objection => diesel::update(
                objections::table
                    .filter(objections::id.eq_any(chunk))
                    .filter(objections::outcome.is_null())
                    .filter(objections::due_on.eq(&from)),
            )
            .set(objections::due_on.eq(&to))
            .execute(conn)?,
            PromisedDay::Reports => diesel::update(
                report_cases::table
                    .filter(report_cases::id.eq_any(chunk))
                    .filter(report_cases::settled_as.is_null())
                    .filter(report_cases::due_on.eq(&from)),
            )
            .set(report_cases::due_on.eq(&to))
            .execute(conn)?,
        };
    }
    Ok(moved)
}
