//! A large file on its way: one moment of the database, and a place that is given back.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use diesel::prelude::*;
use server::db::schema::suggestions;
use tests::on_both;
use tests::support::app::App;

use super::fetch;

on_both!(
    a_file_is_one_moment_while_somebody_writes,
    who_goes_away_midway_gives_the_place_back,
    who_takes_too_long_is_let_go,
);

/// Suggestions: more bytes of text than the connection's buffers hold.
const MANY: usize = 4_000;

/// A topic with [`MANY`] long suggestions.
fn fill(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let first = app.suggestion_with(&topic, None, |one| {
        one.body = "نصٌّ طويل من أربعة آلاف حرف. ".repeat(137);
    });
    let columns = "topic_id, show_name, publication, title, body, lang, dir, posted_at, \
                   published_at, acknowledge_due, decide_due, answer_state, shuffle, version";
    app.sql(&format!(
        "INSERT INTO suggestions (id, reference, {columns}) \
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {last}) \
         SELECT 'more-' || CAST(100000 + i AS TEXT), 'S-' || CAST(100000 + i AS TEXT), {columns} \
         FROM suggestions CROSS JOIN n WHERE id = '{first}'",
        last = MANY - 1,
        first = first.id,
    ));
}

/// Asks for a file and reads no more than the beginning of the answer; none where no place is left.
fn begin(app: &App) -> Option<TcpStream> {
    let client = app.client();
    let mut stream = TcpStream::connect(client.authority()).expect("connect");
    let patience = Some(Duration::from_secs(60));
    stream.set_read_timeout(patience).expect("a read timeout");
    let request = format!(
        "GET /open-data/suggestions.jsonl HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
        client.authority()
    );
    stream.write_all(request.as_bytes()).expect("ask");
    let mut status = [0; 12];
    stream.read_exact(&mut status).expect("the status");
    status.ends_with(b" 200").then_some(stream)
}

/// What came of a file, and whether it came to its end.
fn came(mut reading: TcpStream) -> (String, bool) {
    let mut answer = Vec::new();
    // A connection that is cut may say so, or just end.
    let _ = reading.read_to_end(&mut answer);
    let line_end = |from: &[u8]| from.windows(2).position(|two| two == b"\r\n");
    let head = answer.windows(4).position(|four| four == b"\r\n\r\n");
    let mut rest = &answer[head.expect("headers") + 4..];
    let mut body = Vec::new();
    while let Some(end) = line_end(rest) {
        let size = std::str::from_utf8(&rest[..end]).expect("a size");
        let size = usize::from_str_radix(size, 16).expect("a size");
        if size == 0 {
            return (String::from_utf8(body).expect("UTF-8"), true);
        }
        let chunk = rest.get(end + 2..end + 2 + size).unwrap_or_default();
        body.extend_from_slice(chunk);
        rest = rest.get(end + 2 + size + 2..).unwrap_or_default();
    }
    (String::from_utf8(body).expect("UTF-8"), false)
}

fn a_file_is_one_moment_while_somebody_writes(app: &App) {
    fill(app);
    let reading = begin(app).expect("a place");
    // What is written meanwhile is not in it, neither whole nor in part.
    app.query(|conn| {
        diesel::update(suggestions::table)
            .set((
                suggestions::publication.eq("withdrawn"),
                suggestions::body.eq("Written meanwhile"),
            ))
            .execute(conn)
    });
    let (body, whole) = came(reading);
    assert!(whole);
    assert_eq!(body.lines().count(), MANY);
    assert!(body.ends_with("}\n") && !body.contains("withdrawn"));
    let after = fetch(app, "suggestions.jsonl");
    assert_eq!(after.text().matches("\"withdrawn\"").count(), MANY);
}

fn who_goes_away_midway_gives_the_place_back(app: &App) {
    fill(app);
    let mut reading: Vec<Option<TcpStream>> = (0..3).map(|_| begin(app)).collect();
    assert!(reading.iter().all(Option::is_some));
    let path = "/open-data/topics.csv";
    let full = app.client().get(path);
    assert_eq!(full.status, 503, "a fourth at once");
    assert_eq!(full.header("retry-after"), Some("30"));
    let client = app.client();
    let asked = client.request("GET", path);
    let full = asked.header("Accept", "application/json").send();
    assert_eq!(
        (full.status, &full.json()["code"]),
        (503, &"unavailable".into())
    );
    // Nobody is kept from anything else.
    for open in ["/en", "/en/open-data", "/open-data/dictionary.csv"] {
        app.client().get(open).expect_status(200);
    }
    let head = app.client().request("HEAD", path).send();
    assert_eq!(head.status, 200);
    reading.pop();
    // As soon as the server sees it.
    let found = (0..5_000).find(|_| app.client().get(path).status == 200);
    assert!(found.is_some(), "the place was not given back");
    drop(reading);
    // All of them, in the end.
    let found = (0..5_000).find(|_| {
        let three: Vec<Option<TcpStream>> = (0..3).map(|_| begin(app)).collect();
        three.iter().all(Option::is_some)
    });
    assert!(found.is_some(), "a place was not given back");
}

fn who_takes_too_long_is_let_go(app: &App) {
    fill(app);
    let reading = begin(app).expect("a place");
    app.set_clock("2026-11-24T05:31:00Z");
    // What has come is all there is, and nobody takes it for the whole.
    let (body, whole) = came(reading);
    assert!(!whole && body.lines().count() < MANY);
    let whole = fetch(app, "suggestions.jsonl");
    assert_eq!(whole.text().lines().count(), MANY);
}
