//! A steward finds an account, sees how it was signed in to, disables it and changes its roles.

use diesel::prelude::*;
use server::db::schema::{account_acts, journal};
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::PASSWORD;
use tests::support::http::Client;
use tests::support::words::assert_says;

on_both!(
    finds_disables_and_enables_in_arabic,
    gives_and_takes_a_role,
    citizens_are_found_by_their_whole_name_alone,
    the_last_steward_stays,
    an_act_without_a_reason_comes_back_with_what_was_typed,
);

const PEOPLE: &str = "/ar/steward/people";
const WHY: &str = "طلب ذلك صاحب الحساب نفسه.";

fn find(client: &Client, name: &str) -> tests::support::html::Document {
    let page = client.get(PEOPLE).expect_status(200).page();
    let form = page.form("main form").set("sign_in", name);
    client.follow(form.submit(client).expect_status(303)).page()
}

fn finds_disables_and_enables_in_arabic(app: &App) {
    let steward = app.signed_in(&app.steward("steward"));
    let salma = app.citizen("salma@example.om");
    let person = app.client();
    let sign_in = |password: &str| {
        let fields = [("name", "salma@example.om"), ("password", password)];
        person.post_form("/ar/sign-in", &fields).status
    };
    assert_eq!(sign_in("wrong but not short"), 422);
    assert_eq!(sign_in(PASSWORD), 303);

    let page = find(&steward, " Salma@Example.om ");
    assert!(page.root().text().contains(&salma.name));
    for key in [
        "people.signed_in",
        "people.wrong_password",
        "people.active",
        "people.no_acts",
    ] {
        assert_says(&page, Lang::Ar, key);
    }
    let form = page.form("form[action$='/disable']").set("why", WHY);
    let page = steward
        .follow(form.submit(&steward).expect_status(303))
        .page();
    assert_says(&page, Lang::Ar, "people.done_disabled");
    assert!(page.root().text().contains(WHY));
    person.get("/ar/account/sessions").expect_status(303);
    assert_eq!(sign_in(PASSWORD), 422);

    let form = page.form("form[action$='/enable']").set("why", WHY);
    let page = steward
        .follow(form.submit(&steward).expect_status(303))
        .page();
    assert_says(&page, Lang::Ar, "people.done_enabled");
    assert_says(&page, Lang::Ar, "people.while_disabled");
    assert_eq!(sign_in(PASSWORD), 303);
    let kinds: Vec<String> = app.query(|conn| {
        journal::table
            .order(journal::kind)
            .select(journal::kind)
            .load(conn)
    });
    assert_eq!(kinds, ["account.disabled", "account.enabled"]);
}

fn gives_and_takes_a_role(app: &App) {
    let agency = app.agency("libraries");
    let steward = app.signed_in(&app.steward("steward"));
    let salma = app.citizen("salma");
    let page = find(&steward, "salma");
    let form = page
        .form("form[action$='/roles']")
        .set("role", "manager")
        .set("agency", &agency.id)
        .set("why_role", WHY);
    let page = steward
        .follow(form.submit(&steward).expect_status(303))
        .page();
    assert_says(&page, Lang::Ar, "people.done_granted");
    app.signed_in(&salma)
        .get("/ar/desk/libraries/team")
        .expect_status(200);
    let listed = steward.get(PEOPLE).page().root().text();
    assert!(listed.contains(&salma.name) && listed.contains(&agency.name_ar));

    let form = page
        .form("form[action$='/withdraw']")
        .set("why_withdrawn", WHY);
    let page = steward
        .follow(form.submit(&steward).expect_status(303))
        .page();
    assert_says(&page, Lang::Ar, "people.done_withdrawn");
    app.signed_in(&salma)
        .get("/ar/desk/libraries/team")
        .expect_status(404);
    let acts: i64 = app.query(|conn| account_acts::table.count().get_result(conn));
    assert_eq!(acts, 2);
}

fn citizens_are_found_by_their_whole_name_alone(app: &App) {
    let steward = app.signed_in(&app.steward("steward"));
    let salma = app.citizen("salma@example.om");
    let page = steward.get(PEOPLE).expect_status(200).page();
    assert!(
        !page.root().text().contains(&salma.name),
        "nobody browses citizens"
    );
    for part in [
        "salma",
        "@example.om",
        "salma@example.o",
        "%",
        "s_lma@example.om",
        "",
    ] {
        let answer = steward
            .post_form(PEOPLE, &[("sign_in", part)])
            .expect_status(422);
        let page = answer.page();
        assert_says(&page, Lang::Ar, "people.missed");
        assert_eq!(page.form("main form").value("sign_in"), part);
        assert!(!page.root().text().contains(&salma.name));
    }
}

fn the_last_steward_stays(app: &App) {
    let account = app.steward("steward");
    let steward = app.signed_in(&account);
    let path = format!("{PEOPLE}/{}", account.id);
    for (verb, fields) in [
        ("disable", vec![("why", WHY)]),
        (
            "roles/withdraw",
            vec![("held", "steward"), ("why_withdrawn", WHY)],
        ),
    ] {
        let answer = app.unchanged(verb, || {
            steward.post_form(&format!("{path}/{verb}"), &fields)
        });
        assert_says(
            &answer.expect_status(422).page(),
            Lang::Ar,
            "errors.last_steward",
        );
    }
    app.steward("another");
    let fields = [("held", "steward"), ("why_withdrawn", WHY)];
    let answer = steward.post_form(&format!("{path}/roles/withdraw"), &fields);
    assert_eq!(answer.expect_status(303).location().as_deref(), Some("/ar"));
    steward.get(PEOPLE).expect_status(303);
}

fn an_act_without_a_reason_comes_back_with_what_was_typed(app: &App) {
    let agency = app.agency("libraries");
    let steward = app.signed_in(&app.steward("steward"));
    let salma = app.citizen("salma");
    let path = format!("{PEOPLE}/{}/roles", salma.id);
    let fields = [
        ("role", "manager"),
        ("agency", &*agency.id),
        ("why_role", "لأن"),
    ];
    let answer = app.unchanged("no reason", || steward.post_form(&path, &fields));
    let page = answer.expect_status(422).page();
    let form = page.form("form[action$='/roles']");
    assert_eq!(form.value("role"), "manager");
    assert_eq!(form.value("agency"), agency.id);
    assert_eq!(form.value("why_role"), "لأن");
    assert!(page.has("#why_role[aria-invalid]"));
}
