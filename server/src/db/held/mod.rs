//! Everything that is kept of a person, read in one statement. What is read stands in
//! [`sections::all`]; a test compares it with the schema.

pub mod sections;

use diesel::prelude::*;
use diesel::sql_types::Text;
use serde_json::Value;

use super::{Conn, dialect, fault};
use crate::on_each;
use sections::{Kind, Source};

/// A row of a section: its place among them, and a value for each field.
#[derive(Debug, Clone)]
pub struct Found {
    pub section: &'static Source,
    pub values: Vec<(&'static str, Kind, Value)>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    section: String,
    #[diesel(sql_type = Text)]
    at: String,
    #[diesel(sql_type = Text)]
    body: String,
}

/// Everything that is kept of an account: section by section, the oldest first.
///
/// # Errors
/// The database's fault.
pub fn of_account(conn: &mut Conn, account_id: &str) -> QueryResult<Vec<Found>> {
    let selects: Vec<String> = sections::all().map(|one| select(conn, one)).collect();
    let sql = selects.join(" UNION ALL ");
    let query = diesel::sql_query(sql).bind::<Text, _>(account_id);
    let rows: Vec<Row> = on_each!(conn, |c| query.load(c))?;
    let mut found = rows
        .into_iter()
        .map(|row| {
            let mut sections = sections::all().enumerate();
            let section = sections.find(|(_, one)| one.key == row.section);
            let (place, section) =
                section.ok_or_else(|| fault(format!("a section {}", row.section)))?;
            let read = serde_json::from_str::<Value>(&row.body);
            let mut body = read.map_err(|error| fault(error.to_string()))?;
            let values = section
                .fields
                .iter()
                .map(|(key, _, kind)| {
                    let value = body.get_mut(*key).map(Value::take);
                    (*key, *kind, value.unwrap_or_default())
                })
                .collect();
            Ok(((place, row.at), Found { section, values }))
        })
        .collect::<QueryResult<Vec<_>>>()?;
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(found.into_iter().map(|(_, one)| one).collect())
}

fn select(conn: &Conn, source: &Source) -> String {
    let pairs: Vec<String> = source
        .fields
        .iter()
        .map(|(key, column, _)| format!("'{key}', {column}"))
        .collect();
    let body = dialect::json_object(conn, &pairs.join(", "));
    let Source { key, at, from, .. } = source;
    format!("SELECT '{key}' AS section, CAST({at} AS TEXT) AS at, {body} AS body FROM {from}")
}
