//! Readers' reports as the desk reads them. Every query of the desk names the agency.

use diesel::dsl::count_star;
use diesel::prelude::*;
use shared::suggestion::PublicationState;

use super::Conn;
use super::answers::Answered;
use super::schema::{report_cases, reports, suggestions};
use super::types::At;

/// All reports of one suggestion until the desk has looked at them, as stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = report_cases)]
pub struct ReportCase {
    pub id: String,
    pub suggestion_id: String,
    pub agency_id: String,
    pub opened_at: At,
    /// YYYY-MM-DD
    pub due_on: String,
    pub reports: i32,
    pub settled_as: Option<String>,
    pub note: String,
    pub settled_by: Option<String>,
    pub settled_at: Option<At>,
}

/// The reports of a suggestion that the desk has still to look at.
///
/// # Errors
/// The database's fault.
pub fn open_case(conn: &mut Conn, suggestion_id: &str) -> QueryResult<Option<ReportCase>> {
    report_cases::table
        .filter(report_cases::suggestion_id.eq(suggestion_id))
        .filter(report_cases::settled_as.is_null())
        .select(ReportCase::as_select())
        .first(conn)
        .optional()
}

/// Whether a person reported a suggestion.
///
/// # Errors
/// The database's fault.
pub fn is_reported_by(conn: &mut Conn, suggestion_id: &str, account_id: &str) -> QueryResult<bool> {
    let same = reports::table
        .filter(reports::suggestion_id.eq(suggestion_id))
        .filter(reports::reporter_id.eq(account_id));
    diesel::dsl::select(diesel::dsl::exists(same)).get_result(conn)
}

/// Reported suggestions of an agency that it has still to look at, the oldest due day first, from
/// after one (day, id of the case).
///
/// # Errors
/// The database's fault.
pub fn open(
    conn: &mut Conn,
    agency_id: &str,
    after: Option<(&str, &str)>,
    limit: i64,
) -> QueryResult<Vec<(ReportCase, Answered)>> {
    let mut query = report_cases::table
        .inner_join(suggestions::table)
        .filter(report_cases::agency_id.eq(agency_id))
        .filter(report_cases::settled_as.is_null())
        .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
        .order((report_cases::due_on, report_cases::id))
        .limit(limit)
        .select((ReportCase::as_select(), Answered::as_select()))
        .into_boxed();
    if let Some((due_on, id)) = after {
        query = query
            .filter(report_cases::due_on.ge(due_on))
            .filter(report_cases::due_on.gt(due_on).or(report_cases::id.gt(id)));
    }
    query.load(conn)
}

/// How many reported suggestions an agency has still to look at.
///
/// # Errors
/// The database's fault.
pub fn count_open(conn: &mut Conn, agency_id: &str) -> QueryResult<i64> {
    report_cases::table
        .inner_join(suggestions::table)
        .filter(report_cases::agency_id.eq(agency_id))
        .filter(report_cases::settled_as.is_null())
        .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
        .count()
        .get_result(conn)
}

/// How many gave which reason: case, number of the reason, how many.
///
/// # Errors
/// The database's fault.
pub fn counts(conn: &mut Conn, cases: &[&str]) -> QueryResult<Vec<(String, i32, i64)>> {
    reports::table
        .filter(reports::case_id.eq_any(cases.iter().copied()))
        .group_by((reports::case_id, reports::reason))
        .select((reports::case_id, reports::reason, count_star()))
        .load(conn)
}

/// What reporters wrote of one case, the latest first: number of the reason, words, time. Who
/// they are is not read.
///
/// # Errors
/// The database's fault.
pub fn of_case(conn: &mut Conn, case_id: &str, limit: i64) -> QueryResult<Vec<(i32, String, At)>> {
    reports::table
        .filter(reports::case_id.eq(case_id))
        .filter(reports::note.ne(""))
        .order((reports::reported_at.desc(), reports::id.desc()))
        .limit(limit)
        .select((reports::reason, reports::note, reports::reported_at))
        .load(conn)
}
