//! Priority lists as they are counted: laid, of different suggestions, at most K each.

use super::lay::Lay;

/// Stands on a published list for a suggestion that is on too few lists to be named. It keeps its
/// place, and is not counted for anything.
pub const MASKED: u32 = u32::MAX;

/// A list names an index at or beyond the number of suggestions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no suggestion has the index {0}")]
pub struct UnknownSuggestion(pub u32);

/// All lists of a topic, one after the other: some four bytes an entry, so that a million lists
/// are held at once.
#[derive(Debug, Clone)]
pub struct Lists {
    k: usize,
    suggestions: usize,
    entries: Vec<u32>,
    /// How many entries each list has.
    lengths: Vec<u16>,
}

impl Lists {
    /// No lists yet, of at most `k` places (from 1 to 65,535) over `suggestions` suggestions with
    /// the indexes from 0 on.
    pub fn new(k: usize, suggestions: usize) -> Self {
        Self {
            k: k.clamp(1, usize::from(u16::MAX)),
            suggestions,
            entries: Vec::new(),
            lengths: Vec::new(),
        }
    }

    /// Sees to it that so many lists with so many entries find room without being moved.
    pub fn reserve(&mut self, lists: usize, entries: usize) {
        self.lengths.reserve(lists);
        self.entries.reserve(entries);
    }

    /// Takes over all lists of another that are of the same K and suggestions.
    pub fn append(&mut self, other: &mut Lists) {
        self.lengths.append(&mut other.lengths);
        self.entries.append(&mut other.entries);
    }

    /// Takes one list of indexes, the first priority first. A doubled suggestion counts at its
    /// best place and the gap closes; what lies beyond K does not count; an empty list is not a
    /// list.
    ///
    /// # Errors
    /// [`UnknownSuggestion`]: the list is refused whole.
    pub fn push(&mut self, list: &[u32]) -> Result<(), UnknownSuggestion> {
        let known = |index: &u32| {
            *index == MASKED || usize::try_from(*index).is_ok_and(|at| at < self.suggestions)
        };
        if let Some(unknown) = list.iter().find(|index| !known(index)) {
            return Err(UnknownSuggestion(*unknown));
        }
        self.take(list.iter().copied());
        Ok(())
    }

    /// Takes one list as it counts: merged suggestions replaced, dropped and unknown ones left out.
    /// What is masked stays where it is.
    pub fn push_laid(&mut self, list: &[u32], lay: &Lay) {
        self.take(list.iter().filter_map(|index| match *index {
            MASKED => Some(MASKED),
            index => lay.stands_for(index),
        }));
    }

    fn take(&mut self, list: impl Iterator<Item = u32>) {
        let start = self.entries.len();
        for index in list {
            let own = self.entries.get(start..).unwrap_or_default();
            if own.len() >= self.k {
                break;
            }
            // Each masked one is another suggestion.
            if index == MASKED || !own.contains(&index) {
                self.entries.push(index);
            }
        }
        // No longer than K, which fits.
        match u16::try_from(self.entries.len() - start) {
            Ok(0) | Err(_) => {}
            Ok(length) => self.lengths.push(length),
        }
    }

    /// How many places a list has.
    pub fn k(&self) -> usize {
        self.k
    }

    /// How many suggestions there are, on lists or not.
    pub fn suggestions(&self) -> usize {
        self.suggestions
    }

    /// How many lists there are.
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Whether there is no list.
    pub fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// All entries of all lists.
    pub fn entries(&self) -> &[u32] {
        &self.entries
    }

    /// List after list, in the order they came.
    pub fn iter(&self) -> impl Iterator<Item = &[u32]> {
        let mut rest = self.entries.as_slice();
        self.lengths.iter().map(move |length| {
            let length = usize::from(*length);
            let (list, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
            rest = after;
            list
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_taken_as_they_count() {
        let mut lists = Lists::new(3, 5);
        let taken: [(&[u32], &[u32]); 7] = [
            (&[0, 1, 2], &[0, 1, 2]),
            (&[4], &[4]),
            (&[0, 0, 1, 0, 2, 3], &[0, 1, 2]),
            (&[3, 2, 1, 0], &[3, 2, 1]),
            (&[MASKED, MASKED, 1, 2], &[MASKED, MASKED, 1]),
            (&[2, 2], &[2]),
            (&[MASKED], &[MASKED]),
        ];
        for (list, _) in taken {
            lists.push(list).unwrap();
        }
        lists.push(&[]).unwrap();
        assert_eq!(lists.push(&[1, 5]), Err(UnknownSuggestion(5)));
        assert!(lists.iter().eq(taken.map(|(_, wanted)| wanted)));
        assert_eq!((lists.len(), lists.entries().len()), (7, 15));
        assert!(!lists.is_empty() && Lists::new(3, 0).is_empty());
        assert_eq!((Lists::new(0, 1).k(), Lists::new(99, 1).k()), (1, 99));
    }
}
