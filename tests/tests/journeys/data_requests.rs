//! Somebody asks the platform about what is kept of them, and a steward answers in time.

use diesel::prelude::*;
use server::db::schema::{accounts, data_requests, journal};
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::http::Client;
use tests::support::words::assert_says;

on_both!(
    asks_and_is_answered_in_arabic,
    what_is_late_is_loud,
    what_is_not_in_order_is_not_filed,
);

const TEXT: &str = "أرجو تصحيح اسم ولايتي في سجلّي، فقد كتبتُه خطأً.";
const ANSWER: &str = "صححنا اسم الولاية في سجلك كما طلبت.";

fn ask(client: &Client, lang: &str, kind: &str, text: &str) -> tests::support::http::Answer {
    let page = client.get(&format!("/{lang}/account/requests"));
    let form = page.expect_status(200).page();
    let form = form.form("main form[action$='/account/requests']");
    form.set("request", kind)
        .set("request_text", text)
        .submit(client)
}

fn asks_and_is_answered_in_arabic(app: &App) {
    let salma = app.citizen("salma@example.org");
    app.query(|conn| {
        diesel::update(accounts::table.find(&salma.id))
            .set(accounts::address.eq("salma@example.org"))
            .execute(conn)
    });
    let client = app.signed_in(&salma);
    let done = ask(&client, "ar", "correction", TEXT).expect_status(303);
    let page = client.follow(done).expect_status(200).page();
    assert_says(&page, Lang::Ar, "requests.filed");
    assert!(page.root().text().contains(TEXT));
    // Forty-five days, by the day in Muscat.
    let due: Vec<String> = app.query(|conn| {
        data_requests::table
            .select(data_requests::due_on)
            .load(conn)
    });
    assert_eq!(due, ["2027-01-08"]);
    // Nobody but stewards reads it.
    let other = app.signed_in(&app.citizen("other"));
    let page = other.get("/ar/account/requests").expect_status(200);
    assert!(!page.text().contains(TEXT));
    let keeper = app.signed_in(&app.steward("steward"));
    let page = keeper.get("/ar/steward/requests").expect_status(200).page();
    assert!(page.root().text().contains("salma@example.org"));
    let href = page
        .one("main tbody a")
        .attr("href")
        .expect("a request")
        .to_owned();
    let page = keeper.get(&href).expect_status(200).page();
    assert!(page.root().text().contains(TEXT));
    let form = page.form("main form");
    let empty = app.unchanged("no answer", || form.submit(&keeper));
    assert!(empty.expect_status(422).page().has("[role=alert]"));
    let form = form.set("request_answer", ANSWER);
    let done = form.submit(&keeper).expect_status(303);
    assert_says(&keeper.follow(done).page(), Lang::Ar, "requests.done");
    // Once.
    let twice = app.unchanged("answered before", || form.submit(&keeper));
    twice.expect_status(409);
    keeper.get(&href).expect_status(404);
    // On the page of who asked, and in a letter.
    let page = client.get("/ar/account/requests").expect_status(200).page();
    assert!(page.root().text().contains(ANSWER));
    let letter = app.letter_of("request_answered");
    assert_eq!(letter.to_address, "salma@example.org");
    assert!(letter.text.contains(ANSWER), "{}", letter.text);
    // The journal says that it was, and not what.
    let facts: Vec<(String, String)> = app.query(|conn| {
        journal::table
            .order(journal::happened_at)
            .order(journal::kind.desc())
            .select((journal::kind, journal::facts))
            .load(conn)
    });
    let kinds: Vec<&str> = facts.iter().map(|(kind, _)| kind.as_str()).collect();
    assert_eq!(kinds, ["request.filed", "request.answered"]);
    for (_, facts) in &facts {
        let wanted = r#"{"due":"2027-01-08","kind":"correction"}"#;
        assert_eq!(facts, wanted);
    }
}

fn what_is_late_is_loud(app: &App) {
    let client = app.signed_in(&app.citizen("salma@example.org"));
    ask(&client, "en", "objection", "I do not want this to be used.").expect_status(303);
    let late = || {
        let keeper = app.signed_in(&app.steward(&format!("steward-{}", app.now())));
        let page = keeper.get("/en/steward/requests").expect_status(200).page();
        page.has("main .clock.over")
    };
    app.set_clock("2027-01-08T19:00:00Z");
    assert!(!late(), "the last day is in time");
    app.set_clock("2027-01-08T20:30:00Z");
    assert!(late(), "late begins the day after");
}

fn what_is_not_in_order_is_not_filed(app: &App) {
    let salma = app.citizen("salma@example.org");
    let client = app.signed_in(&salma);
    let long = "a".repeat(2_001);
    for (kind, text, field) in [
        ("", "Something of mine is wrong.", "request"),
        ("everything", "Something of mine is wrong.", "request"),
        ("other", "", "request_text"),
        ("other", long.as_str(), "request_text"),
        ("other", "left\u{202e}right", "request_text"),
    ] {
        let form = [("request", kind), ("request_text", text)];
        let answer = app.unchanged(field, || client.post_form("/en/account/requests", &form));
        let page = answer.expect_status(422).page();
        let link = format!("[role=alert] a[href='#{field}']");
        assert!(page.has(&link), "{kind} {text}");
    }
    for _ in 0..5 {
        ask(&client, "en", "other", "Something of mine is wrong.").expect_status(303);
    }
    let sixth = app.unchanged("a sixth", || {
        ask(&client, "en", "other", "Something of mine is wrong.")
    });
    assert_says(
        &sixth.expect_status(422).page(),
        Lang::En,
        "errors.request_limit",
    );
    // For another nobody asks.
    let forged = [
        ("request", "other"),
        ("request_text", "Something of mine is wrong."),
        ("account_id", "somebody"),
        ("answered_by", "somebody"),
        ("answer", "yes"),
    ];
    let other = app.signed_in(&app.citizen("other"));
    other
        .post_form("/en/account/requests", &forged)
        .expect_status(303);
    let of: Vec<(Option<String>, String)> = app.query(|conn| {
        data_requests::table
            .filter(data_requests::account_id.ne(&salma.id))
            .select((data_requests::account_id, data_requests::answer))
            .load(conn)
    });
    assert_eq!(of.len(), 1);
    assert_ne!(of[0].0.as_deref(), Some("somebody"));
    assert_eq!(of[0].1, "");
}
