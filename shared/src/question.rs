//! A desk asks an author something in public before it decides. No clock stops for it.

use crate::answer::AnswerState;
use crate::error::{Code, Coded, words};
use crate::suggestion::{ANSWERABLE, PublicationState};

/// Letters that a question has at least.
pub const QUESTION_LETTERS: usize = 20;

words! {
    /// What ended a question.
    pub enum QuestionEnd {
        /// Its author replied.
        Replied = "replied",
        /// The agency decided without a reply.
        Decided = "decided",
        /// The agency took it back.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// Where an undecided suggestion's latest question stands, for the desk.
    pub enum Asked {
        Open = "open",
        Replied = "replied",
    }
}

impl Asked {
    /// By how the latest question ended; `None` inside: it is open.
    pub const fn of(ended: Option<QuestionEnd>) -> Option<Asked> {
        match ended {
            None => Some(Asked::Open),
            Some(QuestionEnd::Replied) => Some(Asked::Replied),
            Some(QuestionEnd::Decided | QuestionEnd::Withdrawn) => None,
        }
    }
}

/// What asking hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    pub publication: PublicationState,
    pub answer: AnswerState,
    /// Imported suggestions have none, nor has one whose author left.
    pub has_author: bool,
    /// A question waits for its reply.
    pub open: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuestionRefusal {
    #[error("nothing is asked about a {state} suggestion")]
    State { state: PublicationState },
    #[error("it is {answer}: nothing is asked any more")]
    Decided { answer: AnswerState },
    #[error("it has no author who could reply")]
    NoAuthor,
    #[error("a question waits for its reply")]
    Open,
    #[error("the question is not open any more")]
    Ended,
}

impl Coded for QuestionRefusal {
    fn code(&self) -> Code {
        match self {
            Self::State { .. } => Code::SuggestionState,
            Self::Decided { .. } => Code::QuestionTooLate,
            Self::NoAuthor => Code::QuestionNoAuthor,
            Self::Open => Code::QuestionOpen,
            Self::Ended => Code::QuestionEnded,
        }
    }
}

/// Whether the desk may ask the author now.
pub fn may_ask(facts: Facts) -> Result<(), QuestionRefusal> {
    let Facts {
        publication,
        answer,
        has_author,
        open,
    } = facts;
    if !publication.is_in(ANSWERABLE) {
        Err(QuestionRefusal::State { state: publication })
    } else if matches!(answer, AnswerState::Adopted | AnswerState::Rejected) {
        Err(QuestionRefusal::Decided { answer })
    } else if !has_author {
        Err(QuestionRefusal::NoAuthor)
    } else if open {
        Err(QuestionRefusal::Open)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKABLE: Facts = Facts {
        publication: PublicationState::Published,
        answer: AnswerState::None,
        has_author: true,
        open: false,
    };

    #[test]
    fn an_undecided_published_suggestion_with_an_author_is_asked_one_thing_at_a_time() {
        use AnswerState::{Acknowledged, Adopted, Rejected};
        assert_eq!(may_ask(ASKABLE), Ok(()));
        let acknowledged = Facts {
            answer: Acknowledged,
            ..ASKABLE
        };
        assert_eq!(may_ask(acknowledged), Ok(()));
        for answer in [Adopted, Rejected] {
            let refused = may_ask(Facts { answer, ..ASKABLE });
            assert_eq!(refused, Err(QuestionRefusal::Decided { answer }));
        }
        for state in PublicationState::ALL.iter().copied() {
            let asked = may_ask(Facts {
                publication: state,
                ..ASKABLE
            });
            let wanted = match state {
                PublicationState::Published => Ok(()),
                _ => Err(QuestionRefusal::State { state }),
            };
            assert_eq!(asked, wanted, "{state}");
        }
        let nobody = Facts {
            has_author: false,
            ..ASKABLE
        };
        assert_eq!(may_ask(nobody), Err(QuestionRefusal::NoAuthor));
        let open = Facts {
            open: true,
            ..ASKABLE
        };
        assert_eq!(may_ask(open), Err(QuestionRefusal::Open));
    }

    #[test]
    fn only_what_waits_or_was_replied_to_is_a_sign_for_the_desk() {
        use QuestionEnd::{Decided, Replied, Withdrawn};
        for (ended, asked) in [
            (None, Some(Asked::Open)),
            (Some(Replied), Some(Asked::Replied)),
            (Some(Decided), None),
            (Some(Withdrawn), None),
        ] {
            assert_eq!(Asked::of(ended), asked, "{ended:?}");
        }
    }
}
