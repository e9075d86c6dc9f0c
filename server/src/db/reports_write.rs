//! Taking reports and settling them. A case is settled once.

use diesel::prelude::*;
use shared::reader_report::Settlement;

use super::reports::ReportCase;
use super::schema::{report_cases, reports};
use super::types::At;
use super::{Conn, exactly_one};
use crate::on_each;

/// A report as stored.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = reports)]
pub struct Report {
    pub id: String,
    pub case_id: String,
    pub suggestion_id: String,
    pub reporter_id: String,
    pub reason: i32,
    pub note: String,
    pub reported_at: At,
}

/// Opens a case, unless somebody else just opened one of the same suggestion.
///
/// # Errors
/// The database's fault.
pub fn open(conn: &mut Conn, case: &ReportCase) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(report_cases::table)
        .values(case)
        .on_conflict_do_nothing()
        .execute(c))
    .map(drop)
}

/// Adds a report to a case that waits.
///
/// # Errors
/// Not found when the case was settled meanwhile; a unique violation when this person reported the
/// suggestion already; else the database's fault.
pub fn add(conn: &mut Conn, report: &Report) -> QueryResult<()> {
    let waiting = report_cases::table
        .find(&report.case_id)
        .filter(report_cases::settled_as.is_null());
    let counted = report_cases::reports.eq(report_cases::reports + 1);
    exactly_one(diesel::update(waiting).set(counted).execute(conn))?;
    exactly_one(
        diesel::insert_into(reports::table)
            .values(report)
            .execute(conn),
    )
}

/// How a case is settled.
#[derive(Debug, Clone, Copy)]
pub struct Settled<'a> {
    pub settlement: Settlement,
    pub note: &'a str,
    pub by: &'a str,
    pub at: At,
}

/// Settles a case in which the desk has seen so many reports.
///
/// # Errors
/// Not found when it was settled or another report came meanwhile; else the database's fault.
pub fn settle(conn: &mut Conn, id: &str, seen: i32, settled: Settled<'_>) -> QueryResult<()> {
    let waiting = report_cases::table
        .find(id)
        .filter(report_cases::settled_as.is_null())
        .filter(report_cases::reports.eq(seen));
    exactly_one(diesel::update(waiting).set(change(settled)).execute(conn))
}

/// Settles whatever waits of a suggestion that leaves public view. Answers the case's id, if there
/// was one.
///
/// # Errors
/// The database's fault.
pub fn settle_gone(
    conn: &mut Conn,
    suggestion_id: &str,
    settled: Settled<'_>,
) -> QueryResult<Option<String>> {
    let waiting = super::reports::open_case(conn, suggestion_id)?;
    let Some(case) = waiting else { return Ok(None) };
    let open = report_cases::table
        .find(&case.id)
        .filter(report_cases::settled_as.is_null());
    diesel::update(open).set(change(settled)).execute(conn)?;
    Ok(Some(case.id))
}

type Change<'a> = (
    diesel::dsl::Eq<report_cases::settled_as, Option<&'a str>>,
    diesel::dsl::Eq<report_cases::note, &'a str>,
    diesel::dsl::Eq<report_cases::settled_by, Option<&'a str>>,
    diesel::dsl::Eq<report_cases::settled_at, Option<At>>,
);

fn change(settled: Settled<'_>) -> Change<'_> {
    (
        report_cases::settled_as.eq(Some(settled.settlement.as_str())),
        report_cases::note.eq(settled.note),
        report_cases::settled_by.eq(Some(settled.by)),
        report_cases::settled_at.eq(Some(settled.at)),
    )
}
