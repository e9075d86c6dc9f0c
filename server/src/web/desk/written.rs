//! What is written on a suggestion and not public: drafts, and a decision that waits for release.

use jiff::civil::DateTime;
use shared::account::Person;
use shared::answer::AnswerKind;
use shared::input::{AnswerDraft, parse_date};
use shared::lang::Lang;
use shared::time::Zone;
use shared::view::desk::{AnswerForm, SavedDraft};
use shared::view::releases::CaseRelease;
use shared::view::text::UserText;

use crate::db::answer_drafts::Draft;
use crate::db::answer_releases::Release;
use crate::db::desk::Member;

/// Puts the reader's own draft into the form.
pub fn into_form(form: &mut AnswerForm, draft: Draft, zone: &Zone) {
    form.saved_at = Some(zone.civil(draft.saved_at.time()));
    if !draft.returned_note.is_empty() {
        let note = UserText::detected(draft.returned_note, Lang::Ar);
        form.returned = Some((draft.returned_by, note));
    }
    form.draft = AnswerDraft {
        kind: draft.kind,
        reason: draft.reason,
        lang: String::new(),
        commitment_what: draft.commitment_what,
        commitment_due: draft.commitment_due,
        other_reason: draft.other_reason,
    };
}

/// The drafts of the desk; the reader's own only where the form does not hold it.
pub fn outside_the_form(
    team: &[Member],
    person: &Person,
    in_form: bool,
    zone: &Zone,
) -> Vec<SavedDraft> {
    team.iter()
        .filter(|member| member.id != person.id || !in_form)
        .filter_map(|member| {
            let draft = member.draft.as_ref()?;
            let texts = [
                &draft.reason,
                &draft.other_reason,
                &draft.commitment_what,
                &draft.commitment_due,
            ];
            let written = texts.into_iter().filter(|text| !text.trim().is_empty());
            Some(SavedDraft {
                name: member.name.clone(),
                own: member.id == person.id,
                at: at(draft.saved_at, zone),
                kind: AnswerKind::parse(&draft.kind).ok(),
                texts: written
                    .map(|text| UserText::detected(text.clone(), Lang::Ar))
                    .collect(),
            })
        })
        .collect()
}

/// A decision that waits, with the name of its writer while they are at the desk.
pub fn held(
    release: Release,
    person: &Person,
    team: &[Member],
    zone: &Zone,
) -> Option<CaseRelease> {
    let page = Lang::parse(&release.lang).unwrap_or(Lang::Ar);
    let written = |text: String| UserText::detected(text, page);
    let filled = |text: String| Some(text).filter(|text| !text.trim().is_empty());
    let writer = team.iter().find(|member| member.id == release.written_by);
    let until = parse_date(&release.commitment_due);
    Some(CaseRelease {
        kind: AnswerKind::parse(&release.kind).ok()?,
        writer: writer.map(|member| member.name.clone()),
        own: release.written_by == person.id,
        at: at(release.written_at, zone),
        id: release.id,
        reason: written(release.reason),
        other: filled(release.other_reason).map(written),
        commitment: filled(release.commitment_what).map(written).zip(until),
        refused: None,
        note: String::new(),
        errors: Vec::new(),
    })
}

fn at(moment: crate::db::types::At, zone: &Zone) -> DateTime {
    zone.civil(moment.time())
}
