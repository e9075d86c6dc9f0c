//! Attacks on registering and on the links of letters: the same answer for all, nothing written.

mod forms;

use std::collections::BTreeMap;
use std::thread;

use diesel::prelude::*;
use jiff::SignedDuration;
use server::db::schema::accounts;
use shared::letter::TokenKind;
use tests::support::app::App;
use tests::support::data::mail::link_in;
use tests::support::http::{Answer, Client};
use tests::{on_both, on_both_unlimited};

use crate::faults::redirects::{PAYLOADS, stays};
use crate::journeys::registering::CHOSEN;

on_both!(
    nobody_learns_who_has_an_account,
    a_link_is_opened_often_and_used_once,
    of_two_at_once_one_is_registered,
    a_link_ends_and_opens_nothing_else,
    letters_name_the_configured_host_alone,
);
on_both_unlimited!(registering_leads_nowhere_else);

fn post<'a>(client: &Client, path: &str, fields: &[(&'a str, &'a str)]) -> Answer {
    client.post_form(path, fields)
}

/// Rows that each table got.
fn grown(app: &App, act: impl FnOnce()) -> BTreeMap<String, i64> {
    let before = app.rows();
    act();
    let after = app.rows();
    after
        .into_iter()
        .map(|(table, rows)| (table.clone(), rows - before[&table]))
        .filter(|(_, more)| *more != 0)
        .collect()
}

/// An address that nobody has, one that has an account, one that waits for its link, one whose
/// account is closed: by the answer, its headers, the statements and the rows nobody tells which.
fn nobody_learns_who_has_an_account(app: &App) {
    app.citizen("known@example.org");
    let gone = app.citizen("close@example.org");
    app.disable(&gone);
    post(
        &app.client(),
        "/en/register",
        &[("address", "await@example.org")],
    )
    .expect_status(200);
    app.client().get("/en/sign-in");
    for (path, lang) in [
        ("/en/register", "en"),
        ("/en/reset", "en"),
        ("/ar/reset", "ar"),
    ] {
        // As many letters as an hour allows went to none of them.
        app.clock().advance(SignedDuration::from_hours(2));
        let mut seen = Vec::new();
        for address in ["nobod", "known", "await", "close"] {
            let address = format!("{address}@example.org");
            let client = app.client();
            let statements = app.statements();
            let mut answer = None;
            let mut spent = 0;
            let rows = grown(app, || {
                let before = app.statements();
                answer = Some(post(&client, path, &[("address", &address)]));
                spent = app.statements() - before;
            });
            assert!(spent > 0 && app.statements() > statements);
            let answer = answer.expect("an answer").expect_status(200);
            let headers: Vec<String> = ["content-type", "cache-control", "set-cookie", "vary"]
                .iter()
                .map(|name| format!("{name}: {:?}", answer.all(name)))
                .collect();
            let body = answer.text().replace(&address, "ADDRESS");
            assert!(body.contains("ADDRESS") && body.contains(&format!("lang=\"{lang}\"")));
            seen.push((spent, rows, headers, body));
        }
        let rows = BTreeMap::from([("outbox".to_owned(), 1), ("tokens".to_owned(), 1)]);
        assert_eq!(seen[0].1, rows, "{path}");
        for one in &seen {
            assert_eq!(one, &seen[0], "{path}");
        }
    }
    let kinds: Vec<String> = app.letters().into_iter().map(|l| l.kind).collect();
    let closed = kinds.iter().filter(|kind| *kind == "closed").count();
    assert_eq!(closed, 3, "{kinds:?}");
}

fn person() -> [(&'static str, &'static str); 2] {
    [("password", CHOSEN), ("consent", "yes")]
}

fn count(app: &App, address: &str) -> i64 {
    app.query(|conn| {
        accounts::table
            .filter(accounts::sign_in.eq(address))
            .count()
            .get_result(conn)
    })
}

fn a_link_is_opened_often_and_used_once(app: &App) {
    let client = app.client();
    post(&client, "/ar/register", &[("address", "salma@example.org")]).expect_status(200);
    let link = link_in(&app.letters()[0], "register");
    // Mail programs look at links before people do.
    for _ in 0..3 {
        let answer = app.unchanged("opening", || app.client().get(&link));
        let answer = answer.expect_status(200);
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
    app.client().request("HEAD", &link).send();
    let answer = post(&client, &link, &person()).expect_status(303);
    assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
    for again in [
        post(&app.client(), &link, &person()),
        app.client().get(&link),
    ] {
        let again = again.expect_status(410);
        assert!(again.all("set-cookie").is_empty());
        assert_eq!(again.header("referrer-policy"), Some("no-referrer"));
    }
    assert_eq!(count(app, "salma@example.org"), 1);
}

fn of_two_at_once_one_is_registered(app: &App) {
    let link = format!(
        "/en/register/{}",
        app.token(TokenKind::Confirm, "salma@example.org")
    );
    let statuses: Vec<u16> = thread::scope(|scope| {
        let both: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| post(&app.client(), &link, &person()).status))
            .collect();
        both.into_iter()
            .map(|one| one.join().expect("an answer"))
            .collect()
    });
    let won = statuses.iter().filter(|status| **status == 303).count();
    let lost = statuses.iter().filter(|status| **status == 410).count();
    assert_eq!((won, lost), (1, 3), "{statuses:?}");
    assert_eq!(count(app, "salma@example.org"), 1);
}

fn a_link_ends_and_opens_nothing_else(app: &App) {
    let client = app.client();
    let confirm = app.token(TokenKind::Confirm, "salma@example.org");
    let reset = app.token(TokenKind::Reset, "ahmed@example.org");
    let address = app.token(TokenKind::ChangeAddress, "noor@example.org");
    for (room, tokens) in [
        ("register", [&reset, &address]),
        ("reset", [&confirm, &address]),
        ("account/address", [&confirm, &reset]),
    ] {
        let garbage = ["0", &"0".repeat(64), &"g".repeat(64), "%00", "..%2f"].map(str::to_owned);
        for token in tokens.into_iter().chain(&garbage) {
            let path = format!("/en/{room}/{token}");
            let answers = app.unchanged(&path, || {
                [client.get(&path), post(&client, &path, &person())]
            });
            for answer in answers {
                assert!(
                    matches!(answer.status, 404 | 410),
                    "{path}: {}",
                    answer.status
                );
            }
        }
    }
    // Each still opens its own.
    client
        .get(&format!("/en/register/{confirm}"))
        .expect_status(200);
    app.clock().advance(SignedDuration::from_hours(24));
    for path in [
        format!("/en/register/{confirm}"),
        format!("/en/reset/{reset}"),
        format!("/en/account/address/{address}"),
    ] {
        let late = app.unchanged(&path, || post(&client, &path, &person()));
        late.expect_status(410);
        client.get(&path).expect_status(410);
    }
    // A closed account is opened by no link.
    let token = app.token(TokenKind::Reset, "closed@example.org");
    app.sql("UPDATE accounts SET disabled_at = created_at WHERE sign_in = 'closed@example.org'");
    let path = format!("/en/reset/{token}");
    client.get(&path).expect_status(410);
    app.unchanged("closed", || post(&client, &path, &person()))
        .expect_status(410);
}

fn letters_name_the_configured_host_alone(app: &App) {
    let client = app.client();
    app.citizen("salma@example.org");
    for path in ["/en/register", "/en/reset"] {
        let body = "address=salma%40example.org";
        let foreign = format!(
            "POST {path} HTTP/1.1\r\nHost: evil.example\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        );
        let answer = app.unchanged(path, || client.raw(foreign.as_bytes()));
        assert_eq!(answer.expect("an answer").status, 421);
        for name in [
            "X-Forwarded-Host",
            "X-Host",
            "Forwarded",
            "X-Original-URL",
            "Referer",
        ] {
            let value = match name {
                "Forwarded" => "host=evil.example",
                "Referer" => "https://evil.example/",
                _ => "evil.example",
            };
            let address = format!("{}-{}@example.org", name.to_lowercase(), path.len());
            let request = client.request("POST", path).header(name, value);
            request
                .form(&[("address", &*address)])
                .send()
                .expect_status(200);
        }
    }
    let letters = app.letters();
    assert_eq!(letters.len(), 10);
    for letter in letters {
        for part in [
            &letter.text,
            &letter.html,
            &letter.subject,
            &letter.message_id,
        ] {
            assert!(!part.contains("evil"), "{part}");
        }
        for address in letter.text.lines().filter(|line| line.contains("://")) {
            assert!(
                address.starts_with(&format!("{}/", app.base())),
                "{address}"
            );
        }
    }
}

fn registering_leads_nowhere_else(app: &App) {
    for (number, payload) in PAYLOADS.iter().enumerate() {
        let client = app.client();
        let address = format!("citizen-{number}@example.org");
        let fields = [("address", &*address), ("next", payload)];
        let page = post(&client, "/en/register", &fields)
            .expect_status(200)
            .page();
        let next = page.form("main form").value("next");
        assert!(
            next.is_empty() || stays(&next),
            "{payload:?} gives {next:?}"
        );
        let link = link_in(&app.letter_to(&address), "register");
        let answer = post(&client, &link, &person()).expect_status(303);
        let location = answer.location().expect("a redirect");
        assert!(stays(&location), "{payload:?} leads to {location:?}");
        let cookies = answer.all("set-cookie");
        assert!(cookies.iter().all(|cookie| !cookie.starts_with("a=")));
    }
}
