//! Beside the due days: the first reading, what an agency promises beyond, and how a year of due
//! days is evaluated.

use server::db::holidays as stored;
use shared::clocks::{ClockState, DueKind, Stage, due_days, read_running};
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::words::{says, words};

use super::{read, scene, text};

on_both!(
    the_first_reading_is_kept_and_shown,
    an_agency_promises_more_than_the_common_clock,
    a_year_of_deadlines_is_one_statement_a_stage,
    objections_and_reports_follow_and_only_the_first_are_said_in_public,
);

fn the_first_reading_is_kept_and_shown(app: &App) {
    let scene = scene(app);
    let public = format!("/ar/suggestions/{}", scene.suggestion.reference);
    let desk = format!(
        "/ar/desk/libraries/suggestions/{}",
        scene.suggestion.reference
    );
    let agency = app.query(|conn| {
        let found = server::db::agencies::by_slug(conn, "libraries")?;
        Ok(found.expect("the agency"))
    });
    let visitor = app.client();
    app.unchanged("public pages and stewards", || {
        read(&visitor, &public);
        read(&scene.steward, &public);
        scene.steward.get(&desk).expect_status(404);
    });
    let first = words(Lang::Ar, "promises.first_read");
    assert!(!read(&visitor, &public).contains(&first));
    let moderator = app.signed_in(&app.moderator("mod", &agency));
    let said = read(&moderator, &desk);
    assert!(says(&said, Lang::Ar, "promises.first_reading"), "{said}");
    assert_eq!(app.rows()["first_reads"], 1);
    assert_eq!(app.rows()["journal"], 1);
    let story = read(&visitor, &public);
    assert!(story.contains(&first), "{story}");
    app.set_clock("2026-11-25T08:00:00Z");
    let later = app.signed_in(&app.manager("manager", &agency));
    let mut kept = app.rows();
    let said = read(&later, &desk);
    // Who has it open is all that is new.
    kept.extend([("desk_presence".into(), 2)]);
    assert_eq!(app.rows(), kept);
    assert!(!says(&said, Lang::Ar, "promises.first_reading"));
    assert!(says(&said, Lang::Ar, "promises.first_read_on"), "{said}");
    assert_eq!(read(&visitor, &public).matches(&first).count(), 1);
}

fn an_agency_promises_more_than_the_common_clock(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let suggestion = app.suggestion(&topic, None);
    let manager = app.signed_in(&app.manager("manager", &agency));
    let path = "/ar/desk/libraries/promises";
    let form = manager
        .get(path)
        .expect_status(200)
        .page()
        .form("main form[method=post]");
    let refused = form
        .clone()
        .set("acknowledge_days", "٣")
        .set("decide_days", "سبعة")
        .submit(&manager)
        .expect_status(422)
        .page();
    for field in ["acknowledge_days", "decide_days"] {
        assert!(refused.has(&format!("#{field}-error")), "{field}");
    }
    let promised = form
        .clone()
        .set("acknowledge_days", "١")
        .set("decide_days", "10");
    promised.submit(&manager).expect_status(303);
    let stale = promised.submit(&manager).expect_status(409).page();
    assert!(says(&text(&stale), Lang::Ar, "promises.stale"));
    for lang in [Lang::Ar, Lang::En] {
        let code = lang.code();
        let about = read(
            &app.client(),
            &format!("/{code}/topics/{}/about", topic.slug),
        );
        assert!(says(&about, lang, "promises.acknowledge_short"), "{about}");
        let page = read(&app.client(), &format!("/{code}/agencies/libraries"));
        assert!(says(&page, lang, "promises.acknowledge_one"), "{page}");
    }
    // The clock stays the common one.
    let stored = app.stored(&suggestion.reference);
    assert_eq!(stored.acknowledge_due, suggestion.acknowledge_due);
    let empty = manager.get(path).page().form("main form[method=post]");
    assert_eq!(empty.value("acknowledge_days"), "1");
    let empty = empty.set("acknowledge_days", "").set("decide_days", "");
    empty.submit(&manager).expect_status(303);
    let page = read(&app.client(), "/en/agencies/libraries");
    assert!(!says(&page, Lang::En, "promises.heading"));
}

/// A hundred thousand suggestions, due on each day of a year.
fn a_year_of_deadlines_is_one_statement_a_stage(app: &App) {
    use server::db::queue::{Wanted, owed};
    const A_DAY: usize = 274;
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let first = app.suggestion(&topic, None);
    let today = app.inner().today();
    let day = |n: i64| today.saturating_add(jiff::Span::new().days(n));
    let year: Vec<_> = (-180..185).map(day).collect();
    let days: Vec<String> = year.iter().map(|due| format!("('{due}')")).collect();
    let (id, days) = (&first.id, days.join(","));
    app.sql(&format!(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {A_DAY}), \
         due AS (SELECT column1 AS day FROM (VALUES {days}) AS listed) \
         INSERT INTO suggestions (id, reference, topic_id, show_name, publication, title, body, \
         lang, dir, posted_at, published_at, acknowledge_due, decide_due, answer_state, shuffle, \
         version) SELECT id || n.i || due.day, reference || n.i || due.day, topic_id, show_name, \
         publication, title, body, lang, dir, posted_at, published_at, due.day, due.day, \
         answer_state, shuffle, version FROM suggestions, n, due WHERE id = '{id}'"
    ));
    app.sql(&format!("DELETE FROM suggestions WHERE id = '{id}'"));
    let calendar = app.query(stored::calendar);
    let mut found = 0;
    for stage in Stage::ALL.iter().copied() {
        let kind = DueKind::Acknowledge;
        let (from, to) = due_days(kind, stage, today, &calendar);
        let open = |end: Option<jiff::civil::Date>, none: &str| {
            end.map_or_else(|| none.to_owned(), |day| day.to_string())
        };
        let wanted = Wanted {
            due: Some((open(from, "0"), open(to, "9"))),
            ..Wanted::default()
        };
        let before = app.statements();
        let rows = app
            .db()
            .read_now(|conn| owed(conn, &agency.id, kind, &wanted, 200_000))
            .unwrap();
        assert_eq!(app.statements() - before, 1, "{stage}");
        // The clocks of single suggestions say the same.
        let alone = year.iter().filter(|due| {
            let state = read_running(kind, **due, today, &calendar);
            matches!(state, ClockState::Running { stage: one, .. } | ClockState::Late { stage: one, .. } if one == stage)
        });
        assert_eq!(rows.len(), alone.count() * A_DAY, "{stage}");
        found += rows.len();
    }
    assert_eq!(found, year.len() * A_DAY);
    assert!(found > 100_000);
}

/// Objected to on Tuesday 24 November, due on 8 December; reported on the same day, due on the 26th.
fn objections_and_reports_follow_and_only_the_first_are_said_in_public(app: &App) {
    let scene = scene(app);
    let author = app.citizen("author");
    let hidden = app.suggestion(&scene.topic, Some(&author));
    let moderator = app.citizen("moderator");
    app.hide(&hidden, &moderator);
    let objection = app.object(&hidden, &author);
    app.reader_report(&scene.topic, &scene.suggestion, &app.citizen("reader"));
    let asked = scene.typed("2026-11-25", "");
    for key in [
        "calendar.would_move_objections_one",
        "calendar.would_move_reports_one",
    ] {
        assert!(says(&text(&asked), Lang::Ar, key), "{key}");
    }
    scene.confirm(&asked);
    // Where its steward and its desk read them.
    let page = scene
        .steward
        .get(&format!("/ar/steward/objections/{objection}"));
    let page = page.expect_status(200).text().to_owned();
    assert!(page.contains("2026-12-09"), "{page}");
    let agency = app.query(|conn| {
        let found = server::db::agencies::by_slug(conn, "libraries")?;
        Ok(found.expect("the agency"))
    });
    let desk = app.signed_in(&app.moderator("mod", &agency));
    let page = desk.get("/ar/desk/libraries/reports").expect_status(200);
    assert!(page.text().contains("2026-11-29"), "{}", page.text());
    // Four days of two suggestions and one objection: what is said in public counts no report.
    let kept = app.query(|conn| server::db::calendar_changes::of_topic(conn, &scene.topic.id));
    assert_eq!(kept.len(), 1);
    let all = app.rows()["journal"];
    assert_eq!(
        all,
        kept[0].1 + 2,
        "the change itself, the days, and the report's"
    );
}
