//! How often something may be tried: who hammers is kept waiting and told how long, who owns the
//! account gets in, and nobody learns who has one.

use jiff::SignedDuration;
use server::limits::address::Proxies;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::{App, Backend};
use tests::support::data::{COOKIE, PASSWORD};
use tests::support::http::{Answer, Client};
use tests::support::words::assert_says;

on_both!(
    the_sixth_try_says_how_long_to_wait_and_keeps_what_was_typed,
    known_unknown_and_disabled_cost_the_same,
    who_gets_in_is_not_counted,
    where_much_was_tried_one_waits_or_works_and_each_work_is_good_once,
    a_form_that_was_sent_too_often_comes_back_with_what_was_typed,
    a_list_saved_too_often_is_told_so_and_others_are_not,
    passwords_of_every_length_and_script,
    forged_headers_move_no_bucket,
);

const WRONG: &str = "seven quiet date palmz";

fn try_as(client: &Client, name: &str, password: &str) -> Answer {
    client.post_form("/en/sign-in", &[("name", name), ("password", password)])
}

fn hashes(app: &App) -> u64 {
    app.inner().passwords.checked()
}

fn is_in(client: &Client) -> bool {
    client.get("/en/account/sessions").status == 200
}

fn the_sixth_try_says_how_long_to_wait_and_keeps_what_was_typed(app: &App) {
    let salma = app.citizen("salma");
    let live = app.signed_in(&salma);
    for _ in 0..5 {
        try_as(&app.client(), "salma", WRONG).expect_status(422);
    }
    let before = hashes(app);
    for (lang, words) in [
        (Lang::En, "Try again in 30 seconds."),
        (Lang::Ar, "بعد 30 ثانية"),
    ] {
        let path = format!("/{}/sign-in", lang.code());
        let fields = [
            ("name", " Salma "),
            ("password", PASSWORD),
            ("next", "/en/topics"),
        ];
        let answer = app.client().post_form(&path, &fields).expect_status(429);
        assert_eq!(answer.header("retry-after"), Some("30"));
        let page = answer.page();
        assert!(
            page.text("[role=alert]").contains(words),
            "{}",
            page.text("[role=alert]")
        );
        let form = page.form("main form");
        assert_eq!(form.value("name"), " Salma ");
        assert_eq!(form.value("next"), "/en/topics");
        assert_eq!(form.value("password"), "");
    }
    assert_eq!(hashes(app), before, "nothing is hashed for who has to wait");
    assert!(is_in(&live), "who is signed in stays so");
    app.clock().advance(SignedDuration::from_secs(30));
    try_as(&app.client(), "salma", PASSWORD).expect_status(303);
}

fn known_unknown_and_disabled_cost_the_same(app: &App) {
    app.citizen("known@example.org");
    let gone = app.citizen("gone1@example.org");
    app.disable(&gone);
    let mut spent = Vec::new();
    for (name, password) in [
        ("known@example.org", WRONG),
        ("nobod@example.org", PASSWORD),
        ("gone1@example.org", PASSWORD),
        ("gone1@example.org", WRONG),
    ] {
        let before = (app.statements(), hashes(app));
        try_as(&app.client(), name, password).expect_status(422);
        spent.push((app.statements() - before.0, hashes(app) - before.1));
    }
    assert!(spent.iter().all(|one| *one == spent[0]), "{spent:?}");
    assert_eq!(spent[0].1, 1);
    // So it is with one who has to wait.
    let mut refused = Vec::new();
    for name in ["known@example.org", "nobod@example.org"] {
        for _ in 0..4 {
            try_as(&app.client(), name, WRONG).expect_status(422);
        }
        let before = (app.statements(), hashes(app));
        try_as(&app.client(), name, WRONG).expect_status(429);
        refused.push((app.statements() - before.0, hashes(app) - before.1));
    }
    assert_eq!(refused[0], refused[1]);
    assert_eq!(refused[0].1, 0);
}

fn who_gets_in_is_not_counted(app: &App) {
    app.citizen("salma");
    for _ in 0..20 {
        try_as(&app.client(), "salma", PASSWORD).expect_status(303);
    }
}

/// Tries names that nobody has until work is asked for; gives how many tries were let through.
fn until_warm(app: &App, salt: &str) -> usize {
    for n in 0..100 {
        let answer = try_as(&app.client(), &format!("{salt}-{n}"), WRONG);
        if answer.status == 429 {
            return n;
        }
    }
    panic!("no work was asked for");
}

fn where_much_was_tried_one_waits_or_works_and_each_work_is_good_once(app: &App) {
    app.citizen("salma");
    until_warm(app, "nobody");
    let client = app.client();
    let answer = try_as(&client, "salma", PASSWORD).expect_status(429);
    assert_eq!(answer.header("retry-after"), Some("20"));
    let page = answer.page();
    assert_says(&page, Lang::En, "limits.work_asked");
    assert_says(&page, Lang::En, "limits.work");
    let form = page.form("main form").set("password", PASSWORD);
    assert_eq!(form.value("name"), "salma");
    // At once and without the number it is asked anew.
    form.submit(&client).expect_status(429);
    app.clock().advance(SignedDuration::from_secs(20));
    form.submit(&client).expect_status(303);
    let other = app.client();
    form.submit(&other).expect_status(429);
    assert_eq!(other.cookie(COOKIE), None, "the same work twice");
    until_warm(app, "somebody");
    // The page comes with the work while it is warm, and it is another form's for nobody.
    let page = app.client().get("/en/sign-in").page();
    assert!(page.has("main form input[name=work]"));
    let forged = page
        .form("main form")
        .set("name", "salma")
        .set("password", PASSWORD);
    let forged = forged.forge("work", "a.b.c").forge("work_number", "7");
    forged.submit(&app.client()).expect_status(429);
    // From half an hour on nothing is asked.
    app.clock().advance(SignedDuration::from_mins(30));
    let page = app.client().get("/en/sign-in").page();
    assert!(!page.has("main form input[name=work]"));
    try_as(&app.client(), "salma", PASSWORD).expect_status(303);
}

fn a_form_that_was_sent_too_often_comes_back_with_what_was_typed(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let salma = app.citizen("salma");
    let client = app.signed_in(&salma);
    let path = format!("/en/topics/{}/suggest", topic.slug);
    let fields = [
        ("title", "Light"),
        ("text", "Lamps on the way"),
        ("key", ""),
    ];
    let mut answer = client.post_form(&path, &fields);
    for _ in 0..20 {
        answer = client.post_form(&path, &fields);
    }
    let answer = answer.expect_status(429);
    assert_eq!(answer.header("retry-after"), Some("60"));
    let page = answer.page();
    assert!(
        page.text("[role=alert]")
            .contains("Try again in 60 seconds.")
    );
    assert_eq!(page.form("form[action$='/check']").value("title"), "Light");
    // Another person from the same place is not kept waiting.
    let noura = app.signed_in(&app.citizen("noura"));
    assert_ne!(noura.post_form(&path, &fields).status, 429);
}

fn a_list_saved_too_often_is_told_so_and_others_are_not(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let client = app.signed_in(&app.citizen("salma"));
    let path = format!("/api/v1/topics/{}/my-list", topic.slug);
    let put = |client: &Client| {
        let body = b"{\"version\":9,\"entries\":[]}";
        let request = client.request("PUT", &path).body("application/json", body);
        request.header("Idempotency-Key", "0123456789abcdef").send()
    };
    let first = (0..700)
        .map(|_| put(&client))
        .find(|answer| answer.status == 429);
    let answer = first.expect("a limit");
    assert_eq!(answer.header("retry-after"), Some("1"));
    assert_eq!(answer.json()["code"], "too_many");
    assert_ne!(put(&app.signed_in(&app.citizen("noura"))).status, 429);
}

fn passwords_of_every_length_and_script(app: &App) {
    use server::db::people::{self, NewAccount};
    for (number, password) in [
        "twelve chars".to_owned(),
        "كلمة سر طويلة جدا 🌴".to_owned(),
        "p".repeat(64),
        "🌴".repeat(256),
    ]
    .iter()
    .enumerate()
    {
        let name = format!("person-{number}");
        let hash = server::passwords::hash(password).expect("hashes");
        let row = NewAccount {
            id: &server::chance::id(app.now()),
            sign_in: &name,
            name: "Somebody",
            show_name: false,
            password_hash: Some(&hash),
            lang: "ar",
            created_at: app.now().into(),
        };
        app.query(|conn| people::add(conn, &row, &[shared::account::Role::Citizen]));
        try_as(&app.client(), &name, password).expect_status(303);
        // Nothing is cut off and nothing folded.
        let longer = format!("{password}x");
        try_as(&app.client(), &name, &longer).expect_status(422);
    }
    // What no account can have is not hashed when it is long.
    app.citizen("salma");
    let before = hashes(app);
    try_as(&app.client(), "salma", &"p".repeat(10_000)).expect_status(422);
    assert_eq!(hashes(app), before);
    try_as(&app.client(), "salma", &"p".repeat(257)).expect_status(422);
}

fn forged_headers_move_no_bucket(app: &App) {
    let mut refused = 0;
    for n in 0..100 {
        let client = app.client();
        let address = format!("203.0.113.{n}");
        let name = format!("nobody-{n}");
        let fields = [("name", name.as_str()), ("password", WRONG)];
        let request = client.request("POST", "/en/sign-in").form(&fields);
        let request = request
            .header("X-Forwarded-For", &address)
            .header("Forwarded", &format!("for={address}"))
            .header("X-Real-IP", &address);
        refused += usize::from(request.send().status == 429);
    }
    assert!(refused > 60, "only {refused} of 100 were refused");
}

fn behind_a_proxy(backend: Backend) -> App {
    App::configured(backend, |config| {
        config.proxies = Proxies::parse("127.0.0.0/8").expect("a network");
    })
}

fn try_from(client: &Client, address: &str, name: &str, password: &str) -> Answer {
    let fields = [("name", name), ("password", password)];
    let request = client.request("POST", "/en/sign-in").form(&fields);
    // What the client wrote itself stands before what the proxy adds.
    let header = format!("198.51.100.77, {address}");
    request.header("X-Forwarded-For", &header).send()
}

#[test]
fn a_thousand_wrong_tries_leave_the_owner_alone_on_sqlite() {
    a_thousand_wrong_tries(&behind_a_proxy(Backend::Sqlite));
}

#[test]
fn a_thousand_wrong_tries_leave_the_owner_alone_on_postgres() {
    a_thousand_wrong_tries(&behind_a_proxy(Backend::Postgres));
}

fn a_thousand_wrong_tries(app: &App) {
    app.citizen("salma");
    let known = app.client();
    try_from(&known, "192.0.2.1", "salma", PASSWORD).expect_status(303);
    let live = known.cookie(COOKIE).expect("a session").value;
    let before = hashes(app);
    for n in 0..1000 {
        let address = format!("10.{}.{}.9", n / 250, n % 250);
        try_from(&app.client(), &address, "salma", WRONG);
        app.clock().advance(SignedDuration::from_millis(300));
    }
    let spent = hashes(app) - before;
    assert!((5..=30).contains(&spent), "{spent} hashes in five minutes");
    assert!(is_in(&known), "the live session");
    // From a browser that was in before, the owner gets in at once; from another after a wait that
    // is said, whatever strangers do.
    known.set_cookie(COOKIE, &"0".repeat(64));
    try_from(&known, "192.0.2.200", "salma", PASSWORD).expect_status(303);
    assert_ne!(known.cookie(COOKIE).expect("a session").value, live);
    for n in 0..2 {
        try_from(&app.client(), &format!("10.9.{n}.9"), "salma", WRONG);
    }
    let new = app.client();
    let answer = try_from(&new, "192.0.2.201", "salma", PASSWORD).expect_status(429);
    let wait: i64 = answer
        .header("retry-after")
        .and_then(|wait| wait.parse().ok())
        .expect("a wait");
    assert!((1..=30).contains(&wait), "{wait}");
    app.clock().advance(SignedDuration::from_secs(wait));
    try_from(&new, "192.0.2.201", "salma", PASSWORD).expect_status(303);
}

#[test]
fn a_mark_of_another_name_or_a_forged_one_is_no_known_browser() {
    let app = behind_a_proxy(Backend::Sqlite);
    app.citizen("salma");
    app.citizen("noura");
    let client = app.client();
    try_from(&client, "192.0.2.1", "noura", PASSWORD).expect_status(303);
    for _ in 0..5 {
        try_from(&app.client(), "192.0.2.2", "salma", WRONG).expect_status(422);
    }
    try_from(&client, "192.0.2.1", "salma", WRONG).expect_status(429);
    let mark = client.cookie("sharikuna-known").expect("a mark").value;
    let forged = format!("{}{}", "a".repeat(32), &mark[32..]);
    client.set_cookie("sharikuna-known", &forged);
    try_from(&client, "192.0.2.1", "salma", WRONG).expect_status(429);
}
