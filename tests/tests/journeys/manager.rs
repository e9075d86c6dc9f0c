//! A manager creates, opens, extends and concludes a topic.

use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::REASON;
use tests::support::html::Form;
use tests::support::http::Client;
use tests::support::words::assert_says;

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

on_both! {
    fn creates_opens_extends_and_concludes(app) {
        let client = manager(app);
        filled(&client).submit(&client).expect_status(303);
        let visitor = app.client();
        visitor.get("/en/topics/library-hours").expect_status(404);
        assert_eq!(app.stored_topic("library-hours").state, "draft");

        form(&client, "/en/desk/libraries/topics/library-hours/open").submit(&client).expect_status(303);
        assert_eq!(app.stored_topic("library-hours").state, "open");
        for (lang, title) in [("ar", "ساعات المكتبات العامة"), ("en", "Hours of public libraries")] {
            let page = visitor.get(&format!("/{lang}/topics/library-hours")).expect_status(200).page();
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
        let page = visitor.get("/en/topics/library-hours/about").expect_status(200).page();
        assert!(page.root().text().contains("Many asked for more time"), "an extension is public");

        // Midnight after the last day, in Muscat.
        app.set_clock("2026-12-30T20:00:00Z");
        app.run_jobs();
        assert_eq!(app.stored_topic("library-hours").state, "closed");
        let client = app.signed_in(&app.manager("maryam2", &agency_of(app)));

        // Neither with a debt nor without a report, and both are said by name.
        let refused = app.unchanged("concluding too early", || {
            client.post_form("/en/desk/libraries/topics/library-hours/conclude", &[("version", "0")])
        });
        assert_eq!(refused.status, 409);
        assert!(refused.text().contains(&early.reference), "it names which");
        app.adopt(&topic, &early, &app.moderator("mod", &agency_of(app)));
        let refused = app.unchanged("concluding without a report", || {
            client.post_form("/en/desk/libraries/topics/library-hours/conclude", &[("version", "0")])
        });
        assert_eq!(refused.status, 409);
        assert!(!refused.text().contains(&early.reference));

        let report = form(&client, "/en/desk/libraries/topics/library-hours/report");
        for (ar, en) in [(REPORT_AR, ""), ("", REPORT_EN), (REPORT_AR, "Too short.")] {
            let answer = app.unchanged("half a report", || report.clone().set("ar", ar).set("en", en).submit(&client));
            assert_eq!(answer.status, 422, "{ar:?} {en:?}");
            let kept = answer.page().form("form[action$='/report']");
            assert_eq!((kept.value("ar"), kept.value("en")), (ar.to_owned(), en.to_owned()));
        }
        report.set("ar", REPORT_AR).set("en", REPORT_EN).submit(&client).expect_status(303);
        form(&client, "/en/desk/libraries/topics/library-hours/conclude").submit(&client).expect_status(303);
        assert_eq!(app.stored_topic("library-hours").state, "concluded");
        for (lang, report) in [("ar", REPORT_AR), ("en", REPORT_EN)] {
            let page = visitor.get(&format!("/{lang}/topics/library-hours/outcome")).expect_status(200).page();
            assert!(page.root().text().contains(report), "{lang}");
        }
    }

    fn a_draft_with_something_missing_is_saved_and_does_not_open(app) {
        let client = manager(app);
        filled(&client).set("question_ar", "").set("what_happens_en", "").submit(&client).expect_status(303);
        let page = client.get("/ar/desk/libraries/topics/library-hours/open").expect_status(200).page();
        assert!(page.has("[role=alert]") && !page.has("form[action$='/open']"));
        let version = app.stored_topic("library-hours").version.to_string();
        let answer = app.unchanged("opening half a topic", || {
            client.post_form("/ar/desk/libraries/topics/library-hours/open", &[("version", &version)])
        });
        assert_eq!(answer.status, 422);
        assert_eq!(app.stored_topic("library-hours").state, "draft");
        assert!(answer.page().has("[role=alert]"));
    }

    fn days_out_of_the_rules_do_not_open(app) {
        let client = manager(app);
        for (opens, closes) in [
            ("2026-11-24", "2026-11-30"), // 7 days and no reason
            ("2026-11-24", "2027-02-22"), // 91 days
            ("2026-12-20", "2026-12-01"),
            ("2026-10-01", "2026-11-20"), // over before it opens
            ("", ""),
        ] {
            let slug = format!("days-{}-{}", opens.len() + closes.len(), closes.replace('-', ""));
            let slug = slug.trim_end_matches('-').to_owned();
            filled(&client).set("slug", &slug).set("opens", opens).set("closes", closes).submit(&client).expect_status(303);
            let version = app.stored_topic(&slug).version.to_string();
            let path = format!("/en/desk/libraries/topics/{slug}/open");
            let answer = app.unchanged("opening", || client.post_form(&path, &[("version", &version)]));
            assert_eq!(answer.status, 422, "{opens} {closes}");
        }
    }

    fn a_short_topic_opens_with_a_public_reason(app) {
        let client = manager(app);
        let form_ = filled(&client).set("closes", "2026-11-30")
            .set("short_reason_ar", "يبدأ العمل بالساعات الجديدة في ديسمبر.")
            .set("short_reason_en", "The new hours begin in December.");
        form_.submit(&client).expect_status(303);
        form(&client, "/en/desk/libraries/topics/library-hours/open").submit(&client).expect_status(303);
        let page = app.client().get("/en/topics/library-hours/about").expect_status(200).page();
        assert!(page.root().text().contains("The new hours begin in December."));
    }

    fn numbers_are_read_in_every_kind_of_digit(app) {
        let client = manager(app);
        filled(&client).set("list_places", "٧").set("per_person", "۳").set("shortlist_places", "12")
            .submit(&client).expect_status(303);
        let topic = app.stored_topic("library-hours");
        assert_eq!((topic.list_length, topic.per_person, topic.shortlist_length), (7, 3, 12));
        for (name, value) in [
            ("list_places", "2"), ("list_places", "١٧"), ("list_places", "1e1"), ("list_places", "ten"),
            ("per_person", "0"), ("per_person", "-1"), ("per_person", "99999999999999999999"),
            ("ranking_only_percent", "76"), ("shortlist_min_lists", "1.5"), ("opens", "2026-02-30"),
            ("closes", "24/12/2026x"), ("participation", "decree"), ("slug", "ساعات"), ("slug", "a--b"),
        ] {
            let form = filled(&client).forge("slug", "other-hours").forge(name, value);
            let answer = app.unchanged(name, || form.submit(&client));
            assert_eq!(answer.status, 422, "{name}={value}");
            let page = answer.page();
            assert!(page.has("[role=alert]"), "{name}={value}");
            if name != "participation" {
                assert_eq!(page.form("form[action$='/new']").value(name), value, "what was typed is still there");
            }
        }
    }

    /// Every number that the rules allow is one that the tables take.
    fn every_allowed_share_of_ranking_only_is_stored(app) {
        let client = manager(app);
        for percent in ["0", "50", "51", "75"] {
            let slug = format!("share-{percent}");
            let answer = filled(&client).set("slug", &slug).set("ranking_only_percent", percent).submit(&client);
            assert!(matches!(answer.status, 303 | 422), "{percent}: {}", answer.status);
        }
    }

    fn a_slug_is_taken_once(app) {
        let client = manager(app);
        filled(&client).submit(&client).expect_status(303);
        let answer = app.unchanged("a taken slug", || filled(&client).submit(&client));
        assert!(matches!(answer.status, 409 | 422), "{}", answer.status);
        let kept = answer.page().form("form[action$='/new']");
        assert_eq!(kept.value("title_en"), "Hours of public libraries", "what was typed is still there");
    }

    fn two_managers_do_not_write_over_each_other(app) {
        let client = manager(app);
        filled(&client).submit(&client).expect_status(303);
        let path = "/en/desk/libraries/topics/library-hours/edit";
        let (one, other) = (form(&client, path), form(&client, path));
        one.set("title_en", "Hours of all public libraries").submit(&client).expect_status(303);
        let answer = app.unchanged("a stale edit", || other.set("title_en", "Hours").submit(&client));
        let answer = answer.expect_status(409);
        assert_eq!(answer.page().form("form[action$='/edit']").value("title_en"), "Hours");
        assert_eq!(app.stored_topic("library-hours").title_en, "Hours of all public libraries");
    }

    fn an_extension_only_goes_forward(app) {
        let client = manager(app);
        let topic = app.topic(&agency_of(app));
        let path = format!("/ar/desk/libraries/topics/{}/extend", topic.slug);
        for (closes, ar, en) in [
            ("2026-12-20", "سبب كاف للتمديد هنا", "Reason enough to extend"),
            ("2026-12-01", "سبب كاف للتمديد هنا", "Reason enough to extend"),
            ("2027-01-31", "سبب كاف للتمديد هنا", "Reason enough to extend"), // 92 days in all
            ("2026-12-27", "", "Reason enough to extend"),
            ("2026-12-27", "سبب كاف للتمديد هنا", ""),
            ("", "سبب كاف للتمديد هنا", "Reason enough to extend"),
        ] {
            let form = form(&client, &path).set("closes", closes).set("reason_ar", ar).set("reason_en", en);
            let answer = app.unchanged(closes, || form.submit(&client));
            assert_eq!(answer.status, 422, "{closes:?} {ar:?} {en:?}");
            let kept = answer.page().form("form[action$='/extend']");
            assert_eq!((kept.value("closes"), kept.value("reason_en")), (closes.to_owned(), en.to_owned()));
        }
        app.set_clock("2026-12-20T20:00:00Z");
        let client = app.signed_in(&app.manager("late", &agency_of(app)));
        let fields = [("closes", "2026-12-27"), ("reason_ar", "سبب كاف للتمديد هنا"), ("reason_en", "Reason enough to extend")];
        let answer = app.unchanged("after the last day", || client.post_form(&path, &fields));
        assert!(matches!(answer.status, 409 | 422), "{}", answer.status);
    }

    fn a_topic_is_not_closed_before_its_last_day_has_ended(app) {
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
        assert_eq!(app.rows()["editions"], 1, "closing counts the lists");
    }

    fn a_restored_suggestion_reopens_a_concluded_topic(app) {
        let client = manager(app);
        let topic = app.closed_topic(&agency_of(app));
        let hidden = app.suggestion_with(&topic, None, |one| {
            one.publication = "hidden".into();
            one.hidden_reason = Some(1);
        });
        app.report(&topic);
        form(&client, &format!("/en/desk/libraries/topics/{}/conclude", topic.slug)).submit(&client).expect_status(303);
        let steward = app.signed_in(&app.steward("steward"));
        let path = format!("/en/desk/libraries/suggestions/{}/restore", hidden.reference);
        steward.post_form::<&str>(&path, &[]).expect_status(303);
        assert_eq!(app.stored_topic(&topic.slug).state, "closed");
    }

    fn the_reason_of_an_adoption_is_public(app) {
        let agency = app.agency("libraries");
        let topic = app.closed_topic(&agency);
        let one = app.suggestion(&topic, None);
        app.adopt(&topic, &one, &app.moderator("mod", &agency));
        let page = app.client().get(&format!("/en/suggestions/{}", one.reference)).expect_status(200).page();
        assert!(page.root().text().contains(REASON));
    }
}

fn agency_of(app: &App) -> server::db::agencies::Agency {
    app.query(|conn| server::db::agencies::by_slug(conn, "libraries"))
        .expect("the agency")
}
