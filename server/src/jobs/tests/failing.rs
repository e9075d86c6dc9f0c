//! Leaders that are killed, stopped or two at once, and a clock that jumps: everything once.

use super::*;

fn closings(test: &TestApp) -> i64 {
    test.run(|conn| {
        rows::table
            .filter(rows::kind.eq("topic.closed"))
            .count()
            .get_result(conn)
    })
}

/// Every row of the journal, and the numbers given so far.
fn numbers(test: &TestApp) -> Vec<Option<i64>> {
    test.run(|conn| rows::table.order(rows::seq).select(rows::seq).load(conn))
}

#[actix_web::test]
async fn a_leader_killed_in_the_middle_leaves_nothing_and_another_does_it_once() {
    let test = TestApp::new();
    let topic = test.topic("ended", "open", "2026-02-01", "2026-02-28");
    let killed = lead::lead(&test.app).await.unwrap().unwrap();
    let (id, now, today) = (topic.id.clone(), test.app.now(), test.app.today());
    let cut_off = lead::write(&test.app, &killed, move |conn| {
        crate::usecases::topic::close::close_due(conn, now, today, &id)
            .map_err(|_| diesel::result::Error::NotFound)?;
        // The connection is gone before the commit.
        Err::<(), _>(diesel::result::Error::RollbackTransaction)
    })
    .await;
    assert!(cut_off.is_err());
    assert_eq!(test.topic_now(&topic).state, "open");
    assert_eq!(closings(&test), 0);
    let other = test.other_node();
    assert!(!run_once(&other).await, "the lease lasts until it ends");
    run_out(&test);
    assert!(run_once(&other).await);
    assert_eq!(test.topic_now(&topic).state, "closed");
    // Woken again, the first one neither leads nor finds anything to do.
    assert!(!run_once(&test.app).await);
    close_topics::run(&test.app, &killed).await.unwrap();
    assert_eq!(closings(&test), 1);
}

#[actix_web::test]
async fn a_leader_stopped_for_a_minute_changes_nothing_that_another_did_meanwhile() {
    let test = TestApp::new();
    let topic = test.topic("ended", "open", "2026-02-01", "2026-02-28");
    let stopped = lead::lead(&test.app).await.unwrap().unwrap();
    run_out(&test);
    let other = test.other_node();
    assert!(run_once(&other).await);
    let (closed, before) = (test.topic_now(&topic), numbers(&test));
    test.clock.advance(SignedDuration::from_mins(1));
    test.run(|conn| note(conn, &test, &topic.id, "meanwhile"));
    // It goes on where it was stopped: every job of its round.
    close_topics::run(&test.app, &stopped).await.unwrap();
    editions::run(&test.app, &stopped).await.unwrap();
    shuffle::run(&test.app, &stopped).await.unwrap();
    sequence::run(&test.app, &stopped).await.unwrap();
    figures::run(&test.app, &stopped).await.unwrap();
    assert_eq!(test.topic_now(&topic).version, closed.version);
    assert_eq!(test.topic_now(&topic).edition_id, closed.edition_id);
    let unnumbered = numbers(&test).iter().filter(|seq| seq.is_none()).count();
    assert_eq!((numbers(&test).len(), unnumbered), (before.len() + 1, 1));
    assert!(run_once(&other).await);
    assert!(numbers(&test).iter().all(Option::is_some));
}

#[actix_web::test]
async fn two_nodes_at_once_do_everything_once() {
    let test = TestApp::new();
    let topics: Vec<_> = (0..5)
        .map(|n| test.topic(&format!("t{n}"), "open", "2026-02-01", "2026-02-28"))
        .collect();
    let other = test.other_node();
    for round in 0..6 {
        if round % 2 == 1 {
            run_out(&test);
        }
        let first = actix_web::rt::spawn({
            let app = test.app.clone();
            async move { run_once(&app).await }
        });
        let second = actix_web::rt::spawn({
            let app = other.clone();
            async move { run_once(&app).await }
        });
        assert!(
            first.await.unwrap() || second.await.unwrap(),
            "nobody leads"
        );
    }
    assert_eq!(closings(&test), 5);
    let editions = test.run(|conn| counts::table.count().get_result::<i64>(conn));
    assert_eq!(editions, 5);
    for topic in &topics {
        assert_eq!(test.topic_now(topic).version, 2);
    }
    let given: Vec<_> = numbers(&test).into_iter().flatten().collect();
    let all = i64::try_from(given.len()).unwrap();
    assert_eq!(given, (1..=all).collect::<Vec<_>>(), "no gap, none twice");
}

#[actix_web::test]
async fn a_clock_that_jumps_a_day_either_way_changes_nothing_twice() {
    let test = TestApp::new();
    let ending = test.topic("ending", "open", "2026-02-01", "2026-03-01");
    let open = test.topic("open", "open", "2026-02-01", "2026-03-31");
    let id = test.suggestion(&open, "published");
    for _ in 0..20 {
        test.list(&open, &[&id]);
    }
    run_once(&test.app).await;
    let state = || {
        let due = test.run(|conn| {
            texts::table
                .find(&id)
                .select((texts::acknowledge_due, texts::decide_due))
                .first::<(Option<String>, Option<String>)>(conn)
        });
        let topics = [&ending, &open].map(|topic| {
            let now = test.topic_now(topic);
            (now.state, now.version, now.edition_id, now.closed_at)
        });
        (due, topics, numbers(&test))
    };
    let first = state();
    for day in [28, 27] {
        test.noon_of(Date::constant(2026, 2, day));
        run_once(&test.app).await;
        assert_eq!(state(), first, "back to {day} February");
    }
    test.noon_of(Date::constant(2026, 3, 2));
    run_once(&test.app).await;
    let closed = state();
    assert_eq!(test.topic_now(&ending).state, "closed");
    let shuffled = test.topic_now(&open).shuffled_on;
    for day in [1, 2, 1, 2] {
        test.noon_of(Date::constant(2026, 3, day));
        run_once(&test.app).await;
        assert_eq!(state(), closed, "{day} March");
        assert_eq!(test.topic_now(&open).shuffled_on, shuffled, "{day} March");
    }
}
