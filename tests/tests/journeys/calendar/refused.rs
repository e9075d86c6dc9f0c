//! What the calendar does not take, and what somebody else was faster with.

use server::db::holidays as stored;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::words::{says, words};

use super::{NEW, scene, text};

on_both!(
    what_the_calendar_does_not_take_comes_back_with_what_was_typed,
    two_stewards_at_once_do_not_overwrite_each_other,
);

fn what_the_calendar_does_not_take_comes_back_with_what_was_typed(app: &App) {
    let scene = scene(app);
    app.holiday("2026-12-07");
    // What is typed otherwise, the field at fault, and its code.
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a str, &'a str);
    let cases: [Case<'_>; 8] = [
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
