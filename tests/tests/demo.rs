//! The demonstration: filled once, repeatable, and never into anything else.

use std::process::{Command, Output};

use tests::on_both;
use tests::support::app::App;
use tests::support::sources;

on_both!(
    it_is_filled_once_and_shown,
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

fn it_is_filled_once_and_shown(app: &App) {
    let first = demo(app);
    assert!(
        first.status.success(),
        "{}",
        String::from_utf8_lossy(&first.stderr)
    );
    let rows = app.rows();
    assert!(rows["agencies"] >= 2 && rows["topics"] >= 3, "{rows:?}");
    assert!(
        rows["suggestions"] >= 24 && rows["priority_lists"] >= 25,
        "{rows:?}"
    );
    let again = demo(app);
    assert!(
        again.status.success(),
        "{}",
        String::from_utf8_lossy(&again.stderr)
    );
    assert_eq!(app.rows(), rows, "a second filling changes nothing");
    for lang in ["ar", "en"] {
        let page = app
            .client()
            .get(&format!("/{lang}/topics"))
            .expect_status(200)
            .page();
        let topics = page.all("main a[href*='/topics/']");
        assert!(!topics.is_empty());
        for topic in topics.iter().take(6) {
            app.client()
                .get(&page.resolve(topic.attr("href").unwrap()))
                .expect_status(200);
        }
    }
}

fn a_database_that_holds_anything_else_is_refused(app: &App) {
    app.agency("libraries");
    let refused = app.unchanged("a demonstration beside real things", || demo(app));
    assert!(!refused.status.success());
    assert!(!refused.stderr.is_empty());
}
