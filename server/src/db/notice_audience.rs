//! Who is told of something and was not told yet, so many at once: whoever is stopped half-way goes
//! on where they were, and nobody is told twice.

use diesel::dsl::{exists, not};
use diesel::prelude::*;
use shared::answer::AnswerKind;
use shared::notice::NoticeKind;

use super::Conn;
use super::schema::{
    account_roles, accounts, answers, follows, journal, merges, notice_choices, notices,
    priority_list_entries as entries, priority_lists as lists, suggestions,
};
use super::types::At;

/// Somebody to be told.
#[derive(Debug, Clone, Queryable)]
pub struct Hearer {
    pub id: String,
    pub address: Option<String>,
    pub confirmed_at: Option<At>,
    pub lang: String,
    /// The way chosen for the kind of notice.
    pub way: Option<String>,
}

/// What people are told of.
#[derive(Debug, Clone)]
pub struct Of<'a> {
    pub kind: NoticeKind,
    pub cause: &'a str,
    /// Whoever sits at its desk is not told of what it did: nobody of their own act.
    pub agency_id: &'a str,
    pub limit: i64,
}

/// The condition that finds them; accounts that are disabled hear nothing.
macro_rules! hearers {
    ($conn:expr, $of:expr, $who:expr) => {{
        let told = notices::table
            .filter(notices::account_id.eq(accounts::id))
            .filter(notices::cause.eq($of.cause.to_owned()));
        let staff = account_roles::table
            .filter(account_roles::account_id.eq(accounts::id))
            .filter(account_roles::agency_id.eq($of.agency_id.to_owned()));
        let choice = notice_choices::account_id
            .eq(accounts::id)
            .and(notice_choices::kind.eq($of.kind.as_str()));
        accounts::table
            .left_join(notice_choices::table.on(choice))
            .filter($who)
            .filter(accounts::disabled_at.is_null())
            .filter(not(exists(told)))
            .filter(not(exists(staff)))
            .order(accounts::id)
            .limit($of.limit)
            .select((
                accounts::id,
                accounts::address,
                accounts::confirmed_at,
                accounts::lang,
                notice_choices::way.nullable(),
            ))
            .load::<Hearer>($conn)
    }};
}

/// The authors of some suggestions.
///
/// # Errors
/// The database's fault.
pub fn authors(conn: &mut Conn, of: &Of<'_>, suggestion_ids: &[&str]) -> QueryResult<Vec<Hearer>> {
    let written = suggestions::table
        .filter(suggestions::id.eq_any(suggestion_ids.iter().map(|id| (*id).to_owned())))
        .filter(suggestions::author_id.is_not_null())
        .select(suggestions::author_id.assume_not_null());
    hearers!(conn, of, accounts::id.eq_any(written))
}

/// Those who have some suggestions on their lists.
///
/// # Errors
/// The database's fault.
pub fn listers(conn: &mut Conn, of: &Of<'_>, suggestion_ids: &[&str]) -> QueryResult<Vec<Hearer>> {
    let listed = lists::table
        .inner_join(entries::table)
        .filter(entries::suggestion_id.eq_any(suggestion_ids.iter().map(|id| (*id).to_owned())))
        .filter(lists::account_id.is_not_null())
        .select(lists::account_id.assume_not_null());
    hearers!(conn, of, accounts::id.eq_any(listed))
}

/// Those who followed a topic before a moment.
///
/// # Errors
/// The database's fault.
pub fn followers(
    conn: &mut Conn,
    of: &Of<'_>,
    topic_id: &str,
    before: At,
) -> QueryResult<Vec<Hearer>> {
    let follow = follows::table
        .filter(follows::topic_id.eq(topic_id.to_owned()))
        .filter(follows::followed_at.lt(before))
        .select(follows::account_id);
    hearers!(conn, of, accounts::id.eq_any(follow))
}

/// A row of the journal that somebody may be told of.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = journal)]
pub struct Happened {
    #[diesel(select_expression = journal::seq.assume_not_null())]
    pub seq: i64,
    pub kind: String,
    pub agency_id: Option<String>,
    pub topic_id: Option<String>,
    pub subject_id: String,
    pub happened_at: At,
    pub facts: String,
}

/// The rows of the journal after a number, at most `most`, in order.
///
/// # Errors
/// The database's fault.
pub fn happened_after(conn: &mut Conn, seq: i64, most: i64) -> QueryResult<Vec<Happened>> {
    journal::table
        .filter(journal::seq.gt(seq))
        .order(journal::seq)
        .limit(most)
        .select(Happened::as_select())
        .load(conn)
}

/// The suggestion with a reference (id, publication), and the ids of those merged into it.
///
/// # Errors
/// The database's fault.
pub fn spoken_of(
    conn: &mut Conn,
    reference: &str,
) -> QueryResult<Option<(String, String, Vec<String>)>> {
    let found = suggestions::table
        .filter(suggestions::reference.eq(reference))
        .select((suggestions::id, suggestions::publication))
        .first::<(String, String)>(conn)
        .optional()?;
    let Some((id, publication)) = found else {
        return Ok(None);
    };
    let merged = merges::table
        .filter(merges::into_id.eq(&id))
        .filter(merges::undone_at.is_null())
        .select(merges::suggestion_id)
        .load(conn)?;
    Ok(Some((id, publication, merged)))
}

/// The kind of an answer of a suggestion, and of the one before it.
///
/// # Errors
/// The database's fault.
pub fn answer_and_before(
    conn: &mut Conn,
    suggestion_id: &str,
    answer_id: &str,
) -> QueryResult<Option<(AnswerKind, Option<AnswerKind>)>> {
    let rows = answers::table
        .filter(answers::suggestion_id.eq(suggestion_id))
        .order(answers::number)
        .select((answers::id, answers::kind))
        .load::<(String, String)>(conn)?;
    let mut before = None;
    for (id, kind) in rows {
        let kind = AnswerKind::parse(&kind).ok();
        if id == answer_id {
            return Ok(kind.map(|kind| (kind, before)));
        }
        before = kind;
    }
    Ok(None)
}
