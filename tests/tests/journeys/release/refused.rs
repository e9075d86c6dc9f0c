//! What keeps a decision from being released, or from being written beside another.

use super::*;

on_both!(
    what_has_changed_meanwhile_is_not_released_and_its_text_stays,
    while_one_decision_waits_no_other_is_written,
    many_decided_at_once_wait_one_by_one,
    a_correction_waits_too,
    nobody_outside_the_desk_releases,
    what_waits_outlives_the_setting_and_its_writer,
);

fn what_has_changed_meanwhile_is_not_released_and_its_text_stays(app: &App) {
    let (desk, [writer, releaser, _]) = desk(app);
    reject(&writer, &desk.one, REASON).expect_status(303);
    let form = to_release(&releaser, &desk.one);
    let id = &desk.one.id;
    let state = |state: &str, reason: &str| {
        app.sql(&format!(
            "UPDATE suggestions SET publication = '{state}', hidden_reason = {reason} WHERE id = '{id}'"
        ));
    };
    for (publication, reason) in [("hidden", "4"), ("withdrawn", "NULL")] {
        state(publication, reason);
        let refused = app.unchanged(publication, || form.submit(&releaser));
        let shown = refused.expect_status(409).page();
        assert_says(&shown, Lang::Ar, "errors.suggestion_state");
        assert_says(&shown, Lang::Ar, "release.kept");
        assert!(shown.root().text().contains(REASON));
    }
    state("published", "NULL");
    // Answered meanwhile, behind the desk's back.
    let other = app.suggestion(&desk.topic, None);
    reject(&writer, &other, REASON).expect_status(303);
    let second = to_release(&releaser, &other);
    app.adopt(&desk.topic, &other, &desk.writer);
    let refused = app.unchanged("answered meanwhile", || second.submit(&releaser));
    let shown = refused.expect_status(409).page();
    assert_says(&shown, Lang::Ar, "errors.stale");
    assert!(shown.root().text().contains(REASON));
    // Acknowledged meanwhile: that is no other answer.
    let acknowledged = page(&releaser, &desk.one).form("form[action$='/answer']");
    acknowledged
        .set("kind", "acknowledged")
        .submit(&releaser)
        .expect_status(303);
    form.submit(&releaser).expect_status(303);
    let kinds: Vec<String> = app
        .stored_answers(&desk.one)
        .into_iter()
        .map(|one| one.0)
        .collect();
    assert_eq!(kinds, ["acknowledged", "rejected"]);
}

fn while_one_decision_waits_no_other_is_written(app: &App) {
    let (desk, [writer, releaser, _]) = desk(app);
    let late = page(&releaser, &desk.one)
        .form("form[action$='/answer']")
        .set("kind", "rejected")
        .set("reason", OTHER);
    reject(&writer, &desk.one, REASON).expect_status(303);
    // The clock of the acknowledgement can still be stopped, and no decision is offered.
    let form = page(&releaser, &desk.one).form("form[action$='/answer']");
    assert!(!page(&releaser, &desk.one).has("[name=kind][value=adopted]"));
    let refused = app.unchanged("a second decision", || late.submit(&releaser));
    let shown = refused.expect_status(422).page();
    assert_says(&shown, Lang::Ar, "errors.release_waits");
    assert_eq!(shown.form("form[action$='/answer']").value("reason"), OTHER);
    form.set("kind", "acknowledged")
        .submit(&releaser)
        .expect_status(303);
    let shown = page(&releaser, &desk.one);
    assert!(!shown.has("form[action$='/answer']"));
    assert_says(&shown, Lang::Ar, "release.no_form");
    // Nowhere to show it in a form: kept as a draft.
    let late = late.forge("seen", "1");
    let shown = late.submit(&releaser).expect_status(409).page();
    assert_says(&shown, Lang::Ar, "errors.release_waits");
    assert!(shown.root().text().contains(OTHER));
    assert_eq!(app.stored_answers(&desk.one).len(), 1);
}

fn many_decided_at_once_wait_one_by_one(app: &App) {
    let (desk, [writer, releaser, _]) = desk(app);
    let all = app.suggestions(&desk.topic, 3);
    let query: Vec<String> = all
        .iter()
        .map(|one| format!("suggestion={}", one.reference))
        .collect();
    let ask = format!("/ar/desk/libraries/bulk?act=reject&{}", query.join("&"));
    let form = writer.get(&ask).expect_status(200).page();
    let reason = format!("{{reference}}: {OTHER}");
    let sent = form
        .form("form[action$='/bulk']")
        .set("reason", &reason)
        .submit(&writer)
        .expect_status(303);
    let at = sent.location().expect("a place");
    let act = at.rsplit('/').next().expect("an id").to_owned();
    app.clock().advance(WAITS + SignedDuration::from_secs(1));
    let (now, today) = (app.now(), app.inner().today());
    app.query(|conn| carry_out(conn, now, today, &act));
    let shown = writer.get(&at).expect_status(200).page();
    assert_says(&shown, Lang::Ar, "release.many_held_few");
    for one in &all {
        assert_eq!(app.stored(&one.reference).answer_state, "none");
        assert!(!public(app, one).contains(OTHER));
    }
    // Released one by one; what waits is not decided again in passing.
    to_release(&releaser, &all[0])
        .submit(&releaser)
        .expect_status(303);
    let said = format!("{}: {OTHER}", all[0].reference);
    assert_eq!(app.stored_answers(&all[0]), [("rejected".to_owned(), said)]);
    let again = releaser.get(&ask).expect_status(200).page();
    assert_says(&again, Lang::Ar, "errors.release_waits");
    assert!(!again.has("form[action$='/bulk']"));
    let list = releaser
        .get("/ar/desk/libraries/releases")
        .expect_status(200)
        .page();
    assert_eq!(list.all("main article").len(), 2);
}

fn a_correction_waits_too(app: &App) {
    let (desk, [writer, releaser, _]) = desk(app);
    reject(&writer, &desk.one, REASON).expect_status(303);
    to_release(&releaser, &desk.one)
        .submit(&releaser)
        .expect_status(303);
    reject(&writer, &desk.one, OTHER).expect_status(303);
    assert!(!public(app, &desk.one).contains(OTHER));
    assert_eq!(app.stored_answers(&desk.one).len(), 1);
    to_release(&releaser, &desk.one)
        .submit(&releaser)
        .expect_status(303);
    let text = public(app, &desk.one);
    assert!(text.contains(OTHER) && text.contains(REASON));
}

fn nobody_outside_the_desk_releases(app: &App) {
    let (desk, [writer, _, _]) = desk(app);
    reject(&writer, &desk.one, REASON).expect_status(303);
    let id: String = app.query(|conn| {
        answer_releases::table
            .select(answer_releases::id)
            .first(conn)
    });
    let parks = app.agency("parks");
    let people = [
        app.citizen("citizen"),
        app.moderator("other", &parks),
        app.manager("other-manager", &parks),
        app.steward("amina"),
    ];
    for person in &people {
        let client = app.signed_in(person);
        for agency in ["libraries", "parks"] {
            for rest in ["", "/return"] {
                let at = format!("/ar/desk/{agency}/releases/{id}{rest}");
                let answer = app.unchanged(&at, || client.post_form(&at, &[("note", "No.")]));
                assert_eq!(answer.status, 404, "{} {at}", person.sign_in);
            }
        }
        let set = "/ar/desk/libraries/team/release";
        let answer = app.unchanged("the setting", || client.post_form::<&str>(set, &[]));
        assert_eq!(answer.status, 404);
    }
    let set = "/ar/desk/libraries/team/release";
    let answer = app.unchanged("the setting", || writer.post_form::<&str>(set, &[]));
    assert_eq!(answer.status, 404);
}

fn what_waits_outlives_the_setting_and_its_writer(app: &App) {
    let (desk, [writer, releaser, manager]) = desk(app);
    let other = app.suggestion(&desk.topic, None);
    reject(&writer, &desk.one, REASON).expect_status(303);
    reject(&writer, &other, OTHER).expect_status(303);
    manager
        .post_form::<&str>("/ar/desk/libraries/team/release", &[])
        .expect_status(303);
    let removed = format!("/ar/desk/libraries/team/{}/remove", desk.writer.id);
    manager.post_form::<&str>(&removed, &[]).expect_status(303);
    let shown = page(&releaser, &desk.one);
    assert_says(&shown, Lang::Ar, "release.writer_left");
    shown.form(RELEASE).submit(&releaser).expect_status(303);
    assert!(public(app, &desk.one).contains(REASON));
    // Nobody is left to write on: it becomes the draft of who sends it back.
    page(&releaser, &other)
        .form("form[action$='/return']")
        .set("note", "He has left.")
        .submit(&releaser)
        .expect_status(303);
    let form = page(&releaser, &other).form("form[action$='/answer']");
    assert_eq!(form.value("reason"), OTHER);
    // Without the setting a decision is public at once.
    form.submit(&releaser).expect_status(303);
    assert!(public(app, &other).contains(OTHER));
    let agency = app.query(|conn| server::db::agencies::by_slug(conn, &desk.agency.slug));
    assert!(agency.is_some_and(|agency| !agency.second_person));
}
