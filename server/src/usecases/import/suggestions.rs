//! `import suggestions`: a file of texts becomes suggestions of a topic.

use std::collections::{HashMap, HashSet};

use serde_json::json;
use shared::clocks::{acknowledge_due, decide_due};
use shared::lang::{Lang, TextDir, TextLang, detect, direction};
use shared::text::allowed::{RefusedChar, clean_body, clean_line};
use shared::text::excerpt::excerpt;
use shared::time::Zone;

use super::file::{File, Row, Table};
use super::lists::added_from;
use super::stage::{self, Staged};
use super::{ImportRefusal, Imported, Progress, When};
use crate::app::App;
use crate::db::imports::{self, Kind};
use crate::db::topics::Topic;
use crate::db::{Conn, figures_write, holidays, journal};
use crate::jobs::editions;

const MOST_TEXT: usize = 4_000;
const MOST_TITLE: usize = 150;
const MOST_ID: usize = 100;
const MOST_CATEGORY: usize = 100;

/// A row that may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    pub title: String,
    /// Empty when the file gives a title alone.
    pub body: String,
    pub lang: TextLang,
    pub dir: TextDir,
    pub external_id: Option<String>,
    pub category: Option<String>,
}

/// Imports a file of suggestions.
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
    let rows = read(file).map_err(ImportRefusal::Rows)?;
    let when = When::of(app);
    let Some(staged) = Staged::begin(app, &topic.id, Kind::Suggestions, file, when.now)? else {
        return Ok(Imported::Before);
    };
    let known = app
        .db
        .read_now(|conn| imports::external_ids(conn, &topic.id))?;
    let all = rows.len();
    let is_new = |row: &Read| {
        row.external_id
            .as_ref()
            .is_none_or(|id| !known.contains_key(id))
    };
    let rows: Vec<Read> = rows.into_iter().filter(is_new).collect();
    stage::suggestions(app, &staged, &topic, &rows, when, progress)?;
    let added = rows.len();
    app.db.write_now(|conn| {
        publish(
            conn,
            &staged,
            &topic,
            added,
            (when, &app.config.zone, &file.name),
        )
    })?;
    Ok(Imported::Now {
        added,
        left_out: all - added,
    })
}

/// Makes the staged rows visible, in one step. Their clocks start now, since nobody could answer
/// them before: to decide from the closing day, or from today when that is past.
fn publish(
    conn: &mut Conn,
    staged: &Staged,
    topic: &Topic,
    added: usize,
    (when, zone, file): (When, &Zone, &str),
) -> Result<(), ImportRefusal> {
    let calendar = holidays::to_promise_by(conn)?;
    let closes = topic
        .days()
        .map_or(when.today, |days| days.closes)
        .max(when.today);
    let due = imports::DueDays {
        acknowledge: acknowledge_due(when.today, &calendar).due.to_string(),
        decide: decide_due(closes, &calendar).due.to_string(),
    };
    let published = imports::publish_suggestions(conn, &topic.id, staged.id(), when.now, &due)?;
    staged.show(conn, published, added)?;
    let entry = journal::Entry {
        kind: "import.published",
        agency_id: Some(&topic.agency_id),
        topic_id: Some(&topic.id),
        subject_id: staged.id(),
        facts: json!({ "of": "suggestions", "count": added }),
        private: None,
    };
    journal::write(conn, when.now, &entry)?;
    // A count that stands has a place for every suggestion.
    if topic.edition_id.is_some() || stage::is_counted(topic) {
        let official = added_from(zone, topic, file);
        editions::count(conn, &topic.id, official, when.now)?;
    }
    figures_write::recompute(conn, &topic.id, when.now, zone)?;
    Ok(())
}

/// Reads and checks the whole file.
///
/// # Errors
/// All faults up to [`super::file::MOST_FAULTS`].
pub fn read(file: &File) -> Result<Vec<Read>, Vec<super::RowFault>> {
    let mut table = file.table();
    let columns = Columns::find(&mut table);
    if !table.faults.is_empty() {
        // Without a sound header, every row would look faulty.
        return Err(table.faults);
    }
    let mut read = Vec::with_capacity(table.rows.len());
    let mut ids: HashMap<String, u64> = HashMap::new();
    for row in std::mem::take(&mut table.rows) {
        if table.is_full() {
            break;
        }
        if row.width() != table.header.len() {
            let (has, wants) = (row.width(), table.header.len());
            table.fault(
                row.line,
                None,
                format!("it has {has} columns, the header has {wants}"),
            );
            continue;
        }
        let Some(one) = columns.read(&mut table, &row) else {
            continue;
        };
        if let (Some(column), Some(id)) = (columns.id, &one.external_id)
            && let Some(line) = ids.insert(id.clone(), row.line)
        {
            table.fault(
                row.line,
                Some(column),
                format!("line {line} has the id {id} already"),
            );
        }
        read.push(one);
    }
    if table.faults.is_empty() {
        Ok(read)
    } else {
        Err(table.faults)
    }
}

/// Where the known columns stand.
struct Columns {
    text: Option<usize>,
    title: Option<usize>,
    id: Option<usize>,
    lang: Option<usize>,
    category: Option<usize>,
}

impl Columns {
    fn find(table: &mut Table<'_>) -> Columns {
        let names: Vec<String> = table
            .header
            .iter()
            .map(|name| name.to_lowercase())
            .collect();
        let mut seen = HashSet::new();
        for (at, name) in names.iter().enumerate() {
            let known = ["text", "title", "id", "lang", "category"].contains(&name.as_str());
            if known && !seen.insert(name) {
                table.fault(
                    table.header_line,
                    Some(at),
                    format!("there are two columns called {name}"),
                );
            }
        }
        let find = |wanted: &str| names.iter().position(|name| name == wanted);
        let columns = Columns {
            text: find("text"),
            title: find("title"),
            id: find("id"),
            lang: find("lang"),
            category: find("category"),
        };
        if columns.text.is_none() && columns.title.is_none() && table.faults.is_empty() {
            table.fault(
                table.header_line,
                None,
                "there is neither a column text nor a column title",
            );
        }
        columns
    }

    /// One row; `None` when something in it was refused, and noted.
    fn read(&self, table: &mut Table<'_>, row: &Row) -> Option<Read> {
        let before = table.faults.len();
        let text = cell(table, row, self.text, MOST_TEXT, clean_body);
        let title = cell(table, row, self.title, MOST_TITLE, clean_line);
        let id = cell(table, row, self.id, MOST_ID, clean_line);
        let category = cell(table, row, self.category, MOST_CATEGORY, clean_line);
        let lang = cell(table, row, self.lang, MOST_ID, clean_line).to_lowercase();
        let given = TextLang::parse(&lang);
        if given.is_none() && !lang.is_empty() {
            table.fault(
                row.line,
                self.lang,
                format!("{lang} is no language here: give ar or en, or nothing"),
            );
        }
        if text.is_empty() && title.is_empty() && table.faults.len() == before {
            table.fault(row.line, self.text.or(self.title), "it is empty");
        }
        if table.faults.len() > before {
            return None;
        }
        let both = format!("{title}\n{text}");
        let page = if given == Some(TextLang::En) {
            Lang::En
        } else {
            Lang::Ar
        };
        Some(Read {
            lang: given.unwrap_or_else(|| detect(&both, page)),
            dir: direction(&both, page),
            title: if title.is_empty() {
                excerpt(&text, MOST_TITLE)
            } else {
                title
            },
            body: text,
            external_id: Some(id).filter(|id| !id.is_empty()),
            category: Some(category).filter(|category| !category.is_empty()),
        })
    }
}

/// A cleaned cell; empty when there is no such column, or when it was refused, which is noted.
fn cell(
    table: &mut Table<'_>,
    row: &Row,
    column: Option<usize>,
    most: usize,
    clean: fn(&str) -> Result<String, RefusedChar>,
) -> String {
    let Some(column) = column else {
        return String::new();
    };
    let Some(raw) = table.text(row, column) else {
        return String::new();
    };
    // Measured first, so that a giant cell is not normalised.
    let cleaned = if raw.len() > most * 8 {
        Ok(raw.to_owned())
    } else {
        clean(raw)
    };
    match cleaned {
        Ok(text) if text.chars().count() <= most => text,
        Ok(_) => {
            table.fault(
                row.line,
                Some(column),
                format!("it has more than {most} characters"),
            );
            String::new()
        }
        Err(RefusedChar {
            character: '\n', ..
        }) => {
            table.fault(row.line, Some(column), "it has more than one line");
            String::new()
        }
        Err(refused) => {
            let (code, at) = (u32::from(refused.character), refused.at + 1);
            table.fault(
                row.line,
                Some(column),
                format!("character {at} is U+{code:04X}, which is refused"),
            );
            String::new()
        }
    }
}
