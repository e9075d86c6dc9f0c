//! What becomes of everything that names a person who leaves.
//!
//! Each column that leads to an account stands in [`LINKS`] with its fate, and then the account's
//! own row goes: the database refuses that while anything still leads to it, so that nothing is
//! forgotten and whatever else is written at the same moment fails whole.

use diesel::prelude::*;
use diesel::sql_types::Text;
use jiff::Timestamp;
use shared::answer::AnswerState;
use shared::lang::Lang;
use shared::suggestion::PublicationState;
use shared::topic::TopicState;

use super::people::{self, NewAccount};
use super::schema::{
    accounts, outbox, priority_list_entries as entries, priority_lists as lists,
    suggestion_additions as additions, suggestion_versions as versions, suggestions, tokens,
    topics,
};
use super::types::At;
use super::{Conn, exactly_one};
use crate::{chance, on_each};

/// What becomes of rows that lead to an account by one of their columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// The rows go.
    Forgotten,
    /// The rows stay and lead to nobody.
    Unlinked,
    /// The rows stay, and must lead to somebody: to a row of `accounts` that holds nothing.
    Nameless,
}

use Fate::{Forgotten, Nameless, Unlinked};

/// Table, column and fate of everything that leads to an account. A test compares it with the
/// schema of both databases.
pub const LINKS: &[(&str, &str, Fate)] = &[
    ("account_acts", "account_id", Forgotten),
    ("account_acts", "acted_by", Nameless),
    ("account_roles", "account_id", Forgotten),
    ("account_traps", "account_id", Forgotten),
    ("answer_drafts", "account_id", Forgotten),
    ("answer_releases", "ended_by", Nameless),
    ("answer_releases", "written_by", Nameless),
    ("answer_template_texts", "written_by", Nameless),
    ("answers", "answered_by", Nameless),
    ("bulk_drafts", "account_id", Forgotten),
    ("calendar_changes", "changed_by", Nameless),
    ("data_requests", "account_id", Forgotten),
    ("data_requests", "answered_by", Nameless),
    ("desk_presence", "account_id", Forgotten),
    ("digests", "account_id", Forgotten),
    ("first_reads", "read_by", Nameless),
    ("follows", "account_id", Forgotten),
    ("hidings", "hidden_by", Nameless),
    ("idempotency_keys", "account_id", Forgotten),
    ("invitations", "account_id", Forgotten),
    ("invitations", "invited_by", Nameless),
    ("letter_stops", "account_id", Forgotten),
    ("merges", "merged_by", Nameless),
    ("notice_choices", "account_id", Forgotten),
    ("notices", "account_id", Forgotten),
    ("objections", "decided_by", Nameless),
    ("objections", "objected_by", Nameless),
    ("outbox", "account_id", Forgotten),
    ("pending_acts", "made_by", Nameless),
    ("priority_lists", "account_id", Unlinked),
    ("questions", "asked_by", Nameless),
    ("questions", "withdrawn_by", Nameless),
    ("report_cases", "settled_by", Nameless),
    ("reports", "reporter_id", Nameless),
    ("satisfactions", "account_id", Nameless),
    ("saved_views", "account_id", Forgotten),
    ("sessions", "account_id", Forgotten),
    ("sign_ins", "account_id", Forgotten),
    ("suggestions", "assigned_to", Unlinked),
    ("suggestions", "author_id", Unlinked),
    ("tokens", "account_id", Forgotten),
    ("topic_moderators", "account_id", Forgotten),
    ("topic_versions", "corrected_by", Nameless),
    ("topics", "created_by", Nameless),
    ("weekly_sheets", "account_id", Forgotten),
];

/// A list of somebody, and its topic.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Listed {
    pub list_id: String,
    pub topic_id: String,
    pub topic_state: String,
}

impl Listed {
    /// Whether it still counts with the next edition.
    pub fn is_open(&self) -> bool {
        self.topic_state == TopicState::Open.as_str()
    }
}

/// The lists of an account, by topic.
///
/// # Errors
/// The database's fault.
pub fn lists_of(conn: &mut Conn, account_id: &str) -> QueryResult<Vec<Listed>> {
    lists::table
        .inner_join(topics::table.on(topics::id.eq(lists::topic_id)))
        .filter(lists::account_id.eq(account_id))
        .order(lists::topic_id)
        .select((lists::id, lists::topic_id, topics::state))
        .load(conn)
}

/// The suggestions of an account: reference, publication and answer.
///
/// # Errors
/// The database's fault.
pub fn suggestions_of(
    conn: &mut Conn,
    account_id: &str,
) -> QueryResult<Vec<(String, PublicationState, AnswerState)>> {
    let rows = suggestions::table
        .filter(suggestions::author_id.eq(account_id))
        .order(suggestions::id)
        .select((
            suggestions::reference,
            suggestions::publication,
            suggestions::answer_state,
        ))
        .load::<(String, String, String)>(conn)?;
    let read = |(reference, publication, answer): (String, String, String)| {
        let publication = PublicationState::parse(&publication).ok()?;
        let answer = AnswerState::parse(&answer).ok()?;
        Some((reference, publication, answer))
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Empties a list of an open topic. It stays as changed now and nobody's: the next edition is due
/// as if it had been saved, and is counted without it.
///
/// # Errors
/// Not found when it is not there; else the database's fault.
pub fn empty_list(conn: &mut Conn, list_id: &str, now: Timestamp) -> QueryResult<()> {
    diesel::delete(entries::table.filter(entries::list_id.eq(list_id))).execute(conn)?;
    let set = (
        lists::account_id.eq(None::<String>),
        lists::version.eq(lists::version + 1),
        lists::saved_at.eq(At::from(now)),
    );
    exactly_one(
        diesel::update(lists::table.find(list_id))
            .set(set)
            .execute(conn),
    )
}

/// Stands where the text of a suggestion was that its author took away.
const GONE: &str = "—";

/// Empties what an account's withdrawn suggestions said: nobody reads it any more, and it is the
/// person's alone.
///
/// # Errors
/// The database's fault.
pub fn empty_withdrawn(conn: &mut Conn, account_id: &str) -> QueryResult<()> {
    let ids: Vec<String> = suggestions::table
        .filter(suggestions::author_id.eq(account_id))
        .filter(suggestions::publication.eq(PublicationState::Withdrawn.as_str()))
        .select(suggestions::id)
        .load(conn)?;
    let nothing = None::<String>;
    let said = (
        suggestions::title.eq(GONE),
        suggestions::body.eq(""),
        suggestions::ground_kind.eq(&nothing),
        suggestions::ground_text.eq(&nothing),
        suggestions::ground_link.eq(&nothing),
        suggestions::governorate.eq(&nothing),
        suggestions::wilayat.eq(&nothing),
    );
    diesel::update(suggestions::table.filter(suggestions::id.eq_any(&ids)))
        .set(said)
        .execute(conn)?;
    diesel::update(versions::table.filter(versions::suggestion_id.eq_any(&ids)))
        .set((versions::title.eq(GONE), versions::body.eq("")))
        .execute(conn)?;
    diesel::update(additions::table.filter(additions::suggestion_id.eq_any(&ids)))
        .set(additions::body.eq(GONE))
        .execute(conn)
        .map(drop)
}

/// Removes the account and gives everything that led to it its fate. `name` is what a row that is
/// nobody's is called.
///
/// # Errors
/// A foreign-key violation where something still leads to it; else the database's fault.
pub fn remove(conn: &mut Conn, account_id: &str, name: &str, now: Timestamp) -> QueryResult<()> {
    diesel::update(suggestions::table.filter(suggestions::author_id.eq(account_id)))
        .set(suggestions::show_name.eq(false))
        .execute(conn)?;
    let nobody = nameless(conn, name, now)?;
    let mut kept = 0;
    for (table, column, fate) in LINKS {
        let rows = match fate {
            Forgotten => {
                let sql = format!("DELETE FROM {table} WHERE {column} = $1");
                run(conn, &sql, &[account_id])?
            }
            Unlinked => {
                let sql = format!("UPDATE {table} SET {column} = NULL WHERE {column} = $1");
                run(conn, &sql, &[account_id])?
            }
            Nameless => {
                let sql = format!("UPDATE {table} SET {column} = $1 WHERE {column} = $2");
                run(conn, &sql, &[&nobody, account_id])?
            }
        };
        kept += if *fate == Nameless { rows } else { 0 };
    }
    if kept == 0 {
        exactly_one(diesel::delete(accounts::table.find(&nobody)).execute(conn))?;
    }
    exactly_one(diesel::delete(accounts::table.find(account_id)).execute(conn))
}

/// SQLite numbers `$1`, `$2` as they come, PostgreSQL as they are called: here that is the same.
fn run(conn: &mut Conn, sql: &str, values: &[&str]) -> QueryResult<usize> {
    match *values {
        [one, two] => {
            let query = diesel::sql_query(sql).bind::<Text, _>(one);
            let query = query.bind::<Text, _>(two);
            on_each!(conn, |c| query.execute(c))
        }
        _ => {
            let one = values.first().copied().unwrap_or_default();
            let query = diesel::sql_query(sql).bind::<Text, _>(one);
            on_each!(conn, |c| query.execute(c))
        }
    }
}

/// An account that is nobody's: it holds nothing, and nobody signs in to it.
fn nameless(conn: &mut Conn, name: &str, now: Timestamp) -> QueryResult<String> {
    let id = chance::id(now);
    let nobody = NewAccount {
        id: &id,
        sign_in: &format!("left:{id}"),
        name,
        show_name: false,
        password_hash: None,
        lang: Lang::Ar.code(),
        created_at: now.into(),
    };
    people::add(conn, &nobody, &[])?;
    people::disable(conn, &id, Some(now.into()))?;
    Ok(id)
}

/// Removes letters and links that went to an address before it had an account.
///
/// # Errors
/// The database's fault.
pub fn forget_address(conn: &mut Conn, sign_in: &str, address: &str) -> QueryResult<()> {
    let nobodys = tokens::table.filter(tokens::account_id.is_null());
    diesel::delete(nobodys.filter(tokens::address.eq_any([sign_in, address]))).execute(conn)?;
    let nobodys = outbox::table.filter(outbox::account_id.is_null());
    diesel::delete(nobodys.filter(outbox::to_address.eq_any([sign_in, address])))
        .execute(conn)
        .map(drop)
}
