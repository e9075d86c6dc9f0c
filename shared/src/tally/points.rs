//! `priority-points-1`: the official order.

use std::cmp::Reverse;

use super::lists::Lists;
use super::ties::Ties;
use super::weights::Weights;

/// The name of the rule in manifests and pages.
pub const ALGORITHM: &str = "priority-points-1";

/// On how many lists each suggestion stands at each place: all that the official order needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Positions {
    k: usize,
    /// Suggestion after suggestion, `k` numbers each.
    counts: Vec<u64>,
    lists: u64,
}

impl Positions {
    /// Counts lists in one pass. Memory is suggestions × K.
    pub fn of(lists: &Lists) -> Self {
        let k = lists.k();
        let mut counts = vec![0_u64; k * lists.suggestions()];
        for list in lists.iter() {
            for (place, index) in list.iter().enumerate() {
                // The masked stand for no suggestion: their row lies beyond all.
                let at = usize::try_from(*index)
                    .ok()
                    .and_then(|at| at.checked_mul(k));
                if let Some(count) = at.and_then(|at| counts.get_mut(at.saturating_add(place))) {
                    *count += 1;
                }
            }
        }
        Self {
            k,
            counts,
            lists: u64::try_from(lists.len()).unwrap_or(u64::MAX),
        }
    }

    /// Positions as published: `k` numbers for each suggestion in the order of the indexes, out
    /// of `lists` lists. Rows of another length are filled up with 0 or cut.
    pub fn read<'a>(k: usize, rows: impl IntoIterator<Item = &'a [u64]>, lists: u64) -> Self {
        let mut counts = Vec::new();
        for row in rows {
            counts.extend(row.iter().copied().chain(std::iter::repeat(0)).take(k));
        }
        Self { k, counts, lists }
    }

    /// The standing of all suggestions: those on at least `least_lists` lists in the official
    /// order, then the others without a rank, by the ties' rule alone, so that nothing shows how
    /// few lists brought them where.
    pub fn order(&self, weights: &Weights, least_lists: u64, ties: &impl Ties) -> Standing {
        let rows = (0..)
            .zip(self.counts.chunks(self.k.max(1)))
            .map(|(suggestion, places)| StandingRow {
                suggestion,
                points: places
                    .iter()
                    .zip(weights.places())
                    .map(|(n, worth)| n * worth)
                    .sum(),
                support: places.iter().sum(),
                places: places.to_vec(),
                rank: 0,
                equal: false,
            });
        let (mut rows, mut unranked): (Vec<_>, Vec<_>) =
            rows.partition(|row| row.support >= least_lists);
        rows.sort_unstable_by(|a, b| a.merit().cmp(&b.merit()));
        let mut rank = 1;
        for group in rows.chunk_by_mut(|a, b| a.merit() == b.merit()) {
            let size = group.len();
            if size > 1 {
                by_ties(group, ties);
            }
            for row in group {
                row.rank = rank;
                row.equal = size > 1;
            }
            rank += size;
        }
        by_ties(&mut unranked, ties);
        rows.append(&mut unranked);
        Standing {
            lists: self.lists,
            unit: weights.unit(),
            rows,
        }
    }
}

fn by_ties(rows: &mut [StandingRow], ties: &impl Ties) {
    rows.sort_by_cached_key(|row| (ties.key(row.suggestion), row.suggestion));
}

/// The counted standing of a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// How many lists were counted.
    pub lists: u64,
    /// The worth of one whole point (2,520 for K = 10).
    pub unit: u64,
    /// All suggestions, best first; those on too few lists last.
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
    /// The rank from 1; equal suggestions share one, and the next rank is left out. 0 for one on
    /// too few lists.
    pub rank: usize,
    /// True if another suggestion has the same rank.
    pub equal: bool,
}

impl StandingRow {
    /// What ranks a suggestion, greater first: points, lists, then more first places, more second
    /// ones, and so on.
    fn merit(&self) -> Reverse<(u64, u64, &[u64])> {
        Reverse((self.points, self.support, &self.places))
    }

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
    /// The suggestions with a rank, best first.
    pub fn ranked(&self) -> impl Iterator<Item = &StandingRow> {
        self.rows.iter().take_while(|row| row.rank > 0)
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
    use super::super::ties::Fixed;
    use super::*;

    const A: u32 = 0;
    const B: u32 = 1;
    const C: u32 = 2;
    const D: u32 = 3;
    const E: u32 = 4;

    fn counted(k: usize, n: usize, all: &[&[u32]]) -> Positions {
        let mut lists = Lists::new(k, n);
        for list in all {
            lists.push(list).unwrap();
        }
        Positions::of(&lists)
    }

    #[test]
    fn the_worked_example() {
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
        let standing = counted(3, 5, &lists).order(&Weights::harmonic(3), 0, &Fixed);
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
    fn equal_suggestions_share_a_rank_and_stand_by_the_ties() {
        let all: [&[u32]; 3] = [&[4, 1], &[2, 3], &[3, 2]];
        let standing = counted(3, 6, &all).order(&Weights::harmonic(3), 0, &Fixed);
        let labels: Vec<_> = standing
            .rows
            .iter()
            .map(|r| (r.suggestion, r.rank_label()))
            .collect();
        // The later index has the smaller key.
        let wanted = [
            (3, "=1"),
            (2, "=1"),
            (4, "3"),
            (1, "4"),
            (5, "=5"),
            (0, "=5"),
        ];
        assert_eq!(
            labels,
            wanted.map(|(index, label)| (index, label.to_owned()))
        );
        assert_eq!(standing.ranks(), [5, 4, 1, 1, 3, 5]);
    }

    #[test]
    fn what_stands_on_too_few_lists_has_no_rank() {
        let all: [&[u32]; 4] = [&[4, 1], &[2, 1], &[3, 2], &[0, 2]];
        let standing = counted(3, 6, &all).order(&Weights::harmonic(3), 2, &Fixed);
        let rows: Vec<_> = standing
            .rows
            .iter()
            .map(|r| (r.suggestion, r.rank))
            .collect();
        assert_eq!(rows, [(2, 1), (1, 2), (5, 0), (4, 0), (3, 0), (0, 0)]);
        assert_eq!(standing.ranked().count(), 2);
    }

    #[test]
    fn the_vector_of_places_breaks_ties() {
        // A first and a third place against two second places: 4 points from 2 lists each.
        let all: [&[u32]; 2] = [&[0, 1, 2], &[3, 1, 0]];
        let rows = counted(3, 4, &all)
            .order(&Weights::positional(vec![3, 2, 1]), 0, &Fixed)
            .rows;
        assert_eq!((rows[0].points, rows[1].points), (4, 4));
        assert_eq!((rows[0].support, rows[1].support), (2, 2));
        assert_eq!((rows[0].suggestion, rows[1].suggestion), (0, 1));
        assert_eq!((rows[0].rank, rows[1].rank, rows[0].equal), (1, 2, false));
    }

    #[test]
    fn masked_places_are_kept_and_not_counted() {
        use super::super::lists::MASKED;
        let all: [&[u32]; 2] = [&[MASKED, 1], &[MASKED, MASKED]];
        let positions = counted(3, 2, &all);
        assert_eq!(positions, Positions::read(3, [&[][..], &[0, 1]], 2));
        assert!(
            Positions::of(&Lists::new(10, 0))
                .order(&Weights::harmonic(10), 0, &Fixed)
                .rows
                .is_empty()
        );
    }
}
