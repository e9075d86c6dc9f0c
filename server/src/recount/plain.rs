//! Any positional rule over plain files: suggestions with a column `id`, and lists of those ids.

use std::collections::HashMap;

use shared::tally::{AsGiven, Lists, Positions, Standing, Weights};

use crate::usecases::import::file::{File, RowFault, Table};

/// What each place is worth at most, so that no sum of points overflows.
const MOST_WORTH: u64 = 1_000_000_000;
/// Places a list may have.
const MOST_PLACES: usize = 1_000;

/// Why nothing was counted.
#[derive(Debug, thiserror::Error)]
pub enum PlainFault {
    /// Every fault that was found in the files, at most twenty a file.
    #[error("{}", lines(.0))]
    Rows(Vec<RowFault>),
    #[error(
        "the weights must be whole numbers from 0 to 1000000000, separated by commas, \
         first place first, at most 1000 of them"
    )]
    Weights,
}

fn lines(faults: &[RowFault]) -> String {
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// The ids in the order of the file, and their standing.
#[derive(Debug)]
pub struct Counted {
    pub ids: Vec<String>,
    pub standing: Standing,
}

/// `3,2,1`: what a place is worth, the first place first.
///
/// # Errors
/// [`PlainFault::Weights`].
pub fn weights(written: &str) -> Result<Weights, PlainFault> {
    let worth = |cell: &str| cell.trim().parse().ok().filter(|n: &u64| *n <= MOST_WORTH);
    let places: Option<Vec<u64>> = written.split(',').map(worth).collect();
    let places = places.filter(|places| places.len() <= MOST_PLACES);
    Ok(Weights::positional(places.ok_or(PlainFault::Weights)?))
}

/// Counts lists: a doubled id counts at its best place and the gap closes; what lies beyond the
/// weights does not count; blank cells and lines are passed over. Suggestions that are equal in
/// points, in lists and at every place share a place and stand as the file has them.
///
/// # Errors
/// [`PlainFault::Rows`]: no column `id`, an id that is empty, doubled or on a list only, with
/// file, line and column.
pub fn count(suggestions: &File, lists: &File, weights: &Weights) -> Result<Counted, PlainFault> {
    let (ids, index) = ids(suggestions)?;
    let held = held(lists, &index, ids.len(), weights.k())?;
    let standing = Positions::of(&held).order(weights, 0, &AsGiven);
    Ok(Counted { ids, standing })
}

fn ids(file: &File) -> Result<(Vec<String>, HashMap<String, u32>), PlainFault> {
    let mut table = file.table();
    let (mut ids, mut index) = (Vec::new(), HashMap::new());
    match table.header.iter().position(|name| name == "id") {
        None if table.faults.is_empty() => {
            let line = table.header_line;
            table.fault(line, None, "there is no column id");
        }
        None => {}
        Some(column) => {
            for row in std::mem::take(&mut table.rows) {
                let Some(id) = table.text(&row, column).map(|id| id.trim().to_owned()) else {
                    continue;
                };
                let number = u32::try_from(ids.len()).unwrap_or(u32::MAX);
                if id.is_empty() {
                    table.fault(row.line, Some(column), "the id is empty");
                } else if index.insert(id.clone(), number).is_some() {
                    table.fault(
                        row.line,
                        Some(column),
                        format!("the id {id} stands here twice"),
                    );
                }
                ids.push(id);
            }
        }
    }
    whole(table)?;
    Ok((ids, index))
}

fn held(
    file: &File,
    index: &HashMap<String, u32>,
    suggestions: usize,
    k: usize,
) -> Result<Lists, PlainFault> {
    let mut table = file.table();
    let mut held = Lists::new(k, suggestions);
    let mut list = Vec::new();
    for row in std::mem::take(&mut table.rows) {
        list.clear();
        for column in 0..row.width() {
            let Some(id) = table.text(&row, column).map(str::trim) else {
                continue;
            };
            match index.get(id) {
                Some(number) => list.push(*number),
                None if id.is_empty() => {}
                None => {
                    let why = format!("no suggestion has the id {id}");
                    table.fault(row.line, Some(column), why);
                }
            }
        }
        // All are indexes of the table above.
        let _ = held.push(&list);
        if table.is_full() {
            break;
        }
    }
    whole(table)?;
    Ok(held)
}

fn whole(table: Table<'_>) -> Result<(), PlainFault> {
    match table.faults.is_empty() {
        true => Ok(()),
        false => Err(PlainFault::Rows(table.faults)),
    }
}

/// `place,id,points,lists`, best first.
///
/// # Errors
/// Of writing.
pub fn write(counted: &Counted, out: impl std::io::Write) -> csv::Result<()> {
    let mut out = csv::Writer::from_writer(out);
    out.write_record(["place", "id", "points", "lists"])?;
    for row in &counted.standing.rows {
        let at = usize::try_from(row.suggestion).ok();
        let id = at.and_then(|at| counted.ids.get(at));
        out.write_record([
            row.rank.to_string(),
            id.cloned().unwrap_or_default(),
            row.points.to_string(),
            row.support.to_string(),
        ])?;
    }
    out.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> File {
        File {
            name: name.to_owned(),
            bytes: text.as_bytes().to_vec(),
        }
    }

    fn counted(suggestions: &str, lists: &str, written: &str) -> Result<String, PlainFault> {
        let (suggestions, lists) = (file("s.csv", suggestions), file("l.csv", lists));
        let counted = count(&suggestions, &lists, &weights(written)?)?;
        let mut out = Vec::new();
        write(&counted, &mut out).unwrap();
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn lists_are_counted_by_the_weights_given() {
        let suggestions = "title,id\n\"Shade, and water\",7\nBus,a b\nMat,\"x,y\"\nNobody's,z\n";
        let lists = "\u{feff}first,second,third\r\n7,a b,\"x,y\"\r\na b,a b,7\r\n\r\n7\r\n,7,\r\n";
        assert_eq!(
            counted(suggestions, lists, "3,2,1").unwrap(),
            "place,id,points,lists\n1,7,11,4\n2,a b,5,2\n3,\"x,y\",1,1\n4,z,0,0\n"
        );
        // Beyond the weights nothing counts; equal ones share a place.
        assert_eq!(
            counted("id\na\nb\nc\n", "first,second\na,b\nb,a\n", "1").unwrap(),
            "place,id,points,lists\n1,a,1,1\n1,b,1,1\n3,c,0,0\n"
        );
    }

    #[test]
    fn faults_name_file_line_and_column() {
        let cases = [
            ("name\na\n", "x\na\n", "s.csv:1: there is no column id"),
            ("", "x\n", "s.csv:1: the file is empty"),
            ("id\na\n\"\"\n", "x\na\n", "s.csv:3:1 (id): the id is empty"),
            (
                "id\na\nb\na\n",
                "x\na\n",
                "s.csv:4:1 (id): the id a stands here twice",
            ),
            (
                "id\na\n",
                "first,second\na,q\n",
                "l.csv:2:2 (second): no suggestion has the id q",
            ),
            (
                "id\na\n",
                "x\n\"a\n",
                "l.csv:2: a quote that opens here is never closed",
            ),
        ];
        for (suggestions, lists, wanted) in cases {
            let said = counted(suggestions, lists, "1").unwrap_err().to_string();
            assert!(said.contains(wanted), "{said}");
        }
        for written in [
            "",
            "3,,1",
            "-1",
            "1.5",
            "1000000001",
            "a",
            &["1"; 1_001].join(","),
        ] {
            assert!(
                matches!(weights(written), Err(PlainFault::Weights)),
                "{written}"
            );
        }
    }
}
