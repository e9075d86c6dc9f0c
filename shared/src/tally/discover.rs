//! `discover`: the order of display of an open topic, shuffled anew each day.

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::ids::{SuggestionId, TopicId};

/// Visitors start at one of so many points of the day's shuffle, so that pages can be kept for
/// many visitors and still no suggestion is first for all of them.
pub const STARTING_POINTS: u64 = 16;

/// Keys are below this, so that they fit a signed column of 64 bits.
const KEYS: u64 = 1 << 63;

/// The place of a suggestion in the shuffle of a day (in the platform's zone): 63 bits of
/// SHA-256 of `discover1|topic|day|suggestion`. Ascending; ties by id.
pub fn sort_key(topic: &TopicId, day: Date, suggestion: &SuggestionId) -> i64 {
    let digest: [u8; 32] = Sha256::digest(format!("discover1|{topic}|{day}|{suggestion}")).into();
    let high = digest
        .iter()
        .take(8)
        .fold(0_u64, |key, byte| key << 8 | u64::from(*byte));
    i64::try_from(high % KEYS).unwrap_or(i64::MAX)
}

/// The starting point of a visitor, 0 to 15, from any number that stays the same for the visit.
pub fn starting_point(visitor: u64) -> u64 {
    visitor % STARTING_POINTS
}

/// The smallest key shown first from a starting point; after the greatest key the order goes on
/// from 0. Points beyond 15 count round.
pub fn starting_key(point: u64) -> i64 {
    i64::try_from(KEYS / STARTING_POINTS * (point % STARTING_POINTS)).unwrap_or(i64::MAX)
}

/// The suggestions in the day's order, from a starting point on and round to it.
pub fn order(
    topic: &TopicId,
    day: Date,
    point: u64,
    suggestions: impl IntoIterator<Item = SuggestionId>,
) -> Vec<SuggestionId> {
    let start = starting_key(point);
    let mut keyed: Vec<_> = suggestions
        .into_iter()
        .map(|id| {
            let key = sort_key(topic, day, &id);
            (key < start, key, id)
        })
        .collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, _, id)| id).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn topic() -> TopicId {
        TopicId::parse("0193a5f0-7c1e-7b42-9d3a-5f2e8c6b1a00").unwrap()
    }

    fn suggestions(count: u32) -> Vec<SuggestionId> {
        let id = |n| SuggestionId::parse(&format!("0193a5f0-7c1e-7b42-9d3a-0000{n:08x}")).unwrap();
        (0..count).map(id).collect()
    }

    #[test]
    fn the_key_is_recomputable() {
        let id = SuggestionId::parse("0193a5f0-7c1e-7b42-9d3a-5f2e8c6b1a01").unwrap();
        assert_eq!(
            sort_key(&topic(), date(2026, 11, 22), &id),
            4396959371700065791
        );
    }

    #[test]
    fn each_day_and_topic_has_its_own_order_of_all() {
        let ids = suggestions(200);
        let day = date(2026, 11, 22);
        let today = order(&topic(), day, 0, ids.clone());
        assert_eq!(today, order(&topic(), day, 0, ids.iter().rev().cloned()));
        assert_ne!(
            today,
            order(&topic(), day.tomorrow().unwrap(), 0, ids.clone())
        );
        let other = TopicId::parse("0193a5f0-7c1e-7b42-9d3a-5f2e8c6b1aff").unwrap();
        assert_ne!(today, order(&other, day, 0, ids.clone()));
        let mut sorted = today;
        sorted.sort();
        assert_eq!(sorted, ids);
    }

    #[test]
    fn visitors_start_at_sixteen_points_of_one_round() {
        let ids = suggestions(400);
        let day = date(2026, 11, 22);
        let round = order(&topic(), day, 0, ids.clone());
        let mut firsts = std::collections::BTreeSet::new();
        for point in 0..STARTING_POINTS {
            let shown = order(&topic(), day, point, ids.clone());
            let at = round.iter().position(|id| *id == shown[0]).unwrap();
            let mut turned = round.clone();
            turned.rotate_left(at);
            assert_eq!(shown, turned, "point {point}");
            firsts.insert(at);
        }
        assert_eq!(firsts.len(), 16);
        assert_eq!(starting_key(0), 0);
        assert_eq!(starting_key(16), 0);
        assert_eq!(starting_point(35), 3);
    }

    #[test]
    fn nobody_is_favoured_over_the_days() {
        // Over 320 days each of 16 suggestions should be first about 20 times.
        let ids = suggestions(16);
        let mut firsts = vec![0; ids.len()];
        let mut day = date(2026, 1, 1);
        for _ in 0..320 {
            let first = order(&topic(), day, 0, ids.clone()).swap_remove(0);
            firsts[ids.iter().position(|id| *id == first).unwrap()] += 1;
            day = day.tomorrow().unwrap();
        }
        assert!(
            firsts.iter().all(|count| (5..45).contains(count)),
            "{firsts:?}"
        );
    }
}
