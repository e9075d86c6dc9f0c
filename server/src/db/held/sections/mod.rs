//! What is read of a person, and what is not and why.

mod not_given;
mod office;
mod own;
mod told;

pub use not_given::NOT_GIVEN;

/// What a field is to its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Word,
    Sign,
    Moment,
    Day,
    Number,
    Flag,
}

/// One kind of thing that is kept.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// Stable: the key in the file.
    pub key: &'static str,
    /// By what the rows are ordered.
    pub at: &'static str,
    /// Tables and which rows; `$1` is the account's id.
    pub from: &'static str,
    /// Key in the file, column, and what it is.
    pub fields: &'static [(&'static str, &'static str, Kind)],
    /// The columns by which rows lead to the account, as `table.column`.
    pub by: &'static [&'static str],
}

/// What is read, in the order of the page.
pub fn all() -> impl Iterator<Item = &'static Source> {
    own::OWN.iter().chain(told::TOLD).chain(office::OFFICE)
}
