//! Many at once: one person's list saved from everywhere, and saves across a topic's closing.

use std::collections::BTreeMap;
use std::sync::{Barrier, Mutex, mpsc};
use std::thread;

use diesel::prelude::*;
use server::db::schema::{editions, priority_list_entries, priority_lists, standings, suggestions};
use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use server::usecases::topic::close::close_due;
use tests::support::app::App;
use tests::support::http::{Answer, Client};
use tests::{on_both, on_both_unlimited};

on_both!(
    parallel_first_saves_of_one_person_leave_one_list,
    parallel_additions_put_a_suggestion_on_the_list_once,
    every_save_across_the_closing_is_counted_or_told_closed,
    saves_that_began_before_midnight_are_not_lost_after_it,
);
on_both_unlimited!(parallel_saves_of_one_person_lose_none_and_leave_one_list);

const SAVES: usize = 200;
const ACROSS: usize = 500;

fn save(client: &Client, topic: &Topic, version: u32, entries: &[&str], key: &str) -> Answer {
    let body = serde_json::json!({ "version": version, "entries": entries });
    let path = format!("/api/v1/topics/{}/my-list", topic.slug);
    client
        .request("PUT", &path)
        .json(&body)
        .header("Idempotency-Key", key)
        .send()
}

/// Does all at once, each in a thread of its own, let go together.
fn at_once<T: Send>(count: usize, act: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let barrier = Barrier::new(count);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..count)
            .map(|number| {
                let (barrier, act) = (&barrier, &act);
                scope.spawn(move || {
                    barrier.wait();
                    act(number)
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("a save"))
            .collect()
    })
}

/// Of how many lists an official edition is, and the points and lists of each suggestion.
fn counted(app: &App, topic: &Topic) -> (i64, Vec<(String, i64, i64)>) {
    app.query(|conn| {
        let (id, lists) = editions::table
            .filter(editions::topic_id.eq(&topic.id))
            .filter(editions::official.eq(true))
            .select((editions::id, editions::lists))
            .first::<(String, i64)>(conn)?;
        let rows = standings::table
            .inner_join(suggestions::table)
            .filter(standings::edition_id.eq(&id))
            .order(suggestions::reference)
            .select((suggestions::reference, standings::points, standings::lists))
            .load(conn)?;
        Ok((lists, rows))
    })
}

fn lists(app: &App, topic: &Topic) -> i64 {
    let of = priority_lists::table
        .filter(priority_lists::topic_id.eq(&topic.id))
        .count();
    app.query(|conn| of.get_result(conn))
}

fn entries(app: &App) -> i64 {
    app.query(|conn| priority_list_entries::table.count().get_result(conn))
}

fn two(app: &App, topic: &Topic) -> [Suggestion; 2] {
    [app.suggestion(topic, None), app.suggestion(topic, None)]
}

/// From one page, opened on many devices: one save wins, the others are told.
fn parallel_first_saves_of_one_person_leave_one_list(app: &App) {
    let topic = app.topic_ranking_all(&app.agency("libraries"));
    let some = two(app, &topic);
    let salma = app.citizen("salma");
    let sessions: Vec<Client> = (0..SAVES).map(|_| app.signed_in(&salma)).collect();
    let statuses = at_once(SAVES, |number| {
        let order = [
            &*some[number % 2].reference,
            &*some[1 - number % 2].reference,
        ];
        save(
            &sessions[number],
            &topic,
            0,
            &order,
            &format!("first-save-{number}"),
        )
        .status
    });
    let saved = statuses.iter().filter(|status| **status == 200).count();
    let told = statuses.iter().filter(|status| **status == 409).count();
    assert_eq!((saved, told), (1, SAVES - 1), "{statuses:?}");
    assert_eq!((lists(app, &topic), entries(app)), (1, 2));
    app.set_clock("2026-12-20T20:00:00Z");
    app.run_jobs();
    let (lists, rows) = counted(app, &topic);
    assert_eq!(lists, 1);
    assert!(rows.iter().all(|(.., lists)| *lists == 1), "{rows:?}");
}

/// Each reads the list anew and saves over it until it gets through, as islands do.
fn parallel_saves_of_one_person_lose_none_and_leave_one_list(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let some = two(app, &topic);
    let salma = app.citizen("salma");
    let sessions: Vec<Client> = (0..SAVES).map(|_| app.signed_in(&salma)).collect();
    let rounds = at_once(SAVES, |number| {
        let order = [
            &*some[number % 2].reference,
            &*some[1 - number % 2].reference,
        ];
        let mut version = 0;
        for round in 0..=SAVES {
            // Moved to and fro, so that each save changes the list.
            let entries = if round % 2 == 0 {
                &order[..]
            } else {
                &order[..1]
            };
            let answer = save(
                &sessions[number],
                &topic,
                version,
                entries,
                &format!("save-{number}-{round}"),
            );
            match answer.status {
                200 => return round,
                409 => {
                    version = answer.json()["current"]["version"]
                        .as_u64()
                        .expect("the list as it is") as u32
                }
                other => panic!("{other}: {}", answer.text()),
            }
        }
        panic!("never saved")
    });
    assert_eq!(rounds.len(), SAVES);
    assert_eq!(lists(app, &topic), 1);
    assert!(
        (1..=2).contains(&entries(app)),
        "no leavings of other saves"
    );
}

/// The buttons of a page: the same addition from everywhere.
fn parallel_additions_put_a_suggestion_on_the_list_once(app: &App) {
    let topic = app.topic(&app.agency("libraries"));
    let one = app.suggestion(&topic, None);
    let salma = app.citizen("salma");
    let sessions: Vec<Client> = (0..SAVES).map(|_| app.signed_in(&salma)).collect();
    let path = format!("/ar/topics/{}/my-list", topic.slug);
    let statuses = at_once(SAVES, |number| {
        let key = format!("parallel-add-{number}");
        let fields = [
            ("op", "add"),
            ("suggestion", &*one.reference),
            ("version", "0"),
            ("key", &*key),
        ];
        sessions[number].post_form(&path, &fields).status
    });
    assert!(statuses.iter().all(|status| *status == 303), "{statuses:?}");
    assert_eq!((lists(app, &topic), entries(app)), (1, 1));
}

/// Five hundred people in the last second, three times over, each time with the closing after
/// some of them were answered: the official edition holds exactly the lists that were answered
/// with 200, point for point.
fn every_save_across_the_closing_is_counted_or_told_closed(app: &App) {
    let agency = app.agency("libraries");
    let people = app.citizens(ACROSS);
    app.set_clock("2026-12-20T19:59:59.9Z");
    let sessions: Vec<Client> = people.iter().map(|person| app.signed_in(person)).collect();
    for (round, first) in [1, 100, 300].into_iter().enumerate() {
        app.set_clock("2026-12-20T19:59:59.9Z");
        let topic = app.topic_ranking_all(&agency);
        let some = app.suggestions(&topic, 3);
        let order = |number: usize| -> Vec<&str> {
            (0..=number % 3)
                .map(|place| some[(number / 3 + place) % 3].reference.as_str())
                .collect()
        };
        let (told, answered) = mpsc::channel();
        let (told, answered) = (Mutex::new(told), Mutex::new(answered));
        let answers = at_once(ACROSS + 1, |number| {
            if number == ACROSS {
                let answered = answered.lock().expect("the only one who listens");
                for _ in 0..first {
                    answered.recv().expect("an answer");
                }
                app.set_clock("2026-12-20T20:00:00Z");
                app.run_jobs();
                return None;
            }
            let key = format!("closing-{round}-{number}");
            let answer = save(&sessions[number], &topic, 0, &order(number), &key);
            told.lock()
                .expect("a channel")
                .send(())
                .expect("the closing");
            Some((number, answer))
        });
        assert_eq!(app.stored_topic(&topic.slug).state, "closed");
        let mut accepted = 0;
        let mut wanted: BTreeMap<String, (i64, i64)> = some
            .iter()
            .map(|one| (one.reference.clone(), (0, 0)))
            .collect();
        for (number, answer) in answers.into_iter().flatten() {
            let stored = app.stored_list(&topic, &people[number]);
            match answer.status {
                200 => {
                    accepted += 1;
                    assert_eq!(stored, order(number), "accepted, so it is there");
                    for (place, reference) in (1..).zip(order(number)) {
                        let (points, lists) = wanted.get_mut(reference).expect("of the topic");
                        // K = 10: a point is lcm(1..10) units.
                        *points += 2_520 / place;
                        *lists += 1;
                    }
                }
                409 => {
                    assert_eq!(answer.json()["code"], "topic_closed", "{}", answer.text());
                    assert_eq!(stored, Vec::<String>::new(), "refused, so it is not there");
                }
                other => panic!("{other}: {}", answer.text()),
            }
        }
        assert!(accepted >= i64::from(first));
        let rows = |(lists, rows): (i64, Vec<(String, i64, i64)>)| {
            let rows = rows
                .into_iter()
                .map(|(id, points, lists)| (id, (points, lists)));
            (lists, rows.collect::<BTreeMap<_, _>>())
        };
        assert_eq!(
            rows(counted(app, &topic)),
            (accepted, wanted),
            "round {round}"
        );
        // Afterwards everybody is told, and nothing is counted again.
        let late = save(
            &sessions[0],
            &topic,
            9,
            &[],
            &format!("after-closing-{round}"),
        );
        assert_eq!(late.status, 409);
        assert_eq!(late.json()["code"], "topic_closed");
        let before = app.rows()["editions"];
        app.run_jobs();
        assert_eq!(app.rows()["editions"], before);
    }
}

/// The same with the clock standing before midnight and a manager's hand that closes after it:
/// only the state of the topic, read under its lock, can tell the saves apart.
fn saves_that_began_before_midnight_are_not_lost_after_it(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic_ranking_all(&agency);
    let some = two(app, &topic);
    let people = app.citizens(SAVES / 4);
    app.set_clock("2026-12-20T19:59:59Z");
    let sessions: Vec<Client> = people.iter().map(|person| app.signed_in(person)).collect();
    for round in 0..4 {
        app.set_clock("2026-12-20T19:59:59Z");
        let topic = if round == 0 {
            topic.slug.clone()
        } else {
            app.topic(&agency).slug
        };
        let topic = app.stored_topic(&topic);
        let some = if round == 0 {
            some.clone()
        } else {
            two(app, &topic)
        };
        let statuses = at_once(sessions.len() + 1, |number| {
            if number == sessions.len() {
                let (now, id) = (
                    app.now() + jiff::SignedDuration::from_secs(1),
                    topic.id.clone(),
                );
                let today = jiff::civil::date(2026, 12, 21);
                let closed = app.db().write_now(|conn| close_due(conn, now, today, &id));
                closed.expect("a closing");
                return 0;
            }
            save(
                &sessions[number],
                &topic,
                0,
                &[&some[0].reference],
                &format!("midnight-{round}-{number}"),
            )
            .status
        });
        // The closing is one act, the count the next.
        app.run_jobs();
        let accepted = statuses.iter().filter(|status| **status == 200).count();
        let told = statuses.iter().filter(|status| **status == 409).count();
        assert_eq!(accepted + told, sessions.len(), "{statuses:?}");
        assert_eq!(usize::try_from(counted(app, &topic).0), Ok(accepted));
        assert_eq!(usize::try_from(lists(app, &topic)), Ok(accepted));
    }
}
