//! The demonstration: filled once, repeatable, and never into anything else.

use std::collections::BTreeSet;
use std::net::TcpListener;
use std::process::{Command, Output};
use std::sync::{Arc, mpsc};
use std::thread;

use actix_web::rt::System;
use server::config::Base;
use shared::time::MovedClock;
use tests::on_both;
use tests::support::app::App;
use tests::support::html::Document;
use tests::support::http::Client;
use tests::support::sources;

on_both!(
    it_is_filled_once,
    every_page_is_there_and_marked,
    a_database_that_holds_anything_else_is_refused,
);

fn demo(app: &App) -> Output {
    let mut command = Command::new(sources::program());
    command
        .arg("demo")
        .env_clear()
        .env("SHARIKUNA_DATA", &app.storage().folder);
    if let Some(url) = app.storage().url() {
        command.env("DATABASE_URL", url);
    }
    command.output().expect("run the program")
}

fn it_is_filled_once(app: &App) {
    let first = demo(app);
    assert!(
        first.status.success(),
        "{}",
        String::from_utf8_lossy(&first.stderr)
    );
    let rows = app.rows();
    assert_eq!((rows["agencies"], rows["topics"]), (4, 8), "{rows:?}");
    assert!(
        rows["suggestions"] >= 80 && rows["priority_lists"] >= 600 && rows["accounts"] >= 350,
        "{rows:?}"
    );
    let again = demo(app);
    assert!(
        again.status.success(),
        "{}",
        String::from_utf8_lossy(&again.stderr)
    );
    assert_eq!(app.rows(), rows, "a second filling changes nothing");
}

fn every_page_is_there_and_marked(app: &App) {
    server::demo::fill(app.inner()).expect("an empty database is filled");
    on_another_node(app, |client| {
        for lang in ["ar", "en"] {
            let mut topics = BTreeSet::new();
            for state in ["open", "closed", "concluded"] {
                let page = marked(client, &format!("/{lang}/topics?state={state}"));
                let links = page.all("main h2 a");
                let links = links
                    .iter()
                    .map(|link| link.attr("href").expect("an address"));
                let before = topics.len();
                topics.extend(links.map(str::to_owned));
                assert!(topics.len() > before, "no topic is {state}");
            }
            assert_eq!(topics.len(), 7, "all but the draft: {topics:?}");
            for topic in &topics {
                for part in ["", "/standing", "/about", "/outcome"] {
                    marked(client, &format!("{topic}{part}"));
                }
                let page = marked(client, topic);
                let suggestions = page.all("main a[href*='/suggestions/']");
                let first = suggestions.first().and_then(|link| link.attr("href"));
                marked(client, first.expect("a suggestion on every topic"));
            }
            for part in ["", "/agencies", "/agencies/town-bus-office"] {
                marked(client, &format!("/{lang}{part}"));
            }
            let draft = format!("/{lang}/topics/watering-the-parks");
            client.get(&draft).expect_status(404);
        }
    });
}

/// A page that says in its language that everything on it is invented.
#[track_caller]
fn marked(client: &Client, path: &str) -> Document {
    let page = client.get(path).expect_status(200).page();
    let notice = match path.starts_with("/ar") {
        true => "عرض تجريبي",
        false => "Demonstration",
    };
    let said = page.text(".demonstration");
    assert!(said.starts_with(notice), "{path}: {said}");
    page
}

/// Reads pages of a node that was started after the database was filled: a node finds out at its
/// start what it serves.
fn on_another_node(app: &App, read: impl FnOnce(&Client)) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("listen on a free port");
    let bind = listener.local_addr().expect("its address");
    let mut config = app.inner().config.clone();
    (config.bind, config.base) = (bind, Base::local(bind));
    let clock = Arc::new(MovedClock::at(app.now()));
    let node = server::app::App::new(config, app.db().clone(), clock);
    let (started, waiting) = mpsc::channel();
    let thread = thread::spawn(move || {
        System::new().block_on(async move {
            let server = server::web::serve_with(node, listener, 1, |_| {}).expect("serve");
            started.send(server.handle()).expect("the test waits");
            server.await
        })
    });
    let handle = waiting.recv().expect("a started server");
    read(&Client::new(&format!("http://{bind}")));
    drop(handle.stop(false));
    thread.join().expect("a thread").expect("it ended well");
}

fn a_database_that_holds_anything_else_is_refused(app: &App) {
    app.agency("libraries");
    let refused = app.unchanged("a demonstration beside real things", || demo(app));
    assert!(!refused.status.success());
    assert!(!refused.stderr.is_empty());
}
