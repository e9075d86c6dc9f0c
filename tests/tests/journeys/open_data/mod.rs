//! A journalist fetches the open data, and a program does: whole, the same as the database holds, and
//! nothing that no page shows.

mod expected;
mod exported;
mod streamed;
mod unseen;

use serde_json::Value;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::{App, Backend};
use tests::support::http::Answer;
use tests::support::words::says;

use expected::{FILES, Rows};

on_both!(
    the_page_leads_to_every_file,
    what_is_no_file_is_not_found,
    who_asks_for_the_headers_gets_no_rows,
);

/// A file as it is fetched.
fn fetch(app: &App, name: &str) -> Answer {
    app.client()
        .get(&format!("/open-data/{name}"))
        .expect_status(200)
}

/// The rows of a JSON Lines file.
fn lines(bytes: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    assert!(
        text.is_empty() || text.ends_with('\n'),
        "the last line ends"
    );
    let read = |line: &str| serde_json::from_str(line).expect("JSON");
    text.split_terminator('\n').map(read).collect()
}

/// The rows of a CSV file, each value by its column's name, as another program reads it.
fn table(bytes: &[u8]) -> Vec<Vec<(String, String)>> {
    let bytes = bytes
        .strip_prefix(b"\xEF\xBB\xBF")
        .expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(bytes);
    let names: Vec<String> = reader
        .headers()
        .expect("a header")
        .iter()
        .map(str::to_owned)
        .collect();
    let rows = reader.records().map(|row| {
        let row = row.expect("a row as long as the header");
        let values = row.iter().map(str::to_owned);
        names.iter().cloned().zip(values).collect()
    });
    rows.collect()
}

/// What a cell of a spreadsheet holds for a value.
fn as_cell(value: &Value) -> String {
    let formula = |text: &str| {
        text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
    };
    match value {
        Value::Null => String::new(),
        Value::String(text) if formula(text) => format!("'{text}"),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Both formats of every file hold the same, and that is what the database holds.
fn all_as_in_the_database(app: &App) {
    let rows = Rows::of(app);
    for name in FILES {
        let wanted = rows.file(name);
        let json = lines(&fetch(app, &format!("{name}.jsonl")).body);
        assert_eq!(json.len(), wanted.len(), "rows of {name}");
        for (number, (got, wanted)) in json.iter().zip(&wanted).enumerate() {
            assert_eq!(got, wanted, "row {number} of {name}");
        }
        let csv = fetch(app, &format!("{name}.csv"));
        let csv = table(&csv.body);
        assert_eq!(csv.len(), json.len(), "{name}");
        for (cells, object) in csv.iter().zip(&json) {
            let object = object.as_object().expect("an object");
            assert_eq!(cells.len(), object.len(), "{name}");
            for (column, cell) in cells {
                assert_eq!(*cell, as_cell(&object[column]), "{name}.{column}");
            }
        }
    }
}

/// On everything that the demonstration tells of.
fn whole(backend: Backend) {
    let app = App::demonstration(backend);
    app.weekend_from("2027-01-03");
    all_as_in_the_database(&app);
    for name in FILES {
        let file = fetch(&app, &format!("{name}.csv"));
        assert!(
            !table(&file.body).is_empty(),
            "the demonstration has no {name}"
        );
        let saved = file.header("content-disposition").expect("a name");
        assert!(
            saved.starts_with(&format!(
                "attachment; filename=\"demonstration-{name}-2026-"
            )),
            "{saved}"
        );
    }
}

#[test]
fn every_file_says_what_the_database_holds_sqlite() {
    whole(Backend::Sqlite);
}

#[test]
fn every_file_says_what_the_database_holds_postgres() {
    whole(Backend::Postgres);
}

fn the_page_leads_to_every_file(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    app.touch(&topic);
    app.run_jobs();
    for lang in Lang::ALL {
        let code = lang.code();
        let home = app.client().get(&format!("/{code}")).page();
        let link = format!("footer a[href='/{code}/open-data']");
        assert_eq!(home.all(&link).len(), 1);
        let page = app.client().get(&format!("/{code}/open-data"));
        let page = page.expect_status(200).page();
        let text = page.text("main");
        assert!(says(&text, lang, "open_data.lede"), "{text}");
        assert!(says(&text, lang, "open_data.licence_words"), "{text}");
        let mut links = 0;
        for link in page.all("main a[href^='/open-data/']") {
            let answer = app.client().get(link.attr("href").expect("an address"));
            answer.expect_status(200);
            links += 1;
        }
        assert_eq!(links, 2 * FILES.len() + 1);
    }
    // As of which number, in the header and in the name.
    let file = fetch(app, "topics.jsonl");
    let number = file.header("sharikuna-journal").expect("a number");
    assert_ne!(number, "0");
    assert_eq!(
        file.header("content-disposition"),
        Some(&*format!(
            "attachment; filename=\"topics-2026-11-24-journal-{number}.jsonl\""
        ))
    );
    assert_eq!(file.header("content-type"), Some("application/jsonl"));
    // The dictionary speaks of every column, in the order of the files.
    let dictionary = table(&fetch(app, "dictionary.csv").body);
    let mut said = dictionary
        .iter()
        .map(|row| (row[0].1.clone(), row[1].1.clone()));
    for name in FILES {
        let head = fetch(app, &format!("{name}.csv")).body;
        let head = String::from_utf8(head).expect("UTF-8");
        let head = head.trim_start_matches('\u{FEFF}');
        let head = head.split("\r\n").next().expect("a header");
        for column in head.split(',') {
            assert_eq!(said.next(), Some((name.to_owned(), column.to_owned())));
        }
    }
    assert_eq!(said.next(), None);
    assert!(dictionary.iter().flatten().all(|(column, cell)| {
        !cell.is_empty() || matches!(column.as_str(), "unit" | "values")
    }));
}

fn what_is_no_file_is_not_found(app: &App) {
    for path in [
        "/open-data/accounts.csv",
        "/open-data/suggestions",
        "/open-data/suggestions.",
        "/open-data/suggestions.xlsx",
        "/open-data/suggestions.csv.gz",
        "/open-data/SUGGESTIONS.CSV",
        "/open-data/dictionary.jsonl",
        "/open-data/..%2fsuggestions.csv",
        "/open-data/",
    ] {
        assert_eq!(app.client().get(path).status, 404, "{path}");
        assert_eq!(
            app.client().request("HEAD", path).send().status,
            404,
            "{path}"
        );
    }
    for method in ["POST", "PUT", "DELETE"] {
        let answer = app.client().request(method, "/open-data/topics.csv").send();
        assert_eq!(answer.status, 405, "{method}");
    }
}

fn who_asks_for_the_headers_gets_no_rows(app: &App) {
    app.suggestion(&app.topic(&app.agency("libraries")), None);
    for name in ["suggestions.csv", "suggestions.jsonl", "dictionary.csv"] {
        let path = format!("/open-data/{name}");
        let got = app.client().get(&path).expect_status(200);
        let said = app
            .client()
            .request("HEAD", &path)
            .send()
            .expect_status(200);
        assert!(said.body.is_empty() && !got.body.is_empty());
        for header in [
            "content-type",
            "content-disposition",
            "sharikuna-journal",
            "cache-control",
        ] {
            assert_eq!(said.header(header), got.header(header), "{name}: {header}");
        }
    }
}
