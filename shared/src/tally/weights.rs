//! What each place of a list is worth.

/// The most places a list can have.
pub const MOST_PLACES: usize = 16;

/// The worth of each place, the first place first, in whole numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weights {
    places: Vec<u64>,
    unit: u64,
}

impl Weights {
    /// Place r is worth 1/r of a point (Dowdall), written as L/r with L = lcm(1..=k): 2,520 for
    /// k = 10, 720,720 for k = 16. `k` is held within 1 to 16.
    pub fn harmonic(k: usize) -> Self {
        let k = u64::try_from(k.clamp(1, MOST_PLACES)).unwrap_or(1);
        let unit = (1..=k).fold(1, lcm);
        Self {
            places: (1..=k).map(|place| unit / place).collect(),
            unit,
        }
    }

    /// Any worths, for recounts of other rules, such as 3, 2, 1; the unit is 1.
    pub fn positional(places: Vec<u64>) -> Self {
        Self { places, unit: 1 }
    }

    /// The worth of each place, the first place first.
    pub fn places(&self) -> &[u64] {
        &self.places
    }

    /// The worth of one whole point.
    pub fn unit(&self) -> u64 {
        self.unit
    }

    /// How many places of a list count.
    pub fn k(&self) -> usize {
        self.places.len()
    }
}

fn lcm(a: u64, b: u64) -> u64 {
    a / gcd(a, b) * b
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_divides_by_every_place() {
        for (k, unit) in [
            (1, 1),
            (3, 6),
            (5, 60),
            (10, 2_520),
            (12, 27_720),
            (16, 720_720),
        ] {
            let weights = Weights::harmonic(k);
            assert_eq!((weights.unit(), weights.k()), (unit, k));
            for (place, worth) in (1..).zip(weights.places()) {
                assert_eq!(worth * place, unit);
            }
        }
        assert_eq!(Weights::harmonic(99), Weights::harmonic(16));
        assert_eq!(Weights::positional(vec![3, 2, 1]).k(), 3);
    }
}
