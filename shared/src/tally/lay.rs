//! Merges and removals laid over a list before it is counted; the stored list never changes.

/// What became of a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is counted.
    Counted,
    /// It was merged into the suggestion with this index, which takes over its places.
    MergedInto(u32),
    /// It is hidden or withdrawn and leaves no gap.
    Dropped,
}

/// The merges form a loop through this index, so nothing could take the places over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the merge of suggestion {0} leads back to itself")]
pub struct MergeLoop(pub u32);

/// What stands in the place of each suggestion.
#[derive(Debug, Clone)]
pub struct Lay {
    stands_for: Vec<Option<u32>>,
}

impl Lay {
    /// Follows merges to their end: of A into B and B into C, C is counted. What was merged into
    /// a dropped or unknown suggestion is dropped. `fates` is by index.
    pub fn new(fates: &[Fate]) -> Result<Self, MergeLoop> {
        let ends = (0..).zip(fates).map(|(index, _)| end_of(index, fates));
        Ok(Self {
            stands_for: ends.collect::<Result<_, _>>()?,
        })
    }

    /// The index of the suggestion that counts in the place of another; none if nothing does.
    pub fn stands_for(&self, index: u32) -> Option<u32> {
        let at = usize::try_from(index).ok()?;
        self.stands_for.get(at).copied().flatten()
    }
}

fn end_of(index: u32, fates: &[Fate]) -> Result<Option<u32>, MergeLoop> {
    let mut at = index;
    // A chain without a loop passes each suggestion at most once.
    for _ in 0..=fates.len() {
        match usize::try_from(at).ok().and_then(|at| fates.get(at)) {
            Some(Fate::Counted) => return Ok(Some(at)),
            Some(Fate::MergedInto(next)) => at = *next,
            Some(Fate::Dropped) | None => return Ok(None),
        }
    }
    Err(MergeLoop(index))
}

#[cfg(test)]
mod tests {
    use super::super::lists::{Lists, MASKED};
    use super::Fate::*;
    use super::*;

    #[test]
    fn merges_lie_over_lists() {
        // 1 into 0; 2 into 1 (so into 0); 4 hidden; 5 into the hidden 4.
        let fates = [
            Counted,
            MergedInto(0),
            MergedInto(1),
            Counted,
            Dropped,
            MergedInto(4),
            Counted,
        ];
        let lay = Lay::new(&fates).unwrap();
        let cases: [(&[u32], &[u32]); 13] = [
            (&[], &[]),
            (&[0, 3], &[0, 3]),
            (&[1], &[0]),
            (&[2], &[0]),
            (&[3, 1, 0], &[3, 0]),
            (&[0, 3, 1], &[0, 3]),
            (&[1, 3, 0], &[0, 3]),
            (&[4, 3], &[3]),
            (&[5, 4], &[]),
            (&[3, 3, 6], &[3, 6]),
            (&[4, 2, 1, 3, 6], &[0, 3, 6]),
            (&[99, 6], &[6]),
            (&[MASKED, 4, MASKED, 6], &[MASKED, MASKED, 6]),
        ];
        let laid = |k, list: &[u32]| {
            let mut lists = Lists::new(k, fates.len());
            lists.push_laid(list, &lay);
            lists.entries().to_vec()
        };
        for (list, wanted) in cases {
            assert_eq!(laid(3, list), wanted, "{list:?}");
        }
        // The cut comes last: gaps close first.
        assert_eq!(laid(2, &[4, 5, 0, 1, 3, 6]), [0, 3]);
    }

    #[test]
    fn loops_are_refused() {
        for fates in [
            &[MergedInto(0)][..],
            &[MergedInto(1), MergedInto(0)],
            &[Counted, MergedInto(2), MergedInto(3), MergedInto(1)],
        ] {
            assert!(Lay::new(fates).is_err(), "{fates:?}");
        }
        assert!(Lay::new(&[MergedInto(9)]).is_ok());
        assert!(Lay::new(&[]).is_ok());
    }
}
