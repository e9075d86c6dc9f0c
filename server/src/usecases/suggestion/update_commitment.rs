//! A desk says what became of a commitment.

use jiff::Timestamp;
use serde_json::json;
use shared::account::{Action, Person};
use shared::commitment::{self, CommitmentRefusal, CommitmentState};
use shared::error::{Code, Coded, UnknownWord};
use shared::ids::Reference;
use shared::input::{CommitmentUpdateDraft, Errors, FieldError};
use shared::text::letters::letters;

use super::answer::{digest, entry};
use crate::chance;
use crate::db::Conn;
use crate::db::commitments_write::{self, Update};
use crate::db::journal;
use crate::usecases::desk::{self, Barred};

/// An update as sent.
#[derive(Debug, Clone)]
pub struct Sent {
    pub agency: String,
    pub reference: Reference,
    pub commitment_id: String,
    /// The state that the moderator had before them.
    pub seen: String,
    pub draft: CommitmentUpdateDraft,
}

/// Why nothing was updated.
#[derive(Debug, thiserror::Error)]
pub enum UpdateCommitmentRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    #[error(transparent)]
    Form(#[from] Errors),
    #[error(transparent)]
    Finished(CommitmentRefusal),
    #[error(transparent)]
    Unknown(#[from] UnknownWord),
    /// Updated by someone else since the form was opened.
    #[error("updated meanwhile")]
    Stale,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for UpdateCommitmentRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::Form(_) => Code::ReasonMissing,
            Self::Finished(refusal) => refusal.code(),
            Self::Unknown(refusal) => refusal.code(),
            Self::Stale => Code::Stale,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Adds the update.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn update(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    sent: &Sent,
) -> Result<(), UpdateCommitmentRefusal> {
    let case = desk::case(
        conn,
        person,
        &sent.agency,
        sent.reference,
        Action::UpdateCommitment,
    )??;
    let all: Vec<_> = commitments_write::with_answers(conn, &case.suggestion.id)?
        .into_iter()
        .filter_map(|(_, promise)| promise)
        .collect();
    let found = all
        .into_iter()
        .find(|(commitment, _)| commitment.id == sent.commitment_id);
    let (commitment, _) = found.ok_or(Barred::NotFound)?;
    if commitment.state != sent.seen {
        return Err(UpdateCommitmentRefusal::Stale);
    }
    let checked = sent.draft.check()?;
    let from = CommitmentState::parse(&commitment.state)?;
    let to = CommitmentState::parse(checked.state)?;
    commitment::update(from, to, letters(&checked.note)).map_err(refused)?;
    let update = Update {
        id: chance::id(now),
        commitment_id: commitment.id,
        state: to.as_str().to_owned(),
        note: checked.note,
        updated_at: now.into(),
    };
    commitments_write::move_on(conn, from, &update).map_err(|error| match error {
        diesel::result::Error::NotFound => UpdateCommitmentRefusal::Stale,
        other => other.into(),
    })?;
    let facts = json!({
        "reference": case.suggestion.reference,
        "state": update.state,
        "digest": digest(&[&update.note]),
    });
    Ok(journal::write(
        conn,
        now,
        &entry("commitment.updated", &case, &update.commitment_id, facts),
    )?)
}

/// What a person can mend is shown at its field.
fn refused(refusal: CommitmentRefusal) -> UpdateCommitmentRefusal {
    let code = refusal.code().as_str();
    let fault = match refusal {
        CommitmentRefusal::ReasonTooShort { needed, .. } => FieldError {
            min: u32::try_from(needed).ok(),
            ..FieldError::new("note", code)
        },
        CommitmentRefusal::ReasonMissing => FieldError::new("note", code),
        CommitmentRefusal::OutOfOrder { .. } => FieldError::new("state", code),
        other => return UpdateCommitmentRefusal::Finished(other),
    };
    UpdateCommitmentRefusal::Form(Errors(vec![fault]))
}
