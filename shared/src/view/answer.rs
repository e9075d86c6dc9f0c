//! Answers as pages show them.

use jiff::civil::Date;

use super::agency::AgencyName;
use super::commitment::Commitment;
use super::text::UserText;
use crate::answer::{AnswerKind, AnswerStep};

/// One answer of a suggestion, with all that was said before and after it kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub number: i32,
    pub kind: AnswerKind,
    /// How it stands to the answer before it.
    pub step: AnswerStep,
    /// None for an acknowledgement without words.
    pub reason: Option<UserText>,
    /// The same reason in the other language.
    pub other: Option<UserText>,
    pub on: Date,
    /// The last answer: the one that stands.
    pub stands: bool,
    pub commitment: Option<Commitment>,
}

/// An answer in a list of answers of several suggestions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerLine {
    pub agency: AgencyName,
    pub reference: String,
    pub title: UserText,
    pub kind: AnswerKind,
    /// The first lines of its reason.
    pub reason: Option<UserText>,
    pub on: Date,
    /// Until when an adopted one is promised.
    pub until: Option<Date>,
    /// The slug of its topic while lists are saved there.
    pub ranks_in: Option<String>,
}

/// How an answer of `kind` stands to the one before it.
pub fn step(before: Option<AnswerKind>, kind: AnswerKind) -> AnswerStep {
    match before {
        Some(standing) if standing == kind => AnswerStep::Correction,
        Some(standing) if standing.is_final() => AnswerStep::Turned,
        _ => AnswerStep::Forward,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_between_answers() {
        use AnswerKind::{Acknowledged, Adopted, Rejected};
        for (before, kind, wanted) in [
            (None, Acknowledged, AnswerStep::Forward),
            (None, Rejected, AnswerStep::Forward),
            (Some(Acknowledged), Adopted, AnswerStep::Forward),
            (Some(Acknowledged), Acknowledged, AnswerStep::Correction),
            (Some(Adopted), Adopted, AnswerStep::Correction),
            (Some(Adopted), Rejected, AnswerStep::Turned),
        ] {
            assert_eq!(step(before, kind), wanted, "{before:?} {kind}");
        }
    }
}
