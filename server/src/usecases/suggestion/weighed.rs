//! An answer weighed against the suggestion as it stands: before it is shown, given or released.

use jiff::civil::Date;
use shared::answer::{AnswerKind, AnswerState};
use shared::error::Code;
use shared::input::{AnswerDraft, Errors, FieldError};
use shared::lang::{Lang, TextLang};
use shared::suggestion::PublicationState;
use shared::topic;

use super::answer::AnswerSuggestionRefusal;
use super::reason::{self, Decided, Stands};
use crate::db::answers_write::{self, Answer};
use crate::db::commitments_write::{self, Commitment};
use crate::db::desk::Case;
use crate::db::{Conn, templates};
use crate::usecases::template::filled::{filled, filling_of};

/// An answer that may be given.
pub struct Weighed {
    pub decided: Decided,
    /// The number that it gets.
    pub number: i32,
    /// How the suggestion was answered before.
    pub from: AnswerState,
    /// What was promised before and still is.
    pub promised: Vec<Commitment>,
}

/// Weighs an answer whose names are filled in. `fresh` says whether the answer that stands is one that
/// it was written after.
///
/// # Errors
/// The refusal.
pub fn weigh(
    conn: &mut Conn,
    case: &Case,
    draft: &AnswerDraft,
    (page, today): (Lang, Date),
    fresh: impl FnOnce(Option<&Answer>) -> bool,
) -> Result<Weighed, AnswerSuggestionRefusal> {
    topic::may_answer(case.topic.state())?;
    let latest = answers_write::latest_of(conn, &case.suggestion.id)?;
    if !fresh(latest.as_ref()) {
        return Err(AnswerSuggestionRefusal::Stale);
    }
    let promised = commitments_write::promised_of(conn, &case.suggestion.id)?;
    let texts = templates::texts_of(conn, &case.agency.id)?;
    let from = case.suggestion.answer_state();
    let stands = Stands {
        publication: case
            .suggestion
            .publication()
            .unwrap_or(PublicationState::Withdrawn),
        lang: TextLang::parse(&case.suggestion.lang).unwrap_or(TextLang::Other),
        answer: from,
        reason: latest.as_ref().map(|answer| answer.reason.as_str()),
        promised: !promised.is_empty(),
        templates: &filled(&texts, &filling_of(case)),
    };
    let decided = reason::decide(draft, &stands, page, today)
        .map_err(|faults| AnswerSuggestionRefusal::Form(Errors(faults)))?;
    let number = latest.as_ref().map_or(0, |answer| answer.number);
    Ok(Weighed {
        decided,
        number: number.saturating_add(1),
        from,
        promised,
    })
}

/// While one decision waits for release no other is written: it would make the first one stale.
///
/// # Errors
/// The fault of the form.
pub fn none_waits(case: &Case, kind: AnswerKind) -> Result<(), AnswerSuggestionRefusal> {
    match kind.is_final() && case.release.is_some() {
        false => Ok(()),
        true => Err(AnswerSuggestionRefusal::Form(Errors(vec![
            FieldError::new("kind", Code::ReleaseWaits.as_str()),
        ]))),
    }
}
