//! Concluding a topic: every final answer given and the outcome report in both languages.

use super::TopicState;
use crate::answer::{AnswerState, UNDECIDED};
use crate::error::{Code, Coded};
use crate::suggestion::{OWED_AN_ANSWER, PublicationState};

/// In which languages the outcome report stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportLanguages {
    pub arabic: bool,
    pub english: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConcludeRefusal {
    #[error("the topic is {state}, not closed")]
    NotClosed { state: TopicState },
    /// `unanswered` are the references of the suggestions without a final answer.
    #[error("without a final answer: {}", .unanswered.join(", "))]
    Unanswered {
        unanswered: Vec<String>,
        report: ReportLanguages,
    },
    #[error("the outcome report does not stand in both languages")]
    ReportMissing { report: ReportLanguages },
}

impl Coded for ConcludeRefusal {
    fn code(&self) -> Code {
        match self {
            Self::NotClosed { .. } => Code::TopicNotClosed,
            Self::Unanswered { .. } => Code::TopicUnanswered,
            Self::ReportMissing { .. } => Code::ReportMissing,
        }
    }
}

/// Concludes a closed topic. A pending suggestion keeps it open: it is about to be published, and
/// owed an answer. `suggestions` gives the reference and states of each one; it may be
/// all of the topic or only those that a query found waiting.
pub fn conclude(
    state: TopicState,
    suggestions: impl IntoIterator<Item = (String, PublicationState, AnswerState)>,
    report: ReportLanguages,
) -> Result<TopicState, ConcludeRefusal> {
    if state != TopicState::Closed {
        return Err(ConcludeRefusal::NotClosed { state });
    }
    let unanswered: Vec<String> = suggestions
        .into_iter()
        .filter(|(_, publication, answer)| {
            *publication == PublicationState::Pending || waits_for_decision(*publication, *answer)
        })
        .map(|(reference, ..)| reference)
        .collect();
    if !unanswered.is_empty() {
        return Err(ConcludeRefusal::Unanswered { unanswered, report });
    }
    if !(report.arabic && report.english) {
        return Err(ConcludeRefusal::ReportMissing { report });
    }
    Ok(TopicState::Concluded)
}

/// Whether the agency still owes a suggestion its final answer.
pub fn waits_for_decision(publication: PublicationState, answer: AnswerState) -> bool {
    publication.is_in(OWED_AN_ANSWER) && answer.is_in(UNDECIDED)
}

/// The state of a topic after one of its suggestions was restored: a concluded one is closed
/// again, for its report did not speak of that suggestion.
pub fn reopened_by_restore(state: TopicState) -> TopicState {
    match state {
        TopicState::Concluded => TopicState::Closed,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: ReportLanguages = ReportLanguages {
        arabic: true,
        english: true,
    };

    fn one(
        reference: &str,
        publication: PublicationState,
        answer: AnswerState,
    ) -> (String, PublicationState, AnswerState) {
        (reference.to_owned(), publication, answer)
    }

    #[test]
    fn only_a_closed_topic_is_concluded() {
        for state in TopicState::ALL.iter().copied() {
            let given = conclude(state, [], BOTH);
            if state == TopicState::Closed {
                assert_eq!(given, Ok(TopicState::Concluded));
            } else {
                assert_eq!(given, Err(ConcludeRefusal::NotClosed { state }));
            }
        }
    }

    #[test]
    fn every_published_suggestion_needs_a_final_answer_and_none_is_pending() {
        for publication in PublicationState::ALL.iter().copied() {
            for answer in AnswerState::ALL.iter().copied() {
                let waits = publication == PublicationState::Pending
                    || publication == PublicationState::Published
                        && matches!(answer, AnswerState::None | AnswerState::Acknowledged);
                let given = conclude(TopicState::Closed, [one("S-1", publication, answer)], BOTH);
                assert_eq!(given.is_err(), waits, "{publication} {answer}");
            }
        }
    }

    #[test]
    fn the_unanswered_are_named() {
        let published = PublicationState::Published;
        let suggestions = [
            one("S-7K3Q-92", published, AnswerState::None),
            one("S-7K3Q-93", published, AnswerState::Adopted),
            one("S-7K3Q-94", published, AnswerState::Acknowledged),
            one("S-7K3Q-95", PublicationState::Hidden, AnswerState::None),
        ];
        let report = ReportLanguages {
            arabic: true,
            english: false,
        };
        let refused = conclude(TopicState::Closed, suggestions, report).unwrap_err();
        let unanswered = vec!["S-7K3Q-92".to_owned(), "S-7K3Q-94".to_owned()];
        assert_eq!(refused, ConcludeRefusal::Unanswered { unanswered, report });
        assert_eq!(
            refused.to_string(),
            "without a final answer: S-7K3Q-92, S-7K3Q-94"
        );
        assert_eq!(refused.code(), Code::TopicUnanswered);
    }

    #[test]
    fn the_report_stands_in_both_languages() {
        for (arabic, english) in [(false, false), (true, false), (false, true)] {
            let report = ReportLanguages { arabic, english };
            let refused = conclude(TopicState::Closed, [], report).unwrap_err();
            assert_eq!(refused, ConcludeRefusal::ReportMissing { report });
        }
    }

    #[test]
    fn a_restored_suggestion_reopens_a_concluded_topic_to_closed() {
        for state in TopicState::ALL.iter().copied() {
            let expected = if state == TopicState::Concluded {
                TopicState::Closed
            } else {
                state
            };
            assert_eq!(reopened_by_restore(state), expected);
        }
    }
}
