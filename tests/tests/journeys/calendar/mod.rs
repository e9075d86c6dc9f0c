//! A steward keeps the calendar of working days: a holiday announced late, a weekend moved by
//! decree, the holidays of a year.

mod clocks;
mod refused;

use server::db::holidays as stored;
use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::html::{Document, Form};
use tests::support::http::Client;
use tests::support::words::says;

on_both!(
    a_holiday_announced_late_moves_the_promised_days_and_says_so,
    a_passed_debt_stays_whatever_is_announced,
    a_holiday_is_moved_and_taken_out_again,
    a_weekend_moved_by_decree_leaves_the_past,
    the_decreed_holidays_of_a_year_are_entered_at_once,
    an_estimate_that_is_over_may_move_no_more,
);

const NEW: &str = "/ar/steward/calendar/holidays/new";

struct Scene {
    topic: Topic,
    suggestion: Suggestion,
    steward: Client,
}

/// Tuesday 24 November 2026: to be acknowledged by Sunday the 29th.
fn scene(app: &App) -> Scene {
    let topic = app.topic(&app.agency("libraries"));
    let suggestion = app.suggestion(&topic, None);
    let steward = app.signed_in(&app.steward("amina"));
    Scene {
        topic,
        suggestion,
        steward,
    }
}

impl Scene {
    /// What comes back when the form of a holiday is sent.
    fn typed(&self, first: &str, last: &str) -> Document {
        self.form(NEW, first, last)
            .submit(&self.steward)
            .expect_status(200)
            .page()
    }

    fn form(&self, path: &str, first: &str, last: &str) -> Form {
        let page = self.steward.get(path).expect_status(200).page();
        page.form("main form[method=post]")
            .set("name_ar", "اليوم الوطني")
            .set("name_en", "National Day")
            .set("first_day", first)
            .set("last_day", last)
            .set("source_ar", "بيان رسمي في 22 نوفمبر")
            .set("source_en", "Official notice of 22 November")
            .set("link", "https://example.om/decree")
    }

    fn add(&self, first: &str, last: &str) {
        self.confirm(&self.typed(first, last));
    }

    fn confirm(&self, asked: &Document) {
        let form = asked.form("main form[method=post]");
        let done = form
            .press(&self.steward, "confirm", "yes")
            .expect_status(303);
        assert_eq!(
            done.location().as_deref(),
            Some("/ar/steward/calendar?done=changed")
        );
    }

    fn due(&self, app: &App) -> (Option<String>, Option<String>) {
        let now = app.stored(&self.suggestion.reference);
        (now.acknowledge_due, now.decide_due)
    }
}

fn text(page: &Document) -> String {
    page.one("main").text()
}

fn read(client: &Client, path: &str) -> String {
    text(&client.get(path).expect_status(200).page())
}

fn a_holiday_announced_late_moves_the_promised_days_and_says_so(app: &App) {
    let scene = scene(app);
    let before = scene.due(app);
    assert_eq!(before.0.as_deref(), Some("2026-11-29"));
    // Two of the three working days that are left.
    let asked = app.unchanged("asking", || scene.typed("25/11/2026", "٢٦/١١/٢٠٢٦"));
    let said = text(&asked);
    assert!(says(&said, Lang::Ar, "calendar.passed_stay"), "{said}");
    assert!(said.contains(&scene.topic.title_ar), "{said}");
    assert!(says(&said, Lang::Ar, "calendar.later_two"), "{said}");
    assert_eq!(scene.due(app), before);
    scene.confirm(&asked);
    let after = scene.due(app);
    assert_eq!(after.0.as_deref(), Some("2026-12-01"));
    // The closing on 20 December lies behind it.
    assert_eq!(after.1, before.1);
    let visitor = app.client();
    for (lang, name) in [(Lang::Ar, "اليوم الوطني"), (Lang::En, "National Day")] {
        let code = lang.code();
        let public = read(&visitor, &format!("/{code}/calendar"));
        assert!(public.contains(name), "{public}");
        assert!(says(&public, lang, "calendar.announced"), "{public}");
        assert!(says(&public, lang, "calendar.holiday_added"), "{public}");
        assert!(says(&public, lang, "calendar.moved_one"), "{public}");
        let about = read(
            &visitor,
            &format!("/{code}/topics/{}/about", scene.topic.slug),
        );
        assert!(says(&about, lang, "calendar.topic_notices"), "{about}");
        assert!(says(&about, lang, "calendar.holiday_added"), "{about}");
        let page = visitor.get(&format!("/{code}/calendar")).page();
        let link = page.one("a[href='https://example.om/decree']");
        assert_eq!(link.attr("rel"), Some("nofollow noopener"));
        let suggestion = read(
            &visitor,
            &format!("/{code}/suggestions/{}", scene.suggestion.reference),
        );
        assert!(suggestion.contains("1 "), "{suggestion}");
    }
    app.run_jobs();
    assert_eq!(
        app.rows()["journal"],
        2,
        "the change, and the one day that moved"
    );
    // The whole of the new day is in time.
    app.set_clock("2026-12-01T19:59:59Z");
    let path = format!("/ar/suggestions/{}", scene.suggestion.reference);
    let late = || visitor.get(&path).page().has(".clock.over, .clock.long");
    assert!(!late());
    app.set_clock("2026-12-01T20:00:00Z");
    assert!(late());
}

fn a_passed_debt_stays_whatever_is_announced(app: &App) {
    let scene = scene(app);
    app.set_clock("2026-11-30T08:00:00Z");
    // Sessions of staff end before that.
    let steward = app.signed_in(&app.steward("later"));
    let scene = Scene { steward, ..scene };
    let before = scene.due(app);
    let asked = scene.typed("2026-11-25", "2026-11-30");
    assert!(says(&text(&asked), Lang::Ar, "calendar.would_move_none"));
    scene.confirm(&asked);
    assert_eq!(scene.due(app), before);
    let page = app
        .client()
        .get(&format!("/ar/suggestions/{}", scene.suggestion.reference))
        .page();
    assert!(page.has(".clock.over, .clock.long"), "it is still late");
    let about = read(
        &app.client(),
        &format!("/ar/topics/{}/about", scene.topic.slug),
    );
    assert!(!says(&about, Lang::Ar, "calendar.topic_notices"));
}

fn a_holiday_is_moved_and_taken_out_again(app: &App) {
    let scene = scene(app);
    scene.add("2026-11-25", "");
    assert_eq!(scene.due(app).0.as_deref(), Some("2026-11-30"));
    let kept = app.query(stored::entries).holidays;
    let at = format!("/ar/steward/calendar/holidays/{}", kept[0].id);
    let form = scene.form(&at, "2026-12-02", "2026-12-03");
    assert_eq!(form.value("status"), "announced");
    scene.confirm(&form.submit(&scene.steward).expect_status(200).page());
    assert_eq!(scene.due(app).0.as_deref(), Some("2026-11-29"));
    let public = read(&app.client(), "/en/calendar");
    assert!(
        says(&public, Lang::En, "calendar.holiday_moved"),
        "{public}"
    );
    // Half-way the steward goes back to what was typed.
    let asked = scene.form(&at, "2026-12-06", "").submit(&scene.steward);
    let again = asked
        .page()
        .form("main form[method=post]")
        .press(&scene.steward, "confirm", "no");
    let again = again.expect_status(200).page();
    let again = again.form("main form[method=post]");
    assert_eq!(again.value("first_day"), "2026-12-06");
    let removing = scene
        .steward
        .get(&format!("{at}/remove"))
        .expect_status(200);
    scene.confirm(&removing.page());
    assert!(app.query(stored::entries).holidays.is_empty());
    scene.steward.get(&at).expect_status(404);
    scene
        .steward
        .get(&format!("{at}/remove"))
        .expect_status(404);
}

fn a_weekend_moved_by_decree_leaves_the_past(app: &App) {
    let scene = scene(app);
    let path = "/ar/steward/calendar/weeks/new";
    let form = scene
        .steward
        .get(path)
        .expect_status(200)
        .page()
        .form("main form[method=post]");
    // As it stands, Friday and Saturday are ticked.
    let form = form
        .set("from_day", "2026-11-27")
        .clear("friday")
        .set("sunday", "yes")
        .set("source", "مرسوم");
    let asked = form.submit(&scene.steward).expect_status(200).page();
    scene.confirm(&asked);
    // Posted on Tuesday the 24th: the 25th, the 26th, and now Friday the 27th.
    assert_eq!(scene.due(app).0.as_deref(), Some("2026-11-27"));
    let calendar = app.query(stored::calendar);
    for (day, working) in [
        ("2026-11-20", false),
        ("2026-11-27", true),
        ("2026-11-29", false),
    ] {
        assert_eq!(calendar.is_working(day.parse().unwrap()), working, "{day}");
    }
    for lang in [Lang::Ar, Lang::En] {
        let public = read(&app.client(), &format!("/{}/calendar", lang.code()));
        assert!(says(&public, lang, "calendar.week_added"), "{public}");
    }
    let removing = scene
        .steward
        .get("/ar/steward/calendar/weeks/2026-11-27/remove");
    scene.confirm(&removing.expect_status(200).page());
    assert_eq!(scene.due(app).0.as_deref(), Some("2026-11-29"));
}

fn the_decreed_holidays_of_a_year_are_entered_at_once(app: &App) {
    let scene = scene(app);
    let calendar = scene
        .steward
        .get("/ar/steward/calendar")
        .expect_status(200)
        .page();
    let asked = calendar.follow("a[href$='/years/2027']", &scene.steward);
    let asked = asked.expect_status(200).page();
    assert!(says(&text(&asked), Lang::Ar, "calendar.left_out_weekend"));
    scene.confirm(&asked);
    let entered = app.query(stored::entries).holidays;
    assert_eq!(entered.len(), 6);
    let public = app.client().get("/en/calendar").expect_status(200).page();
    assert!(says(&text(&public), Lang::En, "calendar.estimated"));
    // 5 and 11 January 2027 lie in the twenty working days after 20 December.
    assert_eq!(scene.due(app).1.as_deref(), Some("2027-01-19"));
    let calendar = scene.steward.get("/ar/steward/calendar").page();
    assert!(
        !calendar.has("a[href$='/years/2027']"),
        "nothing is left of it"
    );
    scene
        .steward
        .get("/ar/steward/calendar/years/1990")
        .expect_status(404);
}

fn an_estimate_that_is_over_may_move_no_more(app: &App) {
    let steward = app.signed_in(&app.steward("keeper"));
    app.holiday("2026-11-23");
    app.sql("UPDATE holidays SET status = 'estimated'");
    for lang in [Lang::Ar, Lang::En] {
        for path in ["calendar", "steward/calendar"] {
            let page = steward.get(&format!("/{}/{path}", lang.code()));
            let table = page.expect_status(200).page().text("main table");
            assert!(says(&table, lang, "calendar.was_estimated"), "{table}");
            assert!(!says(&table, lang, "calendar.estimated"), "{table}");
            // Where it comes from is said in the reader's language.
            let source = ["اختبار", "test"];
            let shown = source.map(|words| table.contains(words));
            assert_eq!(shown, [lang == Lang::Ar, lang == Lang::En], "{table}");
        }
    }
    // Today it is still not over.
    app.holiday("2026-11-24");
    app.sql("UPDATE holidays SET status = 'estimated'");
    let page = app.client().get("/en/calendar").expect_status(200).page();
    let table = page.text("main table");
    assert!(says(&table, Lang::En, "calendar.estimated"), "{table}");
}
