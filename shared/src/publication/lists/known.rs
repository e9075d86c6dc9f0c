//! What may stand in a cell of `lists.csv`.

use memchr::{memchr, memchr2};
use rustc_hash::FxHashMap;

use super::super::MASK;
use crate::tally::{Field, MASKED};

/// The length of nearly every cell: a reference such as `S-7K3Q-92`.
const USUAL: usize = 9;

/// What may stand in a cell.
pub struct Known<'a> {
    usual: FxHashMap<Usual, u32>,
    other: FxHashMap<&'a [u8], u32>,
}

/// A cell of [`USUAL`] bytes, in a form that is hashed in no time.
type Usual = (u64, u8);

fn usual(cell: &[u8; USUAL]) -> Usual {
    let [first @ .., last] = cell;
    (u64::from_le_bytes(*first), *last)
}

/// The first cell of what is left to read.
pub struct Found<'a> {
    pub index: u32,
    /// Whether its line ends with it.
    pub last: bool,
    pub rest: &'a [u8],
}

impl<'a> Known<'a> {
    pub fn of(field: &'a Field) -> Self {
        let mut known = Self {
            usual: FxHashMap::default(),
            other: FxHashMap::default(),
        };
        known.other.insert(MASK.as_bytes(), MASKED);
        for (one, at) in field.suggestions().iter().zip(0..) {
            let reference = one.reference.as_bytes();
            match <&[u8; USUAL]>::try_from(reference) {
                Ok(cell) => known.usual.insert(usual(cell), at),
                Err(_) => known.other.insert(reference, at),
            };
        }
        known
    }

    /// The first cell of some bytes; `Err` with the cell if nothing is known by it, without one if
    /// its line has no end.
    pub fn first<'b>(&self, bytes: &'b [u8]) -> Result<Found<'b>, Option<&'b [u8]>> {
        let found = |index: &u32, end: u8, rest| Found {
            index: *index,
            last: end == b'\n',
            rest,
        };
        // No reference has a separator in it: what is known ends where the next one stands.
        if let Some((cell, [end @ (b',' | b'\n'), rest @ ..])) = bytes.split_first_chunk()
            && let Some(index) = self.usual.get(&usual(cell))
        {
            return Ok(found(index, *end, rest));
        }
        memchr(b'\n', bytes).ok_or(None)?;
        let end = memchr2(b',', b'\n', bytes).ok_or(None)?;
        let (cell, after) = bytes.split_at(end);
        match (self.other.get(cell), after) {
            (Some(index), [end, rest @ ..]) => Ok(found(index, *end, rest)),
            _ => Err(Some(cell)),
        }
    }
}
