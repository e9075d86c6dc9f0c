//! How far an author may change a suggestion, and how many one person may have in a topic.

use super::{EDITABLE, PublicationState};
use crate::error::{Code, Coded};

/// From so many other people's priority lists on, the text is what they ranked.
pub const OTHERS_THAT_FIX_THE_TEXT: u32 = 5;

/// What the author may do to a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditRight {
    Freely,
    /// Only add, each addition with its date.
    AdditionsOnly(FixedBy),
}

/// Why a text is no longer edited freely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixedBy {
    /// An answer stands under it.
    Answer,
    /// So many other people have it on their lists.
    Lists(u32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditRefusal {
    #[error("only its author edits a suggestion")]
    NotTheAuthor,
    #[error("a {state} suggestion is not edited")]
    NotEditable { state: PublicationState },
    #[error("only dated additions from here on")]
    AdditionsOnly,
    #[error("{limit} suggestions by one person in one topic, not more")]
    LimitReached { limit: u32 },
}

impl Coded for EditRefusal {
    fn code(&self) -> Code {
        match self {
            Self::NotTheAuthor => Code::NotTheAuthor,
            Self::NotEditable { .. } => Code::SuggestionState,
            Self::AdditionsOnly => Code::AdditionsOnly,
            Self::LimitReached { .. } => Code::SuggestionLimit,
        }
    }
}

/// What a person may do to a suggestion's text. `on_lists_of_others` counts people, the author
/// not among them; `answered` is whether any answer exists, an acknowledgement included.
pub fn edit_right(
    is_author: bool,
    state: PublicationState,
    on_lists_of_others: u32,
    answered: bool,
) -> Result<EditRight, EditRefusal> {
    if !is_author {
        return Err(EditRefusal::NotTheAuthor);
    }
    if !state.is_in(EDITABLE) {
        return Err(EditRefusal::NotEditable { state });
    }
    if answered {
        return Ok(EditRight::AdditionsOnly(FixedBy::Answer));
    }
    if on_lists_of_others >= OTHERS_THAT_FIX_THE_TEXT {
        return Ok(EditRight::AdditionsOnly(FixedBy::Lists(on_lists_of_others)));
    }
    Ok(EditRight::Freely)
}

impl EditRight {
    /// Refuses to change what stands, rather than add to it.
    pub fn to_change(self) -> Result<(), EditRefusal> {
        match self {
            Self::Freely => Ok(()),
            Self::AdditionsOnly(_) => Err(EditRefusal::AdditionsOnly),
        }
    }
}

/// Whether a person with `already` suggestions in
/// [`TOWARDS_LIMIT`](super::TOWARDS_LIMIT) in a topic may add one.
pub fn may_suggest_another(already: u32, limit: u32) -> Result<(), EditRefusal> {
    if already < limit {
        Ok(())
    } else {
        Err(EditRefusal::LimitReached { limit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_author_edits_freely_until_five_others_list_it_or_an_answer_exists() {
        let published = PublicationState::Published;
        for (others, answered, right) in [
            (0, false, EditRight::Freely),
            (4, false, EditRight::Freely),
            (5, false, EditRight::AdditionsOnly(FixedBy::Lists(5))),
            (900, false, EditRight::AdditionsOnly(FixedBy::Lists(900))),
            (0, true, EditRight::AdditionsOnly(FixedBy::Answer)),
            (5, true, EditRight::AdditionsOnly(FixedBy::Answer)),
        ] {
            let given = edit_right(true, published, others, answered).unwrap();
            assert_eq!(given, right, "{others} {answered}");
            let to_change = given.to_change();
            if right == EditRight::Freely {
                assert_eq!(to_change, Ok(()));
            } else {
                assert_eq!(to_change, Err(EditRefusal::AdditionsOnly));
            }
        }
    }

    #[test]
    fn nobody_else_edits_and_nothing_out_of_public_is_edited() {
        for state in PublicationState::ALL.iter().copied() {
            assert_eq!(
                edit_right(false, state, 0, false),
                Err(EditRefusal::NotTheAuthor)
            );
            let editable = matches!(
                state,
                PublicationState::Published | PublicationState::Pending
            );
            let expected = if editable {
                Ok(EditRight::Freely)
            } else {
                Err(EditRefusal::NotEditable { state })
            };
            assert_eq!(edit_right(true, state, 0, false), expected, "{state}");
        }
    }

    #[test]
    fn five_suggestions_by_one_person_and_not_a_sixth() {
        for (already, allowed) in [(0, true), (4, true), (5, false), (6, false)] {
            assert_eq!(
                may_suggest_another(already, 5).is_ok(),
                allowed,
                "{already}"
            );
        }
        let refused = may_suggest_another(5, 5).unwrap_err();
        assert_eq!(refused, EditRefusal::LimitReached { limit: 5 });
        assert_eq!(refused.code(), Code::SuggestionLimit);
    }
}
