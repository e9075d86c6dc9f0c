//! Keeps an answer that is being written, and lets it go. The public never learns of it.

use jiff::Timestamp;
use shared::account::{Action, Person};
use shared::answer::AnswerKind;
use shared::error::{Code, Coded};
use shared::ids::Reference;
use shared::input::{AnswerDraft, Errors};

use crate::db::answer_drafts::{self, Draft};
use crate::db::{Conn, idempotency};
use crate::usecases::desk::{self, Barred};
use crate::usecases::list::is_key;

/// A draft as sent.
#[derive(Debug, Clone)]
pub struct Sent {
    pub agency: String,
    pub reference: Reference,
    /// That of the form: what it has sent is no draft any more.
    pub key: String,
    pub draft: AnswerDraft,
}

/// Why nothing was kept.
#[derive(Debug, thiserror::Error)]
pub enum SaveDraftRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    #[error(transparent)]
    Form(#[from] Errors),
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for SaveDraftRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::Form(_) => Code::TextTooLong,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Keeps what is typed, whatever became of the suggestion; an empty form lets the draft go. What
/// comes after its form was sent is not kept: a slow line must not bring a draft back.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn save_draft(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    sent: &Sent,
) -> Result<(), SaveDraftRefusal> {
    let case = desk::case(conn, person, &sent.agency, sent.reference, Action::Decide)??;
    if is_key(&sent.key) && idempotency::is_used(conn, &person.id, &sent.key)? {
        return Ok(());
    }
    sent.draft.fits_a_draft()?;
    let id = &case.suggestion.id;
    if !sent.draft.is_written() {
        return Ok(answer_drafts::let_go(conn, &[id], &person.id)?);
    }
    // PostgreSQL's text holds no null character.
    let text = |typed: &str| typed.replace('\0', "");
    let kind = AnswerKind::parse(sent.draft.kind.trim()).map_or("", AnswerKind::as_str);
    let draft = Draft {
        suggestion_id: id.clone(),
        account_id: person.id.clone(),
        kind: kind.to_owned(),
        reason: text(&sent.draft.reason),
        other_reason: text(&sent.draft.other_reason),
        commitment_what: text(&sent.draft.commitment_what),
        commitment_due: text(&sent.draft.commitment_due),
        saved_at: now.into(),
        returned_note: String::new(),
        returned_by: String::new(),
    };
    Ok(answer_drafts::keep(conn, &draft)?)
}

/// Throws the person's own draft away.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn throw_away(
    conn: &mut Conn,
    person: &Person,
    agency: &str,
    reference: Reference,
) -> Result<(), SaveDraftRefusal> {
    let case = desk::case(conn, person, agency, reference, Action::Decide)??;
    Ok(answer_drafts::let_go(
        conn,
        &[&case.suggestion.id],
        &person.id,
    )?)
}
