//! Letters and a mail server that is away, slow, busy, unwilling or forgetful: each arrives at
//! least once under one Message-ID, or is given up where a steward sees it.

use std::thread;
use std::time::Duration;

use actix_web::rt::System;
use diesel::prelude::*;
use jiff::SignedDuration;
use jiff::civil::Date;
use server::config::Config;
use server::db::outbox;
use server::db::schema::{journal, outbox as letters, topics};
use server::mail::{Letter, Receiver, Tls, Writing, isolated};
use shared::lang::Lang;
use shared::letter::LetterKind;
use tests::support::app::{App, Backend};
use tests::support::smtp::{MailServer, Mood};
use tests::support::words::assert_says;

const BOTH: [Backend; 2] = [Backend::Sqlite, Backend::Postgres];

fn posting(config: &mut Config, server: &MailServer) {
    let from = "Sharikuna <no-reply@example.org>"
        .parse()
        .expect("a sender");
    config.mail.out = Some((server.settings(), from));
}

fn app(backend: Backend, server: &MailServer) -> App {
    App::configured(backend, |config| posting(config, server))
}

fn letter(app: &App, address: &str) -> Letter {
    let to = Receiver {
        account_id: None,
        address: address.to_owned(),
        lang: Lang::Ar,
    };
    let base = &app.inner().config.base;
    Writing::new(base, LetterKind::Confirm, to, "أكمل تسجيلك")
        .says(format!("أهلًا {}", isolated("Salma")))
        .leads("أكمل", "/ar/register/0123")
        .at(app.now())
}

fn put(app: &App, address: &str) -> Letter {
    let letter = letter(app, address);
    app.query(|conn| outbox::put(conn, &letter));
    letter
}

/// Tries, the last fault, and whether it was sent or given up.
fn state(app: &App, letter: &Letter) -> (i32, Option<String>, bool, bool) {
    app.query(|conn| {
        letters::table
            .find(&letter.id)
            .select((
                letters::tries,
                letters::last_error,
                letters::sent_at.is_not_null(),
                letters::dead_at.is_not_null(),
            ))
            .first(conn)
    })
}

#[test]
fn a_letter_arrives_once_in_its_language_and_its_words_are_not_kept() {
    for backend in BOTH {
        let server = MailServer::start();
        let app = app(backend, &server);
        let sent = put(&app, "salma@example.org");
        app.run_jobs();
        app.run_jobs();
        let arrived = server.letters();
        assert_eq!(arrived.len(), 1, "{backend:?}");
        let one = &arrived[0];
        assert_eq!(one.to, ["salma@example.org"]);
        assert_eq!(one.from, "no-reply@example.org");
        assert_eq!(one.header("Message-ID"), Some(sent.message_id.clone()));
        assert_eq!(one.header("Content-Language").as_deref(), Some("ar"));
        let unix = |text: String| text.replace("\r\n", "\n");
        assert_eq!(unix(one.part("text/plain")).trim(), sent.text.trim());
        assert_eq!(unix(one.part("text/html")).trim(), sent.html.trim());
        assert!(one.part("text/plain").contains("\u{2068}Salma\u{2069}"));
        assert!(one.part("text/html").contains("dir=\"rtl\""));
        assert_eq!(state(&app, &sent), (1, None, true, false));
        let kept: (String, String, String) = app.query(|conn| {
            letters::table
                .find(&sent.id)
                .select((letters::subject, letters::text, letters::html))
                .first(conn)
        });
        assert_eq!(kept, Default::default());
    }
}

#[test]
fn many_letters_go_over_one_line() {
    let server = MailServer::start();
    let app = app(Backend::Sqlite, &server);
    for number in 0..20 {
        put(&app, &format!("citizen-{number}@example.org"));
    }
    app.run_jobs();
    assert_eq!(server.letters().len(), 20);
    let hellos = server
        .commands()
        .iter()
        .filter(|line| line.starts_with("EHLO"))
        .count();
    assert_eq!(hellos, 1);
}

#[test]
fn nothing_is_sent_and_nothing_lost_where_no_server_is_set() {
    let app = App::start(Backend::Sqlite);
    let letter = put(&app, "salma@example.org");
    app.run_jobs();
    assert_eq!(state(&app, &letter), (0, None, false, false));
}

#[test]
fn a_server_that_is_away_gets_it_when_it_is_back() {
    for backend in BOTH {
        let away = MailServer::start();
        let (app, place) = (app(backend, &away), away.settings());
        drop(away);
        let letter = put(&app, "salma@example.org");
        app.run_jobs();
        let first = state(&app, &letter);
        assert_eq!(first, (1, Some("unreachable".into()), false, false));
        app.run_jobs();
        assert_eq!(state(&app, &letter), first, "not before a minute or so");
        app.clock().advance(SignedDuration::from_secs(70));
        let server = MailServer::back_at(&place);
        app.run_jobs();
        assert_eq!(state(&app, &letter), (2, None, true, false));
        let [arrived] = &server.letters()[..] else {
            panic!("one letter")
        };
        assert_eq!(arrived.header("Message-ID"), Some(letter.message_id));
    }
}

#[test]
fn what_a_server_says_decides_whether_it_is_tried_again() {
    for (mood, fault, dead, next_goes) in [
        (Mood::Closing, "later 421", false, false),
        (Mood::Says(421), "later 421", false, false),
        (Mood::Says(450), "later 450", false, true),
        (Mood::Says(452), "later 452", false, true),
        (Mood::Says(550), "refused 550", true, true),
        (Mood::Says(554), "refused 554", true, true),
        (Mood::HangsUp, "broken", false, false),
    ] {
        let server = MailServer::start();
        let app = app(Backend::Sqlite, &server);
        server.mood(mood);
        let letter = put(&app, "salma@example.org");
        app.clock().advance(SignedDuration::from_millis(1));
        let next = put(&app, "ahmed@example.org");
        app.run_jobs();
        let wanted = (1, Some(fault.to_owned()), false, dead);
        assert_eq!(state(&app, &letter), wanted, "{mood:?}");
        let tries = i32::from(next_goes);
        assert_eq!(state(&app, &next).0, tries, "{mood:?}: the next letter");
        server.mood(Mood::Kind);
        app.clock().advance(SignedDuration::from_secs(70));
        app.run_jobs();
        assert_eq!(state(&app, &letter).2, !dead, "{mood:?}");
    }
}

#[test]
fn a_letter_taken_without_a_word_is_sent_again_as_the_same() {
    for backend in BOTH {
        let server = MailServer::start();
        let app = app(backend, &server);
        server.mood(Mood::DropsAfterData);
        let letter = put(&app, "salma@example.org");
        app.run_jobs();
        let broken = (1, Some("broken".into()), false, false);
        assert_eq!(state(&app, &letter), broken);
        server.mood(Mood::Kind);
        app.clock().advance(SignedDuration::from_secs(70));
        app.run_jobs();
        let [first, second] = &server.letters()[..] else {
            panic!("two letters")
        };
        assert_eq!(first, second, "byte for byte");
        assert_eq!(first.header("Message-ID"), Some(letter.message_id));
    }
}

/// Somebody is stopped after the try was written down and before anything was said of it.
#[test]
fn whoever_is_stopped_while_sending_leaves_a_letter_that_is_sent_again() {
    let server = MailServer::start();
    let app = app(Backend::Sqlite, &server);
    let letter = put(&app, "salma@example.org");
    let now = app.now();
    app.query(|conn| {
        let due = outbox::due(conn, now, 1)?;
        assert!(outbox::begin(
            conn,
            &due[0],
            now + SignedDuration::from_secs(60)
        )?);
        assert!(!outbox::begin(conn, &due[0], now)?, "one at a time");
        Ok(())
    });
    app.run_jobs();
    assert_eq!(server.letters().len(), 0, "somebody is sending it");
    app.clock().advance(SignedDuration::from_secs(60));
    app.run_jobs();
    assert_eq!(server.letters().len(), 1);
    assert_eq!(state(&app, &letter), (2, None, true, false));
}

#[test]
fn a_silent_server_holds_up_nobody() {
    for backend in BOTH {
        let server = MailServer::start();
        let app = app(backend, &server);
        server.mood(Mood::Silent);
        let topic = app.topic(&app.agency("libraries"));
        let last_day = topic.closes_on.parse::<Date>().expect("a day");
        let end = app
            .inner()
            .config
            .zone
            .start_of(last_day.tomorrow().expect("a day"));
        app.clock().set(end - SignedDuration::from_secs(10));
        let letter = put(&app, "salma@example.org");
        let inner = app.inner().clone();
        let sending = thread::spawn(move || System::new().block_on(server::jobs::run_once(&inner)));
        server.wait_for(1);
        // The letter is on its way: pages are answered, jobs run, nobody sends it a second time.
        app.client().get("/ar").expect_status(200);
        app.clock().set(end + SignedDuration::from_secs(10));
        app.run_jobs();
        let state_of = topics::table.find(&topic.id).select(topics::state);
        let now: String = app.query(|conn| state_of.first(conn));
        assert_eq!(now, "closed", "{backend:?}");
        server.cut();
        assert!(sending.join().expect("a round"));
        assert_eq!(state(&app, &letter).1.as_deref(), Some("broken"));
    }
}

#[test]
fn a_server_slower_than_its_time_is_left_for_later() {
    let server = MailServer::start();
    let app = App::configured(Backend::Sqlite, |config| {
        posting(config, &server);
        let (smtp, _) = config.mail.out.as_mut().expect("set");
        smtp.patience = Duration::from_millis(50);
    });
    server.mood(Mood::Silent);
    let letter = put(&app, "salma@example.org");
    app.run_jobs();
    let late = (1, Some("timeout".into()), false, false);
    assert_eq!(state(&app, &letter), late);
}

#[test]
fn without_the_privacy_that_was_asked_for_nothing_is_said() {
    let server = MailServer::start();
    let app = App::configured(Backend::Sqlite, |config| {
        posting(config, &server);
        let (smtp, _) = config.mail.out.as_mut().expect("set");
        smtp.tls = Tls::Required;
    });
    let letter = put(&app, "salma@example.org");
    app.run_jobs();
    assert_eq!(state(&app, &letter), (1, Some("tls".into()), false, false));
    let commands = server.commands();
    assert!(
        commands
            .iter()
            .all(|line| line.starts_with("EHLO") || line == "QUIT"),
        "{commands:?}"
    );
}

#[test]
fn given_up_after_two_days_and_sent_again_by_a_steward() {
    for backend in BOTH {
        let server = MailServer::start();
        let app = app(backend, &server);
        server.mood(Mood::Closing);
        let letter = put(&app, "salma.alharthy@example.org");
        let started = app.now();
        for _ in 0..200 {
            if state(&app, &letter).3 {
                break;
            }
            app.run_jobs();
            app.clock().advance(SignedDuration::from_mins(30));
        }
        let dead = (9, Some("later 421".into()), false, true);
        assert_eq!(state(&app, &letter), dead, "{backend:?}");
        let days = started.duration_until(app.now()).as_hours();
        assert!((40..=60).contains(&days), "{days} hours");

        let steward = app.signed_in(&app.steward("steward"));
        for lang in [Lang::Ar, Lang::En] {
            let path = format!("/{}/steward/mail", lang.code());
            let answer = steward.get(&path).expect_status(200);
            assert!(!answer.text().contains("alharthy"), "the address is masked");
            assert!(!answer.text().contains(&letter.subject));
            let page = answer.page();
            assert!(page.root().text().contains("s…@example.org"));
            assert!(page.root().text().contains("421"));
            assert_says(&page, lang, "outbox.fault_later");
        }
        server.mood(Mood::Kind);
        let page = steward.get("/en/steward/mail").page();
        let form = page.form("main form");
        let answer = form.submit(&steward).expect_status(303);
        let after = steward.follow(answer).expect_status(200).page();
        assert_says(&after, Lang::En, "outbox.done");
        app.run_jobs();
        let [arrived] = &server.letters()[..] else {
            panic!("one letter")
        };
        assert_eq!(
            arrived.header("Message-ID"),
            Some(letter.message_id.clone())
        );
        // Twice is once: it is not among those that were given up any more.
        let action = format!("/en/steward/mail/{}", letter.id);
        steward.post_form::<&str>(&action, &[]).expect_status(404);
        // The journal says that a letter was, and not whose.
        let facts: Vec<String> = app.query(|conn| {
            journal::table
                .filter(journal::kind.eq("letter.sent_again"))
                .select(journal::facts)
                .load(conn)
        });
        assert_eq!(facts, ["{\"kind\":\"confirm\"}"]);
    }
}

#[test]
fn letters_are_shown_only_where_that_was_asked_for() {
    let app = App::start(Backend::Sqlite);
    put(&app, "salma@example.org");
    app.client().get("/dev/mail").expect_status(404);
    let steward = app.signed_in(&app.steward("steward"));
    steward.get("/dev/mail").expect_status(404);

    let app = App::configured(Backend::Sqlite, |config| config.mail.shown = true);
    let letter = put(&app, "salma@example.org");
    let page = app.client().get("/dev/mail").expect_status(200).page();
    assert!(page.root().text().contains(&letter.subject));
    let link = format!("{}/ar/register/0123", app.base());
    assert!(page.has(&format!("a[href='{link}']")));
}
