//! Whether a final answer met the point, as its author and those who listed it say. What is said
//! belongs to one answer: a later final answer asks anew.

use crate::answer::AnswerState;
use crate::error::{Code, Coded, words};
use crate::suggestion::PublicationState;

/// Counts are shown from so many people on: fewer could be told apart.
pub const LEAST_SHOWN: i64 = 5;

words! {
    /// What one person said.
    pub enum Verdict {
        Yes = "yes",
        Partly = "partly",
        No = "no",
    }
}

/// How many said what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verdicts {
    pub yes: i64,
    pub partly: i64,
    pub no: i64,
}

impl Verdicts {
    /// Adds `many` who said the same.
    pub fn add(&mut self, verdict: Verdict, many: i64) {
        match verdict {
            Verdict::Yes => self.yes += many,
            Verdict::Partly => self.partly += many,
            Verdict::No => self.no += many,
        }
    }

    /// How many people.
    pub fn all(self) -> i64 {
        self.yes + self.partly + self.no
    }

    /// What the public sees: nothing of fewer than [`LEAST_SHOWN`].
    pub fn shown(self) -> Option<Self> {
        (self.all() >= LEAST_SHOWN).then_some(self)
    }
}

/// What saying something of an answer hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    pub publication: PublicationState,
    pub answer: AnswerState,
    pub author: bool,
    /// The person has the suggestion on the own priority list.
    pub listed: bool,
    /// The person said something of the answer that stands.
    pub said: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SatisfactionRefusal {
    #[error("it is {state}, and its answer is not asked about")]
    NotInPublic { state: PublicationState },
    #[error("only its author and those who listed it say so")]
    NotConcerned,
    #[error("it has no final answer")]
    NotFinal,
    #[error("this person has said so already")]
    AlreadySaid,
}

impl Coded for SatisfactionRefusal {
    fn code(&self) -> Code {
        match self {
            Self::NotInPublic { .. } => Code::SuggestionState,
            Self::NotConcerned => Code::NotConcerned,
            Self::NotFinal => Code::AnswerNotFinal,
            Self::AlreadySaid => Code::AlreadySaid,
        }
    }
}

/// Whether somebody outside the agency may say whether the answer that stands met the point.
pub fn may_say(facts: Facts) -> Result<(), SatisfactionRefusal> {
    if facts.publication != PublicationState::Published {
        let state = facts.publication;
        return Err(SatisfactionRefusal::NotInPublic { state });
    }
    if !facts.author && !facts.listed {
        return Err(SatisfactionRefusal::NotConcerned);
    }
    if !facts.answer.is_in(crate::answer::FINAL) {
        return Err(SatisfactionRefusal::NotFinal);
    }
    if facts.said {
        return Err(SatisfactionRefusal::AlreadySaid);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAY: Facts = Facts {
        publication: PublicationState::Published,
        answer: AnswerState::Rejected,
        author: true,
        listed: false,
        said: false,
    };

    #[test]
    fn who_says_when() {
        use SatisfactionRefusal::{AlreadySaid, NotConcerned, NotFinal, NotInPublic};
        let hidden = PublicationState::Hidden;
        let table = [
            (MAY, Ok(())),
            (
                Facts {
                    author: false,
                    listed: true,
                    answer: AnswerState::Adopted,
                    ..MAY
                },
                Ok(()),
            ),
            (
                Facts {
                    author: false,
                    ..MAY
                },
                Err(NotConcerned),
            ),
            (
                Facts {
                    author: false,
                    said: true,
                    ..MAY
                },
                Err(NotConcerned),
            ),
            (
                Facts {
                    answer: AnswerState::None,
                    ..MAY
                },
                Err(NotFinal),
            ),
            (
                Facts {
                    answer: AnswerState::Acknowledged,
                    ..MAY
                },
                Err(NotFinal),
            ),
            (Facts { said: true, ..MAY }, Err(AlreadySaid)),
            (
                Facts {
                    publication: hidden,
                    ..MAY
                },
                Err(NotInPublic { state: hidden }),
            ),
        ];
        for (facts, expected) in table {
            assert_eq!(may_say(facts), expected, "{facts:?}");
        }
    }

    #[test]
    fn fewer_than_five_are_not_shown() {
        let mut verdicts = Verdicts::default();
        for (verdict, many, shown) in [
            (Verdict::Yes, 2, false),
            (Verdict::No, 2, false),
            (Verdict::Partly, 1, true),
            (Verdict::Yes, 1, true),
        ] {
            verdicts.add(verdict, many);
            assert_eq!(verdicts.shown().is_some(), shown, "{verdicts:?}");
        }
        assert_eq!((verdicts.yes, verdicts.partly, verdicts.no), (3, 1, 2));
        assert_eq!(verdicts.all(), 6);
    }
}
