//! Where one is signed in: seen, ended here and elsewhere, on every node.

use diesel::prelude::*;
use jiff::SignedDuration;
use server::db::schema::sessions;
use server::db::{people, sessions as stored};
use shared::account::Role;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::{Account, COOKIE, PASSWORD};
use tests::support::http::Client;
use tests::support::words::assert_says;

on_both!(
    each_browser_is_listed_by_its_kind_and_ended_by_itself,
    all_others_are_ended_at_once_and_this_one_stays,
    what_ran_out_or_is_another_persons_is_not_listed,
    a_session_is_ended_on_every_node_within_one_request,
    a_planted_session_dies_at_sign_in,
    a_role_that_changes_in_between_leaves_nothing_behind,
    of_the_browser_and_the_address_little_is_kept,
    sessions_that_ran_out_are_forgotten,
    a_form_sent_after_the_session_ended_leads_back_to_its_page,
    what_was_typed_outlives_the_session,
);

const FIREFOX: &str =
    "Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0 canary-in-the-header";
const SAFARI: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 Version/17.5 Safari/605.1.15";

fn signed_in_with(app: &App, account: &Account, agent: &str) -> Client {
    let client = app.client();
    let fields = [("name", account.sign_in.as_str()), ("password", PASSWORD)];
    let request = client.request("POST", "/en/sign-in").form(&fields);
    request
        .header("User-Agent", agent)
        .send()
        .expect_status(303);
    client
}

fn is_in(client: &Client) -> bool {
    client.get("/en/account/sessions").status == 200
}

fn each_browser_is_listed_by_its_kind_and_ended_by_itself(app: &App) {
    let salma = app.citizen("salma");
    let phone = signed_in_with(app, &salma, FIREFOX);
    app.clock().advance(SignedDuration::from_mins(10));
    let desk = signed_in_with(app, &salma, SAFARI);
    let page = desk.get("/en/account/sessions").expect_status(200).page();
    let rows: Vec<String> = page
        .all("main article")
        .iter()
        .map(|row| row.text())
        .collect();
    assert_eq!(rows.len(), 2);
    assert!(
        rows[0].contains("Safari on macOS") && rows[0].contains("This browser"),
        "{rows:?}"
    );
    assert!(rows[1].contains("Firefox on Android"), "{rows:?}");
    assert!(rows[1].contains("24 Nov 2026, 9:00 am"), "{rows:?}");
    assert!(rows[1].contains("127.0.0.0/24"), "{rows:?}");
    assert_eq!(
        page.all("main form").len(),
        1,
        "only the other can be ended here"
    );

    let answer = page.form("main form").submit(&desk).expect_status(303);
    let page = desk.follow(answer).expect_status(200).page();
    assert_says(&page, Lang::En, "sessions.ended_one");
    assert_eq!(page.all("main article").len(), 1);
    assert!(!is_in(&phone));
    assert!(is_in(&desk));
}

fn all_others_are_ended_at_once_and_this_one_stays(app: &App) {
    let (salma, noura) = (app.citizen("salma"), app.citizen("noura"));
    let here = app.signed_in(&salma);
    let others: Vec<Client> = (0..3).map(|_| app.signed_in(&salma)).collect();
    let stranger = app.signed_in(&noura);
    let page = here.get("/ar/account/sessions").expect_status(200).page();
    let page = page.follow("main a[href$='/others']", &here).page();
    assert_says(&page, Lang::Ar, "sessions.others_title");
    assert_eq!(page.all("main article").len(), 3);
    let answer = page.form("main form").submit(&here).expect_status(303);
    let page = here.follow(answer).page();
    assert_says(&page, Lang::Ar, "sessions.ended_others");
    assert_says(&page, Lang::Ar, "sessions.alone");
    assert!(others.iter().all(|client| !is_in(client)));
    assert!(is_in(&here) && is_in(&stranger));
}

fn what_ran_out_or_is_another_persons_is_not_listed(app: &App) {
    let (salma, noura) = (app.citizen("salma"), app.citizen("noura"));
    app.session_of(&salma);
    app.clock().advance(SignedDuration::from_hours(14 * 24));
    let (_, hers) = app.new_session(&noura);
    let here = app.signed_in(&salma);
    let page = here.get("/en/account/sessions").expect_status(200).page();
    assert_eq!(page.all("main article").len(), 1);
    let path = format!("/en/account/sessions/{hers}/end");
    let answer = app.unchanged("ending another's session", || {
        here.post_form::<&str>(&path, &[])
    });
    answer.expect_status(404);
}

fn a_session_is_ended_on_every_node_within_one_request(app: &App) {
    let node = app.other_node();
    let agency = app.agency("libraries");
    let steward = app.signed_in(&app.steward("steward"));
    let why = "Left the agency on Sunday.";
    type End<'a> = &'a dyn Fn(&Account);
    let act = |path: &str, account: &Account, fields: &[(&str, &str)]| {
        let path = format!("/en/steward/people/{}/{path}", account.id);
        steward.post_form(&path, fields).expect_status(303);
    };
    let held = format!("moderator {}", agency.id);
    let ends: [(&str, End<'_>); 4] = [
        ("disabling", &|account| {
            act("disable", account, &[("why", why)])
        }),
        ("a role taken", &|account| {
            act(
                "roles/withdraw",
                account,
                &[("held", &held), ("why_withdrawn", why)],
            );
        }),
        ("a role given", &|account| {
            let role = [
                ("role", "manager"),
                ("agency", &*agency.id),
                ("why_role", why),
            ];
            act("roles", account, &role);
        }),
        // What a change of password or an erasure does.
        ("all ended", &|account| {
            app.query(|conn| stored::end_all_of(conn, &account.id));
        }),
    ];
    for (number, (what, end)) in ends.iter().enumerate() {
        let account = app.moderator(&format!("moderator-{number}"), &agency);
        let (cookie, _) = app.new_session(&account);
        let (here, there) = (app.client(), node.client());
        for client in [&here, &there] {
            client.set_cookie(COOKIE, &cookie);
            assert!(is_in(client), "{what}");
        }
        end(&account);
        for client in [&here, &there] {
            assert!(!is_in(client), "{what}");
        }
    }
}

fn a_planted_session_dies_at_sign_in(app: &App) {
    let (attacker, salma) = (app.citizen("attacker"), app.citizen("salma"));
    let planted = app.session_of(&attacker);
    let victim = app.client();
    victim.set_cookie(COOKIE, &planted);
    let fields = [("name", salma.sign_in.as_str()), ("password", PASSWORD)];
    victim.post_form("/en/sign-in", &fields).expect_status(303);
    assert_ne!(victim.cookie(COOKIE).expect("a session").value, planted);
    let other = app.client();
    other.set_cookie(COOKIE, &planted);
    assert!(!is_in(&other), "the planted one is nobody's");
    assert!(is_in(&victim));
}

fn a_role_that_changes_in_between_leaves_nothing_behind(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let suggestion = app.suggestion(&topic, None);
    let moderator = app.moderator("moderator", &agency);
    let client = app.signed_in(&moderator);
    let path = format!("/en/desk/libraries/suggestions/{}", suggestion.reference);
    let form = client.get(&path).expect_status(200).page();
    let form = form
        .form("form[action$='/answer']")
        .set("kind", "acknowledged");
    app.query(|conn| {
        let role = Role::Moderator {
            agency: agency.id.clone(),
        };
        people::withdraw(conn, &moderator.id, &role)
    });
    // Even where the session still stands: roles are read with each request.
    let answer = app.unchanged("an answer without the role", || form.submit(&client));
    answer.expect_status(404);
}

fn of_the_browser_and_the_address_little_is_kept(app: &App) {
    let salma = app.citizen("salma");
    signed_in_with(app, &salma, FIREFOX);
    let kept: Vec<(String, Option<String>)> = app.query(|conn| {
        sessions::table
            .select((sessions::device, sessions::network))
            .load(conn)
    });
    assert_eq!(
        kept,
        [(
            "firefox/android".to_owned(),
            Some("127.0.0.0/24".to_owned())
        )]
    );
}

fn a_form_sent_after_the_session_ended_leads_back_to_its_page(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let client = app.signed_in(&app.citizen("salma"));
    app.clock().advance(SignedDuration::from_hours(14 * 24));
    let path = format!("/en/topics/{}/suggest", topic.slug);
    let ways = [
        (app.browser_url(&path), path.as_str()),
        ("https://evil.example/x".to_owned(), ""),
        (app.browser_url("//evil.example"), ""),
    ];
    for (referer, next) in ways {
        // With nothing written in it, and with what nobody may see.
        let empty = [("title", ""), ("version", "1")];
        let secret = [("current", "four loud mountain goats")];
        for fields in [&empty[..], &secret[..]] {
            let request = client
                .request("POST", &format!("{path}/check"))
                .form(fields);
            let answer = request.header("Referer", &referer).send();
            let to = answer.expect_status(303).location().expect("a way on");
            assert_eq!(to, format!("/en/sign-in?next={next}"), "{referer}");
        }
        let fields = [("title", "Light"), ("text", "Lamps on the way")];
        let request = client
            .request("POST", &format!("{path}/check"))
            .form(&fields);
        let answer = request.header("Referer", &referer).send();
        let page = answer.expect_status(401).page();
        let to = format!("main a[href='/en/sign-in?next={next}']");
        assert!(page.has(&to), "{referer}");
    }
}

fn what_was_typed_outlives_the_session(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let salma = app.citizen("salma");
    for lang in Lang::ALL {
        let client = app.signed_in(&salma);
        let path = format!("/{}/topics/{}/suggest", lang.code(), topic.slug);
        let form = client.get(&path).page().form("form[action$='/check']");
        let form = form.set("title", "Light <the way>");
        let form = form.set("text", "مصابيح على الطريق\nLamps on the way");
        app.sql("DELETE FROM sessions");
        let answer = app.unchanged("nobody", || form.submit(&client));
        let answer = answer.expect_status(401);
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let page = answer.page();
        assert_says(&page, lang, "signed_out.lede");
        for said in ["Light <the way>", "مصابيح على الطريق", "Lamps on the way"] {
            assert!(page.text("main").contains(said), "{said}");
        }
        // Too soon: it is still there.
        let page = page.form("main form").submit(&client);
        let page = page.expect_status(401).page();
        client.set_cookie(COOKIE, &app.session_of(&salma));
        let check = page.form("main form").submit(&client);
        let check = check.expect_status(200).page();
        let posted = check.form("form[action$='/suggest']").submit(&client);
        let posted = client.follow(posted).expect_status(200).page();
        assert!(posted.root().text().contains("Light <the way>"));
    }
    // From elsewhere nothing of it comes back.
    let client = app.signed_in(&salma);
    app.sql("DELETE FROM sessions");
    let path = format!("/en/topics/{}/suggest/check", topic.slug);
    let request = client
        .request("POST", &path)
        .form(&[("text", "Lamps on the way")]);
    let answer = request.header("Sec-Fetch-Site", "cross-site").send();
    assert!(!answer.expect_status(403).text().contains("Lamps"));
}

fn sessions_that_ran_out_are_forgotten(app: &App) {
    let salma = app.citizen("salma");
    app.session_of(&salma);
    app.clock().advance(SignedDuration::from_hours(90 * 24 - 1));
    let here = app.signed_in(&salma);
    app.run_jobs();
    assert_eq!(app.rows()["sessions"], 2);
    app.clock().advance(SignedDuration::from_hours(1));
    app.run_jobs();
    assert_eq!(app.rows()["sessions"], 1);
    assert!(is_in(&here));
}
