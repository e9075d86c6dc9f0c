//! Commitments of one agency, over all its topics. Those of suggestions that left public view
//! are not among them; those that a later decision dropped are.

use diesel::dsl::count_star;
use diesel::prelude::*;
use jiff::civil::Date;
use shared::commitment::PROMISED;
use shared::suggestion::PublicationState;

use super::Conn;
use super::answers::Answered;
use super::commitments::{Commitment, Update};
use super::schema::{commitment_updates, commitments, suggestions, topics};

/// Which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Standing promises whose day was before a day.
    Overdue(Date),
    /// All but those.
    NotOverdue(Date),
    /// Standing promises.
    Standing,
    All,
}

/// Commitments of an agency, the nearest day first, from after one (day, id).
///
/// # Errors
/// The database's fault.
pub fn page(
    conn: &mut Conn,
    agency_id: &str,
    which: Which,
    after: Option<(&str, &str)>,
    limit: i64,
) -> QueryResult<Vec<(Commitment, Answered)>> {
    let promised = || PROMISED.iter().map(|state| state.as_str());
    let mut query = commitments::table
        .inner_join(suggestions::table.inner_join(topics::table))
        .filter(topics::agency_id.eq(agency_id))
        .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
        .order((commitments::due_on, commitments::id))
        .limit(limit)
        .select((Commitment::as_select(), Answered::as_select()))
        .into_boxed();
    query = match which {
        Which::Overdue(today) => query
            .filter(commitments::state.eq_any(promised()))
            .filter(commitments::due_on.lt(today.to_string())),
        Which::NotOverdue(today) => query.filter(
            commitments::state
                .ne_all(promised())
                .or(commitments::due_on.ge(today.to_string())),
        ),
        Which::Standing => query.filter(commitments::state.eq_any(promised())),
        Which::All => query,
    };
    if let Some((due_on, id)) = after {
        query = query
            .filter(commitments::due_on.ge(due_on))
            .filter(commitments::due_on.gt(due_on).or(commitments::id.gt(id)));
    }
    query.load(conn)
}

/// How many commitments of an agency stand where: state, day, how many.
///
/// # Errors
/// The database's fault.
pub fn counts(conn: &mut Conn, agency_id: &str) -> QueryResult<Vec<(String, String, i64)>> {
    commitments::table
        .inner_join(suggestions::table.inner_join(topics::table))
        .filter(topics::agency_id.eq(agency_id))
        .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
        .group_by((commitments::state, commitments::due_on))
        .select((commitments::state, commitments::due_on, count_star()))
        .load(conn)
}

/// The news of some commitments, the oldest first.
///
/// # Errors
/// The database's fault.
pub fn updates_of(conn: &mut Conn, ids: &[&str]) -> QueryResult<Vec<Update>> {
    commitment_updates::table
        .filter(commitment_updates::commitment_id.eq_any(ids.iter().copied()))
        .order((commitment_updates::updated_at, commitment_updates::id))
        .select(Update::as_select())
        .load(conn)
}
