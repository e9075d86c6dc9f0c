//! `import lists`: ranked lists, one a line, by the ids that the imported suggestions have.

use std::collections::{HashMap, HashSet};

use frontend::i18n::t;
use serde_json::json;
use shared::lang::Lang;
use shared::publication::manifest::Reason;
use shared::tally::edition::LEAST_LISTS;
use shared::text::allowed::clean_line;
use shared::time::Zone;

use super::file::{File, Row, RowFault, Table};
use super::stage::{self, Staged};
use super::{ImportRefusal, Imported, Progress, When};
use crate::app::App;
use crate::db::dialect::snapshot;
use crate::db::imports::{self, Kind};
use crate::db::topics::Topic;
use crate::db::{Conn, editions_write, figures_write, journal};
use crate::jobs::editions::{self, Count, Official, What};

/// Imports a file of lists and counts an edition.
///
/// # Errors
/// [`ImportRefusal`]; nothing is visible then.
pub fn import(
    app: &App,
    slug: &str,
    file: &File,
    progress: Progress<'_>,
) -> Result<Imported, ImportRefusal> {
    let topic = super::topic(app, slug)?;
    let places = usize::try_from(topic.list_length).unwrap_or_default();
    let known = app
        .db
        .read_now(|conn| imports::external_ids(conn, &topic.id))?;
    let lists = read(file, &known, places).map_err(ImportRefusal::Rows)?;
    let when = When::of(app);
    let Some(staged) = Staged::begin(app, &topic.id, Kind::Lists, file, when.now)? else {
        return Ok(Imported::Before);
    };
    let all = lists.len();
    let lists: Vec<_> = lists.into_iter().filter(|list| !list.is_empty()).collect();
    stage::lists(app, &staged, &topic.id, &lists, when, progress)?;
    let added = lists.len();
    // Counted before they are visible, on a reading connection: nobody who saves waits for it.
    let count = app.db.read_now(|conn| {
        snapshot(conn, |conn| {
            let what = What {
                official: added_from(&app.config.zone, &topic, &file.name),
                staged: Some(staged.id()),
            };
            Count::read(conn, &topic.id, what, || when.now)
        })
    })?;
    app.db.write_now(|conn| {
        publish(conn, &staged, &topic, added, when)?;
        edition(
            conn,
            added_from(&app.config.zone, &topic, &file.name),
            (&topic, count.as_ref()),
            when,
        )?;
        Ok::<_, ImportRefusal>(figures_write::recompute(
            conn,
            &topic.id,
            when.now,
            &app.config.zone,
        )?)
    })?;
    Ok(Imported::Now {
        added,
        left_out: all - added,
    })
}

/// Makes the staged lists visible.
fn publish(
    conn: &mut Conn,
    staged: &Staged,
    topic: &Topic,
    added: usize,
    when: When,
) -> Result<(), ImportRefusal> {
    let stored = imports::count_lists(conn, &topic.id, staged.id())?;
    staged.show(conn, stored, added)?;
    let entry = journal::Entry {
        kind: "import.published",
        agency_id: Some(&topic.agency_id),
        topic_id: Some(&topic.id),
        subject_id: staged.id(),
        facts: json!({ "of": "lists", "count": added }),
        private: None,
    };
    Ok(journal::write(conn, when.now, &entry)?)
}

/// Shows the count of the lists, in the same step.
fn edition(
    conn: &mut Conn,
    official: Option<Official<'_>>,
    (topic, count): (&Topic, Option<&Count>),
    when: When,
) -> diesel::QueryResult<()> {
    let enough = i64::try_from(LEAST_LISTS).unwrap_or(i64::MAX);
    let lists = editions_write::filled_lists(conn, &topic.id, enough)?;
    if official.is_none() && i64::try_from(lists).is_ok_and(|lists| lists < enough) {
        return Ok(());
    }
    match count {
        Some(count) if count.is_of(conn)? => count.write(conn).map(drop),
        // Something else was counted meanwhile.
        _ => editions::count(conn, &topic.id, official, when.now).map(drop),
    }
}

/// A topic that is counted for good is counted anew with what a file adds to it.
pub(super) fn added_from<'a>(zone: &'a Zone, topic: &Topic, file: &str) -> Option<Official<'a>> {
    stage::is_counted(topic).then(|| Official {
        zone,
        reason: Some(Reason {
            ar: t::count::imported(Lang::Ar, file),
            en: t::count::imported(Lang::En, file),
        }),
    })
}

/// Reads and checks the whole file: for each line the ids of its suggestions, the first priority
/// first. `known` leads from the file's ids to those of the suggestions. A line without an id is
/// an empty list.
///
/// # Errors
/// All faults up to [`super::file::MOST_FAULTS`].
pub fn read<'k>(
    file: &File,
    known: &'k HashMap<String, String>,
    places: usize,
) -> Result<Vec<Vec<&'k str>>, Vec<RowFault>> {
    let mut table = file.table();
    let rows = std::mem::take(&mut table.rows);
    let mut lists = Vec::with_capacity(rows.len());
    for row in rows {
        if table.is_full() {
            break;
        }
        lists.push(read_row(&mut table, &row, known, places));
    }
    if table.faults.is_empty() {
        Ok(lists)
    } else {
        Err(table.faults)
    }
}

fn read_row<'k>(
    table: &mut Table<'_>,
    row: &Row,
    known: &'k HashMap<String, String>,
    places: usize,
) -> Vec<&'k str> {
    let mut list = Vec::with_capacity(places);
    let mut seen = HashSet::new();
    let mut gap = None;
    for column in 0..row.width() {
        let Some(text) = table.text(row, column).map(str::trim) else {
            break;
        };
        if text.is_empty() {
            gap = gap.or(Some(column));
            continue;
        }
        if let Some(gap) = gap {
            table.fault(
                row.line,
                Some(gap),
                "it is empty, but a later column is not",
            );
            break;
        }
        if column >= places {
            table.fault(
                row.line,
                Some(column),
                format!("a list of this topic has at most {places} places"),
            );
            break;
        }
        let id = clean_line(text).unwrap_or_default();
        match known.get(&id) {
            Some(suggestion) if seen.insert(suggestion) => list.push(suggestion.as_str()),
            Some(_) => table.fault(
                row.line,
                Some(column),
                format!("{id} stands on this list already"),
            ),
            None => {
                let shown: String = id.chars().take(40).collect();
                table.fault(
                    row.line,
                    Some(column),
                    format!("the topic has no suggestion with the id {shown:?}"),
                );
            }
        }
    }
    list
}
