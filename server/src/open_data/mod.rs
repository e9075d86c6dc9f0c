//! Open data: what everybody may read, as files. One table ([`ALL`]) says which files there are and
//! what each column is; files, dictionary and page are made from it. A new file is one more entry.

mod column;
mod dictionary;
mod files;
mod folder;
mod format;
mod rows;
mod select;
mod value;

pub use column::{Column, Kind, Unit};
pub use dictionary::{DICTIONARY, dictionary, page};
pub use folder::{ExportFault, Written, export};
pub use format::Format;
pub use rows::{PIECE, write};
pub use select::select;
pub use value::{Cell, cell};

/// One file: a row a line.
#[derive(Debug, PartialEq, Eq)]
pub struct File {
    /// In its address and its name: stable.
    pub name: &'static str,
    /// In the order of the file. Names are stable; new columns come last.
    pub columns: &'static [Column],
    /// Tables and which rows; names in braces are sets of states ([`select`]).
    pub from: &'static str,
    /// An order that the database reads along an index: it never sorts a table for a file.
    pub order: &'static str,
}

/// Every file, in the order of the page.
pub const ALL: &[&File] = &[
    &files::AGENCIES,
    &files::TOPICS,
    &files::SUGGESTIONS,
    &files::ANSWERS,
    &files::DUE_DATES,
    &files::COMMITMENTS,
    &files::COMMITMENT_UPDATES,
    &files::SCORECARDS,
    &files::HOLIDAYS,
    &files::WEEKENDS,
];

/// The file with a name.
pub fn find(name: &str) -> Option<&'static File> {
    ALL.iter().copied().find(|file| file.name == name)
}

#[cfg(test)]
mod tests;
