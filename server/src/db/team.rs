//! The staff of an agency, and which topics they are responsible for.

use diesel::prelude::*;
use shared::account::RoleKind;
use shared::topic::TopicState;

use super::schema::{
    account_roles, accounts, answers, priority_list_entries, priority_lists, suggestions,
    topic_moderators, topics,
};
use super::types::At;
use super::{Conn, exactly_one};

/// A person of the staff in one of its roles.
#[derive(Debug, Clone, Queryable)]
pub struct MemberRow {
    pub account_id: String,
    pub name: String,
    pub sign_in: String,
    pub role: String,
}

/// The staff of an agency by name: a row for each role.
///
/// # Errors
/// The database's fault.
pub fn members(conn: &mut Conn, agency_id: &str) -> QueryResult<Vec<MemberRow>> {
    account_roles::table
        .inner_join(accounts::table)
        .filter(account_roles::agency_id.eq(agency_id))
        .order((accounts::name, accounts::id, account_roles::role))
        .select((
            accounts::id,
            accounts::name,
            accounts::sign_in,
            account_roles::role,
        ))
        .load(conn)
}

/// A topic with the account responsible for it.
#[derive(Debug, Clone, Queryable)]
pub struct Kept {
    pub id: String,
    pub slug: String,
    pub title_ar: String,
    pub title_en: String,
    pub state: String,
    pub responsible: Option<String>,
}

/// The topics of an agency that are not concluded, the latest opening day first.
///
/// # Errors
/// The database's fault.
pub fn topics(conn: &mut Conn, agency_id: &str) -> QueryResult<Vec<Kept>> {
    topics::table
        .left_join(topic_moderators::table)
        .filter(topics::agency_id.eq(agency_id))
        .filter(topics::state.ne(TopicState::Concluded.as_str()))
        .order((topics::opens_on.desc(), topics::id.desc()))
        .select((
            topics::id,
            topics::slug,
            topics::title_ar,
            topics::title_en,
            topics::state,
            topic_moderators::account_id.nullable(),
        ))
        .load(conn)
}

/// An answer given by a person of the staff.
#[derive(Debug, Clone, Queryable)]
pub struct Work {
    pub answered_by: String,
    pub kind: String,
    pub answered_at: At,
    pub published_at: Option<At>,
    /// When the suggestion was first decided.
    pub decided_at: Option<At>,
}

/// The answers of an agency since a moment.
///
/// # Errors
/// The database's fault.
pub fn work_since(conn: &mut Conn, agency_id: &str, since: At) -> QueryResult<Vec<Work>> {
    answers::table
        .inner_join(suggestions::table)
        .filter(answers::agency_id.eq(agency_id))
        .filter(answers::answered_at.ge(since))
        .select((
            answers::answered_by,
            answers::kind,
            answers::answered_at,
            suggestions::published_at,
            suggestions::decided_at,
        ))
        .load(conn)
}

/// Makes an account a moderator of an agency.
///
/// # Errors
/// A unique violation when it is one; else the database's fault.
pub fn appoint(conn: &mut Conn, account_id: &str, agency_id: &str, at: At) -> QueryResult<()> {
    let row = (
        account_roles::id.eq(crate::chance::id(at.time())),
        account_roles::account_id.eq(account_id),
        account_roles::role.eq(RoleKind::Moderator.as_str()),
        account_roles::agency_id.eq(agency_id),
        account_roles::granted_at.eq(at),
    );
    exactly_one(
        diesel::insert_into(account_roles::table)
            .values(row)
            .execute(conn),
    )
}

/// Takes the role of a moderator of an agency from an account.
///
/// # Errors
/// Not found when it has not that role; else the database's fault.
pub fn remove(conn: &mut Conn, account_id: &str, agency_id: &str) -> QueryResult<()> {
    let role = account_roles::table
        .filter(account_roles::account_id.eq(account_id))
        .filter(account_roles::agency_id.eq(agency_id))
        .filter(account_roles::role.eq(RoleKind::Moderator.as_str()));
    exactly_one(diesel::delete(role).execute(conn))
}

/// Leaves the topics of an agency that an account is responsible for without anybody.
///
/// # Errors
/// The database's fault.
pub fn free_topics(conn: &mut Conn, account_id: &str, agency_id: &str) -> QueryResult<()> {
    let of_agency = topics::table
        .filter(topics::agency_id.eq(agency_id))
        .select(topics::id);
    let theirs = topic_moderators::table
        .filter(topic_moderators::account_id.eq(account_id))
        .filter(topic_moderators::topic_id.eq_any(of_agency));
    diesel::delete(theirs).execute(conn).map(drop)
}

/// Makes an account responsible for a topic in the place of the one that was read; none for nobody.
///
/// # Errors
/// Not found or a unique violation when another was assigned meanwhile; else the database's fault.
pub fn assign(
    conn: &mut Conn,
    topic_id: &str,
    seen: Option<&str>,
    to: Option<&str>,
    at: At,
) -> QueryResult<()> {
    let stands = |seen: &str| {
        topic_moderators::table
            .find(topic_id.to_owned())
            .filter(topic_moderators::account_id.eq(seen.to_owned()))
    };
    match (seen, to) {
        (None, None) => Ok(()),
        (None, Some(to)) => {
            let row = (
                topic_moderators::topic_id.eq(topic_id),
                topic_moderators::account_id.eq(to),
                topic_moderators::assigned_at.eq(at),
            );
            exactly_one(
                diesel::insert_into(topic_moderators::table)
                    .values(row)
                    .execute(conn),
            )
        }
        (Some(seen), None) => exactly_one(diesel::delete(stands(seen)).execute(conn)),
        (Some(seen), Some(to)) => {
            let change = (
                topic_moderators::account_id.eq(to),
                topic_moderators::assigned_at.eq(at),
            );
            exactly_one(diesel::update(stands(seen)).set(change).execute(conn))
        }
    }
}

/// The account responsible for a topic.
///
/// # Errors
/// The database's fault.
pub fn responsible(conn: &mut Conn, topic_id: &str) -> QueryResult<Option<String>> {
    topic_moderators::table
        .find(topic_id)
        .select(topic_moderators::account_id)
        .first(conn)
        .optional()
}

/// The open topics (by id) of an agency in which an account has a priority list.
///
/// # Errors
/// The database's fault.
pub fn listed_in(conn: &mut Conn, account_id: &str, agency_id: &str) -> QueryResult<Vec<String>> {
    priority_lists::table
        .inner_join(topics::table.on(topics::id.eq(priority_lists::topic_id)))
        .filter(priority_lists::account_id.eq(account_id))
        .filter(topics::agency_id.eq(agency_id))
        .filter(topics::state.eq(TopicState::Open.as_str()))
        .select(topics::id)
        .load(conn)
}

/// Takes out the lists of an account in those of some topics that are open.
///
/// # Errors
/// The database's fault.
pub fn drop_lists(conn: &mut Conn, account_id: &str, topic_ids: &[String]) -> QueryResult<()> {
    let open = topics::table
        .filter(topics::id.eq_any(topic_ids))
        .filter(topics::state.eq(TopicState::Open.as_str()))
        .select(topics::id);
    let lists: Vec<String> = priority_lists::table
        .filter(priority_lists::account_id.eq(account_id))
        .filter(priority_lists::topic_id.eq_any(open))
        .select(priority_lists::id)
        .load(conn)?;
    let entries =
        priority_list_entries::table.filter(priority_list_entries::list_id.eq_any(&lists));
    diesel::delete(entries).execute(conn)?;
    let lists = priority_lists::table.filter(priority_lists::id.eq_any(&lists));
    diesel::delete(lists).execute(conn).map(drop)
}
