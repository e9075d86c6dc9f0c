//! A manager composes the outcome report from the answers given, edits it, and concludes the topic.

use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::REASON;
use tests::support::words::assert_says;

on_both!(
    a_topic_is_concluded_from_a_composed_report,
    what_was_written_is_not_overwritten_unasked,
    a_pending_suggestion_keeps_a_topic_from_being_concluded,
);

const OWN_AR: &str = "وقد كتب هذه الجملة مدير الجهة بنفسه في آخر التقرير.";
const OWN_EN: &str = "A manager of the agency wrote this sentence at the end of the report.";

fn a_topic_is_concluded_from_a_composed_report(app: &App) {
    let agency = app.agency("libraries");
    let moderator = app.moderator("badr", &agency);
    let manager = app.signed_in(&app.manager("maryam", &agency));
    let topic = app.closed_topic(&agency);
    let dressed = "[Prize](https://evil.example) **now**";
    let adopted = app.suggestion_with(&topic, None, |one| one.title = dressed.into());
    let rejected = app.suggestion(&topic, None);
    let withdrawn = app.suggestion_with(&topic, None, |one| one.publication = "withdrawn".into());
    app.adopt(&topic, &adopted, &moderator);
    let case = format!("/ar/desk/libraries/suggestions/{}", rejected.reference);
    let page = manager.get(&case).expect_status(200).page();
    page.form("form[action$='/answer']")
        .set("kind", "rejected")
        .set(
            "reason",
            "No library has the staff for a night shift in this year or in the next.",
        )
        .submit(&manager)
        .expect_status(303);

    let path = format!("/ar/desk/libraries/topics/{}/report", topic.slug);
    let page = manager.get(&path).expect_status(200).page();
    let form = page.form("form[action$='/report']");
    let composed = app.unchanged("composing", || form.press(&manager, "then", "compose"));
    let page = composed.expect_status(200).page();
    assert_says(&page, Lang::Ar, "compose.filled");
    let form = page.form("form[action$='/report']");
    let (ar, en) = (form.value("ar"), form.value("en"));
    for (text, heading) in [(&ar, "## ماذا سنفعل"), (&en, "## What we will do")] {
        assert!(text.contains(heading), "{text}");
        for part in [
            adopted.reference.as_str(),
            rejected.reference.as_str(),
            "Open until nine on two evenings a week",
            "2027",
            "No library has the staff for a night shift",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(
            !text.contains(&withdrawn.reference) && !text.contains(REASON),
            "{text}"
        );
    }
    assert!(
        ar.contains("نُشر مقترحان") && ar.contains("اعتُمد مقترح واحد"),
        "{ar}"
    );
    assert!(en.contains("2 suggestions were published"), "{en}");

    // People edit what was composed.
    form.set("ar", &format!("{ar}\n{OWN_AR}"))
        .set("en", &format!("{en}\n{OWN_EN}"))
        .submit(&manager)
        .expect_status(303);
    let conclude = format!("/ar/desk/libraries/topics/{}/conclude", topic.slug);
    let page = manager.get(&conclude).expect_status(200).page();
    page.form("form[action$='/conclude']")
        .submit(&manager)
        .expect_status(303);
    assert_eq!(app.stored_topic(&topic.slug).state, "concluded");
    for (lang, own) in [("ar", OWN_AR), ("en", OWN_EN)] {
        let outcome = format!("/{lang}/topics/{}/outcome", topic.slug);
        let page = app.client().get(&outcome).expect_status(200).page();
        let report = page.one("div.prose");
        assert!(report.text().contains(own), "{lang}");
        assert_eq!(report.all("h3").len(), 3, "{lang}");
        // A title is no markup, whoever wrote it.
        assert!(report.all("a, strong").is_empty(), "{lang}");
        assert!(report.text().contains(dressed), "{lang}");
    }
}

fn what_was_written_is_not_overwritten_unasked(app: &App) {
    let agency = app.agency("libraries");
    let manager = app.signed_in(&app.manager("maryam", &agency));
    let topic = app.closed_topic(&agency);
    let path = format!("/ar/desk/libraries/topics/{}/report", topic.slug);
    let page = manager.get(&path).expect_status(200).page();
    let form = page.form("form[action$='/report']").set("ar", OWN_AR);
    let page = form
        .press(&manager, "then", "compose")
        .expect_status(200)
        .page();
    assert_says(&page, Lang::Ar, "compose.ask");
    let asked = page.form("form[action$='/report']");
    assert_eq!(
        (asked.value("ar"), asked.value("en")),
        (OWN_AR.into(), String::new())
    );
    for (then, keeps) in [("append", true), ("replace", false)] {
        let answer = app.unchanged(then, || asked.press(&manager, "then", then));
        let form = answer
            .expect_status(200)
            .page()
            .form("form[action$='/report']");
        let (ar, en) = (form.value("ar"), form.value("en"));
        assert_eq!(ar.starts_with(OWN_AR), keeps, "{then}");
        assert!(
            ar.contains("ماذا سمعنا") && en.starts_with("## What we heard"),
            "{then}"
        );
    }
    // Saving over what another saved meanwhile is still refused.
    let page = asked.press(&manager, "then", "append").page();
    let composed = page.form("form[action$='/report']");
    composed.submit(&manager).expect_status(303);
    let answer = app.unchanged("a stale report", || composed.submit(&manager));
    assert_eq!(answer.status, 409);
    let stranger = app.signed_in(&app.manager("hind", &app.agency("parks")));
    let answer = stranger.post_form(&path, &[("then", "compose")]);
    assert_eq!(answer.status, 404);
}

fn a_pending_suggestion_keeps_a_topic_from_being_concluded(app: &App) {
    let agency = app.agency("libraries");
    let manager = app.signed_in(&app.manager("maryam", &agency));
    let topic = app.closed_topic(&agency);
    let held = app.suggestion_with(&topic, None, |one| {
        one.publication = "pending".into();
        one.pending_reason = Some("held_by_filter".into());
        one.publishes_on = Some("2026-11-25".into());
        one.published_at = None;
    });
    app.report(&topic);
    let path = format!("/ar/desk/libraries/topics/{}/conclude", topic.slug);
    let page = manager.get(&path).expect_status(200).page();
    assert_says(&page, Lang::Ar, "compose.pending_note");
    let answer = app.unchanged("concluding over a pending one", || {
        manager.post_form::<&str>(&path, &[])
    });
    let page = answer.expect_status(409).page();
    assert!(
        page.text("section[aria-labelledby=pending]")
            .contains(&held.reference)
    );
}
