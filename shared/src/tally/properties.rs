//! What must hold for every set of lists, tried on seeded pseudo-random ones.

use std::cmp::Reverse;

use super::random_lists::{Xorshift, lists};
use super::*;

fn counted(k: usize, n: usize, lists: &[Vec<u32>]) -> Standing {
    let mut tally = Tally::new(k, n);
    for list in lists {
        tally.add(list).unwrap();
    }
    tally.finish()
}

/// Keys that differ from the order of the indexes.
fn keys(n: usize) -> Vec<[u8; 32]> {
    (0..n)
        .map(|index| [u8::try_from(index * 37 % 251).unwrap(); 32])
        .collect()
}

fn shortlist(k: usize, n: usize, lists: &[Vec<u32>], terms: Terms) -> Vec<Seat> {
    let mut count = BalancedCount::new(k, n);
    for list in lists {
        count.add(list).unwrap();
    }
    count.choose(&counted(k, n, lists), &keys(n), terms)
}

/// Fills the places by computing every score anew at every step.
fn brute_force(k: usize, n: usize, lists: &[Vec<u32>], terms: Terms) -> Vec<(u32, u64)> {
    let unit = Weights::harmonic(k).unit();
    let ranks = counted(k, n, lists).ranks();
    let keys = keys(n);
    let mut chosen: Vec<(u32, u64)> = Vec::new();
    while chosen.len() < terms.places {
        let best = (0..u32::try_from(n).unwrap())
            .filter(|c| chosen.iter().all(|(taken, _)| taken != c))
            .filter_map(|c| {
                let with: Vec<_> = lists.iter().filter(|list| list.contains(&c)).collect();
                let support = u64::try_from(with.len()).unwrap();
                let inside = |list: &&Vec<u32>| {
                    chosen
                        .iter()
                        .filter(|(taken, _)| list.contains(taken))
                        .count()
                };
                let share = |m: usize| unit / u64::try_from(m + 1).unwrap();
                let weight: u64 = with.iter().map(|list| share(inside(list))).sum();
                let at = usize::try_from(c).unwrap();
                let eligible = support > 0 && support >= terms.least_support;
                eligible.then_some((weight, Reverse((ranks[at], keys[at])), c))
            })
            .max();
        match best {
            Some((weight, _, c)) => chosen.push((c, weight)),
            None => break,
        }
    }
    chosen
}

#[test]
fn moving_a_suggestion_up_never_lowers_it() {
    for seed in 1..=60 {
        let mut chance = Xorshift::new(seed);
        let (n, k) = (12, 5);
        let mut all = lists(&mut chance, 40, n, k);
        let before = counted(k, n, &all).ranks();
        let list = &mut all[chance.below(40)];
        let place = chance.below(list.len());
        if place == 0 {
            continue;
        }
        let moved = usize::try_from(list[place]).unwrap();
        list.swap(place, place - 1);
        let after = counted(k, n, &all).ranks();
        assert!(after[moved] <= before[moved], "seed {seed}");
    }
}

#[test]
fn adding_a_suggestion_to_the_end_of_a_list_never_lowers_it() {
    for seed in 1..=60 {
        let mut chance = Xorshift::new(seed);
        let (n, k) = (12, 5);
        let mut all = lists(&mut chance, 40, n, k - 1);
        let before = counted(k, n, &all).ranks();
        let list = &mut all[chance.below(40)];
        let newcomer = (0..).find(|index| !list.contains(index)).unwrap();
        list.push(newcomer);
        let at = usize::try_from(newcomer).unwrap();
        assert!(counted(k, n, &all).ranks()[at] <= before[at], "seed {seed}");
    }
}

#[test]
fn the_order_of_the_lines_changes_nothing() {
    for seed in 1..=30 {
        let mut chance = Xorshift::new(seed);
        let (n, k) = (30, 10);
        let all = lists(&mut chance, 120, n, k);
        let mut turned = all.clone();
        for last in (1..turned.len()).rev() {
            turned.swap(last, chance.below(last + 1));
        }
        assert_ne!(all, turned);
        assert_eq!(counted(k, n, &all), counted(k, n, &turned), "seed {seed}");
        let terms = Terms {
            places: 10,
            least_support: 5,
        };
        assert_eq!(
            shortlist(k, n, &all, terms),
            shortlist(k, n, &turned, terms),
            "seed {seed}"
        );
    }
}

#[test]
fn a_shorter_shortlist_begins_a_longer_one() {
    for seed in 1..=30 {
        let all = lists(&mut Xorshift::new(seed), 80, 20, 6);
        let of = |places| {
            shortlist(
                6,
                20,
                &all,
                Terms {
                    places,
                    least_support: 2,
                },
            )
        };
        for places in 0..20 {
            let longer = of(places + 1);
            assert!(
                longer.starts_with(&of(places)),
                "seed {seed}, {places} places"
            );
        }
    }
}

#[test]
fn the_heap_agrees_with_computing_every_score_anew() {
    for seed in 1..=150 {
        let mut chance = Xorshift::new(seed);
        let (n, k) = (3 + chance.below(15), 3 + chance.below(8));
        let count = 1 + chance.below(60);
        let all = lists(&mut chance, count, n, k);
        let least_support = u64::try_from(chance.below(4)).unwrap();
        let terms = Terms {
            places: 1 + chance.below(n + 2),
            least_support,
        };
        let seats = shortlist(k, n, &all, terms);
        let seats: Vec<_> = seats.iter().map(|s| (s.suggestion, s.weight)).collect();
        assert_eq!(seats, brute_force(k, n, &all, terms), "seed {seed}");
    }
}

#[test]
fn merging_equals_counting_lists_rewritten_by_hand() {
    for seed in 1..=60 {
        let mut chance = Xorshift::new(seed);
        let (n, k) = (14, 5);
        let all = lists(&mut chance, 60, n, k);
        let mut fates = vec![Fate::Counted; n];
        fates[3] = Fate::MergedInto(1);
        fates[5] = Fate::MergedInto(3);
        fates[2] = Fate::Dropped;
        let lay = Lay::new(&fates).unwrap();
        let laid: Vec<Vec<u32>> = all
            .iter()
            .map(|list| {
                let mut out = Vec::new();
                lay.over(list, k, &mut out);
                out
            })
            .collect();
        let rewritten: Vec<Vec<u32>> = all
            .iter()
            .map(|list| {
                let named = list.iter().map(|c| if matches!(c, 3 | 5) { 1 } else { *c });
                let kept: Vec<u32> = named.filter(|c| *c != 2).collect();
                let first = |at: usize| kept.iter().position(|c| *c == kept[at]) == Some(at);
                (0..kept.len())
                    .filter(|at| first(*at))
                    .map(|at| kept[at])
                    .collect()
            })
            .collect();
        assert_eq!(laid, rewritten, "seed {seed}");
        let standing = counted(k, n, &laid);
        assert_eq!(standing, counted(k, n, &rewritten), "seed {seed}");
        assert!(standing.lists <= 60);
        let gone = |row: &&StandingRow| matches!(row.suggestion, 2 | 3 | 5);
        assert!(
            standing
                .rows
                .iter()
                .filter(gone)
                .all(|row| row.support == 0)
        );
    }
}

#[test]
fn a_group_that_shuffles_its_slate_is_limited_by_the_shortlist() {
    // A tenth of the lists pushes ten suggestions that nobody else lists.
    let mut chance = Xorshift::new(7);
    let (n, k) = (310, 10);
    let mut all = lists(&mut chance, 2_700, 300, k);
    for _ in 0..300 {
        let mut slate: Vec<u32> = (300..310).collect();
        for last in (1..slate.len()).rev() {
            slate.swap(last, chance.below(last + 1));
        }
        all.push(slate);
    }
    let of_slate = |index: u32| index >= 300;
    let by_points = counted(k, n, &all);
    let points = by_points
        .top(20)
        .filter(|row| of_slate(row.suggestion))
        .count();
    let seats = shortlist(
        k,
        n,
        &all,
        Terms {
            places: 20,
            least_support: 5,
        },
    );
    let balanced = seats
        .iter()
        .filter(|seat| of_slate(seat.suggestion))
        .count();
    assert!(balanced >= 1, "a tenth of the lists deserves a place");
    assert!(
        balanced * 2 <= points,
        "{balanced} of twenty against {points} by points"
    );
}
