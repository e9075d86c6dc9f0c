//! Rows as lines: for a spreadsheet, and for a program.

use super::{Cell, File};

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// UTF-8 with a byte order mark, by which spreadsheets know it, and lines that end in CR LF (RFC
    /// 4180). What is not there is empty.
    Csv,
    /// An object a line, UTF-8. What is not there is `null`; texts are as they were written.
    JsonLines,
}

/// Before a CSV file.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// With these a spreadsheet takes a cell for a formula, the full-width ones too (OWASP, "CSV
/// injection").
const FORMULA: [char; 11] = [
    '=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}',
];

impl Format {
    pub const ALL: [Format; 2] = [Format::Csv, Format::JsonLines];

    /// What its file names end in.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::JsonLines => "jsonl",
        }
    }

    /// The format of an ending.
    pub fn parse(ending: &str) -> Option<Format> {
        Self::ALL.into_iter().find(|one| one.ending() == ending)
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Format::Csv => "text/csv; charset=utf-8; header=present",
            Format::JsonLines => "application/jsonl",
        }
    }

    /// What stands before the first row.
    pub fn head(self, file: &File, out: &mut Vec<u8>) {
        if self == Format::Csv {
            let names: Vec<&str> = file.columns.iter().map(|column| column.name).collect();
            table_head(&names, out);
        }
    }

    /// One row.
    pub fn row(self, file: &File, cells: &[Cell], out: &mut Vec<u8>) {
        match self {
            Format::Csv => table_row(cells, out),
            Format::JsonLines => {
                let names = file.columns.iter().map(|column| column.name);
                for (at, (name, cell)) in names.zip(cells).enumerate() {
                    out.push(if at > 0 { b',' } else { b'{' });
                    // Names are letters and underscores.
                    out.push(b'"');
                    out.extend(name.as_bytes());
                    out.extend(b"\":");
                    json_cell(cell, out);
                }
                out.extend(b"}\n");
            }
        }
    }
}

/// The first line of a CSV file, behind its mark.
pub(super) fn table_head(names: &[&str], out: &mut Vec<u8>) {
    out.extend(MARK);
    out.extend(names.join(",").as_bytes());
    out.extend(b"\r\n");
}

/// A line of a CSV file.
pub(super) fn table_row(cells: &[Cell], out: &mut Vec<u8>) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        csv_cell(cell, out);
    }
    out.extend(b"\r\n");
}

fn csv_cell(cell: &Cell, out: &mut Vec<u8>) {
    match cell {
        Cell::Nothing => {}
        Cell::Text(text) => csv_text(text, out),
        Cell::Number(number) => out.extend(number.to_string().as_bytes()),
        Cell::Flag(flag) => out.extend(flag.to_string().as_bytes()),
    }
}

/// A text that is no formula: one that would be is led by an apostrophe. Quoted where it must be.
fn csv_text(text: &str, out: &mut Vec<u8>) {
    let formula = text.starts_with(FORMULA);
    if !formula && !text.contains(['"', ',', '\r', '\n']) {
        out.extend(text.as_bytes());
        return;
    }
    out.push(b'"');
    if formula {
        out.push(b'\'');
    }
    for (at, part) in text.split('"').enumerate() {
        if at > 0 {
            out.extend(b"\"\"");
        }
        out.extend(part.as_bytes());
    }
    out.push(b'"');
}

fn json_cell(cell: &Cell, out: &mut Vec<u8>) {
    match cell {
        Cell::Nothing => out.extend(b"null"),
        // A text always has a form in JSON, and a Vec takes whatever is written.
        Cell::Text(text) => serde_json::to_writer(out, text).unwrap_or_default(),
        Cell::Number(number) => out.extend(number.to_string().as_bytes()),
        Cell::Flag(flag) => out.extend(flag.to_string().as_bytes()),
    }
}
