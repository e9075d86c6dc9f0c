//! Lists saved from an old page, too late, by another person's page, or twice.

use tests::on_both;
use tests::support::app::App;

use super::lists::put;

on_both!(
    a_list_that_was_changed_elsewhere_is_not_written_over,
    a_version_that_is_yet_to_come_is_no_version,
    what_can_no_longer_stand_is_left_out_of_the_choice,
    a_list_of_a_closed_topic_is_told_with_the_one_that_stands,
    a_page_of_another_person_saves_nothing,
    the_same_save_sent_twice_happens_once,
);

fn a_list_that_was_changed_elsewhere_is_not_written_over(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let some = app.suggestions(&topic, 3);
    let all: Vec<&str> = some.iter().map(|one| one.reference.as_str()).collect();
    let salma = app.citizen("salma");
    let (phone, desk) = (app.signed_in(&salma), app.signed_in(&salma));
    put(&phone, &topic, 0, &all, "stale-list-1").expect_status(200);
    put(&desk, &topic, 1, &[all[2], all[0]], "stale-list-2").expect_status(200);
    let answer = app.unchanged("a stale save", || {
        put(&phone, &topic, 1, &[all[1]], "stale-list-3")
    });
    assert_eq!(answer.status, 409);
    assert_eq!(answer.json()["code"], "stale");
    assert!(
        answer.text().contains(all[2]),
        "the answer holds the list as it is"
    );
    assert_eq!(app.stored_list(&topic, &salma), [all[2], all[0]]);
    // By a button of an old page: both orders are shown, and nothing is changed.
    let fields = [
        ("op", "up"),
        ("suggestion", all[0]),
        ("version", "1"),
        ("key", "stale-button-1"),
    ];
    let answer = app.unchanged("a stale button", || {
        phone.post_form(&format!("/ar/topics/{}/my-list", topic.slug), &fields)
    });
    assert_eq!(answer.status, 409);
    let page = answer.page();
    assert!(page.has("[role=alert]"));
    let form = page.form(".pair form");
    form.submit(&phone).expect_status(303);
    assert_eq!(app.stored_list(&topic, &salma), [all[0], all[2]]);
}

fn a_version_that_is_yet_to_come_is_no_version(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let some = app.suggestions(&topic, 2);
    let all: Vec<&str> = some.iter().map(|one| one.reference.as_str()).collect();
    let salma = app.citizen("salma");
    let client = app.signed_in(&salma);
    put(&client, &topic, 0, &all, "future-list-1").expect_status(200);
    for version in [2, 7, u32::MAX] {
        let key = format!("future-list-{version}-x");
        let answer = app.unchanged("a version to come", || {
            put(&client, &topic, version, &all[..1], &key)
        });
        assert_eq!(answer.status, 409, "{version}");
        let problem = answer.json();
        assert_eq!(
            (&problem["code"], &problem["current"]["version"]),
            (&"stale".into(), &1.into())
        );
        assert_eq!(problem["current"]["entries"][1]["reference"], all[1]);
        assert_eq!(problem["current"]["entries"][1]["state"], "published");
    }
    assert_eq!(app.stored_list(&topic, &salma), all);
}

fn what_can_no_longer_stand_is_left_out_of_the_choice(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let some = app.suggestions(&topic, 3);
    let all: Vec<&str> = some.iter().map(|one| one.reference.as_str()).collect();
    let salma = app.citizen("salma");
    let client = app.signed_in(&salma);
    put(&client, &topic, 0, &all, "choice-list-1").expect_status(200);
    put(&client, &topic, 1, &[all[0], all[2]], "choice-list-2").expect_status(200);
    app.hide(&some[1], &app.moderator("moderator", &agency));
    let list = format!("/en/topics/{}/my-list", topic.slug);
    // The page that is sent from showed all three, and the last goes up.
    let order = all.join(" ");
    let fields = [
        ("op", "up"),
        ("suggestion", all[2]),
        ("version", "1"),
        ("order", &order),
        ("key", "choice-button-1"),
    ];
    let answer = app.unchanged("an old page", || client.post_form(&list, &fields));
    assert_eq!(answer.status, 409);
    let page = answer.page();
    let named = page.text("[role=alert]");
    assert!(named.contains(all[1]), "it is named: {named}");
    // References of elsewhere and rubbish in the order are nothing.
    let odd = format!("{} {} {} S-0000-00 x {}", all[2], all[1], all[0], all[0]);
    let fields = [
        ("op", "up"),
        ("suggestion", all[1]),
        ("version", "1"),
        ("order", &odd),
        ("key", "choice-button-2"),
    ];
    let answer = app.unchanged("an odd page", || client.post_form(&list, &fields));
    assert_eq!(answer.status, 409);
    answer
        .page()
        .form(".pair form")
        .submit(&client)
        .expect_status(303);
    assert_eq!(app.stored_list(&topic, &salma), [all[2], all[0]]);
    // Where both orders are the same there is nothing to choose.
    let fields = [
        ("op", "remove"),
        ("suggestion", all[1]),
        ("version", "1"),
        ("order", &format!("{} {} {}", all[2], all[1], all[0])),
        ("key", "choice-button-3"),
    ];
    let answer = app.unchanged("the same", || client.post_form(&list, &fields));
    assert_eq!(answer.expect_status(303).location(), Some(list));
}

fn a_list_of_a_closed_topic_is_told_with_the_one_that_stands(app: &App) {
    let topic = app.topic_with(&app.agency("libraries"), |topic| {
        topic.closes_on = "2026-11-25".into();
    });
    let some = app.suggestions(&topic, 2);
    let all: Vec<&str> = some.iter().map(|one| one.reference.as_str()).collect();
    let client = app.signed_in(&app.citizen("salma"));
    put(&client, &topic, 0, &all, "closed-list-1").expect_status(200);
    app.set_clock("2026-11-26T05:00:00Z");
    app.run_jobs();
    let answer = app.unchanged("too late", || {
        put(&client, &topic, 1, &all[..1], "closed-list-2")
    });
    assert_eq!(answer.status, 409);
    let problem = answer.json();
    assert_eq!(problem["code"], "topic_closed");
    assert_eq!(problem["current"]["entries"][1]["reference"], all[1]);
    // One whose answer was lost had arrived, and is told so.
    put(&client, &topic, 0, &all, "closed-list-1").expect_status(200);
}

fn a_page_of_another_person_saves_nothing(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let one = app.suggestion(&topic, None);
    let path = format!("/api/v1/topics/{}/my-list", topic.slug);
    let client = app.signed_in(&app.citizen("salma"));
    for owner in ["", "0123456789abcdef", "salma"] {
        let body = serde_json::json!({ "version": 0, "entries": [one.reference], "owner": owner });
        let answer = app.unchanged(owner, || {
            let request = client.request("PUT", &path).json(&body);
            request.header("Idempotency-Key", "another-owner-1").send()
        });
        assert_eq!(answer.status, 401, "{owner:?}");
        assert_eq!(answer.json()["code"], "sign_in_needed");
    }
    put(&client, &topic, 0, &[&one.reference], "without-owner-1").expect_status(200);
}

fn the_same_save_sent_twice_happens_once(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let some = app.suggestions(&topic, 2);
    let salma = app.citizen("salma");
    let client = app.signed_in(&salma);
    let all: Vec<&str> = some.iter().map(|one| one.reference.as_str()).collect();
    let first = put(&client, &topic, 0, &all, "twice-sent-1")
        .expect_status(200)
        .json();
    let second = app.unchanged("sent again", || {
        put(&client, &topic, 0, &all, "twice-sent-1")
    });
    assert_eq!(second.expect_status(200).json(), first);
    let other = app.unchanged("another body", || {
        put(&client, &topic, 1, &all[..1], "twice-sent-1")
    });
    assert_eq!(other.status, 422);
    assert_eq!(other.json()["code"], "key_reused");
    // Somebody else's key of the same name is another key.
    let nasser = app.signed_in(&app.citizen("nasser"));
    put(&nasser, &topic, 0, &all, "twice-sent-1").expect_status(200);
    // None, or one that cannot be kept.
    for key in ["", "short", &"k".repeat(101)] {
        let answer = app.unchanged(key, || put(&client, &topic, 1, &all[..1], key));
        assert_eq!(answer.status, 400, "{key:?}");
    }
}
