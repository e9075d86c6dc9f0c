//! Numbers that look drawn by lot and are the same each time, so that everybody who fills in the
//! demonstration looks at the same one.

/// A run of numbers that follows from its beginning alone: the linear congruential generator of
/// 64 bits with Knuth's constants for MMIX. Nothing that must not be guessed comes from it.
#[derive(Debug, Clone)]
pub struct Draw(u64);

impl Draw {
    /// The run that belongs to a name.
    pub fn of(name: &str) -> Draw {
        let begin = |sum: u64, byte: u8| sum.wrapping_mul(31).wrapping_add(u64::from(byte));
        let mut draw = Draw(name.bytes().fold(7, begin));
        // Names that differ in a letter begin near each other; a few steps part them.
        for _ in 0..3 {
            draw.next();
        }
        draw
    }

    /// The next 32 bits: the upper half, since the lower one repeats itself soon.
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 32
    }

    /// A number from 0 to below `n`; 0 for none to choose from.
    pub fn below(&mut self, n: usize) -> usize {
        let n = u64::try_from(n).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % n).unwrap_or_default()
    }

    /// Thirty bits, for a reference.
    pub fn thirty_bits(&mut self) -> u32 {
        u32::try_from(self.next() >> 2).unwrap_or_default()
    }

    /// One of these by weight, as its place among them; none when nothing weighs anything.
    pub fn weighed(&mut self, weights: &[usize]) -> Option<usize> {
        let all = weights.iter().sum();
        if all == 0 {
            return None;
        }
        let mut left = self.below(all);
        weights.iter().position(|weight| {
            let here = left < *weight;
            left = left.saturating_sub(*weight);
            here
        })
    }

    /// The same things in another order.
    pub fn shuffled<T: Clone>(&mut self, things: &[T]) -> Vec<T> {
        let mut left = things.to_vec();
        let mut order = Vec::with_capacity(left.len());
        while !left.is_empty() {
            order.push(left.swap_remove(self.below(left.len())));
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_the_same_run_each_time_and_another_name_another() {
        let run = |name| {
            let mut draw = Draw::of(name);
            [(); 20].map(|()| draw.below(1_000))
        };
        assert_eq!(run("town-buses"), run("town-buses"));
        assert_ne!(run("town-buses"), run("town-buset"));
    }

    #[test]
    fn weights_are_kept_and_nothing_is_drawn_from_nothing() {
        let mut draw = Draw::of("weights");
        let mut drawn = [0_usize; 3];
        for _ in 0..4_000 {
            drawn[draw.weighed(&[1, 0, 3]).unwrap()] += 1;
        }
        assert_eq!(drawn[1], 0);
        assert!((850..1_150).contains(&drawn[0]), "{drawn:?}");
        assert_eq!(draw.weighed(&[0, 0]), None);
        assert_eq!(draw.below(0), 0);
    }

    #[test]
    fn a_shuffle_keeps_everything() {
        let mut order = Draw::of("shuffle").shuffled(&[1, 2, 3, 4, 5]);
        order.sort_unstable();
        assert_eq!(order, [1, 2, 3, 4, 5]);
    }
}
