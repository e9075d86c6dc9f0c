//! What the transparency pages count, against the record itself.

mod changes;
mod ends;
mod pages;
pub mod recount;

use jiff::SignedDuration;
use server::db::derived::{Compared, compare, topics};
use server::jobs::check_derived::FOLLOWERS;
use shared::time::Zone;
use tests::on_both;
use tests::support::app::{App, Backend};
use tests::support::data::REASON;

on_both!(
    what_happens_to_a_suggestion_is_counted_as_defined,
    the_nightly_check_says_what_it_found,
    a_derived_row_that_was_changed_by_hand_is_named,
);

fn zone() -> Zone {
    Zone::parse("Asia/Muscat").expect("a zone")
}

fn compared(app: &App, topic_id: &str) -> Compared {
    let found = app
        .db()
        .read_now(|conn| compare(conn, topic_id, &zone(), &FOLLOWERS));
    found.expect("a comparison")
}

/// Everything derived of all topics is what it should be.
fn healthy(app: &App) {
    for (id, slug) in app.query(topics) {
        let found = compared(app, &id);
        let Compared::Done { differences, .. } = found else {
            panic!("{slug} is behind");
        };
        assert_eq!(differences, [], "{slug}");
    }
}

fn what_happens_to_a_suggestion_is_counted_as_defined(app: &App) {
    let agency = app.agency("roads");
    app.agency("silent-one");
    let topic = app.topic(&agency);
    let badr = app.moderator("badr", &agency);
    let salma = app.citizen("salma");
    let own = app.suggestion(&topic, Some(&salma));
    let [adopted, answered, hidden, merged, late, other] =
        app.suggestions(&topic, 6).try_into().expect("six");
    let follow = || {
        app.touch(&topic);
        app.run_jobs();
        recount::agree(app);
    };
    app.adopt(&topic, &adopted, &badr);
    follow();
    // Nothing is late on the first day: what is hidden and merged now was not owed yet.
    app.hide(&hidden, &badr);
    app.merge(&merged, &other, &badr);
    follow();
    // Three weeks on the rest is late, and stays late when it leaves.
    for _ in 0..15 {
        app.clock().advance(SignedDuration::from_hours(48));
        follow();
    }
    app.hide(&late, &badr);
    let client = app.signed_in(&salma);
    let path = format!("/en/suggestions/{}/withdraw", own.reference);
    let withdrawn = client.post_form(&path, &[("sure", "yes")]);
    assert!(
        [303, 404, 409].contains(&withdrawn.status),
        "{}",
        withdrawn.status
    );
    let desk = app.signed_in(&badr);
    let page = desk.get(&format!(
        "/en/desk/roads/suggestions/{}",
        answered.reference
    ));
    let form = page.page().form("form[action$='/answer']");
    let sent = form
        .set("kind", "rejected")
        .set("reason", REASON)
        .submit(&desk);
    sent.expect_status(303);
    follow();
    healthy(app);
}

fn the_nightly_check_says_what_it_found(app: &App) {
    let agency = app.agency("roads");
    let topic = app.topic(&agency);
    app.suggestions(&topic, 3);
    app.touch(&topic);
    app.set_clock("2026-11-24T02:30:00+04:00");
    app.run_jobs();
    let page = app
        .client()
        .get("/en/transparency")
        .expect_status(200)
        .page();
    let main = page.text("main");
    assert!(main.contains("nothing differed"), "{main}");
    app.sql("UPDATE topic_figures SET published = 7");
    app.run_jobs();
    let page = app.client().get("/en/transparency").page();
    assert!(
        page.text("main").contains("nothing differed"),
        "once a night"
    );
    app.set_clock("2026-11-25T02:30:00+04:00");
    app.run_jobs();
    let page = app.client().get("/en/transparency").page();
    assert!(page.text("main").contains("1 row differed"));
}

fn a_derived_row_that_was_changed_by_hand_is_named(app: &App) {
    let agency = app.agency("roads");
    let topic = app.topic(&agency);
    app.suggestions(&topic, 3);
    app.touch(&topic);
    app.run_jobs();
    healthy(app);
    for (table, sql) in [
        ("topic_figures", "UPDATE topic_figures SET hidden = 1"),
        (
            "topic_figures.lists",
            "UPDATE topic_figures SET lists = lists + 1",
        ),
        ("topic_debts", "DELETE FROM topic_debts"),
        (
            "scorecard_cells",
            "UPDATE scorecard_cells SET cases = cases + 1 WHERE measure = 'published'",
        ),
        ("scorecard_cells", "DELETE FROM scorecard_cells"),
        (
            "scorecard_months",
            "UPDATE scorecard_months SET late = late + 1",
        ),
    ] {
        app.sql(sql);
        let found = compared(app, &topic.id);
        let Compared::Done { differences, .. } = found else {
            panic!("behind");
        };
        let tables: Vec<_> = differences.iter().map(|one| one.table).collect();
        assert!(tables.contains(&table), "{table}: {tables:?}");
        app.touch(&topic);
        app.run_jobs();
        healthy(app);
    }
}

/// The demonstration, on both databases: every figure of every agency.
#[test]
fn the_demonstration_counts_the_same_by_other_means() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let app = App::demonstration(backend);
        app.run_jobs();
        recount::agree(&app);
        healthy(&app);
    }
}
