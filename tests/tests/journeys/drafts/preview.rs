//! An answer looked at before it is sent, and two sent at once.

use super::*;

on_both!(
    a_preview_is_in_the_authors_language_and_gives_nothing,
    a_preview_refuses_what_its_sending_would,
    two_final_answers_at_once_are_one,
);

fn a_preview_is_in_the_authors_language_and_gives_nothing(app: &App) {
    let (desk, client) = desk(app);
    let one = app.suggestion_with(&desk.topic, None, |one| {
        (one.lang, one.dir) = ("ar".into(), "rtl".into());
        one.title = "افتحوا المكتبة مساءً".into();
    });
    let english = path(&one).replace("/ar/", "/en/");
    let page = client.get(&english).expect_status(200).page();
    let typed = page
        .form("form[action$='/answer']")
        .set("kind", "adopted")
        .set("reason", REASON_AR)
        .set("other_reason", "Not this year.")
        .set("commitment_what", "نفتح حتى التاسعة <b>مساءً</b>")
        .set("commitment_due", "2027-01-31");
    let page = send(&typed, &client, &format!("{english}/answer/preview"));
    let page = page.expect_status(200).page();
    assert_says(&page, Lang::En, "preview_answer.title");
    let shown = page.one("main .reply");
    assert_eq!(
        (shown.attr("lang"), shown.attr("dir")),
        (Some("ar"), Some("rtl"))
    );
    let text = shown.text();
    for part in [
        REASON_AR,
        "نفتح حتى التاسعة <b>مساءً</b>",
        &desk.agency.name_ar,
        &words(Lang::Ar, "answer.adopted"),
        &words(Lang::Ar, "answer.decided"),
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(app.stored_answers(&one).is_empty());
    assert_eq!(app.stored(&one.reference).answer_state, "none");
    assert_eq!(kept(app).len(), 1, "the draft");

    // Back to writing with all that was typed, and sent as it was shown.
    let sent = page.form("form[action$='/answer']");
    let again = send(&sent, &client, &format!("{english}/answer/form"));
    let again = again.expect_status(200).page();
    let back = again.form("form[action$='/answer']");
    for (name, value) in [
        ("kind", "adopted"),
        ("reason", REASON_AR),
        ("other_reason", "Not this year."),
        ("commitment_what", "نفتح حتى التاسعة <b>مساءً</b>"),
        ("commitment_due", "2027-01-31"),
    ] {
        assert_eq!(back.value(name), value);
    }
    sent.submit(&client).expect_status(303);
    app.unchanged("sent from the form as well", || back.submit(&client))
        .expect_status(303);
    assert_eq!(app.stored(&one.reference).answer_state, "adopted");
    assert!(kept(app).is_empty());
}

fn a_preview_refuses_what_its_sending_would(app: &App) {
    let (desk, client) = desk(app);
    let one = app.suggestion(&desk.topic, None);
    let to = format!("{}/answer/preview", path(&one));
    for (kind, reason, why) in [
        ("rejected", "  \n", "missing.reason"),
        ("rejected", "Too short.", "errors.reason_too_short"),
        ("rejected", REASON_AR, "errors.reason_language"),
        ("adopted", REASON, "errors.commitment_missing"),
    ] {
        let typed = form(&client, &one).set("kind", kind).set("reason", reason);
        let page = send(&typed, &client, &to).expect_status(422).page();
        assert!(page.has("[role=alert]"), "{why}");
        let again = page.form("form[action$='/answer']");
        assert_eq!(again.value("reason").trim(), reason.trim());
    }
    let old = form(&client, &one)
        .set("kind", "rejected")
        .set("reason", REASON);
    let colleague = app.signed_in(&app.moderator("salma", &desk.agency));
    form(&colleague, &one)
        .set("kind", "acknowledged")
        .submit(&colleague)
        .expect_status(303);
    let page = send(&old, &client, &to).expect_status(409).page();
    assert_says(&page, Lang::Ar, "answering.stale");
    assert_eq!(page.form("form[action$='/answer']").value("reason"), REASON);
}

fn two_final_answers_at_once_are_one(app: &App) {
    let (desk, client) = desk(app);
    let one = app.suggestion(&desk.topic, None);
    let colleague = app.signed_in(&app.moderator("salma", &desk.agency));
    let forms = [&client, &colleague].map(|who| {
        form(who, &one)
            .set("kind", "rejected")
            .set("reason", REASON)
    });
    let mut statuses = std::thread::scope(|scope| {
        let sent = [(&forms[0], &client), (&forms[1], &colleague)]
            .map(|(form, who)| scope.spawn(move || form.submit(who).status));
        sent.map(|one| one.join().expect("an answer"))
    });
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(app.stored_answers(&one).len(), 1);
}
