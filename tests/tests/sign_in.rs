//! Signing in and out, and how long a session lives.

use jiff::SignedDuration;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::{App, Backend};
use tests::support::data::{COOKIE, PASSWORD};
use tests::support::http::{Answer, Client};
use tests::support::words::{assert_says, words};

on_both!(
    the_right_password_opens_a_session_that_signing_out_ends,
    wrong_unknown_and_disabled_get_the_same_answer,
    faults_of_the_form_are_named,
    a_session_of_before_is_not_taken_over,
    each_sign_in_is_a_session_of_its_own,
    a_citizens_session_ends_after_two_weeks_unused,
    a_citizens_session_ends_after_ninety_days_however_used,
    a_staff_session_ends_after_half_an_hour_or_half_a_day,
    a_disabled_account_is_out_at_once,
    a_page_for_people_with_an_account_is_reached_by_signing_in,
);

/// Fills in the sign-in form of a page as a person does.
fn sign_in(client: &Client, lang: Lang, name: &str, password: &str) -> Answer {
    let page = client
        .get(&format!("/{}/sign-in", lang.code()))
        .expect_status(200)
        .page();
    let form = page
        .form("main form")
        .set("name", name)
        .set("password", password);
    form.submit(client)
}

fn is_signed_in(client: &Client) -> bool {
    let page = client.get("/en/policy").expect_status(200).page();
    page.root()
        .text()
        .contains(&words(Lang::En, "site.sign_out"))
}

fn the_right_password_opens_a_session_that_signing_out_ends(app: &App) {
    let salma = app.citizen("salma@example.org");
    let client = app.client();
    let answer = sign_in(&client, Lang::Ar, " Salma@Example.org ", PASSWORD).expect_status(303);
    assert_eq!(answer.location().as_deref(), Some("/ar"));
    let cookie = client.cookie(COOKIE).expect("a session");
    assert!(
        cookie.has("HttpOnly") && !cookie.has("Secure"),
        "{cookie:?}"
    );
    assert_eq!(cookie.attribute("SameSite"), Some("Lax"));
    assert_eq!(cookie.attribute("Path"), Some("/"));
    assert!(!cookie.has("Domain"), "{cookie:?}");
    assert_eq!(cookie.value.len(), 64);
    let home = client.follow(answer).page();
    assert!(home.root().text().contains(&salma.name));

    let form = home.form("form[action$='/sign-out']");
    let out = form.submit(&client).expect_status(303);
    assert_eq!(
        client.cookie(COOKIE),
        None,
        "the browser forgets the session"
    );
    assert!(
        !client
            .follow(out)
            .page()
            .root()
            .text()
            .contains(&salma.name)
    );
    // Who kept the cookie has nothing.
    client.set_cookie(COOKIE, &cookie.value);
    assert!(!is_signed_in(&client));
}

fn wrong_unknown_and_disabled_get_the_same_answer(app: &App) {
    let _known = app.citizen("known@example.org");
    let gone = app.citizen("gone1@example.org");
    app.disable(&gone);
    for lang in [Lang::Ar, Lang::En] {
        let tries = [
            ("known@example.org", "seven quiet date palmz"),
            ("nobod@example.org", PASSWORD),
            ("gone1@example.org", PASSWORD),
        ];
        let mut seen = Vec::new();
        for (name, password) in tries {
            let client = app.client();
            let answer = app.unchanged(name, || sign_in(&client, lang, name, password));
            let answer = answer.expect_status(422);
            assert_eq!(client.cookie(COOKIE), None);
            let page = answer.page();
            assert_says(&page, lang, "errors.sign_in_failed");
            let form = page.form("main form");
            assert_eq!(form.value("name"), name, "the typed name is still there");
            assert_eq!(
                form.value("password"),
                "",
                "a password is never written back"
            );
            seen.push(answer.text().replace(name, "NAME"));
        }
        assert_eq!(seen[0], seen[1]);
        assert_eq!(seen[0], seen[2]);
    }
}

fn faults_of_the_form_are_named(app: &App) {
    let client = app.client();
    for (name, password) in [
        ("", ""),
        ("   ", "x"),
        ("salma", ""),
        ("sal\u{202e}ma", "x"),
    ] {
        let answer = sign_in(&client, Lang::Ar, name, password).expect_status(422);
        let page = answer.page();
        assert!(page.has("[role=alert]"), "{name:?} {password:?}");
    }
    let answer = sign_in(&client, Lang::En, "salma", &"x".repeat(1_001)).expect_status(422);
    assert!(answer.page().has("[role=alert]"));
    assert!(
        !answer.text().contains("xxxxx"),
        "a password is never written back"
    );
}

fn a_session_of_before_is_not_taken_over(app: &App) {
    app.citizen("salma");
    let client = app.client();
    let planted = "a".repeat(64);
    client.set_cookie(COOKIE, &planted);
    sign_in(&client, Lang::En, "salma", PASSWORD).expect_status(303);
    assert_ne!(client.cookie(COOKIE).expect("a session").value, planted);
    client.set_cookie(COOKIE, &planted);
    assert!(!is_signed_in(&client));
}

fn each_sign_in_is_a_session_of_its_own(app: &App) {
    app.citizen("salma");
    let (phone, desk) = (app.client(), app.client());
    sign_in(&phone, Lang::En, "salma", PASSWORD).expect_status(303);
    sign_in(&desk, Lang::En, "salma", PASSWORD).expect_status(303);
    let page = phone.get("/en").page();
    page.form("form[action$='/sign-out']")
        .submit(&phone)
        .expect_status(303);
    assert!(!is_signed_in(&phone));
    assert!(is_signed_in(&desk));
}

fn a_citizens_session_ends_after_two_weeks_unused(app: &App) {
    let client = app.signed_in(&app.citizen("salma"));
    app.clock().advance(SignedDuration::from_hours(14 * 24 - 1));
    assert!(is_signed_in(&client), "used within the two weeks");
    app.clock().advance(SignedDuration::from_hours(14 * 24 - 1));
    assert!(is_signed_in(&client), "each use begins them anew");
    app.clock().advance(SignedDuration::from_hours(14 * 24));
    assert!(!is_signed_in(&client));
}

fn a_citizens_session_ends_after_ninety_days_however_used(app: &App) {
    let client = app.signed_in(&app.citizen("salma"));
    let end = app.now() + SignedDuration::from_hours(90 * 24);
    while app.now() + SignedDuration::from_hours(10 * 24) < end {
        app.clock().advance(SignedDuration::from_hours(10 * 24));
        assert!(is_signed_in(&client), "{}", app.now());
    }
    app.clock().set(end - SignedDuration::from_secs(1));
    assert!(is_signed_in(&client));
    app.clock().set(end);
    assert!(!is_signed_in(&client));
}

fn a_staff_session_ends_after_half_an_hour_or_half_a_day(app: &App) {
    let agency = app.agency("roads");
    let moderator = app.moderator("mod", &agency);
    let idle = app.signed_in(&moderator);
    app.clock().advance(SignedDuration::from_mins(29));
    assert!(is_signed_in(&idle));
    app.clock().advance(SignedDuration::from_mins(30));
    assert!(!is_signed_in(&idle));
    let busy = app.signed_in(&moderator);
    for _ in 0..(12 * 3 - 1) {
        app.clock().advance(SignedDuration::from_mins(20));
        assert!(is_signed_in(&busy), "{}", app.now());
    }
    app.clock().advance(SignedDuration::from_mins(20));
    assert!(!is_signed_in(&busy));
}

fn a_disabled_account_is_out_at_once(app: &App) {
    let salma = app.citizen("salma");
    let client = app.signed_in(&salma);
    assert!(is_signed_in(&client));
    app.disable(&salma);
    assert!(!is_signed_in(&client));
}

fn a_page_for_people_with_an_account_is_reached_by_signing_in(app: &App) {
    let agency = app.agency("roads");
    let topic = app.topic(&agency);
    app.citizen("salma");
    let client = app.client();
    let wanted = format!("/en/topics/{}/my-list", topic.slug);
    let answer = client.get(&wanted).expect_status(303);
    let page = client.follow(answer).expect_status(200).page();
    let form = page
        .form("main form")
        .set("name", "salma")
        .set("password", PASSWORD);
    let answer = form.submit(&client).expect_status(303);
    assert_eq!(answer.location().as_deref(), Some(&*wanted));
    client.follow(answer).expect_status(200);
}

#[test]
fn behind_https_the_cookie_is_bound_to_it() {
    let app = App::configured(Backend::Sqlite, |config| config.base.https = true);
    app.citizen("salma");
    let client = app.client();
    let page = client.get("/en/sign-in").expect_status(200);
    assert!(page.header("strict-transport-security").is_some());
    let form = page
        .page()
        .form("main form")
        .set("name", "salma")
        .set("password", PASSWORD);
    form.submit(&client).expect_status(303);
    let cookie = client.cookie("__Host-sharikuna").expect("a session");
    assert!(cookie.has("Secure") && cookie.has("HttpOnly"), "{cookie:?}");
    assert_eq!(cookie.attribute("Path"), Some("/"));
    assert_eq!(client.cookie(COOKIE), None);
}
