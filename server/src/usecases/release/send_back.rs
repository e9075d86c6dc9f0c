//! A decision that waits goes back to who wrote it, as a draft, with a note.

use jiff::Timestamp;
use shared::account::Person;
use shared::input::ReturnDraft;
use shared::release::ReleaseState;
use shared::template::below;

use super::{ReleaseRefusal, facts, gone_is_ended, sealed, waiting};
use crate::db::answer_drafts::{self, Draft};
use crate::db::{Conn, answer_releases, desk as desks, journal};

/// Sends it back, whatever became of its suggestion; its writer takes it back. Where the writer has
/// begun anew, that stays below what comes back. Who left the desk gets nothing: then the draft is
/// the person's who sends it back.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn send_back(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    (slug, id): (&str, &str),
    draft: &ReturnDraft,
) -> Result<(), ReleaseRefusal> {
    let (release, case) = waiting(conn, person, (slug, id))?;
    let own = release.written_by == person.id;
    let note = draft.check(own)?;
    let state = ReleaseState::Returned;
    answer_releases::end(conn, id, state, &person.id, now.into()).map_err(gone_is_ended)?;
    let team = desks::team(conn, &case.agency.id, "")?;
    let name_of = |id: &str| team.iter().find(|one| one.id == id).map(|one| &one.name);
    let to = match name_of(&release.written_by) {
        Some(_) => &release.written_by,
        None => &person.id,
    };
    let begun = answer_drafts::of(conn, &release.suggestion_id, to)?;
    let begun = begun.map(|draft| draft.reason).unwrap_or_default();
    let reason = match begun.trim() {
        "" => release.reason.clone(),
        begun if begun == release.reason.trim() => release.reason.clone(),
        begun => below(&release.reason, begun),
    };
    answer_drafts::let_go(conn, &[&release.suggestion_id], to)?;
    let returned = Draft {
        suggestion_id: release.suggestion_id.clone(),
        account_id: to.clone(),
        kind: release.kind.clone(),
        reason,
        other_reason: release.other_reason.clone(),
        commitment_what: release.commitment_what.clone(),
        commitment_due: release.commitment_due.clone(),
        saved_at: now.into(),
        returned_by: match own {
            true => String::new(),
            false => name_of(&person.id).cloned().unwrap_or_default(),
        },
        returned_note: note,
    };
    answer_drafts::keep(conn, &returned)?;
    let private = facts(&release, &person.id).to_string();
    let entry = sealed("desk.decision_returned", &release.agency_id, &private);
    Ok(journal::write(conn, now, &entry)?)
}
