//! Stores an answer that may be given: from now on it is public.

use jiff::Timestamp;
use serde_json::json;
use shared::answer::AnswerKind;
use shared::clocks::DueKind;
use shared::commitment::CommitmentState;
use shared::lang::Lang;

use super::answer::AnswerSuggestionRefusal;
use super::given;
use super::weighed::Weighed;
use crate::chance;
use crate::db::answers_write::{self, Answer, Answered};
use crate::db::commitments_write::{self, Commitment, Update};
use crate::db::desk::Case;
use crate::db::journal::{self, Entry};
use crate::db::{Conn, answer_drafts, is_duplicate, questions};

/// Whose answer it is.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    /// The account of who wrote it.
    pub writer: &'a str,
    /// The account of the second person who released it, where one had to.
    pub releaser: Option<&'a str>,
}

/// Gives the answer, and lets its writer's draft go. Gives the answer's id.
///
/// # Errors
/// Stale when another answer was given at the same moment; else the database's fault.
pub fn give(
    conn: &mut Conn,
    case: &Case,
    weighed: Weighed,
    by: By<'_>,
    (page, now): (Lang, Timestamp),
) -> Result<String, AnswerSuggestionRefusal> {
    let Weighed {
        decided,
        number,
        from,
        promised,
    } = weighed;
    let answer = given::row(case, &decided, by.writer, number, page, now);
    answers_write::add(conn, &answer).map_err(|error| match is_duplicate(&error) {
        true => AnswerSuggestionRefusal::Stale,
        false => error.into(),
    })?;
    let stops = |kind| decided.new.stops.contains(&kind);
    let first = |stored: Option<_>, kind| (stored.is_none() && stops(kind)).then(|| now.into());
    let change = Answered {
        answer_state: decided.new.state.as_str(),
        acknowledged_at: first(case.suggestion.acknowledged_at, DueKind::Acknowledge),
        decided_at: first(case.suggestion.decided_at, DueKind::Decide),
    };
    answers_write::move_on(conn, &case.suggestion.id, from, &change).map_err(gone_is_stale)?;
    if decided.kind.is_final() {
        questions::decided(conn, &[&case.suggestion.id], now.into())?;
    }
    if decided.kind == AnswerKind::Rejected || decided.promise.is_some() {
        drop_promised(conn, &promised, &answer, now)?;
    }
    let both = by
        .releaser
        .map(|releaser| json!({ "written_by": by.writer, "released_by": releaser }).to_string());
    let entry = given::answer_entry(case, &answer);
    let entry = Entry {
        private: both.as_deref().or(entry.private),
        ..entry
    };
    journal::write(conn, now, &entry)?;
    if let Some((what, until)) = decided.promise {
        let (commitment, planned) = given::promise(case, &answer, (what, until), page, now);
        commitments_write::add(conn, &commitment)?;
        commitments_write::add_update(conn, &planned)?;
        let entry = given::commitment_entry(case, &answer, &commitment);
        journal::write(conn, now, &entry)?;
    }
    answer_drafts::let_go(conn, &[&case.suggestion.id], by.writer)?;
    Ok(answer.id)
}

fn gone_is_stale(error: diesel::result::Error) -> AnswerSuggestionRefusal {
    match error {
        diesel::result::Error::NotFound => AnswerSuggestionRefusal::Stale,
        other => other.into(),
    }
}

/// A promise that is taken back or made anew ends in public, with the reason of the answer that
/// ends it.
fn drop_promised(
    conn: &mut Conn,
    promised: &[Commitment],
    answer: &Answer,
    now: Timestamp,
) -> Result<(), diesel::result::Error> {
    for commitment in promised {
        let dropped = Update {
            id: chance::id(now),
            commitment_id: commitment.id.clone(),
            state: CommitmentState::Dropped.as_str().to_owned(),
            note: answer.reason.clone(),
            updated_at: now.into(),
        };
        let from = CommitmentState::parse(&commitment.state).unwrap_or(CommitmentState::Planned);
        commitments_write::move_on(conn, from, &dropped)?;
    }
    Ok(())
}
