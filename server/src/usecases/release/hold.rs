//! A decision is written, and waits for a second person of the desk. Nothing of it is public.

use jiff::Timestamp;
use shared::input::AnswerDraft;
use shared::lang::Lang;
use shared::release::ReleaseState;

use super::{facts, sealed};
use crate::chance;
use crate::db::answer_releases::{self, Release};
use crate::db::desk::Case;
use crate::db::{Conn, answer_drafts, journal};

/// A decision that was weighed and may be given, its names filled in.
pub struct Written<'a> {
    pub case: &'a Case,
    pub draft: AnswerDraft,
    /// The number of the latest answer that its writer had seen.
    pub seen: i32,
}

/// Stores decisions of one writer, and lets the writer's drafts of them go. The number of statements
/// does not hang on how many there are. Gives their ids.
///
/// # Errors
/// A unique violation when another waits on one of the suggestions; else the database's fault.
pub fn hold(
    conn: &mut Conn,
    written: Vec<Written<'_>>,
    writer: &str,
    (page, now): (Lang, Timestamp),
) -> diesel::QueryResult<Vec<String>> {
    if written.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Release> = written
        .into_iter()
        .map(|one| Release {
            id: chance::id(now),
            suggestion_id: one.case.suggestion.id.clone(),
            agency_id: one.case.agency.id.clone(),
            state: ReleaseState::Waiting.as_str().to_owned(),
            kind: one.draft.kind.trim().to_owned(),
            reason: one.draft.reason,
            other_reason: one.draft.other_reason,
            commitment_what: one.draft.commitment_what,
            commitment_due: one.draft.commitment_due,
            lang: page.code().to_owned(),
            seen: one.seen,
            written_by: writer.to_owned(),
            written_at: now.into(),
            ended_by: None,
            ended_at: None,
        })
        .collect();
    answer_releases::add(conn, &rows)?;
    let ids: Vec<&str> = rows.iter().map(|row| row.suggestion_id.as_str()).collect();
    answer_drafts::let_go(conn, &ids, writer)?;
    let private: Vec<String> = rows
        .iter()
        .map(|row| facts(row, writer).to_string())
        .collect();
    let entries: Vec<_> = rows
        .iter()
        .zip(&private)
        .map(|(row, private)| sealed("desk.decision_written", &row.agency_id, private))
        .collect();
    journal::write_all(conn, now, &entries)?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}
