//! Debts that staff are written to about, once a clock and stage.

use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel::sql_types::Text;
use shared::account::RoleKind;
use shared::answer::AnswerState;
use shared::clocks::{DueKind, Stage};
use shared::suggestion::PublicationState;
use shared::topic::TopicState;

use super::Conn;
use super::agencies::Agency;
use super::schema::{
    account_roles, accounts, agencies, escalations, suggestions, topic_moderators, topics,
};
use super::types::At;
use crate::on_each;

const RUNNING: [&str; 2] = [TopicState::Open.as_str(), TopicState::Closed.as_str()];

/// The first and last due day of a stage, both included.
pub type Span<'a> = (&'a str, &'a str);

/// The two clocks differ in their column alone.
macro_rules! reached {
    ($due:ident, $state:expr, $kind:expr, $stage:expr, $span:expr) => {{
        let told = escalations::table
            .filter(escalations::suggestion_id.eq(suggestions::id))
            .filter(escalations::clock.eq($kind.as_str()))
            .filter(escalations::stage.eq($stage.as_str()));
        suggestions::table
            .inner_join(topics::table)
            .filter(topics::state.eq_any(RUNNING))
            .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
            .filter(suggestions::answer_state.eq($state.as_str()))
            .filter(suggestions::$due.ge($span.0.to_owned()))
            .filter(suggestions::$due.le($span.1.to_owned()))
            .filter(not(exists(told)))
    }};
}

/// An agency with debts that have reached a stage and that nobody was written to about; `None` when
/// there is none.
///
/// # Errors
/// The database's fault.
pub fn next_agency(
    conn: &mut Conn,
    kind: DueKind,
    stage: Stage,
    span: Span<'_>,
) -> QueryResult<Option<String>> {
    match kind {
        DueKind::Acknowledge => reached!(acknowledge_due, AnswerState::None, kind, stage, span)
            .select(topics::agency_id)
            .first(conn)
            .optional(),
        DueKind::Decide => reached!(decide_due, AnswerState::Acknowledged, kind, stage, span)
            .select(topics::agency_id)
            .first(conn)
            .optional(),
    }
}

/// Keeps, with one statement, that staff are written to now about all debts of an agency that have
/// reached a stage. Answers how many.
///
/// # Errors
/// The database's fault.
pub fn keep(
    conn: &mut Conn,
    agency_id: &str,
    (kind, stage): (DueKind, Stage),
    span: Span<'_>,
    now: At,
) -> QueryResult<usize> {
    macro_rules! kept {
        ($due:ident, $state:expr) => {{
            let rows = reached!($due, $state, kind, stage, span)
                .filter(topics::agency_id.eq(agency_id))
                .select((
                    suggestions::id,
                    kind.as_str().into_sql::<Text>(),
                    stage.as_str().into_sql::<Text>(),
                    now.into_sql::<diesel::sql_types::Timestamp>(),
                ));
            on_each!(conn, |c| rows
                .insert_into(escalations::table)
                .into_columns((
                    escalations::suggestion_id,
                    escalations::clock,
                    escalations::stage,
                    escalations::told_at,
                ))
                .execute(c))
        }};
    }
    match kind {
        DueKind::Acknowledge => kept!(acknowledge_due, AnswerState::None),
        DueKind::Decide => kept!(decide_due, AnswerState::Acknowledged),
    }
}

/// A debt that a letter names.
#[derive(Debug, Clone, Queryable)]
pub struct Named {
    pub clock: String,
    pub reference: String,
    pub title: String,
    pub acknowledge_due: Option<String>,
    pub decide_due: Option<String>,
}

impl Named {
    /// The day by which it is owed.
    pub fn due(&self) -> &str {
        let due = match DueKind::parse(&self.clock) {
            Ok(DueKind::Decide) => &self.decide_due,
            _ => &self.acknowledge_due,
        };
        due.as_deref().unwrap_or_default()
    }
}

/// Whose debts of one letter are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    Everybodys,
    /// Of whoever takes care of it, else of who is responsible for its topic.
    Of(String),
    /// Nobody takes care of it.
    Nobodys,
}

macro_rules! told {
    ($agency:expr, $stage:expr, $at:expr) => {
        escalations::table
            .inner_join(
                suggestions::table.inner_join(topics::table.left_join(topic_moderators::table)),
            )
            .filter(escalations::told_at.eq($at))
            .filter(escalations::stage.eq($stage.as_str()))
            .filter(topics::agency_id.eq($agency.to_owned()))
    };
}

/// What staff are written to about, just kept: the first of them by due day, and how many in all.
///
/// # Errors
/// The database's fault.
pub fn listed(
    conn: &mut Conn,
    (agency_id, stage, at): (&str, Stage, At),
    whose: &Whose,
    most: i64,
) -> QueryResult<(Vec<Named>, i64)> {
    macro_rules! both {
        ($rows:expr) => {{
            let count = $rows.count().get_result(conn)?;
            let named = $rows
                .order((
                    suggestions::acknowledge_due,
                    suggestions::decide_due,
                    suggestions::id,
                ))
                .limit(most)
                .select((
                    escalations::clock,
                    suggestions::reference,
                    suggestions::title,
                    suggestions::acknowledge_due,
                    suggestions::decide_due,
                ))
                .load(conn)?;
            Ok((named, count))
        }};
    }
    match whose {
        Whose::Everybodys => both!(told!(agency_id, stage, at)),
        Whose::Nobodys => both!(
            told!(agency_id, stage, at)
                .filter(suggestions::assigned_to.is_null())
                .filter(topic_moderators::account_id.nullable().is_null())
        ),
        Whose::Of(account) => both!(
            told!(agency_id, stage, at).filter(
                suggestions::assigned_to
                    .eq(account)
                    .or(suggestions::assigned_to
                        .is_null()
                        .and(topic_moderators::account_id.nullable().eq(account)))
            )
        ),
    }
}

/// Who takes care of what was just kept (none for nobody), each once.
///
/// # Errors
/// The database's fault.
pub fn carers(
    conn: &mut Conn,
    (agency_id, stage, at): (&str, Stage, At),
) -> QueryResult<Vec<Option<String>>> {
    let pairs = told!(agency_id, stage, at)
        .select((
            suggestions::assigned_to,
            topic_moderators::account_id.nullable(),
        ))
        .distinct()
        .load::<(Option<String>, Option<String>)>(conn)?;
    let mut carers: Vec<_> = pairs
        .into_iter()
        .map(|(one, other)| one.or(other))
        .collect();
    carers.sort();
    carers.dedup();
    Ok(carers)
}

/// Somebody of the staff to whom letters go.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Reached {
    pub account_id: String,
    pub address: Option<String>,
    pub lang: String,
}

/// Those in a role (at an agency; at none for stewards) whom letters reach.
///
/// # Errors
/// The database's fault.
pub fn staff(
    conn: &mut Conn,
    role: RoleKind,
    agency_id: Option<&str>,
) -> QueryResult<Vec<Reached>> {
    let query = account_roles::table
        .inner_join(accounts::table)
        .filter(account_roles::role.eq(role.as_str()))
        .filter(accounts::disabled_at.is_null())
        .filter(accounts::address.is_not_null())
        .filter(accounts::confirmed_at.is_not_null())
        .order(accounts::id)
        .select((accounts::id, accounts::address, accounts::lang));
    match agency_id {
        Some(agency) => query.filter(account_roles::agency_id.eq(agency)).load(conn),
        None => query.filter(account_roles::agency_id.is_null()).load(conn),
    }
}

/// An agency.
///
/// # Errors
/// Not found where there is none; else the database's fault.
pub fn agency(conn: &mut Conn, id: &str) -> QueryResult<Agency> {
    agencies::table
        .find(id)
        .select(Agency::as_select())
        .first(conn)
}
