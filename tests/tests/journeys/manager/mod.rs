//! A manager creates, opens, extends and concludes a topic.

mod editor;

use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::REASON;
use tests::support::html::Form;
use tests::support::http::Client;
use tests::support::words::assert_says;

on_both!(
    creates_opens_extends_and_concludes,
    an_extension_only_goes_forward,
    a_topic_is_not_closed_before_its_last_day_has_ended,
    a_restored_suggestion_reopens_a_concluded_topic,
    the_reason_of_an_adoption_is_public,
);

const REPORT_AR: &str =
    "سمعنا أن الساعات لا تناسب العاملين. سنفتح مساءً في يومين من الأسبوع، ولن نفتح أيام العطل.";
const REPORT_EN: &str = "We heard that the hours do not suit people who work. We will open on two evenings, not on holidays.";

fn manager(app: &App) -> Client {
    let agency = app.agency("libraries");
    app.signed_in(&app.manager("maryam", &agency))
}

fn form(client: &Client, path: &str) -> Form {
    let last = path.rsplit('/').next().expect("a step");
    client
        .get(path)
        .expect_status(200)
        .page()
        .form(&format!("form[action$='/{last}']"))
}

/// The editor filled with everything a topic needs.
fn filled(client: &Client) -> Form {
    form(client, "/en/desk/libraries/topics/new")
        .set("slug", "library-hours")
        .set("title_ar", "ساعات المكتبات العامة")
        .set("title_en", "Hours of public libraries")
        .set(
            "description_ar",
            "نراجع ساعات فتح المكتبات العامة في المحافظات كلها.",
        )
        .set(
            "description_en",
            "We review the hours of public libraries in all governorates.",
        )
        .set("question_ar", "متى تحتاج إلى أن تكون المكتبة مفتوحة؟")
        .set("question_en", "When do you need a library to be open?")
        .set("what_happens_ar", "تدخل النتائج في قرار الساعات الجديد.")
        .set(
            "what_happens_en",
            "The results enter the decision on the new hours.",
        )
        .set("participation", "consultation")
        .set("opens", "2026-11-24")
        .set("closes", "2026-12-23")
}

fn creates_opens_extends_and_concludes(app: &App) {
    let client = manager(app);
    filled(&client).submit(&client).expect_status(303);
    let visitor = app.client();
    visitor.get("/en/topics/library-hours").expect_status(404);
    assert_eq!(app.stored_topic("library-hours").state, "draft");

    form(&client, "/en/desk/libraries/topics/library-hours/open")
        .submit(&client)
        .expect_status(303);
    assert_eq!(app.stored_topic("library-hours").state, "open");
    for (lang, title) in [
        ("ar", "ساعات المكتبات العامة"),
        ("en", "Hours of public libraries"),
    ] {
        let page = visitor
            .get(&format!("/{lang}/topics/library-hours"))
            .expect_status(200)
            .page();
        assert!(page.text("h1").contains(title), "{lang}");
    }
    // What is open is not edited any more.
    let refused = client.get("/en/desk/libraries/topics/library-hours/edit");
    assert_eq!(refused.status, 409);
    assert_says(&refused.page(), Lang::En, "errors.topic_not_draft");

    // A due date that was promised stays when the topic is extended.
    let topic = app.stored_topic("library-hours");
    let early = app.suggestion(&topic, None);
    let extend = form(&client, "/en/desk/libraries/topics/library-hours/extend")
        .set("closes", "٢٠٢٦-١٢-٣٠")
        .set("reason_ar", "طلب كثيرون وقتًا أطول للمشاركة.")
        .set("reason_en", "Many asked for more time to take part.");
    extend.submit(&client).expect_status(303);
    assert_eq!(app.stored_topic("library-hours").closes_on, "2026-12-30");
    assert_eq!(app.stored(&early.reference).decide_due, early.decide_due);
    let page = visitor
        .get("/en/topics/library-hours/about")
        .expect_status(200)
        .page();
    assert!(
        page.root().text().contains("Many asked for more time"),
        "an extension is public"
    );

    // Midnight after the last day, in Muscat.
    app.set_clock("2026-12-30T20:00:00Z");
    app.run_jobs();
    assert_eq!(app.stored_topic("library-hours").state, "closed");
    let client = app.signed_in(&app.manager("maryam2", &agency_of(app)));

    // Neither with a debt nor without a report, and both are said by name.
    let refused = app.unchanged("concluding too early", || {
        client.post_form(
            "/en/desk/libraries/topics/library-hours/conclude",
            &[("version", "0")],
        )
    });
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains(&early.reference), "it names which");
    app.adopt(&topic, &early, &app.moderator("mod", &agency_of(app)));
    let refused = app.unchanged("concluding without a report", || {
        client.post_form(
            "/en/desk/libraries/topics/library-hours/conclude",
            &[("version", "0")],
        )
    });
    assert_eq!(refused.status, 409);
    assert!(!refused.text().contains(&early.reference));

    let report = form(&client, "/en/desk/libraries/topics/library-hours/report");
    for (ar, en) in [(REPORT_AR, ""), ("", REPORT_EN), (REPORT_AR, "Too short.")] {
        let answer = app.unchanged("half a report", || {
            report.clone().set("ar", ar).set("en", en).submit(&client)
        });
        assert_eq!(answer.status, 422, "{ar:?} {en:?}");
        let kept = answer.page().form("form[action$='/report']");
        assert_eq!(
            (kept.value("ar"), kept.value("en")),
            (ar.to_owned(), en.to_owned())
        );
    }
    report
        .set("ar", REPORT_AR)
        .set("en", REPORT_EN)
        .submit(&client)
        .expect_status(303);
    form(&client, "/en/desk/libraries/topics/library-hours/conclude")
        .submit(&client)
        .expect_status(303);
    assert_eq!(app.stored_topic("library-hours").state, "concluded");
    for (lang, report) in [("ar", REPORT_AR), ("en", REPORT_EN)] {
        let page = visitor
            .get(&format!("/{lang}/topics/library-hours/outcome"))
            .expect_status(200)
            .page();
        assert!(page.root().text().contains(report), "{lang}");
    }
}

fn an_extension_only_goes_forward(app: &App) {
    let client = manager(app);
    let topic = app.topic(&agency_of(app));
    let path = format!("/ar/desk/libraries/topics/{}/extend", topic.slug);
    for (closes, ar, en) in [
        (
            "2026-12-20",
            "سبب كاف للتمديد هنا",
            "Reason enough to extend",
        ),
        (
            "2026-12-01",
            "سبب كاف للتمديد هنا",
            "Reason enough to extend",
        ),
        (
            "2027-01-31",
            "سبب كاف للتمديد هنا",
            "Reason enough to extend",
        ), // 92 days in all
        ("2026-12-27", "", "Reason enough to extend"),
        ("2026-12-27", "سبب كاف للتمديد هنا", ""),
        ("", "سبب كاف للتمديد هنا", "Reason enough to extend"),
    ] {
        let form = form(&client, &path)
            .set("closes", closes)
            .set("reason_ar", ar)
            .set("reason_en", en);
        let answer = app.unchanged(closes, || form.submit(&client));
        assert_eq!(answer.status, 422, "{closes:?} {ar:?} {en:?}");
        let kept = answer.page().form("form[action$='/extend']");
        assert_eq!(
            (kept.value("closes"), kept.value("reason_en")),
            (closes.to_owned(), en.to_owned())
        );
    }
    app.set_clock("2026-12-20T20:00:00Z");
    let client = app.signed_in(&app.manager("late", &agency_of(app)));
    let fields = [
        ("closes", "2026-12-27"),
        ("reason_ar", "سبب كاف للتمديد هنا"),
        ("reason_en", "Reason enough to extend"),
    ];
    let answer = app.unchanged("after the last day", || client.post_form(&path, &fields));
    assert!(matches!(answer.status, 409 | 422), "{}", answer.status);
}

fn a_topic_is_not_closed_before_its_last_day_has_ended(app: &App) {
    let client = manager(app);
    let topic = app.topic(&agency_of(app));
    let path = format!("/ar/desk/libraries/topics/{}/close", topic.slug);
    let answer = app.unchanged("closing early", || client.post_form::<&str>(&path, &[]));
    assert_eq!(answer.status, 409);
    assert_says(&answer.page(), Lang::Ar, "errors.topic_still_running");
    app.set_clock("2026-12-20T20:00:00Z");
    let client = app.signed_in(&app.manager("late", &agency_of(app)));
    client.post_form::<&str>(&path, &[]).expect_status(303);
    assert_eq!(app.stored_topic(&topic.slug).state, "closed");
    // The leader counts right after.
    app.run_jobs();
    assert_eq!(app.rows()["editions"], 1, "closing counts the lists");
}

fn a_restored_suggestion_reopens_a_concluded_topic(app: &App) {
    let client = manager(app);
    let topic = app.closed_topic(&agency_of(app));
    let hidden = app.suggestion_with(&topic, None, |one| {
        one.publication = "hidden".into();
        one.hidden_reason = Some(1);
    });
    app.report(&topic);
    form(
        &client,
        &format!("/en/desk/libraries/topics/{}/conclude", topic.slug),
    )
    .submit(&client)
    .expect_status(303);
    let steward = app.signed_in(&app.steward("steward"));
    let path = format!(
        "/en/desk/libraries/suggestions/{}/restore",
        hidden.reference
    );
    steward.post_form::<&str>(&path, &[]).expect_status(303);
    assert_eq!(app.stored_topic(&topic.slug).state, "closed");
}

fn the_reason_of_an_adoption_is_public(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.closed_topic(&agency);
    let one = app.suggestion(&topic, None);
    app.adopt(&topic, &one, &app.moderator("mod", &agency));
    let page = app
        .client()
        .get(&format!("/en/suggestions/{}", one.reference))
        .expect_status(200)
        .page();
    assert!(page.root().text().contains(REASON));
}

fn agency_of(app: &App) -> server::db::agencies::Agency {
    app.query(|conn| server::db::agencies::by_slug(conn, "libraries"))
        .expect("the agency")
}
