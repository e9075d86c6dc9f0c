//! Cuts `lists.csv` into pieces of whole lines.

use std::io::{self, Read};

use memchr::memchr_iter;
use sha2::{Digest, Sha256};

use super::super::hex;
use super::super::read::Fault;
use super::{cell, unreadable};

/// Lines of a piece: a power of two, or its hash would be no subtree. Small in tests, so that
/// theirs are of many pieces.
pub const LINES: usize = if cfg!(test) { 8 } else { 1 << 14 };
/// Bytes read at a time.
const STEP: u64 = if cfg!(test) { 200 } else { 1 << 20 };
/// As many lines as long as they may be have fewer bytes.
const MOST_BYTES: usize = 32 << 20;

/// [`LINES`] whole lines, or what is left of the file.
#[derive(Debug, Default)]
pub struct Piece {
    pub text: Vec<u8>,
    pub number: usize,
    /// The number of its first line in the file.
    pub line: usize,
}

/// Cuts what is read into pieces, and digests it on the way.
pub struct Cutter<'a> {
    from: &'a mut (dyn Read + Send),
    digest: Sha256,
    pub bytes: u64,
    /// Read, and part of the next piece.
    carried: Vec<u8>,
    number: usize,
    line: usize,
    pub ended: bool,
}

impl<'a> Cutter<'a> {
    pub fn new(from: &'a mut (dyn Read + Send)) -> Self {
        Self {
            from,
            digest: Sha256::new(),
            bytes: 0,
            carried: Vec::new(),
            number: 0,
            line: 2,
            ended: false,
        }
    }

    /// SHA-256 of all that was read.
    pub fn digest(self) -> String {
        hex(&self.digest.finalize())
    }

    /// Reads on at the end of `text`.
    fn more(&mut self, text: &mut Vec<u8>) -> io::Result<()> {
        let before = text.len();
        let read = (&mut *self.from).take(STEP).read_to_end(text)?;
        self.ended = read == 0;
        self.bytes += u64::try_from(read).unwrap_or_default();
        self.digest.update(text.get(before..).unwrap_or_default());
        Ok(())
    }

    pub fn header(&mut self, header: &str) -> Result<(), Fault> {
        let mut text = Vec::new();
        while text.len() < header.len() && !self.ended {
            self.more(&mut text).map_err(|error| unreadable(&error))?;
        }
        let Some(rest) = text.strip_prefix(header.as_bytes()) else {
            let wanted = format!("the header must be \"{}\"", header.trim_end());
            return Err(cell(1, 1, wanted));
        };
        self.carried.extend_from_slice(rest);
        Ok(())
    }

    /// The next piece; false when there is none.
    pub fn next(&mut self, piece: &mut Piece) -> io::Result<bool> {
        piece.text.clear();
        std::mem::swap(&mut piece.text, &mut self.carried);
        (piece.number, piece.line) = (self.number, self.line);
        let (mut lines, mut counted) = (0, 0);
        loop {
            let new = piece.text.get(counted..).unwrap_or_default();
            lines += memchr_iter(b'\n', new).count();
            counted = piece.text.len();
            if lines >= LINES || self.ended || counted > MOST_BYTES {
                break;
            }
            self.more(&mut piece.text)?;
        }
        let last = memchr_iter(b'\n', &piece.text).nth(LINES - 1);
        if let Some(last) = last {
            self.carried
                .extend_from_slice(piece.text.get(last + 1..).unwrap_or_default());
            piece.text.truncate(last + 1);
        }
        self.number += 1;
        self.line += LINES;
        Ok(!piece.text.is_empty())
    }
}
