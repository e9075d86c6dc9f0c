//! Ready texts that are no reason, and those of others.

use super::*;

on_both!(
    a_template_word_for_word_is_no_reason,
    a_text_that_was_changed_or_retired_is_still_no_reason,
    many_are_each_answered_with_their_own_names,
    another_agencys_template_is_not_chosen,
);

fn a_template_word_for_word_is_no_reason(app: &App) {
    let (desk, manager, moderator) = desk(app);
    add(&manager, "rejected", "Panel");
    let one = app.suggestion(&desk.topic, None);
    let plain = filled(&desk, &one);
    let send = |reason: &str| {
        answer_form(&moderator, &one)
            .set("kind", "rejected")
            .set("reason", reason)
            .submit(&moderator)
    };
    answer_form(&moderator, &one);
    let shouted = plain.to_uppercase();
    let spread = plain.replace(' ', " \n ");
    for reason in [EN, &plain, &shouted, &spread, &format!("  {plain} !")] {
        let answer = app.unchanged(reason, || send(reason));
        let page = answer.expect_status(422).page();
        assert_says(&page, Lang::Ar, "errors.reason_template");
        assert!(reason_of(&page).contains(&reason.trim()[..20]), "kept");
    }
    // An acknowledgement gives no reason, and may be ready made.
    answer_form(&moderator, &one)
        .set("kind", "acknowledged")
        .set("reason", &plain)
        .submit(&moderator)
        .expect_status(303);
    send(&format!("{plain} It meets in May.")).expect_status(303);
}

fn a_text_that_was_changed_or_retired_is_still_no_reason(app: &App) {
    let (desk, manager, moderator) = desk(app);
    add(&manager, "rejected", "Panel");
    let one = app.suggestion(&desk.topic, None);
    let reason = filled(&desk, &one);
    let form = answer_form(&moderator, &one)
        .set("kind", "rejected")
        .set("reason", &reason);
    let path = format!("{TEMPLATES}/{}", only_id(app));
    let page = manager.get(&path).expect_status(200).page();
    let other = "{agency} has no room for {title} in this year's programme of work at all.";
    page.form(&format!("form[action$='{path}']"))
        .set("text_en", other)
        .submit(&manager)
        .expect_status(303);
    let answer = app.unchanged("an earlier text", || form.submit(&moderator));
    assert_eq!(answer.status, 422);
    manager
        .post_form(&format!("{path}/retire"), &[("version", "2")])
        .expect_status(303);
    let form = form.set("reason", other);
    let answer = app.unchanged("a retired text", || form.submit(&moderator));
    assert_eq!(answer.status, 422);
    assert!(!answer.page().has("[name=template]"), "offered no more");
}

fn many_are_each_answered_with_their_own_names(app: &App) {
    let (desk, manager, moderator) = desk(app);
    add(&manager, "rejected", "Panel");
    add(&manager, "acknowledged", "Thanks");
    let all = app.suggestions(&desk.topic, 3);
    let query: Vec<String> = all
        .iter()
        .map(|one| format!("suggestion={}", one.reference))
        .collect();
    let path = format!("/en/desk/libraries/bulk?act=reject&{}", query.join("&"));
    let page = moderator.get(&path).expect_status(200).page();
    assert_eq!(
        page.all("[name=template] option").len(),
        2,
        "this kind alone"
    );
    let id = page.all("[name=template] option")[1]
        .attr("value")
        .expect("a value")
        .to_owned();
    let css = "form[action$='/bulk']";
    let page = page
        .form(css)
        .set("reason", "Typed before.")
        .set("template", &id)
        .press(&moderator, "with", "template")
        .expect_status(200)
        .page();
    let form = page.form(css);
    let reason = form.value("reason").replace("\r\n", "\n");
    assert_eq!(reason, format!("Typed before.\n\n{EN}"));
    // The template alone is refused for all of them.
    let alone = app.unchanged("a template alone", || {
        form.clone().set("reason", EN).submit(&moderator)
    });
    assert_eq!(alone.status, 422);
    assert_says(&alone.page(), Lang::En, "errors.reason_template");
    // Filled in for one of them it is refused for that one, and so for the whole act.
    let one = app.unchanged("filled in for one", || {
        let reason = filled(&desk, &all[1]);
        form.clone().set("reason", &reason).submit(&moderator)
    });
    assert_eq!(one.status, 409);
    assert!(
        one.page()
            .root()
            .text()
            .contains(&words(Lang::En, "errors.reason_template"))
    );

    let sent = form.submit(&moderator).expect_status(303);
    let act = sent.location().expect("a place");
    let act = act.rsplit('/').next().expect("an id").to_owned();
    app.clock().advance(WAITS + SignedDuration::from_secs(1));
    let (now, today) = (app.now(), app.inner().today());
    app.query(|conn| carry_out(conn, now, today, &act));
    for one in &all {
        let wanted = format!("Typed before.\n\n{}", filled(&desk, one));
        assert_eq!(app.stored_answers(one), [("rejected".to_owned(), wanted)]);
    }
}

fn another_agencys_template_is_not_chosen(app: &App) {
    let (desk, _, moderator) = desk(app);
    let parks = app.agency("parks");
    let stranger = app.manager("other", &parks);
    let foreign = app.template(&parks, "rejected", &stranger);
    let one = app.suggestion(&desk.topic, None);
    let form = answer_form(&moderator, &one)
        .set("kind", "rejected")
        .set("reason", REASON);
    for id in [foreign.as_str(), "", "no-such-template"] {
        let fields = form
            .clone()
            .forge("template", id)
            .forge("with", "template")
            .fields();
        let fields: Vec<(&str, String)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.clone()))
            .collect();
        let at = format!("{}/answer/form", case_path(&one));
        let answer = app.unchanged(id, || moderator.post_form(&at, &fields));
        let page = answer.expect_status(422).page();
        assert_eq!(reason_of(&page), REASON);
        let bulk = [
            ("act", "reject".to_owned()),
            ("chosen", format!("{}.0", one.reference)),
            ("reason", REASON.to_owned()),
            ("template", id.to_owned()),
        ];
        let at = "/ar/desk/libraries/bulk/template";
        let answer = app.unchanged(id, || moderator.post_form(at, &bulk));
        assert_eq!(answer.status, 422);
    }
}
