//! Seeded pseudo-random lists for tests of properties.

/// Marsaglia's xorshift64: enough for lists, and the same on every machine.
pub(super) struct Xorshift(u64);

impl Xorshift {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % u64::try_from(bound).unwrap()).unwrap()
    }
}

/// Lists of 1 to `k` different suggestions, low indexes more often, as in real topics.
pub(super) fn lists(chance: &mut Xorshift, count: usize, n: usize, k: usize) -> Vec<Vec<u32>> {
    (0..count)
        .map(|_| {
            let length = 1 + chance.below(k);
            let mut list = Vec::new();
            while list.len() < length.min(n) {
                let bound = 1 + chance.below(n);
                let pick = u32::try_from(chance.below(bound)).unwrap();
                if !list.contains(&pick) {
                    list.push(pick);
                }
            }
            list
        })
        .collect()
}
