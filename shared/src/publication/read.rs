//! Reads the tables of a published count, strictly: what is not as the program writes it is told
//! with its file, line and column.

use rustc_hash::FxHashMap;

use super::{MASK, names, tables};
use crate::suggestion::PublicationState;
use crate::tally::{Field, LoopedMerges, Positions, Suggestion};

/// What cannot be read as a published count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("{file} cannot be read: {why}")]
    Unreadable { file: String, why: String },
    #[error("manifest.json: {0}")]
    Manifest(String),
    #[error("manifest.json: the format {0} is not known here; a newer program may read it")]
    Format(String),
    #[error("manifest.json does not list {0}")]
    NotListed(&'static str),
    #[error("{file}, line {line}, column {column}: {what}")]
    Cell {
        file: &'static str,
        /// From 1, the header included.
        line: usize,
        /// From 1, in fields.
        column: usize,
        what: String,
    },
    #[error(transparent)]
    Merges(#[from] LoopedMerges),
    #[error("the recount was stopped by a fault of its own")]
    Stopped,
}

impl Fault {
    /// Whether a file was read and says what no published count says: then it is not the same.
    pub fn is_of_content(&self) -> bool {
        matches!(self, Fault::Cell { .. } | Fault::Merges(_))
    }
}

struct Table<'a> {
    file: &'static str,
    rows: Vec<Vec<&'a str>>,
}

impl<'a> Table<'a> {
    /// A table under exactly this header, every row as wide as it.
    fn read(file: &'static str, bytes: &'a [u8], header: &str) -> Result<Self, Fault> {
        let fault = |line, column, what: &str| Fault::Cell {
            file,
            line,
            column,
            what: what.to_owned(),
        };
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            fault(line, 1, "not UTF-8")
        })?;
        let Some(rest) = text.strip_prefix(header) else {
            let wanted = format!("the header must be \"{}\"", header.trim_end());
            return Err(fault(1, 1, &wanted));
        };
        let width = header.split(',').count();
        let mut rows = Vec::new();
        for (line, row) in (2..).zip(rest.split_inclusive('\n')) {
            let Some(row) = row.strip_suffix('\n') else {
                return Err(fault(line, 1, "the last line has no end"));
            };
            let cells: Vec<&str> = row.split(',').collect();
            if cells.len() != width {
                let column = cells.len().min(width);
                let what = format!("{} fields where {width} are due", cells.len());
                return Err(fault(line, column, &what));
            }
            rows.push(cells);
        }
        Ok(Self { file, rows })
    }

    fn fault(&self, row: usize, column: usize, what: String) -> Fault {
        Fault::Cell {
            file: self.file,
            line: row + 2,
            column,
            what,
        }
    }
}

/// The suggestions and their merges.
///
/// # Errors
/// [`Fault`]: a state, digest or suggestion that is none, one listed twice, merges in a loop.
pub fn field(suggestions: &[u8], merges: &[u8]) -> Result<Field, Fault> {
    let table = Table::read(
        names::SUGGESTIONS,
        suggestions,
        "suggestion,state,text_sha256\n",
    )?;
    let mut all: Vec<Suggestion> = Vec::new();
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    for (at, row) in table.rows.iter().enumerate() {
        let [reference, state, text] = row.as_slice() else {
            return Err(Fault::Stopped);
        };
        if reference.is_empty() || *reference == MASK {
            return Err(table.fault(at, 1, "no reference".to_owned()));
        }
        if known.insert(reference, at).is_some() {
            return Err(table.fault(at, 1, format!("{reference} stands here twice")));
        }
        let state = PublicationState::parse(state)
            .map_err(|_| table.fault(at, 2, format!("{state} is no state")))?;
        let text = match *text {
            "" => None,
            digits => {
                let digest = unhex(digits);
                Some(digest.ok_or_else(|| table.fault(at, 3, "no SHA-256".to_owned()))?)
            }
        };
        all.push(Suggestion {
            id: (*reference).to_owned(),
            reference: (*reference).to_owned(),
            state,
            merged_into: None,
            text,
        });
    }
    let table = Table::read(names::MERGES, merges, "suggestion,into\n")?;
    for (at, row) in table.rows.iter().enumerate() {
        let [merged, into] = row.as_slice() else {
            return Err(Fault::Stopped);
        };
        let find = |column, reference: &str| {
            let unknown = || table.fault(at, column, format!("no suggestion {reference}"));
            known.get(reference).copied().ok_or_else(unknown)
        };
        find(2, into)?;
        if let Some(one) = all.get_mut(find(1, merged)?) {
            one.merged_into = Some((*into).to_owned());
        }
    }
    Ok(Field::new(all)?)
}

/// On how many lists each suggestion stands at each place; those left out stand on none.
///
/// # Errors
/// [`Fault::Cell`]: a suggestion that does not count or stands there twice, a number that is none.
pub fn positions(bytes: &[u8], field: &Field, k: usize, lists: u64) -> Result<Positions, Fault> {
    let header = format!("suggestion,{}", tables::list_header(k));
    let table = Table::read(names::POSITIONS, bytes, &header)?;
    let mut rows: Vec<Vec<u64>> = vec![Vec::new(); field.counted().len()];
    for (at, row) in table.rows.iter().enumerate() {
        let Some((reference, counts)) = row.split_first() else {
            return Err(Fault::Stopped);
        };
        let slot = field
            .index_of(reference)
            .and_then(|one| usize::try_from(one).ok());
        let Some(slot) = slot.and_then(|slot| rows.get_mut(slot)) else {
            return Err(table.fault(at, 1, format!("no counted suggestion {reference}")));
        };
        if !slot.is_empty() {
            return Err(table.fault(at, 1, format!("{reference} stands here twice")));
        }
        for (column, count) in (2..).zip(counts) {
            // More than there are lists cannot be, and sums stay far below what a u64 holds.
            let count = count
                .parse()
                .ok()
                .filter(|n| *n <= lists && lists < 1 << 40);
            let count: u64 =
                count.ok_or_else(|| table.fault(at, column, "no number of lists".to_owned()))?;
            slot.push(count);
        }
    }
    Ok(Positions::read(k, rows.iter().map(Vec::as_slice), lists))
}

fn unhex(digits: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if digits.len() != 64
        || digits
            .bytes()
            .any(|digit| !matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
    {
        return None;
    }
    let pairs = digits.as_bytes().chunks(2);
    for (byte, pair) in bytes.iter_mut().zip(pairs) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}
