//! A file of rows, and where in it something is wrong.

use std::fmt;

use csv::{ByteRecord, ReaderBuilder};
use sha2::{Digest, Sha256};

/// So many faults are listed; the rest of the file is not looked at.
pub const MOST_FAULTS: usize = 20;
/// A larger file is refused before it is read: 64 MiB.
pub const MOST_BYTES: u64 = 64 << 20;

/// A file as given.
#[derive(Debug, Clone)]
pub struct File {
    /// Its name without folders, as faults name it.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Something wrong in a file: `name:line:column (header): why`. Lines and columns count from 1;
/// the line is the one where the row begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    pub file: String,
    pub line: u64,
    /// Number and header of the column; none when the whole row is at fault.
    pub column: Option<(usize, String)>,
    pub why: String,
}

impl fmt::Display for RowFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)?;
        match &self.column {
            Some((number, header)) if header.is_empty() => write!(f, ":{number}")?,
            Some((number, header)) => write!(f, ":{number} ({header})")?,
            None => {}
        }
        write!(f, ": {}", self.why)
    }
}

/// The header and the rows, not yet looked at.
pub struct Table<'a> {
    file: &'a File,
    pub header: Vec<String>,
    pub header_line: u64,
    pub rows: Vec<Row>,
    pub faults: Vec<RowFault>,
}

/// One row.
pub struct Row {
    pub line: u64,
    cells: ByteRecord,
}

impl File {
    /// SHA-256 of the bytes.
    pub fn digest(&self) -> Vec<u8> {
        Sha256::digest(&self.bytes).to_vec()
    }

    /// Splits the file into its header and rows. A byte order mark is passed over, blank lines
    /// too; the fault of a file that cannot be split stands in `faults`.
    pub fn table(&self) -> Table<'_> {
        let bytes = self
            .bytes
            .strip_prefix(b"\xEF\xBB\xBF")
            .unwrap_or(&self.bytes);
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(bytes);
        let mut table = Table {
            file: self,
            header: Vec::new(),
            header_line: 1,
            rows: Vec::new(),
            faults: Vec::new(),
        };
        let mut record = ByteRecord::new();
        let mut first = true;
        loop {
            match reader.read_byte_record(&mut record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    table.fault(
                        reader.position().line(),
                        None,
                        format!("it cannot be read: {error}"),
                    );
                    break;
                }
            }
            let row = Row {
                line: line_of(&record, bytes),
                cells: record.clone(),
            };
            if first {
                first = false;
                table.take_header(&row);
            } else {
                table.rows.push(row);
            }
        }
        if first {
            table.fault(1, None, "the file is empty");
        } else if has_open_quote(bytes) {
            let line = table.rows.last().map_or(table.header_line, |row| row.line);
            table.fault(line, None, "a quote that opens here is never closed");
        }
        table
    }
}

/// Whether the text ends inside a quoted cell: the reader takes all that follows the quote as
/// that cell, so the rows after it would be lost in silence.
fn has_open_quote(bytes: &[u8]) -> bool {
    let (mut quoted, mut at_start) = (false, true);
    for byte in bytes {
        match (quoted, byte) {
            // A doubled quote closes and opens again.
            (true, b'"') => quoted = false,
            (true, _) => {}
            (false, b'"') if at_start => quoted = true,
            (false, _) => at_start = matches!(byte, b',' | b'\n' | b'\r'),
        }
    }
    quoted
}

/// The line where a record begins. The reader gives the place where the one before ended, so
/// that line ends and blank lines in between have still to be counted.
fn line_of(record: &ByteRecord, bytes: &[u8]) -> u64 {
    let Some(position) = record.position() else {
        return 1;
    };
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let between = bytes
        .iter()
        .skip(start)
        .take_while(|byte| matches!(byte, b'\r' | b'\n'));
    position.line()
        + between
            .filter(|byte| **byte == b'\n')
            .fold(0, |lines, _| lines + 1)
}

impl Table<'_> {
    fn take_header(&mut self, row: &Row) {
        self.header_line = row.line;
        for (at, cell) in row.cells.iter().enumerate() {
            match std::str::from_utf8(cell) {
                Ok(name) => self.header.push(name.trim().to_owned()),
                Err(_) => {
                    self.header.push(String::new());
                    self.fault(row.line, Some(at), "it is not valid UTF-8");
                }
            }
        }
    }

    /// Notes a fault; `column` counts from 0.
    pub fn fault(&mut self, line: u64, column: Option<usize>, why: impl Into<String>) {
        if self.is_full() {
            return;
        }
        let column = column.map(|at| (at + 1, self.header.get(at).cloned().unwrap_or_default()));
        let fault = RowFault {
            file: self.file.name.clone(),
            line,
            column,
            why: why.into(),
        };
        self.faults.push(fault);
    }

    /// Whether enough faults are noted.
    pub fn is_full(&self) -> bool {
        self.faults.len() >= MOST_FAULTS
    }

    /// A cell as text; one that is not there is empty. `None` when it is not UTF-8, which is noted.
    pub fn text<'r>(&mut self, row: &'r Row, column: usize) -> Option<&'r str> {
        let text = std::str::from_utf8(row.cells.get(column).unwrap_or_default());
        if text.is_err() {
            self.fault(row.line, Some(column), "it is not valid UTF-8");
        }
        text.ok()
    }
}

impl Row {
    /// How many cells it has.
    pub fn width(&self) -> usize {
        self.cells.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<u64> {
        let file = File {
            name: "a.csv".into(),
            bytes: text.as_bytes().to_vec(),
        };
        let table = file.table();
        assert_eq!(table.faults, []);
        table.rows.iter().map(|row| row.line).collect()
    }

    #[test]
    fn the_line_is_the_one_where_the_row_begins() {
        assert_eq!(lines("h\na\nb\n"), [2, 3]);
        assert_eq!(lines("h\r\na\r\nb"), [2, 3]);
        assert_eq!(lines("h\n\n\na\n\nb\n"), [4, 6]);
        assert_eq!(lines("h\r\n\r\na\r\n"), [3]);
        assert_eq!(lines("h\n\"two\nlines\"\nb\n"), [2, 4]);
        assert_eq!(lines("\u{FEFF}h\na\n"), [2]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_a_fault() {
        for (text, line) in [
            ("id,text\n1,\"two\n2,three\n", Some(2)),
            ("id,\"text\n1,a\n", Some(1)),
            ("id,text\n1,\"a \"\"b\"\"\"\n", None),
            ("id,text\n1,\"\"\n2,\"\"\"\"\n", None),
            ("id,text\n1,5\" pipe\n", None),
            ("id,text\r\n1,a\r\n\"2\",\"b\r\nc", Some(3)),
        ] {
            let file = File {
                name: "a.csv".into(),
                bytes: text.as_bytes().to_vec(),
            };
            let faults = file.table().faults;
            let lines: Vec<u64> = faults.iter().map(|fault| fault.line).collect();
            assert_eq!(lines, Vec::from_iter(line), "{text:?}");
        }
    }

    #[test]
    fn a_header_loses_its_byte_order_mark_and_an_empty_file_is_a_fault() {
        let file = File {
            name: "a.csv".into(),
            bytes: b"\xEF\xBB\xBFid, text\n1,x\n".to_vec(),
        };
        assert_eq!(file.table().header, ["id", "text"]);
        for empty in [&b""[..], b"\xEF\xBB\xBF", b"\n\n"] {
            let file = File {
                name: "a.csv".into(),
                bytes: empty.to_vec(),
            };
            let faults: Vec<_> = file
                .table()
                .faults
                .iter()
                .map(ToString::to_string)
                .collect();
            assert_eq!(faults, ["a.csv:1: the file is empty"]);
        }
    }
}
