//! A form takes the fields it shows and no others: the name of every column of the database, sent
//! with every form, is ignored or refused.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_types::Text;
use server::db::dialect;
use tests::support::app::{App, Backend};

use crate::access::{Body, MATRIX, People, Scene};

/// No value of ours: too long for a choice, no number, no day.
const CANARY: &str = "columncanary";

/// Texts of people, which the forms of these routes ask for under the names of their columns. They
/// may be stored there, and nowhere else.
const ASKED: [&str; 26] = [
    "about_ar",
    "about_en",
    "body",
    "category",
    "description_ar",
    "description_en",
    "ground_link",
    "ground_text",
    "label",
    "link",
    "name",
    "name_ar",
    "name_en",
    "note",
    "question",
    "question_ar",
    "question_en",
    "reason",
    "reason_ar",
    "reason_en",
    "source",
    "source_ar",
    "source_en",
    "text_ar",
    "text_en",
    "title_ar",
];

/// Where a form is kept as it was typed, whatever it holds: drafts and filters, never public.
const TYPED: [&str; 7] = [
    "answer_drafts.commitment_due",
    "answer_drafts.commitment_what",
    "answer_drafts.other_reason",
    "bulk_drafts.commitment_due",
    "bulk_drafts.commitment_what",
    "bulk_drafts.other_reason",
    "saved_views.query",
];

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    place: String,
}

#[test]
fn no_column_is_written_by_its_name_on_sqlite() {
    no_column_is_written_by_its_name(&App::start(Backend::Sqlite));
}

#[test]
fn no_column_is_written_by_its_name_on_postgres() {
    no_column_is_written_by_its_name(&App::start(Backend::Postgres));
}

fn no_column_is_written_by_its_name(app: &App) {
    let people = People::new(app);
    let columns = app.query(dialect::columns);
    let names: BTreeSet<String> = columns.iter().map(|one| one.column_name.clone()).collect();
    assert!(names.len() > 150, "only {} names", names.len());
    let texts: Vec<(String, String)> = columns
        .into_iter()
        .filter(|one| one.type_name.contains("TEXT") || one.type_name.contains("CHAR"))
        .filter(|one| !ASKED.contains(&one.column_name.as_str()))
        .map(|one| (one.table_name, one.column_name))
        .collect();
    // Where a value stands; a statement of SQLite holds five hundred questions.
    let found = |canary: &str| -> Vec<String> {
        let asked = texts.iter().map(|(table, column)| {
            format!(
                "SELECT '{table}.{column}' AS place FROM {table} WHERE {column} LIKE '%{canary}%'"
            )
        });
        let asked: Vec<String> = asked.collect();
        let places = asked.chunks(100).flat_map(|some| {
            let sql = some.join(" UNION ALL ");
            let rows: Vec<Found> = app
                .query(|conn| server::on_each!(conn, |c| diesel::sql_query(sql.as_str()).load(c)));
            rows.into_iter().map(|row| row.place)
        });
        places.collect()
    };
    let mut wrong = Vec::new();
    let mut sent = 0;
    for (number, row) in MATRIX.iter().enumerate() {
        let Body::Form(fields) = row.body else {
            continue;
        };
        let able = row.expected.iter().zip(&people.all).rev();
        let Some(account) = able
            .filter(|(status, _)| **status < 400)
            .find_map(|(_, who)| who.as_ref())
        else {
            continue;
        };
        let scene = Scene::new(app, &people, row, number);
        let canary = format!("{CANARY}{number}x");
        let client = app.signed_in(account);
        let mut form: Vec<(String, String)> = fields(&scene)
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        for name in &names {
            if form.iter().all(|(field, _)| field != name) {
                form.push((name.clone(), canary.clone()));
            }
        }
        let pairs: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let answer = client
            .request(row.method, &scene.path(row.pattern))
            .form(&pairs)
            .send();
        sent += 1;
        if answer.status >= 500 {
            wrong.push(format!("{} {}: {}", row.method, row.pattern, answer.status));
        }
        let stored = found(&canary).into_iter();
        for place in stored.filter(|place| !TYPED.contains(&place.as_str())) {
            wrong.push(format!(
                "{} {} stored it in {place}",
                row.method, row.pattern
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(sent > 50, "only {sent} forms were sent");
}
