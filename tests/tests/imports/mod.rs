//! Consultations of the past come in by the command line, on real data, beside a running server.

mod command_line;

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use diesel::prelude::*;
use server::db::schema::{standings, suggestions};
use server::db::topics::Topic;
use tests::on_both;
use tests::support::app::App;
use tests::support::sources;

on_both!(
    residents_statements_are_all_shown,
    students_requests_are_shown_in_arabic,
    a_citys_lists_are_counted_and_shown_ranked,
    faulty_rows_are_named_and_nothing_is_changed,
);

/// Runs the program on the database of a started app.
fn sharikuna(app: &App, arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(sources::program());
    command
        .args(arguments)
        .env_clear()
        .env("SHARIKUNA_DATA", &app.storage().folder);
    if let Some(url) = app.storage().url() {
        command.env("DATABASE_URL", url);
    }
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("start the program");
    // A program that reads nothing closes its end at once.
    let _ = child
        .stdin
        .take()
        .expect("its input")
        .write_all(input.as_bytes());
    child.wait_with_output().expect("the program's end")
}

#[track_caller]
fn done(output: &Output) -> String {
    let (said, errors) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{said}{errors}");
    said
}

/// What was said by a program that refused.
#[track_caller]
fn refused(output: &Output) -> String {
    assert_eq!(
        output.status.code(),
        Some(1),
        "{}{}",
        text(&output.stdout),
        text(&output.stderr)
    );
    text(&output.stderr)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

fn import(app: &App, what: &str, topic: &str, file: &Path) -> Output {
    sharikuna(
        app,
        &[
            "import",
            what,
            "--topic",
            topic,
            file.to_str().expect("a path"),
        ],
        "",
    )
}

/// A consultation of an earlier year: closed, and marked as imported.
fn earlier(app: &App, slug: &str) -> Topic {
    let agency = app.agency(&format!("agency-of-{slug}"));
    app.topic_with(&agency, |topic| {
        topic.slug = slug.to_owned();
        topic.imported = true;
        topic.state = "closed".to_owned();
        topic.opens_on = "2018-05-01".to_owned();
        topic.closes_on = "2018-06-30".to_owned();
        topic.closed_at = topic.opened_at;
    })
}

/// The references on all pages of a topic, from the first to the last.
fn all_shown(app: &App, slug: &str, lang: &str) -> BTreeSet<String> {
    let client = app.client();
    let mut seen = BTreeSet::new();
    let mut answer = client.get(&format!("/{lang}/topics/{slug}?order=new"));
    for _ in 0..200 {
        let page = answer.expect_status(200).page();
        let before = seen.len();
        for link in page.all("li.sug a[href*='/suggestions/S-']") {
            let path = link.attr("href").expect("an address");
            let last = path.rsplit('/').next().unwrap_or_default();
            seen.insert(last.split(['?', '#']).next().unwrap_or_default().to_owned());
        }
        assert!(
            seen.len() > before,
            "a page shows nothing new: {}",
            page.text("title")
        );
        let next = page.all("a[rel=next]");
        let Some(next) = next.first() else {
            return seen;
        };
        answer = client.get(&page.resolve(next.attr("href").expect("an address")));
    }
    panic!("the pages do not end");
}

fn file(app: &App, name: &str, bytes: &[u8]) -> std::path::PathBuf {
    let path = app.storage().folder.join(name);
    std::fs::write(&path, bytes).expect("write a file");
    path
}

fn residents_statements_are_all_shown(app: &App) {
    earlier(app, "bowling-green");
    let file = sources::data("bowling-green/suggestions.csv");
    let said = done(&import(app, "suggestions", "bowling-green", &file));
    assert!(said.contains("896"), "{said}");
    assert_eq!(all_shown(app, "bowling-green", "en").len(), 896);
    let before = app.rows();
    let again = done(&import(app, "suggestions", "bowling-green", &file));
    assert!(again.contains("before"), "{again}");
    assert_eq!(app.rows(), before, "the same file again adds nothing");
}

fn students_requests_are_shown_in_arabic(app: &App) {
    earlier(app, "requests");
    let file = sources::data("arabic-complaints/suggestions.csv");
    let said = done(&import(app, "suggestions", "requests", &file));
    assert!(said.contains("384"), "{said}");
    assert_eq!(all_shown(app, "requests", "ar").len(), 384);
    let left: Vec<String> = app.query(|conn| {
        suggestions::table
            .filter(suggestions::dir.ne("rtl"))
            .select(suggestions::body)
            .load(conn)
    });
    for text in &left {
        let latin = text.chars().filter(char::is_ascii_alphabetic).count();
        let arabic = text
            .chars()
            .filter(|c| ('\u{620}'..='\u{64a}').contains(c))
            .count();
        assert!(
            latin > arabic,
            "real Arabic typing runs right to left: {text}"
        );
    }
    assert!(left.len() < 20, "{} requests run left to right", left.len());
    let page = app
        .client()
        .get("/ar/topics/requests")
        .expect_status(200)
        .page();
    assert!(page.has("li.sug [lang=ar][dir=rtl]"));
}

fn a_citys_lists_are_counted_and_shown_ranked(app: &App) {
    let topic = earlier(app, "krakow");
    let said = done(&import(
        app,
        "suggestions",
        "krakow",
        &sources::data("krakow-2018/suggestions.csv"),
    ));
    assert!(said.contains("123"), "{said}");
    let lists = sources::data("krakow-2018/lists.csv");
    let output = import(app, "lists", "krakow", &lists);
    let said = done(&output);
    assert!(said.contains("32958") || said.contains("32,958"), "{said}");
    assert!(
        text(&output.stderr).contains("of 32958"),
        "progress is shown: {}",
        text(&output.stderr)
    );
    app.run_jobs();
    // The first page of the closed topic is the official order.
    let first: Vec<(String, i64)> = app.query(|conn| {
        standings::table
            .inner_join(suggestions::table)
            .filter(standings::edition_id.eq(topic_edition(conn, &topic.id)?))
            .order(standings::position)
            .limit(5)
            .select((suggestions::title, standings::lists))
            .load(conn)
    });
    assert_eq!(first.len(), 5);
    for lang in ["ar", "en"] {
        let page = app
            .client()
            .get(&format!("/{lang}/topics/krakow"))
            .expect_status(200)
            .page();
        let shown: Vec<String> = page.all("li.sug").iter().map(|card| card.text()).collect();
        for ((title, _), card) in first.iter().zip(&shown) {
            assert!(card.contains(title.as_str()), "{lang}: {title} in {card}");
        }
        let standing = app
            .client()
            .get(&format!("/{lang}/topics/krakow/standing"))
            .expect_status(200)
            .page()
            .root()
            .text();
        assert!(
            standing.contains("32,958"),
            "{lang}: on how many lists it rests"
        );
    }
    assert_eq!(all_shown(app, "krakow", "en").len(), 123);
    let before = app.rows();
    let again = done(&import(app, "lists", "krakow", &lists));
    assert!(again.contains("before"), "{again}");
    assert_eq!(app.rows(), before, "the same file again adds nothing");
}

fn faulty_rows_are_named_and_nothing_is_changed(app: &App) {
    earlier(app, "faulty");
    let mut bad = b"id,lang,text\n1,en,A good one that stays out all the same\n2,en,   \n".to_vec();
    bad.extend_from_slice(b"3,en,not \xff\xfe UTF-8\n4,fr,A language that is none here\n");
    bad.extend_from_slice("5,en,turned \u{202e}round\n".as_bytes());
    bad.extend_from_slice(b"1,en,The first id once more\n6,en\n7,en,null \0 byte\n");
    let bad = file(app, "bad.csv", &bad);
    let said = app.unchanged("a faulty file", || {
        refused(&import(app, "suggestions", "faulty", &bad))
    });
    for place in [
        "bad.csv:3:3",
        "bad.csv:4:3",
        "bad.csv:5:2",
        "bad.csv:6:3",
        "bad.csv:7:1",
        "bad.csv:8",
        "bad.csv:9:3",
    ] {
        assert!(said.contains(place), "{place} in:\n{said}");
    }
    let good = file(
        app,
        "good.csv",
        b"id,lang,text\na,en,The first of two\nb,en,The second of two\n",
    );
    done(&import(app, "suggestions", "faulty", &good));
    let lists = file(app, "lists.csv", b"first,second\na,b\nb,zzz\na,a\n,b\n");
    let said = app.unchanged("a faulty file", || {
        refused(&import(app, "lists", "faulty", &lists))
    });
    for place in ["lists.csv:3:2", "lists.csv:4:2", "lists.csv:5:1"] {
        assert!(said.contains(place), "{place} in:\n{said}");
    }
    for (name, bytes) in [("empty.csv", &b""[..]), ("other.csv", b"id,body\n1,x\n")] {
        let path = file(app, name, bytes);
        let said = app.unchanged(name, || {
            refused(&import(app, "suggestions", "faulty", &path))
        });
        assert!(said.contains(name), "{said}");
    }
    let gone = app.storage().folder.join("gone.csv");
    assert!(refused(&import(app, "suggestions", "faulty", &gone)).contains("gone.csv"));
}

fn topic_edition(conn: &mut server::db::Conn, topic_id: &str) -> QueryResult<String> {
    use server::db::schema::topics;
    let edition: Option<String> = topics::table
        .find(topic_id)
        .select(topics::edition_id)
        .first(conn)?;
    Ok(edition.expect("an edition"))
}
