//! Somebody without an account registers and takes part; somebody with one gets back in.

use diesel::prelude::*;
use jiff::SignedDuration;
use server::db::schema::{account_roles, accounts};
use shared::account::consent;
use shared::lang::Lang;
use tests::support::app::App;
use tests::support::data::mail::link_in;
use tests::support::data::{COOKIE, PASSWORD};
use tests::support::html::Document;
use tests::support::http::{Answer, Client};
use tests::support::words::{assert_says, words};
use tests::{on_both, on_both_unlimited};

on_both!(
    registers_on_the_way_to_a_suggestion_within_seven_pages,
    what_is_left_out_is_asked_for,
    a_known_address_is_told_so_by_letter_alone,
    gets_back_in_with_a_new_password,
    a_new_password_for_no_account_is_a_way_to_one,
);
on_both_unlimited!(is_written_to_three_times_an_hour_at_most);

pub const CHOSEN: &str = "four loud mountain goats";

/// Who counts the pages that they are shown.
struct Reader<'a> {
    client: &'a Client,
    pages: usize,
}

impl Reader<'_> {
    /// A page, however many redirects lead to it.
    fn page(&mut self, mut answer: Answer) -> Document {
        self.pages += 1;
        while answer.status == 303 {
            answer = self.client.follow(answer);
        }
        answer.expect_status(200).page()
    }
}

pub fn is_signed_in(client: &Client) -> bool {
    let page = client.get("/en/policy").expect_status(200).page();
    page.root()
        .text()
        .contains(&words(Lang::En, "site.sign_out"))
}

fn registers_on_the_way_to_a_suggestion_within_seven_pages(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    for lang in [Lang::Ar, Lang::En] {
        let code = lang.code();
        let client = app.client();
        let mut reader = Reader {
            client: &client,
            pages: 0,
        };
        let suggest = format!("/{code}/topics/{}/suggest", topic.slug);
        let sign_in = reader.page(client.get(&suggest));
        let way = sign_in.follow(&format!("main a[href^='/{code}/register']"), &client);
        let form = reader.page(way).form("main form");
        let typed = format!(" Salma-{code}@Example.org");
        let sent = reader.page(form.set("address", &typed).submit(&client));
        assert_says(&sent, lang, "register.sent");
        let address = format!("Salma-{code}@example.org");
        assert!(sent.root().text().contains(&address));

        let letter = app.letter_to(&address);
        assert_eq!((&*letter.kind, &*letter.lang), ("confirm", code));
        let complete = reader.page(client.get(&link_in(&letter, "register")));
        let form = complete
            .form("main form")
            .set("password", CHOSEN)
            .set("consent", "yes");
        let suggesting = reader.page(form.submit(&client));
        assert!(client.cookie(COOKIE).is_some(), "signed in at once");
        let form = suggesting
            .form("form[action$='/suggest/check']")
            .set("title", "إنارة الطريق إلى المكتبة")
            .set(
                "text",
                "الطريق من موقف الحافلات إلى المكتبة مظلم بعد المغرب.",
            );
        let check = reader.page(form.submit(&client));
        let form = check.form("form[action$='/suggest']");
        let posted = reader.page(form.submit(&client));
        assert!(posted.root().text().contains("S-"));
        assert!(reader.pages <= 7, "{} pages", reader.pages);

        let canonical = format!("salma-{code}@example.org");
        type Row = (String, Option<String>, Option<String>, bool, String);
        let (id, mail, agreed, shown, lives): Row = app.query(|conn| {
            accounts::table
                .filter(accounts::sign_in.eq(&canonical))
                .filter(accounts::confirmed_at.is_not_null())
                .select((
                    accounts::id,
                    accounts::address,
                    accounts::consent,
                    accounts::show_name,
                    accounts::lang,
                ))
                .first(conn)
        });
        assert_eq!(mail, Some(address));
        assert_eq!(agreed.as_deref(), Some(consent::VERSION));
        assert_eq!((shown, &*lives), (false, code));
        let roles: Vec<String> = app.query(|conn| {
            account_roles::table
                .filter(account_roles::account_id.eq(&id))
                .select(account_roles::role)
                .load(conn)
        });
        assert_eq!(roles, ["citizen"]);
    }
}

fn ask(app: &App, client: &Client, room: &str, address: &str) -> Answer {
    let page = client.get(&format!("/en/{room}")).expect_status(200).page();
    let form = page.form("main form").set("address", address);
    let before = app.letters().len();
    let answer = form.submit(client);
    assert!(app.letters().len() <= before + 1);
    answer
}

/// Where the last letter leads.
fn last_link(app: &App, room: &str) -> String {
    link_in(app.letters().last().expect("a letter"), room)
}

fn what_is_left_out_is_asked_for(app: &App) {
    let client = app.client();
    ask(app, &client, "register", "salma@example.org").expect_status(200);
    let link = last_link(app, "register");
    let form = client.get(&link).page().form("main form");
    let answer = app.unchanged("nothing filled in", || form.submit(&client));
    let page = answer.expect_status(422).page();
    for field in ["password", "consent"] {
        assert!(
            page.has(&format!("[role=alert] a[href='#{field}']")),
            "{field}"
        );
        assert!(page.has(&format!("main [name={field}][aria-invalid=true]")));
    }
    let form = page
        .form("main form")
        .set("name", "سلمى الحارثية")
        .set("password", "passwordpassword")
        .set("consent", "yes");
    let page = form.submit(&client).expect_status(422).page();
    assert_says(&page, Lang::En, "errors.password_common");
    let again = page.form("main form");
    assert_eq!(
        again.value("name"),
        "سلمى الحارثية",
        "what was typed is there"
    );
    assert_eq!(
        again.value("password"),
        "",
        "a password is never written back"
    );
    let form = again.set("password", CHOSEN);
    form.submit(&client).expect_status(303);
    let page = client.get("/en/account").expect_status(200).page();
    assert_eq!(
        page.form("form[action$='/account']").value("name"),
        "سلمى الحارثية"
    );
}

fn is_written_to_three_times_an_hour_at_most(app: &App) {
    let client = app.client();
    let mut pages = Vec::new();
    for _ in 0..5 {
        let answer = ask(app, &client, "register", "salma@example.org");
        pages.push(answer.expect_status(200).text().to_owned());
        app.clock().advance(SignedDuration::from_mins(1));
    }
    assert_eq!(app.letters().len(), 3);
    assert!(pages.iter().all(|page| *page == pages[0]), "nobody is told");
    let first = link_in(&app.letters()[0], "register");
    client.get(&first).expect_status(410);
    client.get(&last_link(app, "register")).expect_status(200);
    app.clock().advance(SignedDuration::from_hours(1));
    let page = client.get("/en/register").page();
    let sent = page.form("main form").set("address", "salma@example.org");
    let sent = sent.submit(&client).page();
    // By the button of the page itself.
    sent.form("main form").submit(&client).expect_status(200);
    assert_eq!(app.letters().len(), 5);
}

fn a_known_address_is_told_so_by_letter_alone(app: &App) {
    app.citizen("salma@example.org");
    let client = app.client();
    ask(app, &client, "register", "Salma@example.org").expect_status(200);
    let letters = app.letters();
    let letter = letters.last().expect("a letter");
    // The account's own language, whatever page it was asked for on.
    assert_eq!((&*letter.kind, &*letter.lang), ("known", "ar"));
    client.get(&link_in(letter, "reset")).expect_status(200);
}

fn gets_back_in_with_a_new_password(app: &App) {
    let salma = app.citizen("salma@example.org");
    let elsewhere = app.signed_in(&salma);
    let client = app.client();
    let sign_in = client.get("/en/sign-in").page();
    let way = sign_in.follow("main a[href^='/en/reset']", &client);
    let form = way.page().form("main form");
    let form = form.set("address", "salma@example.org");
    form.submit(&client).expect_status(200);
    let link = last_link(app, "reset");
    assert!(is_signed_in(&elsewhere), "asking changes nothing");
    let form = client
        .get(&link)
        .expect_status(200)
        .page()
        .form("main form");
    let refused = form.clone().set("password", "short").submit(&client);
    refused.expect_status(422);
    let done = form
        .set("password", CHOSEN)
        .submit(&client)
        .expect_status(303);
    let page = client.follow(done).expect_status(200).page();
    // The letter was in the language of the account.
    assert_says(&page, Lang::Ar, "reset.done");
    assert!(
        !is_signed_in(&client),
        "the new password is asked for first"
    );
    assert!(!is_signed_in(&elsewhere), "whoever was in is out");
    client.get(&link).expect_status(410);
    for (password, status) in [(PASSWORD, 422), (CHOSEN, 303)] {
        let fields = [("name", "salma@example.org"), ("password", password)];
        client
            .post_form("/en/sign-in", &fields)
            .expect_status(status);
    }
    let told = app.letter_of("password_changed");
    assert_eq!(told.to_address, "salma@example.org");
}

fn a_new_password_for_no_account_is_a_way_to_one(app: &App) {
    let client = app.client();
    ask(app, &client, "reset", "nobody@example.org").expect_status(200);
    let letters = app.letters();
    let letter = letters.last().expect("a letter");
    assert_eq!(letter.kind, "unknown");
    let page = client.get(&link_in(letter, "register")).page();
    let form = page.form("main form");
    let form = form.set("password", CHOSEN).set("consent", "yes");
    form.submit(&client).expect_status(303);
    assert!(is_signed_in(&client));
}
