//! Several people at one desk: what each looks for, takes on and has open.

use diesel::prelude::*;
use jiff::SignedDuration;
use server::db::schema::suggestions;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::REASON;
use tests::support::http::Client;
use tests::support::words::words;

use super::{desk, in_arabic, kinds};

on_both!(
    the_queue_is_filtered_and_its_pages_keep_the_filters,
    a_suggestion_is_given_to_somebody_of_the_desk_and_the_public_never_learns_of_it,
    two_at_one_suggestion_see_each_other_and_the_second_is_told,
);

fn the_queue_is_filtered_and_its_pages_keep_the_filters(app: &App) {
    let (desk, client) = desk(app);
    for number in 0..52 {
        app.suggestion_with(&desk.topic, None, |one| {
            one.governorate = Some("dhofar".into());
            one.category = Some("ماء & كهرباء".into());
            if number == 0 {
                in_arabic(one);
            }
        });
    }
    app.suggestions(&desk.topic, 3);
    let rows = |query: &str| {
        let path = format!("/ar/desk/libraries?{query}");
        let page = client.get(&path).expect_status(200).page();
        page.all("[data-row]").len()
    };
    assert_eq!(rows("language=ar"), 1);
    assert_eq!(rows("place=muscat"), 0);
    assert_eq!(rows("category=none"), 0);
    assert_eq!(rows("assigned=me"), 0);
    // What no filter knows is as if it were not there.
    assert_eq!(
        rows("place=atlantis&language=xx&assigned=someone&stage=x"),
        50
    );
    let page = client.get("/ar/desk/libraries").expect_status(200).page();
    let form = page.form("form[data-filter]");
    let page = form
        .set("place", "dhofar")
        .set("category", "ماء & كهرباء")
        .submit(&client)
        .expect_status(200)
        .page();
    assert_eq!(page.all("[data-row]").len(), 50);
    let counted = page.all("nav.views a[aria-current] b");
    assert!(
        counted.iter().all(|count| count.text() == "52"),
        "exact under the filter"
    );
    let next = page
        .one("a[rel=next]")
        .attr("href")
        .expect("a link")
        .to_owned();
    let page = client.get(&next).expect_status(200).page();
    assert_eq!(page.all("[data-row]").len(), 2);
    assert_eq!(
        page.form("form[data-filter]").value("category"),
        "ماء & كهرباء"
    );
}

fn a_suggestion_is_given_to_somebody_of_the_desk_and_the_public_never_learns_of_it(app: &App) {
    let (desk, client) = desk(app);
    let all = app.suggestions(&desk.topic, 3);
    let colleague = app.moderator("mod2", &desk.agency);
    let outsider = app.moderator("other", &app.agency("parks"));
    let queue = client
        .get("/ar/desk/libraries?owed=acknowledge")
        .expect_status(200)
        .page();
    let form = queue
        .form("form[data-many]")
        .set("suggestion", &all[0].reference)
        .set("suggestion", &all[1].reference)
        .set("to", &colleague.id);
    let back = form.press(&client, "act", "assign").expect_status(303);
    assert_eq!(
        back.location().as_deref(),
        Some("/ar/desk/libraries?owed=acknowledge&done=assigned")
    );
    let theirs = app.signed_in(&colleague);
    let mine = theirs
        .get("/ar/desk/libraries?assigned=me")
        .expect_status(200)
        .page();
    assert_eq!(mine.all("[data-row]").len(), 2);
    let free = client
        .get("/ar/desk/libraries?assigned=nobody")
        .expect_status(200)
        .page();
    assert_eq!(free.all("[data-row]").len(), 1);
    let of = format!("/ar/desk/libraries?assigned={}", colleague.id);
    assert_eq!(
        client
            .get(&of)
            .expect_status(200)
            .page()
            .all("[data-row]")
            .len(),
        2
    );

    // On its own page, and back to nobody.
    let path = format!("/ar/desk/libraries/suggestions/{}", all[0].reference);
    let page = client.get(&path).expect_status(200).page();
    assert!(page.root().text().contains(&colleague.name));
    let form = page.form("form[action$='/assign']");
    assert_eq!(form.value("to"), colleague.id);
    form.set("to", "nobody").submit(&client).expect_status(303);

    let fields = |to: &str, reference: &str| {
        vec![("suggestion", reference.to_owned()), ("to", to.to_owned())]
    };
    let send = |to: &str, reference: &str| {
        client
            .request("POST", "/ar/desk/libraries/assign")
            .form(&fields(to, reference))
            .send()
    };
    let foreign = app.suggestion(&app.topic(&app.agency("roads")), None);
    app.unchanged("a refused assignment", || {
        send(&outsider.id, &all[0].reference).expect_status(422);
        send("me", &foreign.reference).expect_status(404);
    });
    let stored: Vec<Option<String>> = app.query(|conn| {
        suggestions::table
            .filter(suggestions::assigned_to.is_not_null())
            .select(suggestions::assigned_to)
            .load(conn)
    });
    assert_eq!(stored, [Some(colleague.id.clone())]);
    let public = app
        .client()
        .get(&format!("/ar/suggestions/{}", all[1].reference));
    assert!(
        !public
            .expect_status(200)
            .page()
            .root()
            .text()
            .contains(&colleague.name)
    );
}

fn two_at_one_suggestion_see_each_other_and_the_second_is_told(app: &App) {
    let (desk, client) = desk(app);
    let one = app.suggestion(&desk.topic, None);
    let colleague = app.moderator("mod2", &desk.agency);
    let theirs = app.signed_in(&colleague);
    let path = format!("/ar/desk/libraries/suggestions/{}", one.reference);
    let first = client.get(&path).expect_status(200).page();
    assert!(!first.root().text().contains(&colleague.name) || first.all("ul.note").is_empty());
    let second = theirs.get(&path).expect_status(200).page();
    assert!(second.one("ul.note").text().contains(&desk.moderator.name));
    let first_again = client.get(&path).expect_status(200).page();
    assert!(first_again.one("ul.note").text().contains(&colleague.name));

    let answer = |page: &tests::support::html::Document, reason: &str, by: &Client| {
        page.form("form[action$='/answer']")
            .set("kind", "rejected")
            .set("reason", reason)
            .submit(by)
    };
    answer(&second, REASON, &theirs).expect_status(303);
    let other = "Evening hours cost more than the budget of this year can bear at all.";
    let told = answer(&first, other, &client).expect_status(409).page();
    assert!(
        told.root()
            .text()
            .contains(&words(Lang::Ar, "answering.stale"))
    );
    assert_eq!(told.form("form[action$='/answer']").value("reason"), other);
    assert_eq!(kinds(app, &one), ["rejected"]);

    app.clock().advance(SignedDuration::from_mins(3));
    let alone = client.get(&path).expect_status(200).page();
    assert!(
        alone.all("ul.note").is_empty(),
        "who left is not there any more"
    );
}
