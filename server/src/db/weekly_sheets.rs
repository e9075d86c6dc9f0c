//! Weekly sheets: who manages which agency and got none this week, and what stands on them.

use diesel::dsl::{exists, not};
use diesel::prelude::*;
use shared::account::RoleKind;
use shared::answer::AnswerState;
use shared::commitment::CommitmentState;
use shared::suggestion::PublicationState;

use super::Conn;
use super::schema::{account_roles, accounts, commitments, suggestions, topics, weekly_sheets};
use super::types::At;
use crate::on_each;

/// A manager who got no sheet of an agency for a week or a later one.
#[derive(Debug, Clone, Queryable)]
pub struct Due {
    pub account_id: String,
    pub address: Option<String>,
    pub lang: String,
    pub agency_id: String,
}

/// Managers whom letters reach and who got no sheet of a week yet, agency by agency.
///
/// # Errors
/// The database's fault.
pub fn due(conn: &mut Conn, week: &str, most: i64) -> QueryResult<Vec<Due>> {
    let written = weekly_sheets::table
        .filter(weekly_sheets::account_id.eq(accounts::id))
        .filter(
            weekly_sheets::agency_id
                .nullable()
                .eq(account_roles::agency_id),
        )
        .filter(weekly_sheets::week.ge(week.to_owned()));
    account_roles::table
        .inner_join(accounts::table)
        .filter(account_roles::role.eq(RoleKind::Manager.as_str()))
        .filter(account_roles::agency_id.is_not_null())
        .filter(accounts::disabled_at.is_null())
        .filter(accounts::address.is_not_null())
        .filter(accounts::confirmed_at.is_not_null())
        .filter(not(exists(written)))
        .order((account_roles::agency_id, accounts::id))
        .limit(most)
        .select((
            accounts::id,
            accounts::address,
            accounts::lang,
            account_roles::agency_id.assume_not_null(),
        ))
        .load(conn)
}

/// Keeps that a sheet was written; false when that of this week or a later one was.
///
/// # Errors
/// The database's fault.
pub fn keep(conn: &mut Conn, account_id: &str, agency_id: &str, week: &str) -> QueryResult<bool> {
    let last = weekly_sheets::table
        .find((account_id, agency_id))
        .select(weekly_sheets::week)
        .first::<String>(conn)
        .optional()?;
    // Days as text (YYYY-MM-DD) are in order.
    if last.is_some_and(|last| *last >= *week) {
        return Ok(false);
    }
    let row = (
        weekly_sheets::account_id.eq(account_id),
        weekly_sheets::agency_id.eq(agency_id),
        weekly_sheets::week.eq(week),
    );
    on_each!(conn, |c| diesel::insert_into(weekly_sheets::table)
        .values(row)
        .on_conflict((weekly_sheets::account_id, weekly_sheets::agency_id))
        .do_update()
        .set(weekly_sheets::week.eq(week))
        .execute(c))?;
    Ok(true)
}

/// What came in at an agency, was acknowledged and was decided between two moments.
///
/// # Errors
/// The database's fault.
pub fn week_of(
    conn: &mut Conn,
    agency_id: &str,
    from: At,
    until: At,
) -> QueryResult<(i64, i64, i64)> {
    macro_rules! within {
        ($moment:ident) => {
            suggestions::table
                .inner_join(topics::table)
                .filter(topics::agency_id.eq(agency_id))
                .filter(suggestions::$moment.ge(from))
                .filter(suggestions::$moment.lt(until))
                .count()
                .get_result::<i64>(conn)?
        };
    }
    Ok((
        within!(published_at),
        within!(acknowledged_at),
        within!(decided_at),
    ))
}

/// Commitments that stand, to be done between two days, and before the first of them.
///
/// # Errors
/// The database's fault.
pub fn commitments_of(
    conn: &mut Conn,
    agency_id: &str,
    today: &str,
    soon: &str,
) -> QueryResult<(i64, i64)> {
    let standing = [
        CommitmentState::Planned.as_str(),
        CommitmentState::InProgress.as_str(),
    ];
    macro_rules! standing {
        () => {
            commitments::table
                .inner_join(suggestions::table.inner_join(topics::table))
                .filter(topics::agency_id.eq(agency_id))
                .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
                .filter(suggestions::answer_state.eq(AnswerState::Adopted.as_str()))
                .filter(commitments::state.eq_any(standing))
        };
    }
    let near = standing!()
        .filter(commitments::due_on.ge(today))
        .filter(commitments::due_on.le(soon))
        .count()
        .get_result(conn)?;
    let over = standing!()
        .filter(commitments::due_on.lt(today))
        .count()
        .get_result(conn)?;
    Ok((near, over))
}
