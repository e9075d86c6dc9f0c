//! What every column is, in both languages: the same table that makes the columns.

use frontend::pages::open_data::definition;
use shared::lang::Lang;
use shared::view::open_data::{ColumnLine, FileLine, OpenDataPage};

use super::{ALL, Cell, Column, File, format};

/// The name of the dictionary's own file.
pub const DICTIONARY: &str = "dictionary.csv";

const HEAD: [&str; 7] = [
    "file",
    "column",
    "type",
    "unit",
    "values",
    "definition_ar",
    "definition_en",
];

/// The dictionary as CSV, written as the files are.
pub fn dictionary() -> Vec<u8> {
    let mut out = Vec::new();
    format::table_head(&HEAD, &mut out);
    for (file, column) in columns() {
        let said = |lang| Cell::Text(definition(lang, file.name, column.name).unwrap_or_default());
        let line = [
            Cell::Text(file.name.to_owned()),
            Cell::Text(column.name.to_owned()),
            Cell::Text(column.kind.as_str().to_owned()),
            Cell::Text(column.kind.unit().unwrap_or_default().to_owned()),
            Cell::Text(column.kind.words().join(" ")),
            said(Lang::Ar),
            said(Lang::En),
        ];
        format::table_row(&line, &mut out);
    }
    out
}

/// Each column with its file.
pub(super) fn columns() -> impl Iterator<Item = (&'static File, &'static Column)> {
    let of = |file: &&'static File| {
        let file = *file;
        file.columns.iter().map(move |column| (file, column))
    };
    ALL.iter().flat_map(of)
}

/// The page, which shows the same.
pub fn page(journal: i64) -> OpenDataPage {
    let line = |column: &Column| ColumnLine {
        name: column.name,
        kind: column.kind.as_str(),
        unit: column.kind.unit(),
        values: column.kind.words(),
    };
    let files = ALL.iter().map(|file| FileLine {
        name: file.name,
        columns: file.columns.iter().map(line).collect(),
    });
    OpenDataPage {
        journal,
        files: files.collect(),
    }
}
