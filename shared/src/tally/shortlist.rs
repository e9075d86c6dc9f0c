//! `balanced-shortlist-1`: sequential Thiele over the same lists.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use sha2::{Digest, Sha256};

use super::points::{Standing, UnknownSuggestion};
use super::weights::Weights;
use crate::ids::{SuggestionId, TopicId};

/// The name of the rule in manifests and pages.
pub const ALGORITHM: &str = "balanced-shortlist-1";

/// How many places there are (N) and on how many lists a suggestion must stand (t).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    pub places: usize,
    pub least_support: u64,
}

/// One place of the shortlist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// The index of the suggestion.
    pub suggestion: u32,
    /// The weight of the lists that brought it in, in units of `1/unit`.
    pub weight: u64,
    /// True if another suggestion was equal in weight and in the official order, so that only the
    /// fixed rule of [`tie_key`] decided.
    pub drawn: bool,
}

/// What decides between suggestions that are equal in everything: SHA-256 of
/// `tie1|topic|suggestion`, the smaller first. Anyone can recompute it; nobody gains by posting
/// early.
pub fn tie_key(topic: &TopicId, suggestion: &SuggestionId) -> [u8; 32] {
    Sha256::digest(format!("tie1|{topic}|{suggestion}")).into()
}

/// Holds the lists of a topic, as laid for counting, and fills the places one by one.
#[derive(Debug, Clone)]
pub struct BalancedCount {
    weights: Weights,
    /// Entries of all lists, one list after the other; list i ends at `ends[i]`.
    entries: Vec<u32>,
    ends: Vec<usize>,
    suggestions: usize,
}

impl BalancedCount {
    /// A count with `k` places a list (held within 1 to 16) over `suggestions` suggestions.
    pub fn new(k: usize, suggestions: usize) -> Self {
        let weights = Weights::harmonic(k);
        Self {
            weights,
            entries: Vec::new(),
            ends: Vec::new(),
            suggestions,
        }
    }

    /// Takes one list of indexes; doubled entries, length and unknown indexes as in
    /// [`super::Tally::add`].
    pub fn add(&mut self, list: &[u32]) -> Result<(), UnknownSuggestion> {
        let known = |index: &u32| usize::try_from(*index).is_ok_and(|at| at < self.suggestions);
        if let Some(unknown) = list.iter().find(|index| !known(index)) {
            return Err(UnknownSuggestion(*unknown));
        }
        let start = self.entries.len();
        for index in list {
            let own = self.entries.iter().skip(start);
            if own.len() < self.weights.k() && !own.into_iter().any(|entry| entry == index) {
                self.entries.push(*index);
            }
        }
        if !list.is_empty() {
            self.ends.push(self.entries.len());
        }
        Ok(())
    }

    /// Fills the places. Each step takes the suggestion with the greatest sum of L/(m+1) over its
    /// lists, m being how many of a list's suggestions are already in; ties by the official
    /// order, then by `tie_keys` (by index). Fewer places if fewer suggestions are eligible.
    pub fn choose(&self, official: &Standing, tie_keys: &[[u8; 32]], terms: Terms) -> Vec<Seat> {
        let lists_of = self.lists_by_suggestion();
        let order = precedence(official, tie_keys);
        // Scores only fall, so a popped score that is still right is the greatest (lazy heap).
        let mut heap = BinaryHeap::new();
        for (before, (rank, _, index)) in order.iter().enumerate() {
            let support = at(&lists_of, *index).map_or(0, |lists| lists.len());
            let support = u64::try_from(support).unwrap_or(u64::MAX);
            if support > 0 && support >= terms.least_support {
                heap.push((
                    support * self.weights.unit(),
                    Reverse((before, *rank, *index)),
                ));
            }
        }
        let mut already_in = vec![0_usize; self.ends.len()];
        let mut seats = Vec::new();
        while seats.len() < terms.places
            && let Some((old, Reverse((before, rank, index)))) = heap.pop()
        {
            let lists = at(&lists_of, index).map(Vec::as_slice).unwrap_or_default();
            let weight = self.weight(lists, &already_in);
            if weight < old {
                heap.push((weight, Reverse((before, rank, index))));
                continue;
            }
            // Equals of the official order stand next to each other behind the one chosen.
            let equals = order
                .iter()
                .skip(before + 1)
                .take_while(|(other, ..)| *other == rank);
            let chosen_before = |index: u32| seats.iter().any(|s: &Seat| s.suggestion == index);
            let drawn = equals.into_iter().any(|(_, _, other)| {
                let lists = at(&lists_of, *other).map(Vec::as_slice).unwrap_or_default();
                !chosen_before(*other) && self.weight(lists, &already_in) == weight
            });
            for list in lists {
                if let Some(count) = at_mut(&mut already_in, *list) {
                    *count += 1;
                }
            }
            seats.push(Seat {
                suggestion: index,
                weight,
                drawn,
            });
        }
        seats
    }

    fn weight(&self, lists: &[u32], already_in: &[usize]) -> u64 {
        let worth = |m: &usize| self.weights.places().get(*m);
        lists
            .iter()
            .filter_map(|list| at(already_in, *list).and_then(worth))
            .sum()
    }

    fn lists_by_suggestion(&self) -> Vec<Vec<u32>> {
        let mut lists_of = vec![Vec::new(); self.suggestions];
        let mut entries = self.entries.iter();
        let mut start = 0;
        for (list, end) in (0..).zip(&self.ends) {
            for index in entries.by_ref().take(end - start) {
                if let Some(lists) = at_mut(&mut lists_of, *index) {
                    lists.push(list);
                }
            }
            start = *end;
        }
        lists_of
    }
}

/// Suggestions by official rank, then by tie key: (rank, key, index).
fn precedence(official: &Standing, tie_keys: &[[u8; 32]]) -> Vec<(usize, [u8; 32], u32)> {
    let key = |index| at(tie_keys, index).copied().unwrap_or_default();
    let rows = official.rows.iter();
    let mut order: Vec<_> = rows
        .map(|row| (row.rank, key(row.suggestion), row.suggestion))
        .collect();
    order.sort_unstable();
    order
}

fn at<T>(all: &[T], index: u32) -> Option<&T> {
    usize::try_from(index).ok().and_then(|at| all.get(at))
}

fn at_mut<T>(all: &mut [T], index: u32) -> Option<&mut T> {
    usize::try_from(index).ok().and_then(|at| all.get_mut(at))
}

#[cfg(test)]
mod tests {
    use super::super::points::Tally;
    use super::*;

    fn shortlist(k: usize, n: usize, lists: &[&[u32]], terms: Terms) -> Vec<Seat> {
        let (mut tally, mut count) = (Tally::new(k, n), BalancedCount::new(k, n));
        for list in lists {
            tally.add(list).unwrap();
            count.add(list).unwrap();
        }
        // The later index has the smaller key, so that the key and not the index decides.
        let keys: Vec<_> = (0..n)
            .map(|index| [u8::try_from(255 - index).unwrap(); 32])
            .collect();
        count.choose(&tally.finish(), &keys, terms)
    }

    fn pairs(seats: &[Seat]) -> Vec<(u32, u64)> {
        seats
            .iter()
            .map(|seat| (seat.suggestion, seat.weight))
            .collect()
    }

    #[test]
    fn the_worked_example() {
        let lists: [&[u32]; 8] = [
            &[0, 1, 2],
            &[0, 1, 2],
            &[0, 1, 2],
            &[1, 0],
            &[1, 0],
            &[3, 2, 4],
            &[3, 2, 4],
            &[4],
        ];
        let terms = Terms {
            places: 10,
            least_support: 1,
        };
        let seats = shortlist(3, 5, &lists, terms);
        assert_eq!(pairs(&seats), [(0, 30), (2, 21), (1, 12), (4, 12), (3, 4)]);
        assert!(seats.iter().all(|seat| !seat.drawn));

        let three = Terms {
            places: 2,
            least_support: 3,
        };
        assert_eq!(pairs(&shortlist(3, 5, &lists, three)), [(0, 30), (2, 21)]);
        let five = Terms {
            places: 9,
            least_support: 5,
        };
        assert_eq!(
            pairs(&shortlist(3, 5, &lists, five)),
            [(0, 30), (2, 21), (1, 12)]
        );
        let six = Terms {
            places: 9,
            least_support: 6,
        };
        assert_eq!(shortlist(3, 5, &lists, six), []);
    }

    #[test]
    fn full_ties_go_by_the_key_and_are_marked() {
        let terms = Terms {
            places: 3,
            least_support: 1,
        };
        let seats = shortlist(3, 4, &[&[0], &[1], &[2], &[2]], terms);
        let shown: Vec<_> = seats
            .iter()
            .map(|s| (s.suggestion, s.weight, s.drawn))
            .collect();
        assert_eq!(shown, [(2, 12, false), (1, 6, true), (0, 6, false)]);
        assert_eq!(shortlist(3, 4, &[], terms), []);
    }

    #[test]
    fn odd_lists() {
        let terms = Terms {
            places: 9,
            least_support: 0,
        };
        let seats = shortlist(3, 5, &[&[0, 0, 1, 2, 3], &[]], terms);
        assert_eq!(pairs(&seats), [(0, 6), (1, 3), (2, 2)]);
        assert_eq!(
            BalancedCount::new(3, 2).add(&[0, 2]),
            Err(UnknownSuggestion(2))
        );
    }

    #[test]
    fn the_tie_key_is_the_published_digest() {
        let topic = TopicId::parse("0193a5f0-7c1e-7b42-9d3a-5f2e8c6b1a00").unwrap();
        let id = SuggestionId::parse("0193a5f0-7c1e-7b42-9d3a-5f2e8c6b1a01").unwrap();
        let hex: String = tie_key(&topic, &id)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(
            hex,
            "e8c1d267d87ca5072e6fbf7f11c6eeb55e2cce2ef71348709aa5ece89b61f0e7"
        );
    }
}
