//! `priority-points-1`: the official order.

use std::cmp::Ordering;

use super::weights::Weights;

/// The name of the rule in manifests and pages.
pub const ALGORITHM: &str = "priority-points-1";

/// Counts lists one by one. Memory is suggestions × places, whatever the number of lists.
#[derive(Debug, Clone)]
pub struct Tally {
    weights: Weights,
    /// How often each suggestion stands at each place, suggestion after suggestion.
    counts: Vec<u64>,
    lists: u64,
}

/// A list names an index at or beyond the number of suggestions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no suggestion has the index {0}")]
pub struct UnknownSuggestion(pub u32);

impl Tally {
    /// A count by priority points with `k` places (the topic's K, held within 1 to 16) over
    /// `suggestions` suggestions.
    pub fn new(k: usize, suggestions: usize) -> Self {
        Self::weighted(Weights::harmonic(k), suggestions)
    }

    /// The same count with other worths of the places.
    pub fn weighted(weights: Weights, suggestions: usize) -> Self {
        let counts = vec![0; weights.k() * suggestions];
        Self {
            weights,
            counts,
            lists: 0,
        }
    }

    /// Counts one list of indexes, the first priority first. A doubled suggestion counts at its
    /// best place and the gap closes; what lies beyond K does not count; an empty list is not a
    /// list. A list with an unknown index is refused whole.
    pub fn add(&mut self, list: &[u32]) -> Result<(), UnknownSuggestion> {
        let k = self.weights.k();
        let places = distinct(list, k);
        let known = |index: &&u32| row_start(**index, k).is_some_and(|at| at < self.counts.len());
        if let Some(unknown) = list.iter().find(|index| !known(index)) {
            return Err(UnknownSuggestion(*unknown));
        }
        for (place, index) in places.enumerate() {
            let cell = row_start(index, k).and_then(|start| self.counts.get_mut(start + place));
            if let Some(count) = cell {
                *count += 1;
            }
        }
        self.lists += u64::from(!list.is_empty());
        Ok(())
    }

    /// The standing of all suggestions in the official order.
    pub fn finish(self) -> Standing {
        let k = self.weights.k().max(1);
        let mut rows: Vec<StandingRow> = (0..)
            .zip(self.counts.chunks(k))
            .map(|(suggestion, places)| StandingRow {
                suggestion,
                points: places
                    .iter()
                    .zip(self.weights.places())
                    .map(|(n, worth)| n * worth)
                    .sum(),
                support: places.iter().sum(),
                places: places.to_vec(),
                rank: 0,
                equal: false,
            })
            .collect();
        rows.sort_by(official);
        number(&mut rows);
        Standing {
            lists: self.lists,
            unit: self.weights.unit(),
            rows,
        }
    }
}

/// The first `k` different entries of a list.
fn distinct(list: &[u32], k: usize) -> impl Iterator<Item = u32> {
    let first_time = |(before, index): &(usize, &u32)| {
        !list.iter().take(*before).any(|earlier| earlier == *index)
    };
    list.iter()
        .enumerate()
        .filter(first_time)
        .map(|(_, index)| *index)
        .take(k)
}

fn row_start(index: u32, k: usize) -> Option<usize> {
    usize::try_from(index).ok()?.checked_mul(k)
}

/// Points, then support, then more first places, more second places …; the index only gives
/// equal rows a fixed order on the page.
fn official(a: &StandingRow, b: &StandingRow) -> Ordering {
    merit(b)
        .cmp(&merit(a))
        .then_with(|| a.suggestion.cmp(&b.suggestion))
}

fn merit(row: &StandingRow) -> (u64, u64, &[u64]) {
    (row.points, row.support, &row.places)
}

fn number(rows: &mut [StandingRow]) {
    let mut rank = 1;
    for group in rows.chunk_by_mut(|a, b| merit(a) == merit(b)) {
        let size = group.len();
        for row in group {
            row.rank = rank;
            row.equal = size > 1;
        }
        rank += size;
    }
}

/// The counted standing of a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// How many lists were counted.
    pub lists: u64,
    /// The worth of one whole point (2,520 for K = 10).
    pub unit: u64,
    /// All suggestions, best first, also those on no list; equal ones by index.
    pub rows: Vec<StandingRow>,
}

/// One suggestion's count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingRow {
    /// The index of the suggestion.
    pub suggestion: u32,
    /// Points in units of `1/unit`.
    pub points: u64,
    /// On how many lists it stands.
    pub support: u64,
    /// On how many lists it stands at each place, the first place first.
    pub places: Vec<u64>,
    /// The rank from 1; equal suggestions share one, and the next rank is left out.
    pub rank: usize,
    /// True if another suggestion has the same rank.
    pub equal: bool,
}

impl StandingRow {
    /// The rank as shown: `5`, or `=5` when shared.
    pub fn rank_label(&self) -> String {
        let sign = if self.equal { "=" } else { "" };
        format!("{sign}{}", self.rank)
    }

    /// Tenths of a point, halves rounded up, given the standing's unit: 37 means 3.7 points.
    pub fn tenths(&self, unit: u64) -> u64 {
        let unit = unit.max(1);
        (self.points * 20 + unit) / (unit * 2)
    }
}

impl Standing {
    /// The first rows of the order, as many as asked.
    pub fn top(&self, most: usize) -> impl Iterator<Item = &StandingRow> {
        self.rows.iter().take(most)
    }

    /// The rank of each suggestion by its index.
    pub fn ranks(&self) -> Vec<usize> {
        let mut by_index: Vec<_> = self.rows.iter().collect();
        by_index.sort_unstable_by_key(|row| row.suggestion);
        by_index.into_iter().map(|row| row.rank).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: u32 = 0;
    const B: u32 = 1;
    const C: u32 = 2;
    const D: u32 = 3;
    const E: u32 = 4;

    #[test]
    fn the_worked_example() {
        let mut tally = Tally::new(3, 5);
        let lists: [&[u32]; 8] = [
            &[A, B, C],
            &[A, B, C],
            &[A, B, C],
            &[B, A],
            &[B, A],
            &[D, C, E],
            &[D, C, E],
            &[E],
        ];
        for list in lists {
            tally.add(list).unwrap();
        }
        let standing = tally.finish();
        assert_eq!((standing.lists, standing.unit), (8, 6));
        let rows: Vec<_> = standing
            .rows
            .iter()
            .map(|r| {
                (
                    r.rank_label(),
                    r.suggestion,
                    r.points,
                    r.support,
                    r.places.clone(),
                )
            })
            .collect();
        assert_eq!(
            rows,
            [
                ("1".to_owned(), A, 24, 5, vec![3, 2, 0]),
                ("2".to_owned(), B, 21, 5, vec![2, 3, 0]),
                ("3".to_owned(), C, 12, 5, vec![0, 2, 3]),
                ("4".to_owned(), D, 12, 2, vec![2, 0, 0]),
                ("5".to_owned(), E, 10, 3, vec![1, 0, 2]),
            ]
        );
        assert_eq!(standing.rows[0].tenths(6), 40);
        assert_eq!(standing.rows[4].tenths(6), 17);
        assert_eq!(standing.ranks(), [1, 2, 3, 4, 5]);
    }

    #[test]
    fn equal_suggestions_share_a_rank_and_the_next_is_left_out() {
        let mut tally = Tally::new(3, 6);
        for list in [[4, 1], [2, 3], [3, 2]] {
            tally.add(&list).unwrap();
        }
        let standing = tally.finish();
        let labels: Vec<_> = standing
            .rows
            .iter()
            .map(|r| (r.suggestion, r.rank_label()))
            .collect();
        let wanted = [
            (2, "=1"),
            (3, "=1"),
            (4, "3"),
            (1, "4"),
            (0, "=5"),
            (5, "=5"),
        ];
        assert_eq!(
            labels,
            wanted.map(|(index, label)| (index, label.to_owned()))
        );
        assert_eq!(standing.ranks(), [5, 4, 1, 1, 3, 5]);
        assert_eq!(standing.top(2).count(), 2);
    }

    #[test]
    fn the_vector_of_places_breaks_ties() {
        // A first and a third place against two second places: 4 points from 2 lists each.
        let mut tally = Tally::weighted(Weights::positional(vec![3, 2, 1]), 4);
        for list in [&[0, 1, 2][..], &[3, 1, 0]] {
            tally.add(list).unwrap();
        }
        let rows = tally.finish().rows;
        assert_eq!((rows[0].points, rows[1].points), (4, 4));
        assert_eq!((rows[0].support, rows[1].support), (2, 2));
        assert_eq!((rows[0].suggestion, rows[1].suggestion), (0, 1));
        assert_eq!((rows[0].rank, rows[1].rank, rows[0].equal), (1, 2, false));
    }

    #[test]
    fn odd_lists() {
        let mut tally = Tally::new(3, 5);
        tally.add(&[]).unwrap();
        tally.add(&[0, 0, 1, 0, 2, 3]).unwrap();
        assert_eq!(tally.add(&[1, 5]), Err(UnknownSuggestion(5)));
        assert_eq!(
            tally.add(&[0, 1, 2, u32::MAX]),
            Err(UnknownSuggestion(u32::MAX))
        );
        let standing = tally.finish();
        assert_eq!(standing.lists, 1);
        let points: Vec<_> = standing
            .rows
            .iter()
            .map(|r| (r.suggestion, r.points))
            .collect();
        assert_eq!(points, [(0, 6), (1, 3), (2, 2), (3, 0), (4, 0)]);
        assert!(Tally::new(10, 0).finish().rows.is_empty());
    }
}
