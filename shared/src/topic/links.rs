//! Documents and videos of a topic.

use super::TopicState;
use crate::error::{Code, Coded, words};

/// Links that a topic has at most.
pub const MOST_LINKS: i64 = 20;

words! {
    /// What a link leads to.
    pub enum LinkKind {
        Document = "document",
        Video = "video",
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkRefusal {
    #[error("a topic has at most {MOST_LINKS} links")]
    TooMany,
    #[error("the links of a topic that is {state} stay as they are")]
    NotNow { state: TopicState },
    /// What the public has seen is not taken away.
    #[error("a link of a topic that is {state} is not taken away")]
    Public { state: TopicState },
}

impl Coded for LinkRefusal {
    fn code(&self) -> Code {
        match self {
            Self::TooMany => Code::TopicLinks,
            Self::NotNow { .. } => Code::TopicClosed,
            Self::Public { .. } => Code::TopicNotDraft,
        }
    }
}

/// Whether a link may be added to those that a topic has: in a draft, and in an open topic, where
/// it shows its day.
pub fn may_add_link(state: TopicState, has: i64) -> Result<(), LinkRefusal> {
    match state {
        TopicState::Draft | TopicState::Open if has < MOST_LINKS => Ok(()),
        TopicState::Draft | TopicState::Open => Err(LinkRefusal::TooMany),
        TopicState::Closed | TopicState::Concluded => Err(LinkRefusal::NotNow { state }),
    }
}

/// Whether a link may be taken away: in a draft alone.
pub fn may_remove_link(state: TopicState) -> Result<(), LinkRefusal> {
    match state {
        TopicState::Draft => Ok(()),
        _ => Err(LinkRefusal::Public { state }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_added_until_closing_and_removed_before_opening() {
        for state in TopicState::ALL.iter().copied() {
            let running = matches!(state, TopicState::Draft | TopicState::Open);
            assert_eq!(may_add_link(state, 19).is_ok(), running, "{state}");
            assert!(may_add_link(state, 20).is_err(), "{state}");
            assert_eq!(may_remove_link(state).is_ok(), state == TopicState::Draft);
        }
        let code = |refused: Result<(), LinkRefusal>| refused.unwrap_err().code();
        assert_eq!(code(may_add_link(TopicState::Open, 20)), Code::TopicLinks);
        assert_eq!(code(may_add_link(TopicState::Closed, 0)), Code::TopicClosed);
        assert_eq!(code(may_remove_link(TopicState::Open)), Code::TopicNotDraft);
    }
}
