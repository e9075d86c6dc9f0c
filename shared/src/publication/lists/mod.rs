//! Reads `lists.csv` on all cores, in pieces of so many lines that the hash of each is a subtree of
//! the one over all: no piece waits for another, and the file is never held whole.

mod known;
mod pieces;

use std::io::{self, Read};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::available_parallelism;

use super::manifest::Figures;
use super::read::Fault;
use super::{names, tables};
use crate::tally::{Field, Lists, Root, merkle};
use known::Known;
use pieces::{Cutter, Piece};

/// Room is made for no more than this, whatever a manifest says.
const MOST_ROOM: usize = 1 << 25;

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
        sha256: cutter.digest(),
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
        let mut rows: Vec<&[u8]> = Vec::with_capacity(pieces::LINES);
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
