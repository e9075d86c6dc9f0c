//! Somebody reads what is kept of them, takes it away, and leaves.

mod refused;
mod together;

use diesel::prelude::*;
use diesel::sql_types::Text;
use jiff::SignedDuration;
use server::db::schema::{accounts, data_requests, editions, journal, outbox};
use server::db::suggestions::Suggestion;
use server::db::{dialect, outbox as letters};
use server::on_each;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::{Account, COOKIE, PASSWORD};
use tests::support::html::Form;
use tests::support::http::Client;
use tests::support::words::assert_says;

use super::registering::is_signed_in;

on_both!(
    reads_and_takes_away_everything,
    leaves_and_nothing_leads_to_them,
    suggestions_stay_where_that_is_chosen,
    the_next_edition_is_counted_without_the_list,
    the_last_letter_leaves_nothing_behind,
    who_worked_at_a_desk_leaves_the_record_as_it_is,
);

const ADDRESS: &str = "salma@example.org";

/// A citizen with an address.
fn salma(app: &App) -> Account {
    let salma = app.citizen(ADDRESS);
    app.query(|conn| {
        diesel::update(accounts::table.find(&salma.id))
            .set(accounts::address.eq(ADDRESS))
            .execute(conn)
    });
    salma
}

/// The form of leaving, filled in.
fn leaving(client: &Client, choice: &str) -> Form {
    let page = client.get("/en/account/erase").expect_status(200).page();
    let form = page.form("main form[action$='/account/erase']");
    // Who has nothing that may be withdrawn has nothing to choose.
    let form = match page.has("input[type='radio'][name='suggestions']") {
        true => form.set("suggestions", choice),
        false => form,
    };
    form.set("current", PASSWORD).set("understood", "yes")
}

/// Where a text stands, as `table.column`.
fn places(app: &App, needle: &str) -> Vec<String> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = Text)]
        place: String,
    }
    let columns = app.query(dialect::columns);
    let asked: Vec<String> = columns
        .into_iter()
        .filter(|one| one.type_name == "TEXT")
        .map(|one| {
            let (table, column) = (one.table_name, one.column_name);
            format!("SELECT DISTINCT '{table}.{column}' AS place FROM {table} WHERE {column} LIKE '%{needle}%'")
        })
        .collect();
    let mut found = Vec::new();
    for some in asked.chunks(100) {
        let sql = some.join(" UNION ALL ");
        let rows: Vec<Found> =
            app.query(|conn| on_each!(conn, |c| diesel::sql_query(sql.as_str()).load(c)));
        found.extend(rows.into_iter().map(|row| row.place));
    }
    found.sort();
    found
}

/// Somebody with something of every kind that a citizen has.
struct Told {
    salma: Account,
    here: Client,
    /// Answered, free, withdrawn before, hidden with an objection.
    own: [String; 4],
}

fn told(app: &App) -> Told {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let moderator = app.moderator("moderator", &agency);
    let salma = salma(app);
    let here = app.client();
    let fields = [("name", ADDRESS), ("password", PASSWORD)];
    here.post_form("/en/sign-in", &fields).expect_status(303);
    here.post_form("/en/reset", &[("address", ADDRESS)])
        .expect_status(200);
    let own = ["Lamps", "Benches", "Fountains", "Shade"].map(|title| {
        app.suggestion_with(&topic, Some(&salma), |one| {
            one.title = format!("{title} of salmas canary");
            one.body = "More of them, canaryinthetext.".to_owned();
            one.show_name = true;
        })
    });
    app.adopt(&topic, &own[0], &moderator);
    let path = format!("/en/suggestions/{}/withdraw", own[2].reference);
    let form = here.get(&path).expect_status(200).page().form("main form");
    form.submit(&here).expect_status(303);
    app.hide(&own[3], &moderator);
    app.object(&own[3], &salma);
    let other = app.suggestion(&topic, None);
    app.reader_report(&topic, &other, &salma);
    let entries = [&own[1].reference, &other.reference];
    let path = format!("/api/v1/topics/{}/my-list", topic.slug);
    let request = here.request("PUT", &path);
    let request = request.json(&serde_json::json!({ "version": 0, "entries": entries }));
    let request = request.header("Idempotency-Key", "salmas-first-list");
    request.send().expect_status(200);
    let path = format!("/en/suggestions/{}/satisfaction", own[0].reference);
    let said = [("answer", "1"), ("verdict", "partly")];
    here.post_form(&path, &said).expect_status(303);
    Told {
        salma,
        here,
        own: own.map(|one| one.reference),
    }
}

fn reads_and_takes_away_everything(app: &App) {
    let told = told(app);
    let before = app.rows();
    let page = told.here.get("/en/account/data").expect_status(200);
    assert_eq!(page.header("cache-control"), Some("no-store"));
    let page = page.page();
    assert_eq!(app.rows(), before, "reading changes nothing");
    let text = page.root().text();
    let form = page.form("main form[action$='/data.json']");
    let file = form.submit(&told.here).expect_status(200);
    assert_eq!(file.header("content-type"), Some("application/json"));
    assert_eq!(file.header("cache-control"), Some("no-store"));
    let named = file.header("content-disposition").expect("a name");
    assert_eq!(named, "attachment; filename=\"sharikuna-2026-11-24.json\"");
    let held = file.json();
    assert_eq!(held["schema"], "sharikuna-data-1");
    let counts = [
        ("account", 1),
        ("roles", 1),
        ("sessions", 1),
        ("sign_ins", 1),
        ("suggestions", 4),
        ("lists", 1),
        ("places", 2),
        ("satisfaction", 1),
        ("reports", 1),
        ("objections", 1),
        ("letters", 1),
        ("links", 1),
        ("requests", 0),
        ("answers", 0),
    ];
    for (key, count) in counts {
        let rows = held[key].as_array().expect(key);
        assert_eq!(rows.len(), count, "{key}: {rows:#?}");
    }
    assert_eq!(held["account"][0]["address"], ADDRESS);
    assert_eq!(held["account"][0]["name_shown"], false);
    assert_eq!(held["account"][0]["since"], "2026-11-24T05:00:00Z");
    assert_eq!(held["suggestions"][0]["name_shown"], true);
    assert_eq!(held["places"][0]["reference"], told.own[1]);
    assert_eq!(held["places"][0]["place"], 1);
    assert_eq!(held["satisfaction"][0]["verdict"], "partly");
    // Whatever the file says in words of the person, the page says.
    for reference in &told.own {
        assert!(text.contains(reference.as_str()), "{reference}");
    }
    for said in ["canaryinthetext", ADDRESS, "127.0.0.0/24"] {
        assert!(text.contains(said) && file.text().contains(said), "{said}");
    }
    // Taken twice in a day is one line.
    form.submit(&told.here).expect_status(200);
    let taken: Vec<(Option<String>, String)> = app.query(|conn| {
        data_requests::table
            .select((data_requests::account_id, data_requests::kind))
            .load(conn)
    });
    assert_eq!(taken, [(Some(told.salma.id.clone()), "access".to_owned())]);
    let page = told.here.get("/ar/account/data").expect_status(200).page();
    assert_says(&page, Lang::Ar, "data.section_requests");
    // Nobody else reads it.
    let other = app.signed_in(&app.citizen("other"));
    let page = other.get("/en/account/data").expect_status(200);
    assert!(!page.text().contains("canaryinthetext"));
}

fn leaves_and_nothing_leads_to_them(app: &App) {
    let told = told(app);
    let elsewhere = app.signed_in(&told.salma);
    let form = leaving(&told.here, "withdraw");
    let old = told.here.cookie(COOKIE).expect("a session").value;
    let done = form.submit(&told.here).expect_status(303);
    assert_eq!(done.header("clear-site-data"), Some("\"storage\""));
    let page = told.here.follow(done).expect_status(200).page();
    assert_says(&page, Lang::En, "erase.gone");
    // Signed out on every node, and nobody gets in any more.
    let node = app.other_node();
    let there = node.client();
    there.set_cookie(COOKIE, &old);
    for client in [&told.here, &elsewhere, &there] {
        assert!(!is_signed_in(client));
    }
    let fields = [("name", ADDRESS), ("password", PASSWORD)];
    app.client()
        .post_form("/en/sign-in", &fields)
        .expect_status(422);
    // Nothing of them is anywhere but on the last letter.
    assert_eq!(places(app, ADDRESS), ["outbox.to_address"]);
    assert_eq!(places(app, &told.salma.id), Vec::<String>::new());
    let letter = app.letter_of("farewell");
    assert_eq!(letter.to_address, ADDRESS);
    // Answered and hidden ones stay, and nobody is named; the others say nothing any more.
    let rows: Vec<Suggestion> = told.own.iter().map(|one| app.stored(one)).collect();
    let states: Vec<&str> = rows.iter().map(|row| row.publication.as_str()).collect();
    assert_eq!(states, ["published", "withdrawn", "withdrawn", "hidden"]);
    for row in &rows {
        assert_eq!((&row.author_id, row.show_name), (&None, false));
        let gone = row.publication == "withdrawn";
        assert_eq!(row.title == "—" && row.body.is_empty(), gone, "{row:?}");
    }
    let path = format!("/en/suggestions/{}", told.own[0]);
    let page = app.client().get(&path).expect_status(200).page();
    assert_says(&page, Lang::En, "suggestion.by_participant");
    assert!(!page.root().text().contains("Person salma"));
    // The objection is still decided.
    let steward = app.signed_in(&app.steward("steward"));
    let page = steward.get("/en/steward/objections").expect_status(200);
    assert!(page.text().contains(&told.own[3]));
    // It is known that somebody left, not who.
    let told: Vec<(Option<String>, String, bool)> = app.query(|conn| {
        data_requests::table
            .select((
                data_requests::account_id,
                data_requests::kind,
                data_requests::by_oneself,
            ))
            .load(conn)
    });
    assert_eq!(told, [(None, "erasure".to_owned(), true)]);
    let facts: Vec<(String, Option<Vec<u8>>)> = app.query(|conn| {
        journal::table
            .filter(journal::kind.eq("account.erased"))
            .select((journal::facts, journal::private_digest))
            .load(conn)
    });
    assert_eq!(facts, [("{}".to_owned(), None)]);
    // And the address is free for somebody new.
    let anew = app.citizen(ADDRESS);
    let page = app.signed_in(&anew).get("/en/account/data").page();
    assert!(!page.root().text().contains("canary"));
}

fn suggestions_stay_where_that_is_chosen(app: &App) {
    let told = told(app);
    leaving(&told.here, "stay")
        .submit(&told.here)
        .expect_status(303);
    for at in [0, 1] {
        let path = format!("/ar/suggestions/{}", told.own[at]);
        let page = app.client().get(&path).expect_status(200).page();
        assert_says(&page, Lang::Ar, "suggestion.by_participant");
        assert!(page.root().text().contains("canaryinthetext"));
    }
    assert_eq!(places(app, &told.salma.id), Vec::<String>::new());
}

fn the_next_edition_is_counted_without_the_list(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let some = app.suggestions(&topic, 3);
    let people = app.citizens(20);
    let salma = salma(app);
    for person in people.iter().chain([&salma]) {
        app.list(&topic, person, &[&some[0], &some[1]]);
    }
    app.run_jobs();
    let lists = || -> Vec<i64> {
        app.query(|conn| {
            editions::table
                .filter(editions::topic_id.eq(&topic.id))
                .order(editions::number)
                .select(editions::lists)
                .load(conn)
        })
    };
    assert_eq!(lists(), [21]);
    app.clock().advance(SignedDuration::from_hours(2));
    let client = app.signed_in(&salma);
    leaving(&client, "stay").submit(&client).expect_status(303);
    let save = |person: &Account| {
        let path = format!("/api/v1/topics/{}/my-list", topic.slug);
        let client = app.signed_in(person);
        let entries = [&some[2].reference];
        client
            .request("PUT", &path)
            .json(&serde_json::json!({ "version": 1, "entries": entries }))
            .header("Idempotency-Key", &format!("again-{}", person.sign_in))
            .send()
            .expect_status(200);
    };
    for person in &people[..18] {
        save(person);
    }
    app.run_jobs();
    assert_eq!(
        lists(),
        [21],
        "nineteen lists changed: too few to be told apart"
    );
    save(&people[18]);
    app.run_jobs();
    assert_eq!(
        lists(),
        [21, 20],
        "hers is the twentieth, and counted no more"
    );
}

fn the_last_letter_leaves_nothing_behind(app: &App) {
    let salma = salma(app);
    let client = app.signed_in(&salma);
    leaving(&client, "stay").submit(&client).expect_status(303);
    let letter = app.letter_of("farewell");
    let (failing, now) = (letter.id.clone(), app.now());
    app.query(|conn| letters::failed(conn, &failing, "later 450", None));
    assert_eq!(app.letter_of("farewell").id, letter.id, "it is tried again");
    app.query(|conn| letters::sent(conn, &letter.id, now));
    let left: i64 = app.query(|conn| outbox::table.count().get_result(conn));
    assert_eq!(left, 0);
    assert_eq!(places(app, ADDRESS), Vec::<String>::new());
    // Given up, it goes as well.
    let second = app.citizen("noor@example.org");
    app.query(|conn| {
        diesel::update(accounts::table.find(&second.id))
            .set(accounts::address.eq("noor@example.org"))
            .execute(conn)
    });
    let client = app.signed_in(&second);
    leaving(&client, "stay").submit(&client).expect_status(303);
    let letter = app.letter_of("farewell");
    app.query(|conn| letters::failed(conn, &letter.id, "refused 550", Some(now)));
    assert_eq!(places(app, "noor@example.org"), Vec::<String>::new());
}

fn who_worked_at_a_desk_leaves_the_record_as_it_is(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let badr = app.moderator("badr@example.org", &agency);
    let (answered, hidden) = (app.suggestion(&topic, None), app.suggestion(&topic, None));
    app.adopt(&topic, &answered, &badr);
    app.hide(&hidden, &badr);
    app.saved_view(&agency, &badr, "Late ones");
    let client = app.signed_in(&badr);
    let file = client.post_form::<&str>("/en/account/data.json", &[]);
    let held = file.expect_status(200).json();
    assert_eq!(held["answers"][0]["reference"], answered.reference);
    assert_eq!(held["views"][0]["name"], "Late ones");
    app.query(|conn| {
        use server::db::schema::account_roles as roles;
        diesel::delete(roles::table.filter(roles::account_id.eq(&badr.id))).execute(conn)
    });
    let client = app.signed_in(&badr);
    leaving(&client, "stay").submit(&client).expect_status(303);
    assert_eq!(places(app, &badr.id), Vec::<String>::new());
    assert_eq!(places(app, "badr@example.org"), Vec::<String>::new());
    assert_eq!(app.stored_answers(&answered).len(), 1);
    for one in [&answered, &hidden] {
        let path = format!("/en/suggestions/{}", one.reference);
        app.client().get(&path).expect_status(200);
    }
}
