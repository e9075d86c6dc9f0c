//! Somebody changes what is theirs: password, address, name, language.

use diesel::prelude::*;
use server::db::schema::accounts;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::mail::link_in;
use tests::support::data::{COOKIE, PASSWORD};
use tests::support::words::{assert_says, words};

use super::registering::{CHOSEN, is_signed_in};

on_both!(
    changes_the_password,
    changes_the_address,
    changes_name_and_language,
);

fn changes_the_password(app: &App) {
    let salma = app.citizen("salma@example.org");
    let (here, elsewhere) = (app.signed_in(&salma), app.signed_in(&salma));
    let form = || {
        let page = here.get("/en/account").expect_status(200).page();
        page.form("form[action$='/account/password']")
    };
    let wrong = form().set("current", CHOSEN).set("password", CHOSEN);
    let page = app.unchanged("a wrong password", || wrong.submit(&here));
    let page = page.expect_status(422).page();
    assert_says(&page, Lang::En, "errors.password_wrong");
    assert!(page.has("[role=alert] a[href='#current']"));
    let before = here.cookie(COOKIE).expect("a session").value;
    let right = form().set("current", PASSWORD).set("password", CHOSEN);
    let done = right.submit(&here).expect_status(303);
    let page = here.follow(done).expect_status(200).page();
    assert_says(&page, Lang::En, "account.done_password");
    assert!(!is_signed_in(&elsewhere), "the other sessions ended");
    assert_ne!(here.cookie(COOKIE).expect("a session").value, before);
    let old = app.client();
    old.set_cookie(COOKIE, &before);
    assert!(!is_signed_in(&old), "and so did this one's token");
}

fn changes_the_address(app: &App) {
    let salma = app.citizen("salma@example.org");
    app.query(|conn| {
        diesel::update(accounts::table.find(&salma.id))
            .set(accounts::address.eq("salma@example.org"))
            .execute(conn)
    });
    let client = app.signed_in(&salma);
    let form = client
        .get("/ar/account")
        .page()
        .form("form[action$='/account/address']");
    let wrong = form
        .clone()
        .set("address", "new@example.org")
        .set("current", "x");
    let page = app.unchanged("a wrong password", || wrong.submit(&client));
    assert_says(
        &page.expect_status(422).page(),
        Lang::Ar,
        "errors.password_wrong",
    );
    let right = form
        .set("address", "New@Example.org")
        .set("current", PASSWORD);
    let done = right.submit(&client).expect_status(303);
    assert_says(&client.follow(done).page(), Lang::Ar, "account.done_asked");
    let letter = app.letter_of("change_address");
    assert_eq!(letter.to_address, "New@example.org");
    let sign_in = |name: &str| {
        let fields = [("name", name), ("password", PASSWORD)];
        app.client().post_form("/en/sign-in", &fields).status
    };
    assert_eq!(
        sign_in("new@example.org"),
        422,
        "not before it is confirmed"
    );
    // On another device, where nobody is signed in.
    let phone = app.client();
    let link = link_in(&letter, "account/address");
    let page = phone.get(&link).expect_status(200).page();
    assert!(page.root().text().contains("New@example.org"));
    let form = page.form("main form");
    form.submit(&phone).expect_status(303);
    form.submit(&phone).expect_status(410);
    assert_eq!(sign_in("New@example.org"), 303);
    assert_eq!(sign_in("salma@example.org"), 422);
    let told = app.letter_of("address_changed");
    assert_eq!(told.to_address, "salma@example.org");
    assert!(
        told.text.contains("\u{2068}N…@example.org\u{2069}"),
        "{}",
        told.text
    );
}

fn changes_name_and_language(app: &App) {
    let topic = app.topic(&app.agency("roads"));
    let salma = app.citizen("salma@example.org");
    let client = app.signed_in(&salma);
    let form = || {
        let page = client.get("/en/account").expect_status(200).page();
        page.form("form[action$='/account']")
    };
    for (name, key) in [
        ("Authority of roads", "errors.name_reserved"),
        ("Αuthority of roads", "errors.name_mixed_scripts"),
        ("هيئه roads", "errors.name_reserved"),
        ("sal\u{202e}ma", "errors.char_refused"),
        ("salma\r\nBcc: x", "errors.char_refused"),
    ] {
        let form = form().set("name", name);
        let answer = app.unchanged(name, || form.submit(&client));
        assert_says(&answer.expect_status(422).page(), Lang::En, key);
    }
    let changed = form()
        .set("name", " Salma ")
        .set("show_name", "yes")
        .set("lang", "en");
    let done = changed.submit(&client).expect_status(303);
    let page = client.follow(done).page();
    assert_says(&page, Lang::En, "account.done_details");
    let form = page.form("form[action$='/account']");
    assert_eq!(
        (form.value("name"), form.value("lang")),
        ("Salma".into(), "en".into())
    );
    let suggesting = || {
        let path = format!("/en/topics/{}/suggest", topic.slug);
        let page = client.get(&path).expect_status(200).page();
        page.has("main [name=show_name][checked]")
    };
    assert!(suggesting(), "as it was chosen for all");
    form.set("name", "").submit(&client).expect_status(303);
    assert!(!suggesting());
    let row: (String, bool) = app.query(|conn| {
        accounts::table
            .find(&salma.id)
            .select((accounts::name, accounts::show_name))
            .first(conn)
    });
    assert_eq!(row, (words(Lang::En, "account.nameless"), false));
}
