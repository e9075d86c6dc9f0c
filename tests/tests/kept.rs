//! What is kept of people: nothing that leads to somebody is left out of what they are given, or of
//! what is removed when they leave, without a reason that stands in the program.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_types::Text;
use server::db::held::sections::{self, NOT_GIVEN};
use server::db::leaving::LINKS;
use server::db::{Backend, dialect, pool};
use server::on_each;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::sources;
use tests::support::storage::Storage;
use tests::support::words::words;

on_both!(every_word_that_a_row_can_hold_has_words);

/// What the schema of either database says, as `table.column`.
fn links() -> BTreeSet<String> {
    let [sqlite, postgres] = [Backend::Sqlite, Backend::Postgres].map(|backend| {
        let storage = Storage::new(backend);
        let mut conn = pool::connect(&storage.opening()).unwrap();
        let links = dialect::links_to_accounts(&mut conn).unwrap();
        let named = links
            .into_iter()
            .map(|(table, column)| format!("{table}.{column}"));
        named.collect::<BTreeSet<_>>()
    });
    assert!(sqlite.len() > 30, "only {} links", sqlite.len());
    assert_eq!(sqlite, postgres);
    sqlite
}

#[test]
fn everything_that_leads_to_a_person_has_its_fate_when_they_leave() {
    let fates: BTreeSet<String> = LINKS
        .iter()
        .map(|(table, column, _)| format!("{table}.{column}"))
        .collect();
    assert_eq!(fates.len(), LINKS.len(), "one is there twice");
    assert_eq!(fates, links());
}

#[test]
fn everything_that_leads_to_a_person_is_given_to_them_or_not_for_a_reason() {
    let given = sections::all().flat_map(|section| section.by);
    let mut all: Vec<String> = given.map(|link| (*link).to_owned()).collect();
    for (link, reason) in NOT_GIVEN {
        assert!(reason.len() > 20, "{link}: {reason}");
        all.push((*link).to_owned());
    }
    let once: BTreeSet<String> = all.iter().cloned().collect();
    assert_eq!(once.len(), all.len(), "one is there twice");
    assert_eq!(once, links());
}

#[test]
fn every_key_of_the_file_has_words_and_stands_in_its_description() {
    let description = sources::read("docs/data-export.md");
    for section in sections::all() {
        assert!(
            description.contains(&format!("| `{}` |", section.key)),
            "docs/data-export.md says nothing of {}",
            section.key
        );
        let line = description
            .lines()
            .find(|line| line.starts_with(&format!("| `{}` |", section.key)))
            .unwrap();
        for lang in Lang::ALL {
            words(lang, &format!("data.section_{}", section.key));
            words(lang, &format!("data.why_{}", section.key));
        }
        for (key, _, _) in section.fields {
            assert!(
                line.contains(&format!("`{key}`")),
                "docs/data-export.md: {} has no {key}",
                section.key
            );
            for lang in Lang::ALL {
                words(lang, &format!("data.field_{key}"));
            }
        }
    }
}

/// The tables of words that the file gives.
const WORDS: [&str; 16] = [
    "account_act_kinds",
    "answer_kinds",
    "answer_states",
    "data_request_kinds",
    "invitation_ends",
    "letter_kinds",
    "notice_kinds",
    "notice_ways",
    "objection_kinds",
    "objection_outcomes",
    "pending_act_kinds",
    "publications",
    "roles",
    "satisfaction_verdicts",
    "sign_in_outcomes",
    "token_kinds",
];

fn every_word_that_a_row_can_hold_has_words(app: &App) {
    #[derive(QueryableByName)]
    struct Named {
        #[diesel(sql_type = Text)]
        name: String,
    }
    for table in WORDS {
        let sql = format!("SELECT name FROM {table}");
        let rows: Vec<Named> =
            app.query(|conn| on_each!(conn, |c| diesel::sql_query(sql.as_str()).load(c)));
        assert!(rows.len() > 1, "{table}");
        for row in rows {
            for lang in Lang::ALL {
                words(lang, &format!("data.word.{}", row.name));
            }
        }
    }
}
