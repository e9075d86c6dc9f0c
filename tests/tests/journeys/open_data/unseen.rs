//! What no page shows to everybody is in no file.

use diesel::prelude::*;
use server::chance;
use server::db::schema::{accounts, suggestions};
use server::db::types::At;
use tests::on_both;
use tests::support::app::App;
use tests::support::data::PASSWORD;

use super::expected::FILES;
use super::{all_as_in_the_database, fetch, lines};

on_both!(
    what_is_not_public_is_in_no_file,
    a_hidden_or_withdrawn_suggestion_says_no_more_than_its_page,
    who_has_left_is_in_no_file,
    a_text_that_is_a_formula_is_harmless,
);

/// Every file, whole.
fn everything(app: &App) -> String {
    let mut all = String::new();
    for name in FILES {
        for ending in ["csv", "jsonl"] {
            all += fetch(app, &format!("{name}.{ending}")).text();
        }
    }
    all
}

fn what_is_not_public_is_in_no_file(app: &App) {
    let agency = app.agency("libraries");
    let moderator = app.moderator("moderator-badr", &agency);
    let author = app.citizen("author-fatma");
    app.query(|conn| {
        diesel::update(accounts::table.find(&author.id))
            .set(accounts::show_name.eq(true))
            .execute(conn)
    });
    let topic = app.topic(&agency);
    let draft = app.draft(&agency);
    let shown = app.suggestion_with(&topic, Some(&author), |one| one.show_name = true);
    app.list(&topic, &author, &[&shown]);
    app.question(&topic, &shown, &moderator);
    app.writing(&shown, &moderator, "What I would say one day.");
    app.held(&topic, &app.suggestion(&topic, None), &moderator);
    app.reader_report(&topic, &shown, &app.citizen("reader"));
    app.report(&topic);
    for (state, title) in [("pending", "That waits"), ("staged", "That is staged")] {
        app.suggestion_with(&topic, Some(&author), |one| {
            one.publication = state.to_owned();
            one.title = title.to_owned();
            if state == "pending" {
                one.pending_reason = Some("held_by_filter".to_owned());
            }
        });
    }
    app.suggestion_with(&draft, None, |one| one.title = "In a draft".to_owned());
    let all = everything(app);
    assert!(all.contains(&shown.title));
    for secret in [
        author.id.as_str(),
        author.name.as_str(),
        author.sign_in.as_str(),
        moderator.id.as_str(),
        moderator.name.as_str(),
        moderator.sign_in.as_str(),
        topic.id.as_str(),
        shown.id.as_str(),
        draft.slug.as_str(),
        draft.title_ar.as_str(),
        "What I would say",
        "Open until nine",
        "On which evenings",
        "رقم هاتف",
        "We heard that",
        "That waits",
        "That is staged",
        "In a draft",
    ] {
        assert!(!all.contains(secret), "{secret} is in a file");
    }
    all_as_in_the_database(app);
}

fn a_hidden_or_withdrawn_suggestion_says_no_more_than_its_page(app: &App) {
    let agency = app.agency("libraries");
    let moderator = app.moderator("badr", &agency);
    let topic = app.topic(&agency);
    let [stays, hidden, withdrawn, merged] =
        ["stays", "to be hidden", "to be withdrawn", "to be merged"].map(|what| {
            app.suggestion_with(&topic, None, |one| {
                one.title = format!("One {what}");
                one.body = format!("Words of the one {what}.");
                one.wilayat = Some(format!("Wilayat of the one {what}"));
                one.ground_kind = Some("study".to_owned());
                one.ground_text = Some(format!("Ground of the one {what}"));
                one.category = Some(format!("Category of the one {what}"));
            })
        });
    // One that is decided is not merged any more.
    app.merge(&merged, &stays, &moderator);
    for one in [&stays, &hidden, &withdrawn, &merged] {
        let commitment = app.adopt(&topic, one, &moderator);
        let at = At::from(app.now());
        app.query(|conn| {
            use server::db::schema::commitment_updates as updates;
            diesel::insert_into(updates::table)
                .values((
                    updates::id.eq(chance::id(app.now())),
                    updates::commitment_id.eq(commitment),
                    updates::state.eq("in_progress"),
                    updates::note.eq(format!("News of {}", one.title)),
                    updates::updated_at.eq(at),
                ))
                .execute(conn)
        });
    }
    app.hide(&hidden, &moderator);
    app.query(|conn| {
        diesel::update(suggestions::table.find(&withdrawn.id))
            .set(suggestions::publication.eq("withdrawn"))
            .execute(conn)
    });
    let all = everything(app);
    assert!(all.contains("Words of the one stays") && all.contains("News of One to be merged"));
    for gone in ["to be hidden", "to be withdrawn"] {
        assert!(!all.contains(gone), "{gone} is in a file");
    }
    // A row each, with what the page says.
    let rows = lines(&fetch(app, "suggestions.jsonl").body);
    let row = |reference: &str| {
        let found = rows.iter().find(|row| row["suggestion"] == reference);
        found
            .expect("a row")
            .as_object()
            .expect("an object")
            .clone()
    };
    let gone = row(&hidden.reference);
    assert_eq!(gone["hidden_reason"], 4);
    assert_eq!(row(&merged.reference)["merged_into"], stays.reference);
    let said = |row: &serde_json::Map<String, serde_json::Value>| -> Vec<String> {
        let there = row.iter().filter(|(_, value)| !value.is_null());
        there.map(|(name, _)| name.clone()).collect()
    };
    let mut few = vec![
        "agency",
        "imported",
        "posted_on",
        "publication",
        "suggestion",
        "topic",
    ];
    let mut names = said(&row(&withdrawn.reference));
    names.sort();
    assert_eq!(names, few);
    few.push("hidden_reason");
    few.sort_unstable();
    let mut names = said(&gone);
    names.sort();
    assert_eq!(names, few);
    // Only of the first and, where its page shows it, of the merged one.
    for (name, many) in [
        ("answers", 2),
        ("commitments", 2),
        ("commitment_updates", 2),
        ("due_dates", 2),
    ] {
        let rows = lines(&fetch(app, &format!("{name}.jsonl")).body);
        assert_eq!(rows.len(), many, "{name}: {rows:?}");
    }
    all_as_in_the_database(app);
}

fn who_has_left_is_in_no_file(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let leaver = app.citizen("salma@example.org");
    app.query(|conn| {
        diesel::update(accounts::table.find(&leaver.id))
            .set(accounts::address.eq("salma@example.org"))
            .execute(conn)
    });
    let one = app.suggestion(&topic, Some(&leaver));
    let client = app.signed_in(&leaver);
    let page = client.get("/en/account/erase").expect_status(200).page();
    page.form("main form[action$='/account/erase']")
        .set("suggestions", "withdraw")
        .set("current", PASSWORD)
        .set("understood", "yes")
        .submit(&client)
        .expect_status(303);
    let all = everything(app);
    assert!(all.contains(&one.reference), "its page stays");
    for gone in [
        &one.title,
        &one.body,
        &leaver.name,
        &leaver.sign_in,
        &leaver.id,
    ] {
        assert!(!all.contains(gone.as_str()), "{gone} is in a file");
    }
    all_as_in_the_database(app);
}

fn a_text_that_is_a_formula_is_harmless(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let texts = [
        "=HYPERLINK(\"https://example.org\",\"افتح\")",
        "＝1+1",
        "-- \"quoted\", and more",
        "'=1",
        "ساعات، \"طويلة\"",
    ];
    for text in texts {
        app.suggestion_with(&topic, None, |one| {
            one.title = text.to_owned();
            one.body = format!("{text}\nand a second line");
        });
    }
    let csv = fetch(app, "suggestions.csv");
    let cells: Vec<String> = super::table(&csv.body)
        .into_iter()
        .flat_map(|row| row.into_iter().filter(|(name, _)| name == "title"))
        .map(|(_, cell)| cell)
        .collect();
    assert_eq!(cells.len(), texts.len());
    assert!(
        cells.iter().all(|cell| !cell.starts_with(['=', '＝', '-'])),
        "{cells:?}"
    );
    all_as_in_the_database(app);
}
