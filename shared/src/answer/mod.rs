//! What an agency answers, kept apart from a suggestion's publication. Answers are rows that are
//! only ever added; every rule hangs on the kind of answer.

use crate::clocks::DueKind;
use crate::error::{Code, Coded, words};
use crate::suggestion::{ANSWERABLE, PublicationState};

#[cfg(test)]
mod tests;

/// Letters that a reason of substance has at least.
pub const REASON_LETTERS: usize = 40;

words! {
    /// The kind of one answer.
    pub enum AnswerKind {
        Acknowledged = "acknowledged",
        Adopted = "adopted",
        Rejected = "rejected",
    }
}

impl AnswerKind {
    /// Whether the agency has decided with it.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Adopted | Self::Rejected)
    }

    /// The state in which a suggestion is once this answer stands.
    pub const fn state(self) -> AnswerState {
        match self {
            Self::Acknowledged => AnswerState::Acknowledged,
            Self::Adopted => AnswerState::Adopted,
            Self::Rejected => AnswerState::Rejected,
        }
    }
}

words! {
    /// Where a suggestion's answer stands: the kind of the last row, `none` without one.
    pub enum AnswerState {
        None = "none",
        Acknowledged = "acknowledged",
        Adopted = "adopted",
        Rejected = "rejected",
    }
}

/// States that still owe a decision.
pub const UNDECIDED: &[AnswerState] = &[AnswerState::None, AnswerState::Acknowledged];

/// States that are a final answer.
pub const FINAL: &[AnswerState] = &[AnswerState::Adopted, AnswerState::Rejected];

impl AnswerState {
    /// Whether this is one of a named set.
    pub fn is_in(self, set: &[Self]) -> bool {
        set.contains(&self)
    }

    /// The kind of the answer that stands.
    pub const fn kind(self) -> Option<AnswerKind> {
        match self {
            Self::None => None,
            Self::Acknowledged => Some(AnswerKind::Acknowledged),
            Self::Adopted => Some(AnswerKind::Adopted),
            Self::Rejected => Some(AnswerKind::Rejected),
        }
    }
}

/// What has been found out about the text of a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReasonFacts {
    /// Alphabetic characters; digits, marks and spaces are none.
    pub letters: usize,
    pub in_suggestion_language: bool,
    /// Word for word one of the agency's templates.
    pub is_template: bool,
    /// Word for word the reason of the answer that stands.
    pub repeats_standing: bool,
}

/// How a new row stands to the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerStep {
    /// The first answer, or the decision after an acknowledgement.
    Forward,
    /// The same kind again: shown with the old row.
    Correction,
    /// One final answer turned into the other.
    Turned,
}

/// A row that may be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewAnswer {
    pub state: AnswerState,
    pub step: AnswerStep,
    /// The clocks that this row stops, for good.
    pub stops: &'static [DueKind],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerRefusal {
    #[error("a {state} suggestion is not answered")]
    NotAnswerable { state: PublicationState },
    #[error("it is {state}: nothing returns to acknowledged after a final answer")]
    AlreadyFinal { state: AnswerState },
    #[error("a reason is missing")]
    ReasonMissing,
    #[error("the reason has {letters} letters, at least {needed} are needed")]
    ReasonTooShort { letters: usize, needed: usize },
    #[error("the reason is not in the language of the suggestion")]
    ReasonInOtherLanguage,
    #[error("the reason is a template word for word")]
    ReasonIsTemplate,
    #[error("the other answer needs a new reason")]
    ReasonNotNew,
    #[error("adopting promises something: what, and until when")]
    CommitmentMissing,
    #[error("only an adopted suggestion carries a commitment")]
    CommitmentUnexpected,
}

impl Coded for AnswerRefusal {
    fn code(&self) -> Code {
        match self {
            Self::NotAnswerable { .. } => Code::SuggestionState,
            Self::AlreadyFinal { .. } => Code::AnswerIsFinal,
            Self::ReasonMissing => Code::ReasonMissing,
            Self::ReasonTooShort { .. } => Code::ReasonTooShort,
            Self::ReasonInOtherLanguage => Code::ReasonLanguage,
            Self::ReasonIsTemplate => Code::ReasonTemplate,
            Self::ReasonNotNew => Code::ReasonNotNew,
            Self::CommitmentMissing => Code::CommitmentMissing,
            Self::CommitmentUnexpected => Code::CommitmentUnexpected,
        }
    }
}

/// Decides whether an answer of `kind` may be added to a suggestion. An acknowledgement needs no
/// reason; a decision does. `has_commitment` is whether one comes along or, at a correction,
/// stands already. All refusals at once, never an empty list, so that a form can show each.
pub fn answer(
    publication: PublicationState,
    current: AnswerState,
    kind: AnswerKind,
    reason: Option<ReasonFacts>,
    has_commitment: bool,
) -> Result<NewAnswer, Vec<AnswerRefusal>> {
    if !publication.is_in(ANSWERABLE) {
        return Err(vec![AnswerRefusal::NotAnswerable { state: publication }]);
    }
    if current.is_in(FINAL) && !kind.is_final() {
        return Err(vec![AnswerRefusal::AlreadyFinal { state: current }]);
    }
    let step = match current.kind() {
        Some(standing) if standing == kind => AnswerStep::Correction,
        Some(standing) if standing.is_final() => AnswerStep::Turned,
        _ => AnswerStep::Forward,
    };
    let mut refusals = Vec::new();
    if kind.is_final() {
        refusals.extend(reason_refusals(reason, step));
    }
    match (kind, has_commitment) {
        (AnswerKind::Adopted, false) => refusals.push(AnswerRefusal::CommitmentMissing),
        (AnswerKind::Rejected | AnswerKind::Acknowledged, true) => {
            refusals.push(AnswerRefusal::CommitmentUnexpected);
        }
        _ => {}
    }
    if refusals.is_empty() {
        Ok(NewAnswer {
            state: kind.state(),
            step,
            stops: stops(current, kind),
        })
    } else {
        Err(refusals)
    }
}

fn reason_refusals(reason: Option<ReasonFacts>, step: AnswerStep) -> Vec<AnswerRefusal> {
    let Some(reason) = reason.filter(|reason| reason.letters > 0) else {
        return vec![AnswerRefusal::ReasonMissing];
    };
    let mut refusals = Vec::new();
    if reason.letters < REASON_LETTERS {
        refusals.push(AnswerRefusal::ReasonTooShort {
            letters: reason.letters,
            needed: REASON_LETTERS,
        });
    }
    if !reason.in_suggestion_language {
        refusals.push(AnswerRefusal::ReasonInOtherLanguage);
    }
    if reason.is_template {
        refusals.push(AnswerRefusal::ReasonIsTemplate);
    }
    if step == AnswerStep::Turned && reason.repeats_standing {
        refusals.push(AnswerRefusal::ReasonNotNew);
    }
    refusals
}

/// The first answer of each kind stops its clock; a decision without an acknowledgement stops
/// both.
const fn stops(current: AnswerState, kind: AnswerKind) -> &'static [DueKind] {
    match (current, kind) {
        (AnswerState::None, AnswerKind::Acknowledged) => &[DueKind::Acknowledge],
        (AnswerState::None, AnswerKind::Adopted | AnswerKind::Rejected) => {
            &[DueKind::Acknowledge, DueKind::Decide]
        }
        (AnswerState::Acknowledged, AnswerKind::Adopted | AnswerKind::Rejected) => {
            &[DueKind::Decide]
        }
        _ => &[],
    }
}
