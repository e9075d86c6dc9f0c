//! `balanced-shortlist-1`: sequential Thiele over the same lists.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::lists::Lists;
use super::points::{Standing, StandingRow};
use super::weights::Weights;

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
    /// ties' rule decided.
    pub drawn: bool,
}

/// Fills the places one by one. Each step takes the suggestion with the greatest sum of L/(m+1)
/// over its lists, m being how many of a list's suggestions are already in; ties by the official
/// order, which ends with the ties' rule. Fewer places if fewer suggestions are eligible.
///
/// `official` is the standing counted from the same lists.
pub fn shortlist(lists: &Lists, official: &Standing, terms: Terms) -> Vec<Seat> {
    let weights = Weights::harmonic(lists.k());
    let eligible = |row: &StandingRow| row.support > 0 && row.support >= terms.least_support;
    // Scores only fall, so a popped score that is still right is the greatest (lazy heap).
    let mut heap: BinaryHeap<_> = (0..)
        .zip(&official.rows)
        .filter(|(_, row)| eligible(row))
        .map(|(before, row): (usize, _)| (row.support * weights.unit(), Reverse(before)))
        .collect();
    let mut filling = Filling::new(lists, official, &weights, terms.places);
    let mut seats = Vec::with_capacity(terms.places.min(heap.len()));
    while seats.len() < terms.places
        && let Some((old, Reverse(before))) = heap.pop()
    {
        let Some(row) = official.rows.get(before) else {
            break;
        };
        let weight = filling.weight(row.suggestion);
        if weight < old {
            heap.push((weight, Reverse(before)));
            continue;
        }
        // Whoever shares the rank comes later by the ties' rule, and may be as good.
        let later = official.rows.iter().skip(before + 1);
        let equals = later.take_while(|other| row.equal && other.rank == row.rank);
        let drawn = equals
            .filter(|other| {
                !seats
                    .iter()
                    .any(|s: &Seat| s.suggestion == other.suggestion)
            })
            .any(|other| filling.weight(other.suggestion) == weight);
        filling.take_in(row.suggestion);
        seats.push(Seat {
            suggestion: row.suggestion,
            weight,
            drawn,
        });
    }
    seats
}

/// The lists while places are filled.
struct Filling<'a> {
    lists: &'a Lists,
    /// What a list weighs by how many of its suggestions are in.
    worth: &'a [u64],
    /// How many suggestions of each list are in.
    already_in: Vec<u8>,
    /// Suggestions by the number of their lists, most first, with that number.
    by_support: Vec<(u32, usize)>,
    /// The numbers of the lists of those at the head of `by_support`. Few suggestions are ever
    /// weighed, and those stand on many lists: the others' are gathered when they are.
    gathered: Vec<u32>,
    /// Where the lists of a suggestion stand in `gathered`; empty if they do not.
    ranges: Vec<(usize, usize)>,
    heads: usize,
}

impl<'a> Filling<'a> {
    fn new(lists: &'a Lists, official: &Standing, weights: &'a Weights, places: usize) -> Self {
        let listed = official.rows.iter().filter(|row| row.support > 0);
        let mut by_support: Vec<(u32, usize)> = listed
            .map(|row| {
                (
                    row.suggestion,
                    usize::try_from(row.support).unwrap_or(usize::MAX),
                )
            })
            .collect();
        by_support.sort_unstable_by_key(|(suggestion, lists)| (Reverse(*lists), *suggestion));
        Self {
            lists,
            worth: weights.places(),
            already_in: vec![0; lists.len()],
            by_support,
            gathered: Vec::new(),
            ranges: vec![(0, 0); lists.suggestions()],
            heads: places,
        }
    }

    /// What the lists of a suggestion weigh now.
    fn weight(&mut self, suggestion: u32) -> u64 {
        self.gather(suggestion);
        let worth = |number: &u32| {
            let m = at(&self.already_in, *number).unwrap_or(u8::MAX);
            self.worth.get(usize::from(m)).unwrap_or(&0)
        };
        self.lists_of(suggestion).iter().map(worth).sum()
    }

    /// Each list of the suggestion has one more that is in.
    fn take_in(&mut self, suggestion: u32) {
        let (from, to) = at(&self.ranges, suggestion).unwrap_or_default();
        for number in self.gathered.get(from..to).unwrap_or_default() {
            let slot = usize::try_from(*number).unwrap_or(usize::MAX);
            if let Some(m) = self.already_in.get_mut(slot) {
                *m += 1;
            }
        }
    }

    fn lists_of(&self, suggestion: u32) -> &[u32] {
        let (from, to) = at(&self.ranges, suggestion).unwrap_or_default();
        self.gathered.get(from..to).unwrap_or_default()
    }

    /// Sees to it that the lists of a suggestion are gathered: each time of four times as many.
    fn gather(&mut self, suggestion: u32) {
        let mut gathered = if self.gathered.is_empty() {
            0
        } else {
            self.heads
        };
        while gathered < self.by_support.len() && self.lists_of(suggestion).is_empty() {
            self.heads = self.heads.max(8).saturating_mul(4);
            self.gather_heads();
            gathered = self.heads;
        }
    }

    fn gather_heads(&mut self) {
        let mut cursors = vec![usize::MAX; self.lists.suggestions()];
        let mut end = 0;
        for (suggestion, lists) in self.by_support.iter().take(self.heads) {
            let slot = usize::try_from(*suggestion).unwrap_or(usize::MAX);
            if let (Some(cursor), Some(range)) = (cursors.get_mut(slot), self.ranges.get_mut(slot))
            {
                *cursor = end;
                *range = (end, end + lists);
                end += lists;
            }
        }
        self.gathered.clear();
        self.gathered.resize(end, 0);
        for (number, list) in (0..).zip(self.lists.iter()) {
            for suggestion in list {
                let slot = usize::try_from(*suggestion).ok();
                if let Some(cursor) = slot.and_then(|slot| cursors.get_mut(slot))
                    && let Some(one) = self.gathered.get_mut(*cursor)
                {
                    *one = number;
                    *cursor += 1;
                }
            }
        }
    }
}

fn at<T: Copy>(all: &[T], index: u32) -> Option<T> {
    all.get(usize::try_from(index).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::super::points::Positions;
    use super::super::ties::Fixed;
    use super::*;

    fn chosen(k: usize, n: usize, all: &[&[u32]], terms: Terms) -> Vec<Seat> {
        let mut lists = Lists::new(k, n);
        for list in all {
            lists.push(list).unwrap();
        }
        // The later index has the smaller key, so that the key and not the index decides.
        let standing = Positions::of(&lists).order(&Weights::harmonic(k), 0, &Fixed);
        shortlist(&lists, &standing, terms)
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
        let seats = chosen(3, 5, &lists, terms);
        assert_eq!(pairs(&seats), [(0, 30), (2, 21), (1, 12), (4, 12), (3, 4)]);
        assert!(seats.iter().all(|seat| !seat.drawn));

        let three = Terms {
            places: 2,
            least_support: 3,
        };
        assert_eq!(pairs(&chosen(3, 5, &lists, three)), [(0, 30), (2, 21)]);
        let five = Terms {
            places: 9,
            least_support: 5,
        };
        assert_eq!(
            pairs(&chosen(3, 5, &lists, five)),
            [(0, 30), (2, 21), (1, 12)]
        );
        let six = Terms {
            places: 9,
            least_support: 6,
        };
        assert_eq!(chosen(3, 5, &lists, six), []);
    }

    #[test]
    fn full_ties_go_by_the_key_and_are_marked() {
        let terms = Terms {
            places: 3,
            least_support: 1,
        };
        let seats = chosen(3, 4, &[&[0], &[1], &[2], &[2]], terms);
        let shown: Vec<_> = seats
            .iter()
            .map(|s| (s.suggestion, s.weight, s.drawn))
            .collect();
        assert_eq!(shown, [(2, 12, false), (1, 6, true), (0, 6, false)]);
        assert_eq!(chosen(3, 4, &[], terms), []);
    }

    #[test]
    fn odd_lists() {
        let terms = Terms {
            places: 9,
            least_support: 0,
        };
        let seats = chosen(3, 5, &[&[0, 0, 1, 2, 3], &[]], terms);
        assert_eq!(pairs(&seats), [(0, 6), (1, 3), (2, 2)]);
    }
}
