//! A manager appoints and removes moderators, and says who is responsible for which topic.

use diesel::prelude::*;
use server::db::schema::{journal, topic_moderators};
use shared::account::Role;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::http::Client;
use tests::support::words::assert_says;

on_both!(
    appoints_assigns_and_removes_in_arabic,
    a_moderator_removed_at_work_loses_the_desk_at_once,
    nobody_is_appointed_who_may_not_be,
    a_manager_is_not_removed_here,
    two_managers_do_not_assign_over_each_other,
    an_appointed_citizen_has_no_list_in_the_agencys_open_topics,
    load_and_speed_are_counted_and_never_public,
);

const TEAM: &str = "/ar/desk/libraries/team";

fn desk(app: &App) -> (server::db::agencies::Agency, Client) {
    let agency = app.agency("libraries");
    let manager = app.signed_in(&app.manager("maryam", &agency));
    (agency, manager)
}

/// The kinds of the journal's rows, by name: the clock stands still here.
fn kinds(app: &App) -> Vec<String> {
    app.query(|conn| {
        journal::table
            .order(journal::kind)
            .select(journal::kind)
            .load(conn)
    })
}

fn responsible(app: &App) -> Vec<String> {
    app.query(|conn| {
        topic_moderators::table
            .select(topic_moderators::account_id)
            .load(conn)
    })
}

fn appoints_assigns_and_removes_in_arabic(app: &App) {
    let (agency, manager) = desk(app);
    let topic = app.topic(&agency);
    let salma = app.citizen("salma@example.om");
    let before = app.signed_in(&salma);
    before.get("/ar/desk/libraries").expect_status(404);

    let page = manager.get(TEAM).expect_status(200).page();
    let answer = page
        .form("form[action$='/team']")
        .set("sign_in", " Salma@Example.om ")
        .submit(&manager);
    let page = manager.follow(answer.expect_status(303)).page();
    assert_says(&page, Lang::Ar, "team.appointed");
    assert!(page.root().text().contains(&salma.name));
    // Staff sign in under stricter limits: the session from before is over.
    before.get("/ar/desk/libraries").expect_status(303);
    let at_the_desk = app.signed_in(&salma);
    at_the_desk.get("/ar/desk/libraries").expect_status(200);
    at_the_desk.get(TEAM).expect_status(404);

    let answer = page
        .form(&format!("form[action$='/team/topics/{}']", topic.slug))
        .set("account", &salma.id)
        .submit(&manager);
    let page = manager.follow(answer.expect_status(303)).page();
    assert_says(&page, Lang::Ar, "team.assigned");
    assert_eq!(responsible(app), [salma.id.as_str()]);

    let path = format!("{TEAM}/{}/remove", salma.id);
    let page = manager.get(&path).expect_status(200).page();
    assert!(
        page.root().text().contains(&topic.title_ar),
        "what it frees"
    );
    let answer = page.form("form[action$='/remove']").submit(&manager);
    let page = manager.follow(answer.expect_status(303)).page();
    assert_says(&page, Lang::Ar, "team.removed");
    assert!(!page.root().text().contains(&salma.name));
    assert_eq!(responsible(app), Vec::<String>::new());
    manager.post_form::<&str>(&path, &[]).expect_status(404);
    assert_eq!(
        kinds(app),
        [
            "agency.moderator_appointed",
            "agency.moderator_removed",
            "topic.assigned"
        ]
    );
}

fn a_moderator_removed_at_work_loses_the_desk_at_once(app: &App) {
    let (agency, manager) = desk(app);
    let topic = app.topic(&agency);
    let suggestion = app.suggestion(&topic, None);
    let badr = app.moderator("badr", &agency);
    let working = app.signed_in(&badr);
    let case = format!("/ar/desk/libraries/suggestions/{}", suggestion.reference);
    let page = working.get(&case).expect_status(200).page();
    let form = page
        .form("form[action$='/answer']")
        .set("kind", "acknowledged");
    let path = format!("{TEAM}/{}/remove", badr.id);
    manager.post_form::<&str>(&path, &[]).expect_status(303);
    let answer = app.unchanged("an answer after the removal", || form.submit(&working));
    // The session that began with the role is over.
    assert_eq!(answer.status, 303);
    let anew = app.signed_in(&badr);
    for path in ["/ar/desk", "/ar/desk/libraries", case.as_str()] {
        assert_eq!(working.get(path).status, 303, "{path}");
        assert_eq!(anew.get(path).status, 404, "{path}");
    }
    // The account itself stays, and takes part like everyone's.
    let mine = format!("/ar/topics/{}/my-list", topic.slug);
    anew.get(&mine).expect_status(200);
}

fn nobody_is_appointed_who_may_not_be(app: &App) {
    let (agency, manager) = desk(app);
    app.moderator("badr", &agency);
    app.steward("amina");
    let gone = app.citizen("gone");
    app.disable(&gone);
    for (name, words) in [
        ("nobody", "errors.account_unknown"),
        ("gone", "errors.account_unknown"),
        ("maryam", "errors.appoint_oneself"),
        ("badr", "errors.already_of_the_team"),
        ("amina", "errors.steward_never_answers"),
        ("", "missing.sign_in"),
    ] {
        let answer = app.unchanged(name, || manager.post_form(TEAM, &[("sign_in", name)]));
        assert_eq!(answer.status, 422, "{name}");
        let page = answer.page();
        assert_says(&page, Lang::Ar, words);
        assert_eq!(page.form("form[action$='/team']").value("sign_in"), name);
    }
    // Roles add up: the manager of another agency moderates here.
    let parks = app.agency("parks");
    let other = app.manager("hind", &parks);
    let form = [("sign_in", "hind")];
    manager.post_form(TEAM, &form).expect_status(303);
    let other = app.signed_in(&other);
    for (path, status) in [
        ("/ar/desk/parks/team", 200),
        ("/ar/desk/libraries", 200),
        (TEAM, 404),
    ] {
        assert_eq!(other.get(path).status, status, "{path}");
    }
    let answer = app.unchanged("another agency's manager", || {
        other.post_form(TEAM, &[("sign_in", "gone")])
    });
    assert_eq!(answer.status, 404);
}

fn a_manager_is_not_removed_here(app: &App) {
    let (agency, manager) = desk(app);
    let topic = app.topic(&agency);
    let second = app.manager("hind", &agency);
    let of = agency.id.clone();
    let both = app.account(
        "both",
        &[
            Role::Manager { agency: of.clone() },
            Role::Moderator { agency: of },
        ],
    );
    let path = format!("{TEAM}/{}/remove", second.id);
    manager.get(&path).expect_status(404);
    let answer = app.unchanged("removing a manager", || {
        manager.post_form::<&str>(&path, &[])
    });
    assert_eq!(answer.status, 404);
    let assign = format!("{TEAM}/topics/{}", topic.slug);
    let form = [("saw", ""), ("account", both.id.as_str())];
    manager.post_form(&assign, &form).expect_status(303);
    let path = format!("{TEAM}/{}/remove", both.id);
    manager.post_form::<&str>(&path, &[]).expect_status(303);
    let stays = app.signed_in(&both);
    stays.get(TEAM).expect_status(200);
    assert_eq!(responsible(app), [both.id], "still responsible");
}

fn two_managers_do_not_assign_over_each_other(app: &App) {
    let (agency, manager) = desk(app);
    let topic = app.topic(&agency);
    let [badr, salma] = ["badr", "salma"].map(|name| app.moderator(name, &agency));
    let stranger = app.moderator("stranger", &app.agency("parks"));
    let css = format!("form[action$='/team/topics/{}']", topic.slug);
    let page = manager.get(TEAM).expect_status(200).page();
    let form = page.form(&css);
    form.clone()
        .set("account", &badr.id)
        .submit(&manager)
        .expect_status(303);
    let answer = app.unchanged("a stale assignment", || {
        form.clone().set("account", &salma.id).submit(&manager)
    });
    let page = answer.expect_status(409).page();
    assert_says(&page, Lang::Ar, "team.stale");
    assert_eq!(responsible(app), [badr.id.as_str()]);
    let form = page.form(&css);
    let answer = app.unchanged("a stranger", || {
        form.clone().forge("account", &stranger.id).submit(&manager)
    });
    assert_eq!(answer.status, 422);
    form.clone().set("account", &salma.id).submit(&manager);
    assert_eq!(responsible(app), [salma.id]);
    let page = manager.get(TEAM).expect_status(200).page();
    page.form(&css).set("account", "").submit(&manager);
    assert_eq!(responsible(app), Vec::<String>::new());
}

fn an_appointed_citizen_has_no_list_in_the_agencys_open_topics(app: &App) {
    let (agency, manager) = desk(app);
    let (open, closed) = (app.topic(&agency), app.closed_topic(&agency));
    let elsewhere = app.topic(&app.agency("parks"));
    let salma = app.citizen("salma");
    for topic in [&open, &closed, &elsewhere] {
        let one = app.suggestion(topic, None);
        app.list(topic, &salma, &[&one]);
    }
    let form = [("sign_in", "salma")];
    manager.post_form(TEAM, &form).expect_status(303);
    assert!(app.stored_list(&open, &salma).is_empty());
    // A counted list stays as it was counted.
    assert_eq!(app.stored_list(&closed, &salma).len(), 1);
    assert_eq!(app.stored_list(&elsewhere, &salma).len(), 1);
}

fn load_and_speed_are_counted_and_never_public(app: &App) {
    let (agency, manager) = desk(app);
    let topic = app.topic(&agency);
    let badr = app.moderator("badr", &agency);
    let assign = format!("{TEAM}/topics/{}", topic.slug);
    let form = [("saw", ""), ("account", badr.id.as_str())];
    manager.post_form(&assign, &form).expect_status(303);
    let all = app.suggestions(&topic, 4);
    // Tuesday to Sunday: Friday and Saturday are off, three working days.
    app.set_clock("2026-11-29T05:00:00Z");
    app.adopt(&topic, &all[0], &badr);
    app.adopt(&topic, &all[1], &badr);
    let manager = app.signed_in(&app.manager("hind", &agency));
    let page = manager
        .get("/en/desk/libraries/team")
        .expect_status(200)
        .page();
    let card = page
        .all("article.sug")
        .into_iter()
        .find(|one| one.text().contains(&badr.name))
        .expect("a card of the moderator");
    let facts: Vec<String> = card.all("dd").iter().map(|one| one.text()).collect();
    assert_eq!(facts[0], "2", "two of four are still owed");
    assert_eq!(facts[2], "2, median 3 working days");
    // Thirty days later it is not lately any more.
    app.set_clock("2026-12-30T05:00:00Z");
    let manager = app.signed_in(&app.manager("late", &agency));
    let page = manager
        .get("/en/desk/libraries/team")
        .expect_status(200)
        .page();
    assert!(!page.root().text().contains("median"));
    let visitor = app.client();
    for path in [
        format!("/en/topics/{}", topic.slug),
        format!("/en/topics/{}/about", topic.slug),
        format!("/en/suggestions/{}", all[0].reference),
        "/en/agencies/libraries".to_owned(),
    ] {
        let answer = visitor.get(&path).expect_status(200);
        assert!(!answer.text().contains(&badr.name), "{path}");
    }
    let facts = app.query(|conn| journal::table.select(journal::facts).load::<String>(conn));
    assert!(facts.iter().all(|one| !one.contains(&badr.id)), "{facts:?}");
}
