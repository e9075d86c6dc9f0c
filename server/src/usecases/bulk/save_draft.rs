//! Keeps an answer to many that is being written, and lets it go. The public never learns of it.
//!
//! It is kept for the person, the desk and the kind of act, not for what is chosen: whoever chose
//! one more, or one less, finds the text again.

use jiff::Timestamp;
use shared::account::Person;
use shared::bulk::BulkKind;
use shared::input::BulkDraft;

use crate::db::bulk_drafts::{self, BulkDraft as Stored};
use crate::db::{Conn, idempotency};
use crate::usecases::desk;
use crate::usecases::list::is_key;
use crate::usecases::suggestion::save_draft::SaveDraftRefusal;

/// A draft as sent.
#[derive(Debug, Clone)]
pub struct Sent {
    pub agency: String,
    pub kind: BulkKind,
    /// That of the form: what it has sent is no draft any more.
    pub key: String,
    pub draft: BulkDraft,
}

/// Keeps what is typed; an empty form lets the draft go. What comes after its form was sent is not
/// kept, and of hiding nothing is.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn save_draft(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    sent: &Sent,
) -> Result<(), SaveDraftRefusal> {
    let agency = desk::agency(conn, person, &sent.agency, sent.kind.action())??;
    if sent.kind.answer().is_none() {
        return Ok(());
    }
    if is_key(&sent.key) && idempotency::is_used(conn, &person.id, &sent.key)? {
        return Ok(());
    }
    let answer = sent.draft.answer(sent.kind);
    answer.fits_a_draft()?;
    if !answer.is_written() {
        let kind = sent.kind.as_str();
        return Ok(bulk_drafts::let_go(conn, &person.id, &agency.id, kind)?);
    }
    // PostgreSQL's text holds no null character.
    let text = |typed: &str| typed.replace('\0', "");
    let draft = Stored {
        account_id: person.id.clone(),
        agency_id: agency.id,
        kind: sent.kind.as_str().to_owned(),
        reason: text(&sent.draft.reason),
        other_reason: text(&sent.draft.other_reason),
        commitment_what: text(&sent.draft.commitment_what),
        commitment_due: text(&sent.draft.commitment_due),
        saved_at: now.into(),
    };
    Ok(bulk_drafts::keep(conn, &draft)?)
}

/// Throws the person's own draft away.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn throw_away(
    conn: &mut Conn,
    person: &Person,
    agency: &str,
    kind: BulkKind,
) -> Result<(), SaveDraftRefusal> {
    let agency = desk::agency(conn, person, agency, kind.action())??;
    Ok(bulk_drafts::let_go(
        conn,
        &person.id,
        &agency.id,
        kind.as_str(),
    )?)
}
