//! What is no objection, and who may not make or decide one.

use tests::on_both;

use super::*;

on_both!(
    an_objection_is_made_once_by_the_author_in_time,
    an_objection_has_substance_and_comes_back_as_typed,
    scripts_in_an_objection_reach_the_steward_as_text,
    an_objection_is_decided_once_and_by_no_party_to_it,
);

fn an_objection_is_made_once_by_the_author_in_time(app: &App) {
    let case = hidden(app);
    let path = format!("{}/object", case.path(Lang::Ar));
    let fields = [("objection", WHY)];
    let others = [
        app.citizen("other"),
        case.moderator.clone(),
        app.steward("steward"),
    ];
    for person in &others {
        let client = app.signed_in(person);
        assert_eq!(client.get(&path).status, 403, "{}", person.sign_in);
        let answer = app.unchanged(&person.sign_in, || client.post_form(&path, &fields));
        assert_eq!(answer.status, 403, "{}", person.sign_in);
    }
    let visitor = app.unchanged("a visitor", || app.client().post_form(&path, &fields));
    assert!(visitor.location().is_some_and(|to| to.contains("sign-in")));
    // Of what is in public there is nothing to object to.
    let shown = app.suggestion(&case.topic, Some(&case.author));
    let author = app.signed_in(&case.author);
    let of_shown = format!("/ar/suggestions/{}/object", shown.reference);
    let answer = app.unchanged("in public", || author.post_form(&of_shown, &fields));
    assert_eq!(answer.status, 409);
    assert_says(&answer.page(), Lang::Ar, "errors.suggestion_not_hidden");
    // Hidden on Tuesday 24 November; 20 working days later is Tuesday 22 December.
    app.set_clock("2026-12-22T20:00:00Z");
    let author = app.signed_in(&case.author);
    let answer = app.unchanged("a day late", || author.post_form(&path, &fields));
    assert_eq!(answer.status, 409);
    assert_says(&answer.page(), Lang::Ar, "errors.objection_too_late");
    let page = author.get(&case.path(Lang::Ar)).page();
    assert_says(&page, Lang::Ar, "objection.too_late");
    app.set_clock("2026-12-22T19:59:59Z");
    let author = app.signed_in(&case.author);
    author.post_form(&path, &fields).expect_status(303);
    let answer = app.unchanged("twice", || author.post_form(&path, &fields));
    assert_eq!(answer.status, 409);
    assert_says(&answer.page(), Lang::Ar, "errors.objection_made");
}

fn an_objection_has_substance_and_comes_back_as_typed(app: &App) {
    let case = hidden(app);
    let author = app.signed_in(&case.author);
    let long = "a".repeat(1_001);
    for (text, code) in [
        ("", "missing.objection"),
        (" \n\t \u{a0}", "missing.objection"),
        ("1234567890 1234567890 12345", "errors.objection_too_short"),
        ("لا أوافق", "errors.objection_too_short"),
        (&*long, "errors.text_too_long"),
    ] {
        let answer = app.unchanged(code, || case.object(&author, text));
        assert_eq!(answer.status, 422, "{code}");
        let page = answer.page();
        assert!(page.has("[role=alert]"), "{code}");
        assert_says(&page, Lang::Ar, code);
        let kept = page.form("form[action$='/object']").value("objection");
        assert_eq!(kept.replace("\r\n", "\n").trim(), text.trim(), "{code}");
        assert!(page.root().text().contains(case.body()));
    }
    let huge = "a".repeat(1_000_000);
    let path = format!("{}/object", case.path(Lang::Ar));
    let answer = app.unchanged("a megabyte", || {
        author.post_form(&path, &[("objection", &huge)])
    });
    assert_eq!(answer.status, 413);
}

fn scripts_in_an_objection_reach_the_steward_as_text(app: &App) {
    let case = hidden(app);
    let author = app.signed_in(&case.author);
    let text = "<script>alert('x')</script><img src=x onerror=alert(1)> \
                this text sells nothing at all, look again";
    case.object(&author, text).expect_status(303);
    let steward = app.signed_in(&app.steward("steward"));
    let path = waiting(&steward);
    for (client, path) in [(&steward, path), (&author, case.path(Lang::En))] {
        let answer = client.get(&path).expect_status(200);
        assert!(!answer.text().contains("<script>alert"), "{path}");
        assert!(!answer.text().contains("<img src=x"), "{path}");
        assert!(answer.page().root().text().contains("<script>alert('x')"));
    }
}

fn an_objection_is_decided_once_and_by_no_party_to_it(app: &App) {
    let case = hidden(app);
    let author = app.signed_in(&case.author);
    case.object(&author, WHY).expect_status(303);
    let steward = app.signed_in(&app.steward("steward"));
    let path = waiting(&steward);
    let fields = [("outcome", "restored"), ("public_reason", BECAUSE)];
    for person in [
        case.author.clone(),
        case.moderator.clone(),
        app.citizen("other"),
    ] {
        let client = app.signed_in(&person);
        assert_eq!(client.get(&path).status, 404);
        let answer = app.unchanged(&person.sign_in, || client.post_form(&path, &fields));
        assert_eq!(answer.status, 404);
    }
    // A steward who also sits at the agency's desk.
    let agency = case.topic.agency_id.clone();
    let both = [
        shared::account::Role::Steward,
        shared::account::Role::Moderator { agency },
    ];
    let party = app.signed_in(&app.account("both", &both));
    assert_says(
        &party.get(&path).expect_status(200).page(),
        Lang::Ar,
        "objection.party",
    );
    let answer = app.unchanged("a party", || party.post_form(&path, &fields));
    assert_eq!(answer.status, 403);
    for (outcome, reason) in [
        ("", BECAUSE),
        ("upheld", BECAUSE),
        ("stands", " \n "),
        ("stands", "لا"),
    ] {
        let typed = [("outcome", outcome), ("public_reason", reason)];
        let answer = app.unchanged(reason, || steward.post_form(&path, &typed));
        assert_eq!(answer.status, 422, "{outcome} {reason}");
        let kept = answer.page();
        let kept = kept.form("form[action*='/steward/objections/']");
        assert_eq!(kept.value("public_reason").trim(), reason.trim());
    }
    let open = steward.get(&path).page();
    let form = open.form("form[action*='/steward/objections/']");
    let form = form.set("outcome", "stands").set("public_reason", BECAUSE);
    form.submit(&steward).expect_status(303);
    let other = app.signed_in(&app.steward("other-steward"));
    for client in [&steward, &other] {
        let again = app.unchanged("decided again", || form.submit(client));
        assert_eq!(again.status, 409);
        assert_says(&again.page(), Lang::Ar, "errors.stale");
    }
    assert_eq!(app.stored(&case.suggestion.reference).publication, "hidden");
}
