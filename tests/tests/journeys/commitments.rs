//! What became of an agency's commitments, in public and at its desk.

use std::collections::BTreeSet;

use diesel::prelude::*;
use server::db::schema::commitments;
use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::Account;
use tests::support::html::Document;
use tests::support::http::Client;
use tests::support::words::assert_says;

on_both!(
    overdue_commitments_come_first_in_public_and_at_the_desk,
    a_long_list_goes_on_page_by_page,
);

/// The days of the commitments on a page, in its order.
pub fn days(page: &Document) -> Vec<String> {
    let days = page.all("ul.promises > li > p time");
    days.iter()
        .filter_map(|day| day.attr("datetime").map(str::to_owned))
        .collect()
}

/// A suggestion adopted with a commitment of this day that stands so.
pub fn promised(
    app: &App,
    (topic, moderator): (&Topic, &Account),
    (due, state): (&str, &str),
) -> Suggestion {
    let one = app.suggestion(topic, None);
    let id = app.adopt(topic, &one, moderator);
    app.query(|conn| {
        diesel::update(commitments::table.find(&id))
            .set((commitments::due_on.eq(due), commitments::state.eq(state)))
            .execute(conn)
    });
    one
}

/// Suggestions adopted with a commitment each, the first 55 of them overdue.
pub fn many(app: &App, topic: &Topic, moderator: &Account) {
    let mut ids = Vec::new();
    for one in app.suggestions(topic, 115) {
        ids.push(app.adopt(topic, &one, moderator));
    }
    app.query(|conn| {
        diesel::update(commitments::table.filter(commitments::id.eq_any(&ids[..55])))
            .set(commitments::due_on.eq("2026-11-02"))
            .execute(conn)
    });
}

/// How many commitments stand on each page of a list, from this one on; each stands there once.
pub fn pages(client: &Client, first: &str, mut each: impl FnMut(&Document)) -> Vec<usize> {
    let mut page = client.get(first).expect_status(200).page();
    let (mut long, mut seen) = (Vec::new(), BTreeSet::new());
    loop {
        each(&page);
        let links = page.all("ul.promises > li p.small a");
        long.push(links.len());
        for link in links {
            let link = link.attr("href").expect("an address").to_owned();
            assert!(seen.insert(link.clone()), "{first}: {link} twice");
        }
        if !page.has("a[rel=next]") {
            return long;
        }
        page = page.follow("a[rel=next]", client).expect_status(200).page();
    }
}

fn overdue_commitments_come_first_in_public_and_at_the_desk(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let moderator = app.moderator("mod", &agency);
    for (due, state) in [
        ("2026-12-31", "planned"),
        ("2026-11-20", "in_progress"),
        ("2026-11-01", "done"),
        ("2026-11-23", "planned"),
        ("2026-11-24", "planned"),
    ] {
        promised(app, (&topic, &moderator), (due, state));
    }
    // What left public view is not told.
    let gone = app.suggestion(&topic, None);
    app.adopt(&topic, &gone, &moderator);
    app.hide(&gone, &moderator);
    // Another agency's are another page's.
    let parks = app.agency("parks");
    let elsewhere = app.topic(&parks);
    let other = app.suggestion(&elsewhere, None);
    app.adopt(&elsewhere, &other, &moderator);

    let agency_page = app.client().get("/ar/agencies/libraries").page();
    let page = agency_page.follow("a[href$='/commitments']", &app.client());
    let page = page.expect_status(200).page();
    let wanted = [
        "2026-11-20",
        "2026-11-23",
        "2026-11-01",
        "2026-11-24",
        "2026-12-31",
    ];
    assert_eq!(days(&page), wanted);
    assert_eq!(
        page.all("section[aria-labelledby=h-late] .clock.over")
            .len(),
        2
    );
    assert_says(&page, Lang::Ar, "commitments.overdue");
    let text = page.root().text();
    assert!(!text.contains(&gone.title) && !text.contains(&other.title));
    let empty = app.agency("roads");
    let page = app
        .client()
        .get(&format!("/ar/agencies/{}/commitments", empty.slug))
        .expect_status(200)
        .page();
    assert_says(&page, Lang::Ar, "commitments.none");
    assert_eq!(
        app.client().get("/ar/agencies/nobody/commitments").status,
        404
    );

    let desk = app.signed_in(&moderator);
    let at = |show: &str| {
        let path = format!("/ar/desk/libraries/commitments{show}");
        days(&desk.get(&path).expect_status(200).page())
    };
    assert_eq!(at(""), ["2026-11-20", "2026-11-23"]);
    assert_eq!(at("?show=standing").len(), 4);
    assert_eq!(at("?show=all").len(), 5);
    assert_eq!(at("?show=nonsense"), at(""));
    // The day after, one more is overdue.
    app.clock().advance(jiff::SignedDuration::from_hours(24));
    let desk = app.signed_in(&moderator);
    let page = desk.get("/ar/desk/libraries/commitments").page();
    assert_eq!(days(&page), ["2026-11-20", "2026-11-23", "2026-11-24"]);
}

fn a_long_list_goes_on_page_by_page(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let moderator = app.moderator("mod", &agency);
    many(app, &topic, &moderator);
    let (public, desk) = (app.client(), app.signed_in(&moderator));
    for (client, start) in [
        (&public, "/ar/agencies/libraries/commitments"),
        (&desk, "/ar/desk/libraries/commitments?show=all"),
    ] {
        let mut all = Vec::new();
        let long = pages(client, start, |page| all.extend(days(page)));
        assert_eq!(long, [50, 50, 15], "{start}");
        assert!(all[..55].iter().all(|day| day == "2026-11-02"), "{start}");
    }
    for cursor in ["x", "d20261122_0193a5f0", "a2026-11-02_0193a5f0", "p5"] {
        let path = format!("/ar/agencies/libraries/commitments?after={cursor}");
        assert_eq!(public.get(&path).status, 400, "{cursor}");
    }
}
