//! A person's ranked priorities in one topic.

use serde::{Deserialize, Serialize};

use crate::error::{Code, Coded};
use crate::ids::SuggestionId;

/// Suggestions in order, the first priority first; no suggestion twice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct PriorityList(Vec<SuggestionId>);

/// What a suggestion is to the topic whose list names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// It belongs to the topic and is counted.
    Counted,
    /// It belongs to the topic, but is hidden, withdrawn or otherwise not counted.
    NotCounted,
    /// It belongs to another topic, or to none.
    Foreign,
}

/// Why a list was refused. Places count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ListRefusal {
    #[error("place {place} repeats an earlier one")]
    Duplicate { place: usize },
    #[error("a list holds at most {max}")]
    TooLong { max: usize },
    #[error("place {place} is not a suggestion of this topic")]
    Foreign { place: usize },
    #[error("place {place} is not counted")]
    NotCounted { place: usize },
}

impl ListRefusal {
    /// The place it is about; none when it is about the whole list.
    pub fn place(self) -> Option<usize> {
        match self {
            Self::Duplicate { place } | Self::Foreign { place } | Self::NotCounted { place } => {
                Some(place)
            }
            Self::TooLong { .. } => None,
        }
    }
}

impl Coded for ListRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Duplicate { .. } => Code::ListDuplicate,
            Self::TooLong { .. } => Code::ListTooLong,
            Self::Foreign { .. } => Code::ListForeign,
            Self::NotCounted { .. } => Code::ListNotCounted,
        }
    }
}

/// What adding a suggestion did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It now stands at this place.
    At(usize),
    /// It was on the list already, at this place, and stays there.
    Already(usize),
}

impl PriorityList {
    /// Takes a whole list as a person sent it, or says all that is wrong with it. At most `max`
    /// suggestions (the topic's K); an empty list is allowed.
    pub fn check(
        entries: Vec<SuggestionId>,
        max: usize,
        facts: impl Fn(&SuggestionId) -> Entry,
    ) -> Result<Self, Vec<ListRefusal>> {
        if entries.len() > max {
            // No facts are looked up for a list of a million entries.
            return Err(vec![ListRefusal::TooLong { max }]);
        }
        let mut refusals = Vec::new();
        for (before, id) in entries.iter().enumerate() {
            let place = before + 1;
            if entries.iter().take(before).any(|earlier| earlier == id) {
                refusals.push(ListRefusal::Duplicate { place });
            }
            match facts(id) {
                Entry::Counted => {}
                Entry::NotCounted => refusals.push(ListRefusal::NotCounted { place }),
                Entry::Foreign => refusals.push(ListRefusal::Foreign { place }),
            }
        }
        if refusals.is_empty() {
            Ok(Self(entries))
        } else {
            Err(refusals)
        }
    }

    /// A list as it was stored. Its suggestions may have been hidden or merged since; they keep
    /// their places until the person changes the list. A repeated one keeps its best place.
    pub fn stored(entries: Vec<SuggestionId>) -> Self {
        let mut list = Vec::with_capacity(entries.len());
        for id in entries {
            if !list.contains(&id) {
                list.push(id);
            }
        }
        Self(list)
    }

    /// The suggestions, the first priority first.
    pub fn entries(&self) -> &[SuggestionId] {
        &self.0
    }

    /// How many suggestions are on the list.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True for a list without suggestions.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The place of a suggestion, from 1.
    pub fn place_of(&self, id: &SuggestionId) -> Option<usize> {
        self.0
            .iter()
            .position(|entry| entry == id)
            .map(|before| before + 1)
    }

    /// Adds a suggestion at `place` (the others move down), or at the end. A place of 0 means the
    /// first, one beyond the end means the end. Refused only when the list already holds `max`.
    pub fn add(
        &mut self,
        id: SuggestionId,
        place: Option<usize>,
        max: usize,
    ) -> Result<Added, ListRefusal> {
        if let Some(place) = self.place_of(&id) {
            return Ok(Added::Already(place));
        }
        if self.0.len() >= max {
            return Err(ListRefusal::TooLong { max });
        }
        let end = self.0.len() + 1;
        let place = place.unwrap_or(end).clamp(1, end);
        self.0.insert(place - 1, id);
        Ok(Added::At(place))
    }

    /// Removes a suggestion, closes the gap and gives the place where it stood.
    pub fn remove(&mut self, id: &SuggestionId) -> Option<usize> {
        let place = self.place_of(id)?;
        self.0.remove(place - 1);
        Some(place)
    }

    /// Moves a suggestion one place up, if it isn't the first, and gives its place.
    pub fn move_up(&mut self, id: &SuggestionId) -> Option<usize> {
        let place = self.place_of(id)?;
        self.move_to(id, place.saturating_sub(1))
    }

    /// Moves a suggestion one place down, if it isn't the last, and gives its place.
    pub fn move_down(&mut self, id: &SuggestionId) -> Option<usize> {
        let place = self.place_of(id)?;
        self.move_to(id, place + 1)
    }

    /// Moves a suggestion to a place (kept within the list) and gives the place; `None` if it is
    /// not on the list.
    pub fn move_to(&mut self, id: &SuggestionId, place: usize) -> Option<usize> {
        let from = self.place_of(id)?;
        let place = place.clamp(1, self.0.len());
        let moved = self.0.remove(from - 1);
        self.0.insert(place - 1, moved);
        Some(place)
    }
}

/// Counts the saves of one list, so that an edit made on an old copy is noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Version(u32);

/// The list was saved elsewhere since the copy that was edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the list was changed since: edited {edited:?}, stored {stored:?}")]
pub struct StaleEdit {
    pub edited: Version,
    pub stored: Version,
}

impl Coded for StaleEdit {
    fn code(&self) -> Code {
        Code::Stale
    }
}

impl Version {
    /// Before the first save.
    pub const NONE: Self = Self(0);

    pub fn new(number: u32) -> Self {
        Self(number)
    }

    pub fn number(self) -> u32 {
        self.0
    }

    /// The version after saving an edit of `edited` over `self`, the stored one.
    pub fn after_edit_of(self, edited: Self) -> Result<Self, StaleEdit> {
        if edited == self {
            Ok(Self(self.0.saturating_add(1)))
        } else {
            Err(StaleEdit {
                edited,
                stored: self,
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(letter: char) -> SuggestionId {
        SuggestionId::parse(&format!("0193a5f0-7c1e-7b42-9d3a-5f2e8c6b1a0{letter}")).unwrap()
    }

    fn ids(letters: &str) -> Vec<SuggestionId> {
        letters.chars().map(id).collect()
    }

    fn list(letters: &str) -> PriorityList {
        PriorityList::check(ids(letters), 10, |_| Entry::Counted).unwrap()
    }

    /// e is of another topic, f is hidden.
    fn facts(entry: &SuggestionId) -> Entry {
        match entry.as_str().chars().last() {
            Some('e') => Entry::Foreign,
            Some('f') => Entry::NotCounted,
            _ => Entry::Counted,
        }
    }

    #[test]
    fn a_list_is_checked_whole() {
        use ListRefusal::*;
        let cases: [(&str, &[ListRefusal]); 8] = [
            ("", &[]),
            ("abcd", &[]),
            ("aba", &[Duplicate { place: 3 }]),
            ("aaa", &[Duplicate { place: 2 }, Duplicate { place: 3 }]),
            ("abe", &[Foreign { place: 3 }]),
            ("fab", &[NotCounted { place: 1 }]),
            (
                "eff",
                &[
                    Foreign { place: 1 },
                    NotCounted { place: 2 },
                    Duplicate { place: 3 },
                    NotCounted { place: 3 },
                ],
            ),
            ("abcde", &[TooLong { max: 4 }]),
        ];
        for (letters, refusals) in cases {
            let wanted = if refusals.is_empty() {
                Ok(list(letters))
            } else {
                Err(refusals.to_vec())
            };
            assert_eq!(
                PriorityList::check(ids(letters), 4, facts),
                wanted,
                "{letters}"
            );
        }
    }

    #[test]
    fn adding_keeps_the_place_of_what_is_there() {
        let mut mine = list("ab");
        assert_eq!(mine.add(id('c'), None, 4), Ok(Added::At(3)));
        assert_eq!(mine.add(id('d'), Some(1), 4), Ok(Added::At(1)));
        assert_eq!(mine, list("dabc"));
        assert_eq!(mine.add(id('a'), Some(4), 4), Ok(Added::Already(2)));
        assert_eq!(
            mine.add(id('1'), None, 4),
            Err(ListRefusal::TooLong { max: 4 })
        );
        assert_eq!(mine, list("dabc"));
        assert_eq!(list("ab").add(id('c'), Some(99), 4), Ok(Added::At(3)));
        assert_eq!(list("ab").add(id('c'), Some(0), 4), Ok(Added::At(1)));
    }

    #[test]
    fn moving_and_removing() {
        let mut mine = list("abcd");
        assert_eq!(mine.move_up(&id('c')), Some(2));
        assert_eq!(mine, list("acbd"));
        assert_eq!(mine.move_up(&id('a')), Some(1));
        assert_eq!(mine.move_down(&id('d')), Some(4));
        assert_eq!(mine, list("acbd"));
        assert_eq!(mine.move_down(&id('a')), Some(2));
        assert_eq!(mine, list("cabd"));
        assert_eq!(mine.move_to(&id('d'), 1), Some(1));
        assert_eq!(mine.move_to(&id('c'), 99), Some(4));
        assert_eq!(mine, list("dabc"));
        assert_eq!(mine.remove(&id('a')), Some(2));
        assert_eq!(mine.remove(&id('a')), None);
        assert_eq!(mine.move_up(&id('a')), None);
        assert_eq!(mine.entries(), ids("dbc"));
        assert_eq!(PriorityList::stored(ids("abcab")), list("abc"));
    }

    #[test]
    fn an_edit_of_an_old_copy_is_noticed() {
        let stored = Version::new(7);
        assert_eq!(stored.after_edit_of(Version::new(7)), Ok(Version::new(8)));
        let stale = StaleEdit {
            edited: Version::new(6),
            stored,
        };
        assert_eq!(stored.after_edit_of(Version::new(6)), Err(stale));
        assert_eq!(
            Version::NONE
                .after_edit_of(Version::NONE)
                .map(Version::number),
            Ok(1)
        );
    }
}
