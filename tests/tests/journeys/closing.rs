//! A topic closes unanswered and shows late; editions make points public, not before.

use jiff::SignedDuration;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::words::says;

on_both!(
    an_unanswered_suggestion_shows_late_from_the_day_after,
    holidays_do_not_run_the_clock,
    points_are_public_in_editions_alone,
    closing_counts_however_few_lists_there_are,
    an_equal_count_is_shown_as_equal,
);

fn an_unanswered_suggestion_shows_late_from_the_day_after(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let suggestion = app.suggestion(&topic, None);
    assert_eq!(suggestion.acknowledge_due.as_deref(), Some("2026-11-29"));
    let visitor = app.client();
    let path = format!("/en/suggestions/{}", suggestion.reference);
    let is_late = || {
        let page = visitor.get(&path).expect_status(200).page();
        page.has(".clock.over, .clock.long")
    };
    // The whole of the due day is in time: 20:00 UTC is midnight in Muscat.
    app.set_clock("2026-11-29T19:59:59Z");
    assert!(!is_late());
    app.set_clock("2026-11-29T20:00:00Z");
    assert!(is_late());
    // Late before anybody closed anything, and so it stays.
    app.set_clock("2026-12-20T20:00:00Z");
    app.run_jobs();
    assert_eq!(app.stored_topic(&topic.slug).state, "closed");
    assert!(is_late());
    for lang in ["ar", "en"] {
        let page = visitor
            .get(&format!("/{lang}/agencies/libraries"))
            .expect_status(200)
            .page();
        assert!(
            page.root().text().contains('1'),
            "what the agency owes is on its page"
        );
        let page = visitor
            .get(&format!("/{lang}/topics/{}?answer=none", topic.slug))
            .expect_status(200)
            .page();
        assert!(page.root().text().contains(&suggestion.title));
    }
}

fn holidays_do_not_run_the_clock(app: &App) {
    app.holiday("2026-11-25");
    let topic = app.topic(&app.agency("libraries"));
    let suggestion = app.suggestion(&topic, None);
    assert_eq!(suggestion.acknowledge_due.as_deref(), Some("2026-11-30"));
    // Posted through the page the date is the same.
    let client = app.signed_in(&app.citizen("salma"));
    let fields = [
        ("title", "Light the way"),
        ("text", "The way is dark after sunset."),
        ("key", "holiday-post-1"),
        ("place", ""),
    ];
    let posted = client
        .post_form(&format!("/en/topics/{}/suggest", topic.slug), &fields)
        .expect_status(303);
    let path = posted.location().unwrap();
    let reference = path.split('/').find(|part| part.starts_with("S-")).unwrap();
    assert_eq!(
        app.stored(reference).acknowledge_due,
        suggestion.acknowledge_due
    );
}

fn points_are_public_in_editions_alone(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let some = app.suggestions(&topic, 3);
    let people = app.citizens(45);
    let standing = || {
        let path = format!("/en/topics/{}/standing", topic.slug);
        app.client()
            .get(&path)
            .expect_status(200)
            .page()
            .root()
            .text()
    };
    for person in &people[..19] {
        app.list(&topic, person, &[&some[0], &some[1]]);
    }
    app.run_jobs();
    assert_eq!(app.rows()["editions"], 0, "19 lists are too few");
    // The title's own number may hold any digits.
    let before = standing().replace(&topic.title_en, "");
    assert!(
        !before.contains("19"),
        "how many lists there are is nobody's to see: {before}"
    );
    app.list(&topic, &people[19], &[&some[1]]);
    app.run_jobs();
    assert_eq!(app.rows()["editions"], 1);
    let shown = standing();
    // 19 first places against 19 halves and a first place.
    assert!(shown.contains("19") && shown.contains("10.5"), "{shown}");
    assert!(shown.find(&some[0].title) < shown.find(&some[1].title));
    app.clock().advance(SignedDuration::from_mins(5));
    // More lists are not shown within the hour, nor before 20 of them changed.
    for person in &people[20..45] {
        app.list(&topic, person, &[&some[2]]);
    }
    app.run_jobs();
    assert_eq!(app.rows()["editions"], 1, "at most hourly");
    assert_eq!(standing(), shown);
    app.clock().advance(SignedDuration::from_hours(1));
    app.run_jobs();
    assert_eq!(app.rows()["editions"], 2);
    let shown = standing();
    assert!(
        shown.find(&some[2].title) < shown.find(&some[0].title),
        "25 first places lead"
    );
}

fn closing_counts_however_few_lists_there_are(app: &App) {
    let topic = app.topic_ranking_all(&app.agency("libraries"));
    let some = app.suggestions(&topic, 2);
    app.list(&topic, &app.citizen("salma"), &[&some[1]]);
    app.set_clock("2026-12-20T19:59:59Z");
    app.run_jobs();
    assert_eq!(app.stored_topic(&topic.slug).state, "open");
    app.set_clock("2026-12-20T20:00:00Z");
    app.run_jobs();
    let stored = app.stored_topic(&topic.slug);
    assert_eq!(stored.state, "closed");
    assert!(stored.edition_id.is_some());
    app.run_jobs();
    assert_eq!(app.rows()["editions"], 1, "once");
    let page = app
        .client()
        .get(&format!("/en/topics/{}", topic.slug))
        .expect_status(200)
        .page();
    let text = page.one("main").text();
    // After closing the official order is the default.
    assert!(
        text.find(&some[1].title) < text.find(&some[0].title),
        "{text}"
    );
    assert!(says(&text, Lang::En, "errors.topic_closed") || !text.contains("my-list"));
}

fn an_equal_count_is_shown_as_equal(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let some = app.suggestions(&topic, 2);
    let people = app.citizens(20);
    for (at, person) in people.iter().enumerate() {
        app.list(&topic, person, &[&some[at % 2]]);
    }
    app.run_jobs();
    let places: Vec<(i32, bool)> = app.query(|conn| {
        use diesel::prelude::*;
        use server::db::schema::standings::dsl::{place, position, shared, standings};
        standings.order(position).select((place, shared)).load(conn)
    });
    assert_eq!(places, [(1, true), (1, true)]);
}
