//! A suggestion's publication, kept apart from its answer.

pub mod alike;
pub mod edit;
pub mod merge;
pub mod policy;
pub mod publication;

pub use edit::{EditRefusal, EditRight, edit_right, may_suggest_another};
pub use merge::{Holding, MergeRefusal, MergeSide, last_day_to_merge, may_merge, merge, unmerge};
pub use policy::PolicyReason;
pub use publication::{
    PublicationRefusal, PublishCause, hide, pending, publish, restore, withdraw,
};

use jiff::Timestamp;
use jiff::civil::Date;

use crate::error::words;

words! {
    /// Where a suggestion stands in public, without the facts: as it is stored.
    pub enum PublicationState {
        Published = "published",
        Pending = "pending",
        Hidden = "hidden",
        Withdrawn = "withdrawn",
        Merged = "merged",
    }
}

/// States whose suggestions the agency owes an answer.
pub const OWED_AN_ANSWER: &[PublicationState] = &[PublicationState::Published];

/// States in which a desk may answer.
pub const ANSWERABLE: &[PublicationState] = OWED_AN_ANSWER;

/// States whose text everybody may read; a merged one points on to the one it went into.
pub const VISIBLE: &[PublicationState] = &[PublicationState::Published, PublicationState::Merged];

/// States that stand in a topic's list of suggestions.
pub const LISTED: &[PublicationState] = &[PublicationState::Published];

/// States whose places on priority lists give points; a merged one's places count for its target.
pub const COUNTED: &[PublicationState] = &[PublicationState::Published];

/// States that anybody may put on a priority list.
pub const RANKABLE: &[PublicationState] = &[PublicationState::Published];

/// States that the author may put on the own priority list.
pub const RANKABLE_BY_AUTHOR: &[PublicationState] =
    &[PublicationState::Published, PublicationState::Pending];

/// States in which the author may change or add to the text.
pub const EDITABLE: &[PublicationState] = &[PublicationState::Published, PublicationState::Pending];

/// States that count towards the number one person may have in one topic: all but withdrawn.
pub const TOWARDS_LIMIT: &[PublicationState] = &[
    PublicationState::Published,
    PublicationState::Pending,
    PublicationState::Hidden,
    PublicationState::Merged,
];

impl PublicationState {
    /// Whether this is one of a named set, as in `state.is_in(OWED_AN_ANSWER)`.
    pub fn is_in(self, set: &[Self]) -> bool {
        set.contains(&self)
    }
}

words! {
    /// Why a suggestion is not published at once.
    pub enum PendingReason {
        /// Its author has not been confirmed yet.
        UnconfirmedAuthor = "unconfirmed_author",
        /// A filter asks a moderator to look at it first.
        HeldByFilter = "held_by_filter",
    }
}

/// Where a suggestion stands in public, with the facts of that state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Publication {
    Published,
    /// Publishes itself at the start of `publishes_on` unless hidden before.
    Pending {
        reason: PendingReason,
        publishes_on: Date,
    },
    Hidden {
        reason: PolicyReason,
        at: Timestamp,
    },
    Withdrawn {
        at: Timestamp,
    },
    /// `into` is the id of another suggestion of the same topic.
    Merged {
        into: String,
    },
}

impl Publication {
    /// The state without its facts.
    pub const fn state(&self) -> PublicationState {
        match self {
            Self::Published => PublicationState::Published,
            Self::Pending { .. } => PublicationState::Pending,
            Self::Hidden { .. } => PublicationState::Hidden,
            Self::Withdrawn { .. } => PublicationState::Withdrawn,
            Self::Merged { .. } => PublicationState::Merged,
        }
    }

    /// The stable word of the state.
    pub const fn as_str(&self) -> &'static str {
        self.state().as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_published_ones_are_owed_an_answer_and_counted() {
        for state in PublicationState::ALL {
            let published = *state == PublicationState::Published;
            assert_eq!(state.is_in(OWED_AN_ANSWER), published, "{state}");
            assert_eq!(state.is_in(COUNTED), published, "{state}");
            assert_eq!(state.is_in(RANKABLE), published, "{state}");
        }
    }

    #[test]
    fn hidden_and_withdrawn_text_is_not_visible_nor_edited() {
        for state in [PublicationState::Hidden, PublicationState::Withdrawn] {
            assert!(!state.is_in(VISIBLE) && !state.is_in(EDITABLE), "{state}");
        }
        assert!(PublicationState::Merged.is_in(VISIBLE));
        assert!(!PublicationState::Pending.is_in(VISIBLE));
    }
}
