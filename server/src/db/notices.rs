//! Notices: what somebody is told of, once each.

use std::collections::HashMap;

use diesel::dsl::count_star;
use diesel::prelude::*;
use shared::notice::NoticeKind;

use super::Conn;
use super::agencies::Agency;
use super::schema::{agencies, notices, suggestions, topics};
use super::types::At;
use crate::on_each;

/// A notice as stored.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = notices, treat_none_as_default_value = false)]
pub struct Notice {
    pub id: String,
    pub account_id: String,
    pub kind: String,
    pub topic_id: String,
    pub suggestion_id: Option<String>,
    /// What it comes from: nobody is told twice of one cause.
    pub cause: String,
    pub happened_at: At,
    pub made_at: At,
    pub read_at: Option<At>,
    /// Since when it waits for the next digest.
    pub waits_since: Option<At>,
    pub mailed_at: Option<At>,
}

/// The topic that a notice is about.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = topics)]
pub struct OfTopic {
    pub slug: String,
    pub title_ar: String,
    pub title_en: String,
    pub closes_on: String,
}

/// The suggestion that a notice is about, as it stands now.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = suggestions)]
pub struct OfSuggestion {
    pub reference: String,
    pub title: String,
    pub lang: String,
    pub dir: String,
    pub publication: String,
    pub author_id: Option<String>,
}

/// A notice with all that it is told with.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = notices)]
pub struct Whole {
    #[diesel(embed)]
    pub notice: Notice,
    #[diesel(embed)]
    pub topic: OfTopic,
    #[diesel(embed)]
    pub agency: Agency,
    #[diesel(embed)]
    pub suggestion: Option<OfSuggestion>,
}

impl Whole {
    /// The kind; a word that the domain does not know (never stored) is none.
    pub fn kind(&self) -> Option<NoticeKind> {
        NoticeKind::parse(&self.notice.kind).ok()
    }
}

/// Adds notices.
///
/// # Errors
/// A unique violation when somebody was told of the same cause; else the database's fault.
pub fn add(conn: &mut Conn, rows: &[Notice]) -> QueryResult<usize> {
    if rows.is_empty() {
        return Ok(0);
    }
    on_each!(conn, |c| diesel::insert_into(notices::table)
        .values(rows)
        .execute(c))
}

macro_rules! whole {
    () => {
        notices::table
            .inner_join(topics::table.inner_join(agencies::table))
            .left_join(suggestions::table.on(notices::suggestion_id.eq(suggestions::id.nullable())))
            .select(Whole::as_select())
    };
}

/// A notice with what it is about.
///
/// # Errors
/// The database's fault.
pub fn whole(conn: &mut Conn, id: &str) -> QueryResult<Option<Whole>> {
    whole!().filter(notices::id.eq(id)).first(conn).optional()
}

/// Who of some people was told of a cause.
///
/// # Errors
/// The database's fault.
pub fn told(conn: &mut Conn, cause: &str, account_ids: &[&str]) -> QueryResult<Vec<String>> {
    notices::table
        .filter(notices::account_id.eq_any(account_ids.iter().copied()))
        .filter(notices::cause.eq(cause))
        .select(notices::account_id)
        .load(conn)
}

/// The notices of a person, the newest first, from after one (made at, id).
///
/// # Errors
/// The database's fault.
pub fn page(
    conn: &mut Conn,
    account_id: &str,
    after: Option<(At, &str)>,
    limit: i64,
) -> QueryResult<Vec<Whole>> {
    let own = whole!()
        .filter(notices::account_id.eq(account_id))
        .order((notices::made_at.desc(), notices::id.desc()))
        .limit(limit);
    match after {
        None => own.load(conn),
        Some((at, id)) => own
            .filter(notices::made_at.le(at))
            .filter(notices::made_at.lt(at).or(notices::id.lt(id)))
            .load(conn),
    }
}

/// Those of a person that wait for a digest since before a moment, the oldest first.
///
/// # Errors
/// The database's fault.
pub fn waiting(
    conn: &mut Conn,
    account_id: &str,
    before: At,
    limit: i64,
) -> QueryResult<Vec<Whole>> {
    whole!()
        .filter(notices::account_id.eq(account_id))
        .filter(notices::waits_since.lt(before))
        .filter(notices::waits_since.is_not_null())
        .order((notices::waits_since, notices::id))
        .limit(limit)
        .load(conn)
}

/// Notes that a digest holds what waited since before a moment. Answers how many those were.
///
/// # Errors
/// The database's fault.
pub fn digested(conn: &mut Conn, account_id: &str, before: At, now: At) -> QueryResult<usize> {
    let those = notices::table
        .filter(notices::account_id.eq(account_id))
        .filter(notices::waits_since.lt(before))
        .filter(notices::waits_since.is_not_null());
    diesel::update(those)
        .set((
            notices::waits_since.eq(None::<At>),
            notices::mailed_at.eq(Some(now)),
        ))
        .execute(conn)
}

/// Lets nothing of a person wait for a digest any more.
///
/// # Errors
/// The database's fault.
pub fn wait_no_more(conn: &mut Conn, account_id: &str) -> QueryResult<()> {
    let waiting = notices::table
        .filter(notices::account_id.eq(account_id))
        .filter(notices::waits_since.is_not_null());
    diesel::update(waiting)
        .set(notices::waits_since.eq(None::<At>))
        .execute(conn)
        .map(drop)
}

/// How many letters at once each of some people got since a moment; who got none is left out.
///
/// # Errors
/// The database's fault.
pub fn mailed_since(
    conn: &mut Conn,
    account_ids: &[&str],
    since: At,
) -> QueryResult<HashMap<String, i64>> {
    let counted = notices::table
        .filter(notices::account_id.eq_any(account_ids.iter().copied()))
        .filter(notices::made_at.ge(since))
        // A digest is written later than what it holds.
        .filter(notices::mailed_at.eq(notices::made_at.nullable()))
        .group_by(notices::account_id)
        .select((notices::account_id, count_star()))
        .load::<(String, i64)>(conn)?;
    Ok(counted.into_iter().collect())
}

/// How many notices a person has not read.
///
/// # Errors
/// The database's fault.
pub fn unread(conn: &mut Conn, account_id: &str) -> QueryResult<i64> {
    notices::table
        .filter(notices::account_id.eq(account_id))
        .filter(notices::read_at.is_null())
        .count()
        .get_result(conn)
}

/// Marks what a person was told of up to a moment as read.
///
/// # Errors
/// The database's fault.
pub fn read(conn: &mut Conn, account_id: &str, up_to: At, now: At) -> QueryResult<usize> {
    let those = notices::table
        .filter(notices::account_id.eq(account_id))
        .filter(notices::made_at.le(up_to))
        .filter(notices::read_at.is_null());
    diesel::update(those)
        .set(notices::read_at.eq(Some(now)))
        .execute(conn)
}
