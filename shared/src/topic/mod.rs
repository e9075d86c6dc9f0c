//! A topic: `draft → open → closed → concluded`, and what is allowed in it when.

pub mod close;
pub mod conclude;
pub mod days;
pub mod extend;
pub mod links;
pub mod open;
pub mod settings;

pub use close::{CloseRefusal, close, is_due_to_close};
pub use conclude::{ConcludeRefusal, ReportLanguages, conclude, reopened_by_restore};
pub use days::{Phase, ShutRefusal, TopicDays, may_rank, may_suggest};
pub use extend::{ExtendRefusal, Extension, extend};
pub use links::{LinkKind, LinkRefusal, may_add_link, may_remove_link};
pub use open::{OpenRefusal, OpeningDraft, OpeningFault, OpeningField, open};
pub use settings::{Settings, SettingsRefusal};

use crate::error::{Code, Coded, words};

words! {
    pub enum TopicState {
        /// Seen by its agency alone.
        Draft = "draft",
        /// Suggestions and lists, from the opening day to the end of the closing day.
        Open = "open",
        /// Counted; the agency still owes answers or the outcome report.
        Closed = "closed",
        /// Every answer is final and the outcome report stands in both languages.
        Concluded = "concluded",
    }
}

/// States that everybody sees.
pub const VISIBLE: &[TopicState] = &[TopicState::Open, TopicState::Closed, TopicState::Concluded];

/// States in which suggestions are answered; a final answer may still be corrected or turned after
/// the topic is concluded.
pub const ANSWERABLE: &[TopicState] = VISIBLE;

/// States in which the texts of the topic are changed.
pub const EDITABLE: &[TopicState] = &[TopicState::Draft];

/// States whose last count stands.
pub const COUNTED: &[TopicState] = &[TopicState::Closed, TopicState::Concluded];

impl TopicState {
    /// Whether this is one of a named set, as in `state.is_in(VISIBLE)`.
    pub fn is_in(self, set: &[Self]) -> bool {
        set.contains(&self)
    }
}

words! {
    /// How far the public takes part in what is decided (United Nations e-participation levels).
    pub enum Participation {
        Information = "information",
        Consultation = "consultation",
        DecisionMaking = "decision_making",
    }
}

/// The state of the topic does not allow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StateRefusal {
    #[error("the texts of a topic that is {state} are not changed")]
    NotEditable { state: TopicState },
    #[error("in a topic that is {state} nothing is answered")]
    NotAnswerable { state: TopicState },
}

impl Coded for StateRefusal {
    fn code(&self) -> Code {
        match self {
            Self::NotEditable { .. } => Code::TopicNotDraft,
            Self::NotAnswerable { .. } => Code::TopicNotOpen,
        }
    }
}

/// Whether the topic's texts, days and settings may be changed.
pub fn may_edit(state: TopicState) -> Result<(), StateRefusal> {
    if state.is_in(EDITABLE) {
        Ok(())
    } else {
        Err(StateRefusal::NotEditable { state })
    }
}

/// Whether the topic's suggestions may be answered.
pub fn may_answer(state: TopicState) -> Result<(), StateRefusal> {
    if state.is_in(ANSWERABLE) {
        Ok(())
    } else {
        Err(StateRefusal::NotAnswerable { state })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_edited_and_everything_else_is_answered() {
        for state in TopicState::ALL.iter().copied() {
            let draft = state == TopicState::Draft;
            assert_eq!(may_edit(state).is_ok(), draft, "{state}");
            assert_eq!(may_answer(state).is_ok(), !draft, "{state}");
            assert_eq!(state.is_in(VISIBLE), !draft, "{state}");
        }
        let refused = may_edit(TopicState::Open).unwrap_err();
        assert_eq!(
            refused,
            StateRefusal::NotEditable {
                state: TopicState::Open
            }
        );
        assert_eq!(refused.code(), Code::TopicNotDraft);
    }
}
