//! A field that people do not see: whoever fills it in is served like everybody, and it is noted.

use diesel::prelude::*;
use server::db::schema::{account_traps, accounts, suggestion_traps};
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::mail::link_in;
use tests::support::words::{assert_says, says};

on_both!(
    a_suggestion_is_posted_and_the_desk_sees_it,
    an_account_is_made_and_the_steward_sees_it,
    a_list_changed_too_often_comes_back_with_the_change,
);

const TRAP: &str = "leave_empty";

fn a_suggestion_is_posted_and_the_desk_sees_it(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let client = app.signed_in(&app.citizen("salma"));
    let desk = app.signed_in(&app.moderator("moderator", &agency));
    let text = "Lamps on the way from the bus to the library, until it closes.";
    let post = |title: &str, filled: &str| {
        let path = format!("/en/topics/{}/suggest", topic.slug);
        let page = client.get(&path).expect_status(200).page();
        assert!(page.has("[hidden][aria-hidden=true] input[name=leave_empty][tabindex='-1']"));
        let form = page.form("main form[data-draft]");
        let form = form.set("title", title).set("text", text).set(TRAP, filled);
        let check = form.submit(&client).expect_status(200).page();
        let form = check.form("main form[action$='/suggest']");
        let done = form.submit(&client).expect_status(303);
        let path = done.location().expect("a way on");
        path.split('/').nth(3).expect("a reference").to_owned()
    };
    let note = |reference: &str| {
        let path = format!("/en/desk/libraries/suggestions/{reference}");
        let page = desk.get(&path).expect_status(200).page();
        says(&page.root().text(), Lang::En, "answering.unseen")
    };
    let (by_hand, by_program) = (post("Lamps", ""), post("Benches", "https://example.org"));
    assert!(!note(&by_hand) && note(&by_program));
    let noted: Vec<String> = app.query(|conn| {
        suggestion_traps::table
            .select(suggestion_traps::suggestion_id)
            .load(conn)
    });
    assert_eq!(noted, [app.stored(&by_program).id]);
    // Never in public.
    let public = app.client().get(&format!("/en/suggestions/{by_program}"));
    assert!(!says(
        public.expect_status(200).text(),
        Lang::En,
        "answering.unseen"
    ));
}

fn an_account_is_made_and_the_steward_sees_it(app: &App) {
    let keeper = app.signed_in(&app.steward("steward"));
    for (address, filled) in [("by-hand@example.org", ""), ("program@example.org", "x")] {
        let client = app.client();
        let page = client.get("/en/register").expect_status(200).page();
        let form = page.form("main form[action$='/register']");
        let form = form.set("address", address).set(TRAP, filled);
        form.submit(&client).expect_status(200);
        let link = link_in(&app.letter_to(address), "register");
        let form = client
            .get(&link)
            .expect_status(200)
            .page()
            .form("main form");
        let form = form
            .set("password", "nine loud date palms")
            .set("consent", "yes");
        form.submit(&client).expect_status(303);
        let id: String = app.query(|conn| {
            accounts::table
                .filter(accounts::sign_in.eq(address))
                .select(accounts::id)
                .first(conn)
        });
        let page = keeper.get(&format!("/en/steward/people/{id}"));
        let page = page.expect_status(200).page();
        let noted = says(&page.root().text(), Lang::En, "people.unseen");
        assert_eq!(noted, !filled.is_empty(), "{address}");
    }
    let noted: i64 = app.query(|conn| account_traps::table.count().get_result(conn));
    assert_eq!(noted, 1);
}

fn a_list_changed_too_often_comes_back_with_the_change(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let one = app.suggestion(&topic, None);
    let salma = app.citizen("salma");
    let client = app.signed_in(&salma);
    let path = format!("/en/topics/{}/my-list", topic.slug);
    let change = |op: &str, key: &str| {
        let fields = [
            ("op", op),
            ("suggestion", one.reference.as_str()),
            ("key", key),
            ("back", path.as_str()),
        ];
        client.post_form(&path, &fields)
    };
    // Refused for its key alone, which is counted all the same.
    let refused = (0..700)
        .map(|_| change("add", "short"))
        .find(|answer| answer.status == 429);
    refused.expect("a limit");
    let refused = change("add", "long-enough-for-a-key").expect_status(429);
    assert!(refused.header("retry-after").is_some());
    let page = refused.page();
    assert_says(&page, Lang::En, "my_list.send_again");
    let again = page.all("main form[action$='/my-list']");
    let again = page.form_of(again[0]);
    assert_eq!(again.value("key"), "long-enough-for-a-key");
    app.clock().advance(jiff::SignedDuration::from_secs(5));
    again.submit(&client).expect_status(303);
    assert_eq!(app.stored_list(&topic, &salma), [one.reference.as_str()]);
}
