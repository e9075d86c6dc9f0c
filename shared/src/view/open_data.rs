//! Open data: which files there are, and what each of their columns is.

/// `GET /{lang}/open-data`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenDataPage {
    /// The last number of the journal; 0 before the first.
    pub journal: i64,
    /// In the order of the page.
    pub files: Vec<FileLine>,
}

/// One file, in each format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLine {
    /// Stable: in its address, and of the words that say what it holds.
    pub name: &'static str,
    /// In the order of the file.
    pub columns: Vec<ColumnLine>,
}

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnLine {
    /// Stable: in the file, and of the words that define it.
    pub name: &'static str,
    /// What kind of value it is: `open_data.type_…`.
    pub kind: &'static str,
    /// What a number counts: `open_data.unit_…`.
    pub unit: Option<&'static str>,
    /// The only words that may stand there; none where anything may.
    pub values: &'static [&'static str],
}
