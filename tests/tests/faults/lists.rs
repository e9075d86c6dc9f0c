//! Lists that are not as they must be.

use server::db::topics::Topic;
use shared::lang::Lang;
use tests::on_both;
use tests::support::app::App;
use tests::support::http::{Answer, Client};
use tests::support::words::assert_says;

on_both!(
    what_no_list_can_hold_is_refused_by_name,
    a_million_entries_are_not_looked_up,
    staff_of_the_agency_have_no_list,
    a_list_belongs_to_its_person,
);

/// Saves a list by the API.
pub(super) fn put(
    client: &Client,
    topic: &Topic,
    version: u32,
    entries: &[&str],
    key: &str,
) -> Answer {
    let body = serde_json::json!({ "version": version, "entries": entries });
    let path = format!("/api/v1/topics/{}/my-list", topic.slug);
    let request = client.request("PUT", &path).json(&body);
    request
        .header("Idempotency-Key", key)
        .header("Accept-Language", "en")
        .send()
}

fn add(client: &Client, topic: &Topic, reference: &str, key: &str) -> Answer {
    let fields = [
        ("op", "add"),
        ("suggestion", reference),
        ("version", "0"),
        ("key", key),
        ("back", ""),
    ];
    client.post_form(&format!("/ar/topics/{}/my-list", topic.slug), &fields)
}

fn what_no_list_can_hold_is_refused_by_name(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let elsewhere = app.topic(&agency);
    let own = app.suggestions(&topic, 11);
    let foreign = app.suggestion(&elsewhere, None);
    let hidden = app.suggestion_with(&topic, None, |one| {
        one.publication = "hidden".into();
        one.hidden_reason = Some(1);
    });
    let withdrawn = app.suggestion_with(&topic, None, |one| one.publication = "withdrawn".into());
    let salma = app.citizen("salma");
    let client = app.signed_in(&salma);
    let all: Vec<&str> = own.iter().map(|one| one.reference.as_str()).collect();
    put(&client, &topic, 0, &all[..2], "list-as-it-was").expect_status(200);
    let before = app.stored_list(&topic, &salma);
    let cases: [(&str, Vec<&str>, &str, &str); 8] = [
        (
            "foreign",
            vec![all[0], &foreign.reference],
            "list_foreign",
            "entries[1]",
        ),
        (
            "unknown",
            vec!["S-0000-00", all[0]],
            "list_foreign",
            "entries[0]",
        ),
        (
            "no reference",
            vec![all[0], all[1], "x"],
            "list_foreign",
            "entries[2]",
        ),
        (
            "hidden",
            vec![&hidden.reference],
            "list_not_counted",
            "entries[0]",
        ),
        (
            "withdrawn",
            vec![&withdrawn.reference],
            "list_not_counted",
            "entries[0]",
        ),
        (
            "twice",
            vec![all[0], all[1], all[0]],
            "list_duplicate",
            "entries[2]",
        ),
        (
            "twice in other letters",
            vec![all[0], "LOWER"],
            "list_duplicate",
            "entries[1]",
        ),
        ("eleven", all.clone(), "list_too_long", ""),
    ];
    let lower = all[0].to_lowercase();
    for (number, (what, entries, code, field)) in cases.into_iter().enumerate() {
        let entries: Vec<&str> = entries
            .into_iter()
            .map(|e| if e == "LOWER" { &*lower } else { e })
            .collect();
        let answer = app.unchanged(what, || {
            put(&client, &topic, 1, &entries, &format!("bad-list-{number}"))
        });
        assert_eq!(answer.status, 422, "{what}: {}", answer.text());
        assert_eq!(
            answer.header("content-type"),
            Some("application/problem+json"),
            "{what}"
        );
        let problem = answer.json();
        assert_eq!(problem["code"], code, "{what}: {problem}");
        if !field.is_empty() {
            assert_eq!(problem["fields"][0]["field"], field, "{what}: {problem}");
        }
        assert_eq!(app.stored_list(&topic, &salma), before, "{what}");
    }
    // By the buttons of a page the same is refused in the page's language.
    for (what, reference, code) in [
        ("foreign", &*foreign.reference, "list_foreign"),
        ("unknown", "S-0000-00", "list_foreign"),
        ("hidden", &hidden.reference, "list_not_counted"),
    ] {
        let answer = app.unchanged(what, || add(&client, &topic, reference, "bad-button-1"));
        assert_eq!(answer.status, 422, "{what}");
        assert_says(&answer.page(), Lang::Ar, &format!("errors.{code}"));
    }
    put(&client, &topic, 1, &all[..10], "list-of-ten").expect_status(200);
    let answer = app.unchanged("an eleventh", || {
        add(&client, &topic, all[10], "eleventh-1")
    });
    assert_eq!(answer.status, 422);
    let kept = answer.page();
    assert!(
        kept.all("[data-user-text]").len() >= 10,
        "the list is still there"
    );
    for wrong in ["", "x", "1", "S-", "../../etc/passwd", "<script>"] {
        let answer = app.unchanged(wrong, || add(&client, &topic, wrong, "bad-button-2"));
        assert!(
            matches!(answer.status, 400 | 404 | 422),
            "{wrong:?}: {}",
            answer.status
        );
        assert_eq!(answer.page().root().attr("lang"), Some("ar"));
    }
}

fn a_million_entries_are_not_looked_up(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let client = app.signed_in(&app.citizen("salma"));
    let many = vec!["S-0000-00"; 15_000];
    let before = app.statements();
    let answer = app.client();
    drop(answer);
    let answer = put(&client, &topic, 0, &many, "million-entries");
    assert!(matches!(answer.status, 413 | 422), "{}", answer.status);
    assert!(
        app.statements() - before < 20,
        "{} statements",
        app.statements() - before
    );
}

fn staff_of_the_agency_have_no_list(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let one = app.suggestion(&topic, None);
    for person in [app.moderator("mod", &agency), app.manager("man", &agency)] {
        let client = app.signed_in(&person);
        let answer = app.unchanged("staff", || {
            put(&client, &topic, 0, &[&one.reference], "staff-list-1")
        });
        assert_eq!(answer.status, 403);
        assert_eq!(answer.json()["code"], "staff_of_agency");
        let answer = app.unchanged("staff", || {
            add(&client, &topic, &one.reference, "staff-list-2")
        });
        assert_eq!(answer.status, 403);
    }
    // Another agency's staff are citizens here.
    let other = app.signed_in(&app.moderator("other", &app.agency("parks")));
    put(&other, &topic, 0, &[&one.reference], "staff-list-3").expect_status(200);
}

fn a_list_belongs_to_its_person(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let one = app.suggestion(&topic, None);
    let salma = app.citizen("salma");
    app.list(&topic, &salma, &[&one]);
    let other = app.signed_in(&app.citizen("nasser"));
    let path = format!("/api/v1/topics/{}/my-list", topic.slug);
    assert_eq!(
        other.get(&path).expect_status(200).json()["entries"],
        serde_json::json!([])
    );
    assert_eq!(app.client().get(&path).status, 401);
    assert_eq!(app.client().get(&path).json()["code"], "sign_in_needed");
}
