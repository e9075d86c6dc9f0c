//! What a desk does to many suggestions at once: looked at before, waiting for a while in which it
//! can be undone, and only then public.

use jiff::SignedDuration;

use crate::account::Action;
use crate::answer::{AnswerKind, AnswerState};
use crate::error::words;

/// The most suggestions of one act.
pub const MOST_SELECTED: usize = 100;

/// How long an act waits, and can be undone, before anything of it becomes public.
pub const WAITS: SignedDuration = SignedDuration::from_secs(30);

words! {
    /// What is done to each of them.
    pub enum BulkKind {
        Acknowledge = "acknowledge",
        Adopt = "adopt",
        Reject = "reject",
        Hide = "hide",
    }
}

impl BulkKind {
    /// The answer that each is given; none for hiding.
    pub const fn answer(self) -> Option<AnswerKind> {
        match self {
            Self::Acknowledge => Some(AnswerKind::Acknowledged),
            Self::Adopt => Some(AnswerKind::Adopted),
            Self::Reject => Some(AnswerKind::Rejected),
            Self::Hide => None,
        }
    }

    /// What the person must be allowed to do.
    pub const fn action(self) -> Action {
        match self {
            Self::Acknowledge => Action::Acknowledge,
            Self::Adopt | Self::Reject => Action::Decide,
            Self::Hide => Action::Hide,
        }
    }

    /// Whether a suggestion whose answer stands so is moved forward by it. What was acknowledged or
    /// decided before is corrected one by one, never in passing.
    pub const fn moves_on(self, current: AnswerState) -> bool {
        match self {
            Self::Acknowledge => matches!(current, AnswerState::None),
            Self::Adopt | Self::Reject => {
                matches!(current, AnswerState::None | AnswerState::Acknowledged)
            }
            Self::Hide => true,
        }
    }
}

words! {
    /// Where an act stands.
    pub enum ActState {
        /// Can be undone; nothing of it is public.
        Waiting = "waiting",
        Done = "done",
        Undone = "undone",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_at_once_move_forward_and_never_back() {
        use AnswerState::{Acknowledged, Adopted, None, Rejected};
        for (kind, forward) in [
            (BulkKind::Acknowledge, &[None][..]),
            (BulkKind::Adopt, &[None, Acknowledged]),
            (BulkKind::Reject, &[None, Acknowledged]),
            (BulkKind::Hide, &[None, Acknowledged, Adopted, Rejected]),
        ] {
            for state in AnswerState::ALL {
                assert_eq!(
                    kind.moves_on(*state),
                    forward.contains(state),
                    "{kind} {state}"
                );
            }
        }
    }

    #[test]
    fn an_act_has_the_word_and_the_right_of_its_answer() {
        for kind in BulkKind::ALL {
            let answers = kind.answer().is_some();
            assert_eq!(answers, *kind != BulkKind::Hide);
            let decides = kind.answer().is_some_and(AnswerKind::is_final);
            assert_eq!(decides, kind.action() == Action::Decide, "{kind}");
        }
    }
}
