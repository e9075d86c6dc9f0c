//! What is typed into the forms of registering, and fields that they do not have.

use diesel::prelude::*;
use server::db::schema::{account_roles, accounts};
use shared::letter::TokenKind;
use tests::on_both;
use tests::support::app::App;

use super::post;
use crate::journeys::registering::CHOSEN;

on_both!(
    what_is_no_address_gets_no_letter,
    bad_names_and_passwords_write_nothing,
    no_field_makes_more_of_an_account,
);

fn what_is_no_address_gets_no_letter(app: &App) {
    let client = app.client();
    let long = format!("{}@example.org", "a".repeat(300));
    for address in [
        "",
        "salma",
        "salma@localhost",
        "salma@example.org\r\nBcc: other@example.org",
        "salma@example.org\nRCPT TO:<other@example.org>",
        "salma@example.org,other@example.org",
        "Salma <salma@example.org>",
        "sal\u{202e}ma@example.org",
        "sаlma@example.org",
        "\"salma\"@example.org",
        "salma@example.org\0",
        &long,
    ] {
        for path in ["/ar/register", "/en/reset"] {
            let answer = app.unchanged(address, || post(&client, path, &[("address", address)]));
            let page = answer.expect_status(422).page();
            assert!(page.has("[role=alert] a[href='#address']"), "{address:?}");
        }
    }
    let huge = "a".repeat(10_000_000);
    let answer = app.unchanged("10 MB", || {
        post(&client, "/ar/register", &[("address", &huge)])
    });
    answer.expect_status(413);
}

fn bad_names_and_passwords_write_nothing(app: &App) {
    app.agency("roads");
    let token = app.token(TokenKind::Confirm, "salma.alharthy@example.org");
    let path = format!("/en/register/{token}");
    let of = |letter: &str, times: usize| letter.repeat(times);
    let good = CHOSEN.to_owned();
    let cases = [
        (good.clone(), "sal\u{202e}ma".to_owned(), "name"),
        (good.clone(), "аdmin".to_owned(), "name"),
        (good.clone(), "Sharikuna".to_owned(), "name"),
        (good.clone(), "shɑrikunɑ".to_owned(), "name"),
        (good.clone(), "هيئة roads".to_owned(), "name"),
        (good.clone(), "Αuthority of roads".to_owned(), "name"),
        (
            good.clone(),
            "salma\r\nBcc: x@example.org".to_owned(),
            "name",
        ),
        (good.clone(), of("ا", 10_000), "name"),
        (of("a", 11), String::new(), "password"),
        (of("س", 11), String::new(), "password"),
        (of("ق1🌴x", 65), String::new(), "password"),
        (of("x7#Kq92mLp", 1_000), String::new(), "password"),
        ("123456789012".to_owned(), String::new(), "password"),
        ("PasswordPassword1".to_owned(), String::new(), "password"),
        ("qwertyuiop123".to_owned(), String::new(), "password"),
        ("sharikuna2026".to_owned(), String::new(), "password"),
        (of("ق1🌴x", 64), String::new(), "password"),
        ("شاركونا2026".to_owned(), String::new(), "password"),
        ("Authority of roads".to_owned(), String::new(), "password"),
        ("salma.alharthy1".to_owned(), String::new(), "password"),
    ];
    for (password, name, field) in &cases {
        let fields = [
            ("password", &**password),
            ("name", name),
            ("consent", "yes"),
        ];
        let answer = app.unchanged(name, || post(&app.client(), &path, &fields));
        assert!(answer.all("set-cookie").is_empty());
        let page = answer.expect_status(422).page();
        let fault = format!("[role=alert] a[href='#{field}']");
        assert!(
            page.has(&fault),
            "{field} of {name:?}, {} octets",
            password.len()
        );
    }
    let huge = "a".repeat(10_000_000);
    let fields = [("password", CHOSEN), ("name", &*huge), ("consent", "yes")];
    let answer = app.unchanged("10 MB", || post(&app.client(), &path, &fields));
    answer.expect_status(413);
    // The link is still good, for the longest password that there is, in any script.
    let longest: String = (0..64).map(|n| format!("ق{:03}", n * 619 % 997)).collect();
    assert_eq!(longest.chars().count(), 256);
    let fields = [("password", &*longest), ("consent", "yes")];
    post(&app.client(), &path, &fields).expect_status(303);
    let fields = [
        ("name", "salma.alharthy@example.org"),
        ("password", &*longest),
    ];
    post(&app.client(), "/en/sign-in", &fields).expect_status(303);
}

fn no_field_makes_more_of_an_account(app: &App) {
    let agency = app.agency("roads");
    let token = app.token(TokenKind::Confirm, "salma@example.org");
    let client = app.client();
    let forged = [
        ("id", "1"),
        ("sign_in", "steward"),
        ("address", "evil@example.org"),
        ("account_id", "1"),
        ("role", "steward"),
        ("roles", "steward"),
        ("roles[]", "steward"),
        ("agency_id", &*agency.id),
        ("password_hash", "$argon2id$"),
        ("confirmed_at", "2020-01-01T00:00:00Z"),
        ("created_at", "2020-01-01T00:00:00Z"),
        ("disabled_at", "2020-01-01T00:00:00Z"),
        ("consent_at", "2020-01-01T00:00:00Z"),
        ("expires_at", "2099-01-01T00:00:00Z"),
        ("kind", "invite"),
        ("payload", "{}"),
        ("staff", "true"),
    ];
    let mut fields = vec![("password", CHOSEN), ("consent", "yes")];
    fields.extend(forged);
    post(&client, &format!("/en/register/{token}"), &fields).expect_status(303);
    let mut fields = vec![("name", "Salma"), ("lang", "en")];
    fields.extend(forged);
    post(&client, "/en/account", &fields).expect_status(303);
    type Row = (String, Option<String>, bool, bool);
    let rows: Vec<Row> = app.query(|conn| {
        accounts::table
            .filter(accounts::name.eq("Salma"))
            .select((
                accounts::sign_in,
                accounts::address,
                accounts::disabled_at.is_null(),
                accounts::created_at.eq(accounts::confirmed_at.assume_not_null()),
            ))
            .load(conn)
    });
    let address = "salma@example.org".to_owned();
    assert_eq!(rows, [(address.clone(), Some(address), true, true)]);
    let roles: Vec<String> =
        app.query(|conn| account_roles::table.select(account_roles::role).load(conn));
    assert_eq!(roles, ["citizen"]);
}
