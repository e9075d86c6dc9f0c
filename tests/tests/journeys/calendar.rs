//! A steward keeps the calendar of working days: a holiday announced late, a weekend moved by
//! decree, what an agency promises beyond it, and when it first read what was suggested.

use server::db::holidays as stored;
use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use shared::clocks::{ClockState, DueKind, Stage, due_days, read_running};
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::html::Document;
use tests::support::http::Client;
use tests::support::words::{says, words};

on_both!(
    a_holiday_announced_late_moves_the_promised_days_and_says_so,
    a_passed_debt_stays_whatever_is_announced,
    a_holiday_is_moved_and_taken_out_again,
    a_weekend_moved_by_decree_leaves_the_past,
    the_decreed_holidays_of_a_year_are_entered_at_once,
    what_the_calendar_does_not_take_comes_back_with_what_was_typed,
    two_stewards_at_once_do_not_overwrite_each_other,
    the_first_reading_is_kept_and_shown,
    an_agency_promises_more_than_the_common_clock,
    a_year_of_deadlines_is_one_statement_a_stage,
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

    fn form(&self, path: &str, first: &str, last: &str) -> tests::support::html::Form {
        let page = self.steward.get(path).expect_status(200).page();
        page.form("main form[method=post]")
            .set("name_ar", "اليوم الوطني")
            .set("name_en", "National Day")
            .set("first_day", first)
            .set("last_day", last)
            .set("source", "بيان رسمي في 22 نوفمبر")
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

fn what_the_calendar_does_not_take_comes_back_with_what_was_typed(app: &App) {
    let scene = scene(app);
    app.holiday("2026-12-07");
    let cases: [(&[(&str, &str)], &str, &str); 8] = [
        (
            &[("last_day", "2026-11-01")],
            "last_day",
            "calendar_days_reversed",
        ),
        (
            &[("last_day", "2027-11-25")],
            "last_day",
            "calendar_too_long",
        ),
        (&[("name_ar", " ")], "name_ar", "text_empty"),
        (&[("name_en", "")], "name_en", "text_empty"),
        (&[("link", "javascript:alert(1)")], "link", "link_invalid"),
        (
            &[("first_day", "2026-12-06"), ("last_day", "2026-12-08")],
            "first_day",
            "calendar_day_taken",
        ),
        (
            &[("first_day", "2026-11-27"), ("last_day", "2026-11-28")],
            "first_day",
            "calendar_on_weekend",
        ),
        (&[("first_day", "2026-02-30")], "first_day", "date_invalid"),
    ];
    for (changes, field, code) in cases {
        for confirm in ["", "yes"] {
            let mut form = scene.form(NEW, "2026-11-25", "2026-11-26");
            for (name, value) in changes {
                form = form.set(name, value);
            }
            let sent = form.clone().forge("confirm", confirm);
            let page = app
                .unchanged(code, || sent.submit(&scene.steward))
                .expect_status(422)
                .page();
            let error = page.one(&format!("#{field}-error")).text();
            let key = match code {
                "text_empty" => format!("missing.{field}"),
                code => format!("errors.{code}"),
            };
            assert!(says(&error, Lang::Ar, &key), "{code}: {error}");
            let back = page.form("main form[method=post]");
            for (name, value) in form.fields() {
                assert_eq!(back.value(&name), value, "{code}: {name}");
            }
        }
    }
    let week = "/ar/steward/calendar/weeks/new";
    let page = scene.steward.get(week).expect_status(200).page();
    let mut form = page
        .form("main form[method=post]")
        .set("from_day", "2027-01-01")
        .set("source", "مرسوم");
    for day in ["sunday", "monday", "tuesday", "wednesday", "thursday"] {
        form = form.set(day, "yes");
    }
    let page = app
        .unchanged("seven days", || form.submit(&scene.steward))
        .expect_status(422)
        .page();
    let said = words(Lang::Ar, "errors.calendar_no_working_day");
    assert!(page.one(".errors").text().contains(&said));
    let back = page.form("main form[method=post]");
    assert_eq!(back.value("from_day"), "2027-01-01");
    assert_eq!(back.value("monday"), "yes");
}

fn two_stewards_at_once_do_not_overwrite_each_other(app: &App) {
    let scene = scene(app);
    let other = app.signed_in(&app.steward("other"));
    let open = scene.form(NEW, "2026-12-01", "");
    let asked = scene.typed("2026-12-02", "");
    // The other one is faster.
    let faster = scene.form(NEW, "2026-11-25", "");
    let faster = faster.submit(&other).expect_status(200).page();
    let done = faster
        .form("main form[method=post]")
        .press(&other, "confirm", "yes");
    done.expect_status(303);
    let confirmed = asked.form("main form[method=post]");
    for (late, day) in [
        (open.submit(&scene.steward), "2026-12-01"),
        (
            confirmed.press(&scene.steward, "confirm", "yes"),
            "2026-12-02",
        ),
    ] {
        let page = late.expect_status(409).page();
        assert!(says(&text(&page), Lang::Ar, "calendar.stale"));
        let form = page.form("main form[method=post]");
        assert_eq!(form.value("first_day"), day, "what was typed is kept");
        assert_eq!(form.value("version"), "1");
    }
    assert_eq!(app.rows()["calendar_changes"], 1);
    let kept = app.query(stored::entries).holidays;
    let remove = format!("/ar/steward/calendar/holidays/{}/remove", kept[0].id);
    let stale = scene.steward.post_form(&remove, &[("version", "0")]);
    let page = stale.expect_status(409).page();
    assert!(says(&text(&page), Lang::Ar, "calendar.stale_ask"));
    scene.confirm(&page);
    assert_eq!(app.rows()["holidays"], 0);
}

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
    let said = app.unchanged("a later reading", || read(&later, &desk));
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
    use server::db::desk::{Wanted, owed};
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
