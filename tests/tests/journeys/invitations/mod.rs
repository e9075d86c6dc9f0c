//! A steward invites somebody by e-mail address, who takes the role with the letter's link.

mod refused;

use diesel::prelude::*;
use server::db::schema::{account_acts, accounts, invitations, journal};
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::mail::link_in;
use tests::support::data::{Account, PASSWORD};
use tests::support::http::Client;
use tests::support::words::assert_says;

on_both!(
    somebody_new_takes_a_role_in_arabic,
    somebody_with_an_account_takes_a_role,
    another_letter_replaces_the_first,
    who_leaves_takes_the_invitation_along,
);

const ADDRESS: &str = "badr@example.org";
const WHY: &str = "He answers for the libraries from Sunday on.";
const CHOSEN: &str = "nine loud date palms by the sea";

/// Sends an invitation of a steward as the page does.
fn invite(client: &Client, address: &str, role: &str, agency: &str) {
    let page = client
        .get("/en/steward/invitations")
        .expect_status(200)
        .page();
    let form = page.form("main form[action$='/steward/invitations']");
    let form = form.set("address", address).set("role", role);
    let form = form
        .set("agency", agency)
        .set("lang", "ar")
        .set("why_role", WHY);
    let done = form.submit(client).expect_status(303);
    assert_says(
        &client.follow(done).page(),
        Lang::En,
        "invitations.done_invited",
    );
}

/// What became of the invitations, the oldest first.
fn ends(app: &App) -> Vec<Option<String>> {
    app.query(|conn| {
        invitations::table
            .order(invitations::invited_at)
            .select(invitations::ended_as)
            .load(conn)
    })
}

fn kinds(app: &App) -> Vec<String> {
    app.query(|conn| {
        journal::table
            .filter(journal::agency_id.is_not_null())
            .order(journal::kind)
            .select(journal::kind)
            .load(conn)
    })
}

fn somebody_new_takes_a_role_in_arabic(app: &App) {
    let agency = app.agency("libraries");
    let steward = app.steward("steward");
    let keeper = app.signed_in(&steward);
    invite(&keeper, "Badr@Example.org", "moderator", &agency.id);
    let letter = app.letter_of("invite");
    assert_eq!(letter.to_address, "Badr@example.org");
    assert!(letter.text.contains("مشرف") && letter.text.contains(&agency.name_ar));
    let link = link_in(&letter, "invitation");
    assert!(
        letter
            .text
            .contains(&format!("{}{link}", app.inner().config.base.origin))
    );
    let phone = app.client();
    let open = || phone.get(&link).expect_status(200);
    let before = app.rows();
    for _ in 0..3 {
        let page = open();
        assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(page.header("cache-control"), Some("no-store"));
    }
    assert_eq!(app.rows(), before, "looking uses nothing up");
    let form = |password: &str, name: &str| {
        let form = open().page().form("main form").set("password", password);
        form.set("name", name).set("consent", "yes")
    };
    // Staff have longer passwords, and a name.
    let short = app.unchanged("a short password", || {
        form("dates by sea", "بدر").submit(&phone)
    });
    assert_says(
        &short.expect_status(422).page(),
        Lang::Ar,
        "errors.password_too_short",
    );
    let page = app.unchanged("no name", || form(CHOSEN, "").submit(&phone));
    assert!(
        page.expect_status(422)
            .page()
            .has("[role=alert] a[href='#name']")
    );
    let good = form(CHOSEN, "بدر");
    let done = good.submit(&phone).expect_status(303);
    phone.follow(done).expect_status(200);
    phone.get("/ar/desk").expect_status(303);
    phone.get("/ar/desk/libraries").expect_status(200);
    good.submit(&app.client()).expect_status(410);
    let (name, address, lang): (String, Option<String>, String) = app.query(|conn| {
        accounts::table
            .filter(accounts::sign_in.eq(ADDRESS))
            .select((accounts::name, accounts::address, accounts::lang))
            .first(conn)
    });
    assert_eq!((name.as_str(), lang.as_str()), ("بدر", "ar"));
    assert_eq!(address.as_deref(), Some("Badr@example.org"));
    assert_eq!(ends(app), [Some("accepted".to_owned())]);
    assert_eq!(
        kinds(app),
        [
            "account.invitation_accepted",
            "account.invited",
            "account.role_granted"
        ]
    );
    let reasons: Vec<(String, String)> = app.query(|conn| {
        account_acts::table
            .select((account_acts::acted_by, account_acts::reason))
            .load(conn)
    });
    assert_eq!(reasons, [(steward.id, WHY.to_owned())]);
    let page = keeper
        .get("/en/steward/invitations")
        .expect_status(200)
        .page();
    assert_says(&page, Lang::En, "invitations.accepted");
    let facts: Vec<String> = app.query(|conn| journal::table.select(journal::facts).load(conn));
    assert!(
        facts.iter().all(|facts| !facts.contains("badr")),
        "{facts:?}"
    );
}

fn somebody_with_an_account_takes_a_role(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let badr = app.citizen(ADDRESS);
    let one = app.suggestion(&topic, None);
    app.list(&topic, &badr, &[&one]);
    invite(
        &app.signed_in(&app.steward("steward")),
        ADDRESS,
        "manager",
        &agency.id,
    );
    let link = link_in(&app.letter_of("invite"), "invitation");
    // Nobody is signed in: the way leads past the sign-in page and back.
    let client = app.client();
    let page = client.get(&link).expect_status(200).page();
    assert!(!page.has("main form"));
    let way = page
        .one("main a.btn")
        .attr("href")
        .expect("a way")
        .to_owned();
    let form = client.get(&way).expect_status(200).page().form("main form");
    let form = form.set("name", ADDRESS).set("password", PASSWORD);
    let done = form.submit(&client).expect_status(303);
    assert_eq!(done.location().as_deref(), Some(link.as_str()));
    let form = client
        .get(&link)
        .expect_status(200)
        .page()
        .form("main form");
    let done = form.submit(&client).expect_status(303);
    assert!(done.location().is_some_and(|to| to.contains("/sign-in")));
    // The session ended with the change of roles; so did the list in the agency's topic.
    client.get("/en/account").expect_status(303);
    assert_eq!(app.stored_list(&topic, &badr), Vec::<String>::new());
    let desk = app.signed_in(&badr);
    desk.get("/en/desk/libraries/team").expect_status(200);
    assert_eq!(ends(app), [Some("accepted".to_owned())]);
}

fn another_letter_replaces_the_first(app: &App) {
    let agency = app.agency("libraries");
    let keeper = app.signed_in(&app.steward("steward"));
    invite(&keeper, ADDRESS, "moderator", &agency.id);
    let first = link_in(&app.letter_of("invite"), "invitation");
    app.clock().advance(jiff::SignedDuration::from_mins(5));
    let page = keeper
        .get("/en/steward/invitations")
        .expect_status(200)
        .page();
    let again = page.form("main form[action$='/again']");
    let done = again.submit(&keeper).expect_status(303);
    assert_says(
        &keeper.follow(done).page(),
        Lang::En,
        "invitations.done_again",
    );
    let second = link_in(&app.letter_of("invite"), "invitation");
    assert_ne!(first, second);
    let phone = app.client();
    phone.get(&first).expect_status(410);
    phone.get(&second).expect_status(200);
    // After three days it has run out, and can be sent once more.
    app.clock().advance(jiff::SignedDuration::from_hours(73));
    phone.get(&second).expect_status(410);
    let keeper = app.signed_in(&app.steward("another"));
    let page = keeper
        .get("/en/steward/invitations")
        .expect_status(200)
        .page();
    assert_says(&page, Lang::En, "invitations.expired");
    again.submit(&keeper).expect_status(303);
    let third = link_in(&app.letter_of("invite"), "invitation");
    phone.get(&third).expect_status(200);
    // Nobody's mailbox is filled: the fourth within an hour of the third is not sent.
    for _ in 0..2 {
        again.submit(&keeper).expect_status(303);
    }
    let answer = app.unchanged("too many letters", || again.submit(&keeper));
    answer.expect_status(422);
}

fn who_leaves_takes_the_invitation_along(app: &App) {
    let agency = app.agency("libraries");
    let badr: Account = app.citizen(ADDRESS);
    invite(
        &app.signed_in(&app.steward("steward")),
        ADDRESS,
        "moderator",
        &agency.id,
    );
    let link = link_in(&app.letter_of("invite"), "invitation");
    let client = app.signed_in(&badr);
    let page = client.get("/en/account/erase").page();
    let form = page.form("main form[action$='/account/erase']");
    let form = form.set("current", PASSWORD);
    form.set("understood", "yes")
        .submit(&client)
        .expect_status(303);
    app.client().get(&link).expect_status(410);
    assert_eq!(ends(app), Vec::<Option<String>>::new());
}
