//! Reads `lists.csv` on all cores, in pieces of so many lines that the hash of each is a subtree of
//! the one over all: no piece waits for another, and the file is never held whole.

use std::io::{self, Read};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::available_parallelism;

use memchr::{memchr, memchr_iter, memchr2};
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::manifest::Figures;
use super::read::Fault;
use super::{MASK, hex, names, tables};
use crate::tally::merkle;
use crate::tally::{Field, Lists, MASKED, Root};

/// Lines of a piece: a power of two, or its hash would be no subtree. Small in tests, so that
/// theirs are of many pieces.
const PIECE: usize = if cfg!(test) { 8 } else { 1 << 14 };
/// Bytes read at a time.
const STEP: u64 = if cfg!(test) { 200 } else { 1 << 20 };
/// As many lines as long as they may be have fewer bytes.
const MOST_BYTES: usize = 32 << 20;
/// Room is made for no more than this, whatever a manifest says.
const MOST_ROOM: usize = 1 << 25;
/// The length of nearly every cell: a reference such as `S-7K3Q-92`.
const USUAL: usize = 9;

/// What was read.
#[derive(Debug)]
pub struct ListsRead {
    /// The lists as they count, in any order.
    pub lists: Lists,
    /// Over the lines below the header, without their line ends.
    pub root: Root,
    pub bytes: u64,
    pub sha256: String,
}

/// Reads the lists; room is made for as many as the manifest says. `said` is told now and then how
/// many are understood.
///
/// # Errors
/// [`Fault::Unreadable`], and [`Fault::Cell`] for the first of: a header that is another, an empty
/// line, one of more than `k` entries, an unknown suggestion, a last line without an end.
pub fn lists(
    from: &mut (dyn Read + Send),
    field: &Field,
    k: usize,
    figures: &Figures,
    mut said: impl FnMut(usize),
) -> Result<ListsRead, Fault> {
    let mut cutter = Cutter::new(from);
    cutter.header(&tables::list_header(k))?;
    let mut lists = field.none_laid(k);
    lists.reserve(figures.lists.min(MOST_ROOM), figures.entries.min(MOST_ROOM));
    let reader = Reader {
        field,
        k,
        known: Known::of(field),
        cutter: Mutex::new(cutter),
        gathered: Mutex::new(Gathered {
            lists,
            trees: Vec::new(),
            fault: None,
        }),
    };
    std::thread::scope(|scope| {
        for _ in 1..available_parallelism().map_or(1, usize::from).min(8) {
            scope.spawn(|| reader.work(|_| {}));
        }
        reader.work(&mut said);
    });
    let Reader {
        cutter, gathered, ..
    } = reader;
    let cutter = cutter.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut gathered = gathered
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    if let Some((_, fault)) = gathered.fault {
        return Err(fault);
    }
    gathered.trees.sort_unstable();
    let trees: Vec<_> = gathered.trees.into_iter().map(|(_, tree)| tree).collect();
    Ok(ListsRead {
        lists: gathered.lists,
        root: merkle::joined(&trees),
        bytes: cutter.bytes,
        sha256: hex(&cutter.digest.finalize()),
    })
}

struct Reader<'a> {
    field: &'a Field,
    k: usize,
    known: Known<'a>,
    cutter: Mutex<Cutter<'a>>,
    gathered: Mutex<Gathered>,
}

struct Gathered {
    lists: Lists,
    /// The hash of each piece, by its number.
    trees: Vec<(usize, [u8; 32])>,
    /// The first fault, by its line.
    fault: Option<(usize, Fault)>,
}

impl Reader<'_> {
    /// Takes one piece after the other, until there are none or one has a fault.
    fn work(&self, mut said: impl FnMut(usize)) {
        let mut piece = Piece::default();
        let mut laid = self.field.none_laid(self.k);
        loop {
            let next = locked(&self.cutter).next(&mut piece);
            let understood = match next {
                Ok(true) => self.understood(&piece, &mut laid),
                Ok(false) => return,
                Err(error) => Err((piece.line, unreadable(&error))),
            };
            let mut gathered = locked(&self.gathered);
            match understood {
                Ok(tree) => {
                    gathered.lists.append(&mut laid);
                    gathered.trees.push((piece.number, tree));
                    said(gathered.lists.len());
                }
                Err((line, fault)) => {
                    if gathered
                        .fault
                        .as_ref()
                        .is_none_or(|(first, _)| line < *first)
                    {
                        gathered.fault = Some((line, fault));
                    }
                    locked(&self.cutter).ended = true;
                    return;
                }
            }
        }
    }

    /// The lists of a piece, and its hash; or the first line with a fault.
    fn understood(&self, piece: &Piece, laid: &mut Lists) -> Result<[u8; 32], (usize, Fault)> {
        let fault = |line, column, what: String| (line, cell(line, column, what));
        let mut rows: Vec<&[u8]> = Vec::with_capacity(PIECE);
        let mut list = Vec::with_capacity(self.k);
        let (mut rest, mut at) = (piece.text.as_slice(), 0);
        for line in piece.line.. {
            let row = rest;
            if row.is_empty() {
                break;
            }
            list.clear();
            loop {
                let column = list.len() + 1;
                let found = self.known.first(rest).map_err(|unknown| match unknown {
                    Some(unknown) => {
                        let shown = String::from_utf8_lossy(unknown);
                        fault(line, column, format!("no suggestion \"{shown}\""))
                    }
                    None => fault(line, 1, "the last line has no end".to_owned()),
                })?;
                if column > self.k {
                    let what = format!("more than {} entries", self.k);
                    return Err(fault(line, column, what));
                }
                list.push(found.index);
                at += rest.len() - found.rest.len();
                rest = found.rest;
                if found.last {
                    break;
                }
            }
            // Without the line end, which was read with the last cell.
            rows.push(row.get(..at - 1).unwrap_or_default());
            at = 0;
            self.field.lay(&list, laid);
        }
        Ok(merkle::by_levels(&rows))
    }
}

/// A panic elsewhere ends the whole recount when its threads are joined.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn cell(line: usize, column: usize, what: String) -> Fault {
    Fault::Cell {
        file: names::LISTS,
        line,
        column,
        what,
    }
}

fn unreadable(error: &io::Error) -> Fault {
    Fault::Unreadable {
        file: names::LISTS.to_owned(),
        why: error.to_string(),
    }
}

/// [`PIECE`] whole lines, or what is left of the file.
#[derive(Debug, Default)]
struct Piece {
    text: Vec<u8>,
    number: usize,
    /// The number of its first line in the file.
    line: usize,
}

/// Cuts what is read into pieces, and digests it on the way.
struct Cutter<'a> {
    from: &'a mut (dyn Read + Send),
    digest: Sha256,
    bytes: u64,
    /// Read, and part of the next piece.
    carried: Vec<u8>,
    number: usize,
    line: usize,
    ended: bool,
}

impl<'a> Cutter<'a> {
    fn new(from: &'a mut (dyn Read + Send)) -> Self {
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

    /// Reads on at the end of `text`.
    fn more(&mut self, text: &mut Vec<u8>) -> io::Result<()> {
        let before = text.len();
        let read = (&mut *self.from).take(STEP).read_to_end(text)?;
        self.ended = read == 0;
        self.bytes += u64::try_from(read).unwrap_or_default();
        self.digest.update(text.get(before..).unwrap_or_default());
        Ok(())
    }

    fn header(&mut self, header: &str) -> Result<(), Fault> {
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
    fn next(&mut self, piece: &mut Piece) -> io::Result<bool> {
        piece.text.clear();
        std::mem::swap(&mut piece.text, &mut self.carried);
        (piece.number, piece.line) = (self.number, self.line);
        let (mut lines, mut counted) = (0, 0);
        loop {
            let new = piece.text.get(counted..).unwrap_or_default();
            lines += memchr_iter(b'\n', new).count();
            counted = piece.text.len();
            if lines >= PIECE || self.ended || counted > MOST_BYTES {
                break;
            }
            self.more(&mut piece.text)?;
        }
        let last = memchr_iter(b'\n', &piece.text).nth(PIECE - 1);
        if let Some(last) = last {
            self.carried
                .extend_from_slice(piece.text.get(last + 1..).unwrap_or_default());
            piece.text.truncate(last + 1);
        }
        self.number += 1;
        self.line += PIECE;
        Ok(!piece.text.is_empty())
    }
}

/// What may stand in a cell.
struct Known<'a> {
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
struct Found<'a> {
    index: u32,
    /// Whether its line ends with it.
    last: bool,
    rest: &'a [u8],
}

impl<'a> Known<'a> {
    fn of(field: &'a Field) -> Self {
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
    fn first<'b>(&self, bytes: &'b [u8]) -> Result<Found<'b>, Option<&'b [u8]>> {
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
