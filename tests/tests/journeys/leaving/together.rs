//! Somebody leaves at the moment in which something else is done: nothing is half done.

use std::thread;

use diesel::prelude::*;
use server::db::schema::{accounts, priority_lists as lists};
use tests::on_both_unlimited;
use tests::support::app::App;

use super::{leaving, places};

on_both_unlimited!(
    while_a_list_is_saved,
    twice_at_once,
    while_the_desk_answers,
    while_the_topic_closes,
);

const ROUNDS: usize = 4;

/// Whether the account is there, and nothing of it is where it is not.
fn is_gone(app: &App, id: &str) -> bool {
    let there: i64 = app.query(|conn| accounts::table.find(id).count().get_result(conn));
    if there == 0 {
        assert_eq!(places(app, id), Vec::<String>::new());
    }
    there == 0
}

fn while_a_list_is_saved(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let one = app.suggestion(&topic, None);
    for round in 0..ROUNDS {
        let person = app.citizen(&format!("person-{round}"));
        let (here, there) = (app.signed_in(&person), app.signed_in(&person));
        let form = leaving(&here, "stay");
        let path = format!("/api/v1/topics/{}/my-list", topic.slug);
        let body = serde_json::json!({ "version": 0, "entries": [&one.reference] });
        let key = format!("together-{round}");
        let (left, saved) = thread::scope(|scope| {
            let left = scope.spawn(|| form.submit(&here).status);
            let saved = scope.spawn(|| {
                let request = there.request("PUT", &path).json(&body);
                request.header("Idempotency-Key", &key).send().status
            });
            (left.join().expect("left"), saved.join().expect("saved"))
        });
        assert_eq!(left, 303);
        assert!([200, 401, 409].contains(&saved), "{saved}");
        assert!(is_gone(app, &person.id));
    }
    let full: i64 = app.query(|conn| {
        lists::table
            .inner_join(server::db::schema::priority_list_entries::table)
            .count()
            .get_result(conn)
    });
    assert_eq!(full, 0, "a list of nobody is counted");
}

fn twice_at_once(app: &App) {
    for round in 0..ROUNDS {
        let person = app.citizen(&format!("person-{round}"));
        let clients = [app.signed_in(&person), app.signed_in(&person)];
        let forms = [leaving(&clients[0], "stay"), leaving(&clients[1], "stay")];
        let statuses = thread::scope(|scope| {
            let both = [0, 1].map(|at| {
                let (form, client) = (&forms[at], &clients[at]);
                scope.spawn(move || form.submit(client).status)
            });
            both.map(|one| one.join().expect("asked"))
        });
        assert!(statuses.contains(&303), "{statuses:?}");
        for status in statuses {
            assert!([303, 404, 409].contains(&status), "{statuses:?}");
        }
        assert!(is_gone(app, &person.id));
    }
    let left = app.rows()["data_requests"];
    assert_eq!(left, i64::try_from(ROUNDS).expect("few"), "each left once");
}

fn while_the_desk_answers(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let moderator = app.moderator("moderator", &agency);
    for round in 0..ROUNDS {
        let person = app.citizen(&format!("person-{round}"));
        let one = app.suggestion(&topic, Some(&person));
        let (here, desk) = (app.signed_in(&person), app.signed_in(&moderator));
        let form = leaving(&here, "withdraw");
        let path = format!("/en/desk/libraries/suggestions/{}/answer", one.reference);
        let key = format!("answer-{round}");
        let answer = [
            ("kind", "acknowledged"),
            ("reason", ""),
            ("seen", "0"),
            ("key", key.as_str()),
        ];
        let (left, answered) = thread::scope(|scope| {
            let left = scope.spawn(|| form.submit(&here).status);
            let answered = scope.spawn(|| desk.post_form(&path, &answer).status);
            (
                left.join().expect("left"),
                answered.join().expect("answered"),
            )
        });
        assert!([303, 409].contains(&left), "{left}");
        assert!([303, 404, 409, 422].contains(&answered), "{answered}");
        assert_eq!(is_gone(app, &person.id), left == 303);
        let stored = app.stored(&one.reference);
        let answers = app.stored_answers(&one).len();
        if left == 303 {
            assert_eq!(stored.author_id, None);
        }
        assert_eq!(answers, usize::from(answered == 303));
        assert_eq!(stored.answer_state == "acknowledged", answers == 1);
    }
}

fn while_the_topic_closes(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    let one = app.suggestion(&topic, None);
    let people = app.citizens(3);
    for person in &people {
        app.list(&topic, person, &[&one]);
    }
    app.set_clock("2026-12-20T20:00:00Z");
    let client = app.signed_in(&people[0]);
    let form = leaving(&client, "stay");
    let left = thread::scope(|scope| {
        let left = scope.spawn(|| form.submit(&client).status);
        app.run_jobs();
        left.join().expect("left")
    });
    assert_eq!(left, 303);
    assert!(is_gone(app, &people[0].id));
    app.run_jobs();
    // Counted before or after, but whole: the list is in the count and stored, or neither.
    let stored: i64 = app.query(|conn| {
        lists::table
            .inner_join(server::db::schema::priority_list_entries::table)
            .count()
            .get_result(conn)
    });
    let counted: Option<i64> = app.query(|conn| {
        server::db::schema::editions::table
            .select(diesel::dsl::max(server::db::schema::editions::lists))
            .first(conn)
    });
    assert_eq!(counted, Some(stored));
}
