use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_types::Text;
use frontend::pages::open_data::{definition, page as rendered, readme};
use shared::answer::{AnswerKind, AnswerState};
use shared::calendar::HolidayStatus;
use shared::commitment::CommitmentState;
use shared::lang::{Lang, TextLang};
use shared::satisfaction::Verdict;
use shared::scorecard::Measure;
use shared::time::Zone;
use shared::topic::{self, Participation};

use super::dictionary::columns;
use super::*;
use crate::db::{Conn, open_data};
use crate::testing::TestApp;

fn line(format: Format, cells: &[Cell]) -> String {
    let mut out = Vec::new();
    format.row(&files::WEEKENDS, cells, &mut out);
    String::from_utf8(out).unwrap()
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

#[test]
fn a_cell_that_a_spreadsheet_would_run_is_a_text() {
    for formula in [
        "=1+1",
        "+968 24000000",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\u{FF1D}1+1",
        "\u{FF0B}1",
        "\u{FF0D}1",
        "\u{FF20}A1",
    ] {
        let said = line(Format::Csv, &[text(formula)]);
        assert_eq!(said, format!("\"'{formula}\"\r\n"));
    }
    let quoted = line(Format::Csv, &[text("=HYPERLINK(\"x\",\"y\")")]);
    assert_eq!(quoted, "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\r\n");
    // Only at the beginning, and never what is no text.
    for harmless in ["1=1", "a@b", "'=1", " =1", "−1"] {
        assert_eq!(
            line(Format::Csv, &[text(harmless)]),
            format!("{harmless}\r\n")
        );
    }
    assert_eq!(line(Format::Csv, &[Cell::Number(-1)]), "-1\r\n");
}

#[test]
fn cells_come_back_as_they_were() {
    let texts = [
        "a,b",
        "she said \"no\"",
        "\"",
        "one\ntwo\r\nthree",
        "افتحوا المكتبات مساءً، من فضلكم",
        "نص \"بين علامتين\"\nوسطر",
        "",
        "👩‍🌾",
    ];
    let mut out = Vec::new();
    Format::Csv.head(&files::WEEKENDS, &mut out);
    assert!(out.starts_with(b"\xEF\xBB\xBFfrom_day,days_off,source,source_lang,link\r\n"));
    for one in texts {
        let cells = [
            text(one),
            Cell::Nothing,
            Cell::Flag(true),
            Cell::Number(7),
            text(one),
        ];
        Format::Csv.row(&files::WEEKENDS, &cells, &mut out);
    }
    let bytes = out.strip_prefix(b"\xEF\xBB\xBF").unwrap();
    let mut read = csv::Reader::from_reader(bytes);
    let rows: Vec<csv::StringRecord> = read.records().collect::<Result<_, _>>().unwrap();
    assert_eq!(rows.len(), texts.len());
    for (row, one) in rows.iter().zip(texts) {
        assert_eq!(row, vec![one, "", "true", "7", one]);
    }
}

#[test]
fn a_line_of_json_says_what_is_not_there() {
    let cells = [
        text("=\"نص\"\n"),
        Cell::Nothing,
        Cell::Flag(false),
        Cell::Number(7),
        text(""),
    ];
    let said = line(Format::JsonLines, &cells);
    assert_eq!(said.lines().count(), 1);
    let wanted = serde_json::json!({
        "from_day": "=\"نص\"\n",
        "days_off": null,
        "source": false,
        "source_lang": 7,
        "link": "",
    });
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&said).unwrap(),
        wanted
    );
    // In the order of the file.
    assert!(said.starts_with("{\"from_day\":") && said.ends_with("\"link\":\"\"}\n"));
}

#[test]
fn both_databases_say_the_same() {
    let zone = Zone::parse("Asia/Muscat").unwrap();
    let read = |kind, stored: &str| cell(kind, Some(stored.to_owned()), &zone);
    for stored in [
        "2026-11-24 20:30:00",
        "2026-11-24 20:30:00.123456",
        "2026-11-24 20:30:00.500",
    ] {
        assert_eq!(read(Kind::Moment, stored), text("2026-11-24T20:30:00Z"));
        // Half past midnight in Muscat.
        assert_eq!(read(Kind::DayOf, stored), text("2026-11-25"));
    }
    assert_eq!(read(Kind::Flag, "1"), Cell::Flag(true));
    assert_eq!(read(Kind::Flag, "true"), Cell::Flag(true));
    assert_eq!(read(Kind::Flag, "0"), Cell::Flag(false));
    assert_eq!(read(Kind::Flag, "false"), Cell::Flag(false));
    assert_eq!(read(Kind::Number(Unit::Places), "10"), Cell::Number(10));
    assert_eq!(read(Kind::Recognised, "نص عربي"), text("ar"));
    assert_eq!(read(Kind::Recognised, "An English text"), text("en"));
    assert_eq!(read(Kind::Sign, ""), Cell::Nothing);
    assert_eq!(cell(Kind::Sign, None, &zone), Cell::Nothing);
}

#[test]
fn every_file_and_every_column_has_words() {
    let view = page(7);
    for lang in Lang::ALL {
        for (file, column) in columns() {
            let words = definition(lang, file.name, column.name);
            let said = words.is_some_and(|words| words.ends_with('.') && !words.contains("{{"));
            assert!(said, "{lang:?} {}.{}", file.name, column.name);
        }
        let readme = readme(lang, &view, "2026-11-24T05:00:00Z".parse().unwrap());
        let html = rendered(lang, view.clone());
        assert!(!html.title.is_empty());
        for file in ALL {
            assert!(readme.contains(file.name), "{lang:?} {}", file.name);
        }
        for kind in columns().map(|(_, column)| column.kind) {
            let has = |key: String| frontend::i18n::find(lang, &key, &[]).is_some();
            assert!(has(format!("open_data.type_{}", kind.as_str())));
            assert!(
                kind.unit()
                    .is_none_or(|unit| has(format!("open_data.unit_{unit}")))
            );
        }
        let holds = |file: &&&File| {
            let key = format!("open_data.holds_{}", file.name);
            frontend::i18n::find(lang, &key, &[]).is_some()
        };
        assert_eq!(ALL.iter().filter(holds).count(), ALL.len());
    }
}

#[test]
fn names_are_unique_and_in_snake_case() {
    let plain = |name: &str| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    let mut files = BTreeSet::new();
    for file in ALL {
        assert!(plain(file.name) && files.insert(file.name), "{}", file.name);
        let mut names = BTreeSet::new();
        for column in file.columns {
            assert!(
                plain(column.name) && names.insert(column.name),
                "{}",
                column.name
            );
        }
    }
}

#[test]
fn every_text_says_its_language() {
    for (file, column) in columns() {
        let Kind::Text(lang) = column.kind else {
            continue;
        };
        let said = match lang {
            Some(lang) => file
                .columns
                .iter()
                .any(|one| one.name == lang && matches!(one.kind, Kind::Lang | Kind::Recognised)),
            None => column.name.ends_with("_ar") || column.name.ends_with("_en"),
        };
        assert!(said, "{}.{}", file.name, column.name);
    }
}

#[test]
fn the_words_of_a_column_are_those_of_the_domain() {
    let words = |file: &str, name: &str| {
        let column = find(file)
            .unwrap()
            .columns
            .iter()
            .find(|one| one.name == name);
        let words: BTreeSet<&str> = column.unwrap().kind.words().iter().copied().collect();
        words
    };
    let states = topic::VISIBLE.iter().map(|one| one.as_str());
    assert_eq!(words("topics", "state"), states.collect());
    let levels = Participation::ALL.iter().map(|one| one.as_str());
    assert_eq!(words("topics", "participation"), levels.collect());
    let pages = select::WITH_A_PAGE.iter().map(|one| one.as_str());
    assert_eq!(words("suggestions", "publication"), pages.collect());
    let answers = AnswerState::ALL.iter().map(|one| one.as_str());
    assert_eq!(words("suggestions", "answer"), answers.collect());
    let kinds = AnswerKind::ALL.iter().map(|one| one.as_str());
    assert_eq!(words("answers", "kind"), kinds.collect());
    let promised = CommitmentState::ALL.iter().map(|one| one.as_str());
    let promised: BTreeSet<&str> = promised.collect();
    assert_eq!(words("commitments", "state"), promised);
    assert_eq!(words("commitment_updates", "state"), promised);
    let sure = HolidayStatus::ALL.iter().map(|one| one.as_str());
    assert_eq!(words("holidays", "status"), sure.collect());
    let said = Verdict::ALL.iter().map(|one| one.as_str());
    let said: BTreeSet<&str> = said.collect();
    let measures = Measure::ALL.iter().map(|one| one.as_str());
    assert_eq!(
        words("scorecards", "measure"),
        measures.filter(|one| !said.contains(one)).collect()
    );
    let langs = TextLang::ALL.iter().map(|one| one.code());
    assert_eq!(words("suggestions", "lang"), langs.collect());
}

/// SQLite sorts in memory: a table that is sorted for its file is in memory whole.
#[test]
fn no_file_sorts_its_table() {
    #[derive(QueryableByName)]
    struct Step {
        #[diesel(sql_type = Text)]
        detail: String,
    }
    let app = TestApp::new();
    let mut conn = open_data::connect(&app.app.config.opening).unwrap();
    // A few holidays a year are in memory soon enough.
    for file in ALL.iter().filter(|file| file.name != "holidays") {
        let query = format!("EXPLAIN QUERY PLAN {}", select(&conn, file));
        let Conn::Sqlite(c) = &mut conn else {
            panic!("SQLite is what sorts in memory");
        };
        let steps: Vec<Step> = diesel::sql_query(query).load(c).unwrap();
        let sorts: Vec<&str> = steps
            .iter()
            .map(|step| step.detail.as_str())
            .filter(|step| step.contains("USE TEMP B-TREE FOR ORDER BY"))
            .collect();
        assert!(sorts.is_empty(), "{}: {sorts:?}", file.name);
    }
}
