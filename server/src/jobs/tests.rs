//! The jobs on a database of their own, with a clock moved by hand.

use diesel::prelude::*;
use jiff::SignedDuration;
use jiff::civil::Date;
use serde_json::json;
use shared::ids::{SuggestionId, TopicId};
use shared::tally::discover::sort_key;

use super::*;
use crate::db::schema::suggestions as texts;
use crate::db::schema::topics as asked;
use crate::db::schema::{editions as counts, journal as rows, leases, standings, topic_figures};
use crate::db::types::At;
use crate::db::{Conn, journal};
use crate::testing::TestApp;

mod failing;
mod killed;
mod notices;

fn note(conn: &mut Conn, test: &TestApp, topic_id: &str, subject_id: &str) -> QueryResult<()> {
    let entry = journal::Entry {
        kind: "suggestion.published",
        agency_id: None,
        topic_id: Some(topic_id),
        subject_id,
        facts: json!({}),
        private: None,
    };
    journal::write(conn, test.app.now(), &entry)
}

fn run_out(test: &TestApp) {
    let past = At::from("2000-01-01T00:00:00Z".parse::<jiff::Timestamp>().unwrap());
    test.run(|conn| {
        diesel::update(leases::table)
            .set(leases::expires_at.eq(past))
            .execute(conn)
    });
}

#[actix_web::test]
async fn one_node_leads_until_its_lease_ends_or_is_handed_back() {
    let test = TestApp::new();
    let other = test.other_node();
    assert!(run_once(&test.app).await);
    assert!(run_once(&test.app).await, "a leader stays leader");
    assert!(!run_once(&other).await);
    lead::hand_back(&test.app).await.unwrap();
    assert!(run_once(&other).await);
    assert!(!run_once(&test.app).await);
    run_out(&test);
    assert!(run_once(&test.app).await);
}

#[actix_web::test]
async fn a_leader_that_slept_through_its_lease_changes_nothing() {
    let test = TestApp::new();
    let topic = test.topic("ended", "open", "2026-02-01", "2026-02-28");
    let sleeper = lead::lead(&test.app).await.unwrap().unwrap();
    run_out(&test);
    let other = test.other_node();
    lead::lead(&other).await.unwrap().unwrap();
    close_topics::run(&test.app, &sleeper).await.unwrap();
    assert_eq!(test.topic_now(&topic).state, "open");
    let written = lead::write(&test.app, &sleeper, |_| Ok(())).await.unwrap();
    assert_eq!(written, None);
    // Leader again: a new term, and the old one still does not hold.
    run_out(&test);
    let again = lead::lead(&test.app).await.unwrap().unwrap();
    assert_eq!(
        lead::write(&test.app, &sleeper, |_| Ok(())).await.unwrap(),
        None
    );
    assert_eq!(
        lead::write(&test.app, &again, |_| Ok(())).await.unwrap(),
        Some(())
    );
}

#[actix_web::test]
async fn the_journal_is_numbered_without_gaps_in_the_order_of_time() {
    let test = TestApp::new();
    let topic = test.topic("t", "open", "2026-03-01", "2026-03-31");
    test.run(|conn| note(conn, &test, &topic.id, "second"));
    test.clock.advance(SignedDuration::from_secs(-60));
    test.run(|conn| note(conn, &test, &topic.id, "first"));
    run_once(&test.app).await;
    test.run(|conn| note(conn, &test, &topic.id, "third"));
    run_once(&test.app).await;
    let order = test.run(|conn| {
        rows::table
            .order(rows::seq)
            .select((rows::seq.assume_not_null(), rows::subject_id))
            .load::<(i64, String)>(conn)
    });
    let order: Vec<_> = order
        .iter()
        .map(|(seq, subject)| (*seq, subject.as_str()))
        .collect();
    assert_eq!(order, [(1, "first"), (2, "second"), (3, "third")]);
}

#[actix_web::test]
async fn figures_follow_the_journal() {
    let test = TestApp::new();
    let topic = test.topic("t", "open", "2026-03-01", "2026-03-31");
    for publication in ["published", "published", "withdrawn", "staged"] {
        test.suggestion(&topic, publication);
    }
    let figures = || {
        test.run(|conn| {
            topic_figures::table
                .find(&topic.id)
                .select((
                    topic_figures::published,
                    topic_figures::unanswered,
                    topic_figures::withdrawn,
                ))
                .first::<(i64, i64, i64)>(conn)
                .optional()
        })
    };
    run_once(&test.app).await;
    assert_eq!(figures(), None, "nothing was journalled");
    test.run(|conn| note(conn, &test, &topic.id, "x"));
    run_once(&test.app).await;
    assert_eq!(figures(), Some((2, 2, 1)));
    test.suggestion(&topic, "published");
    test.run(|conn| note(conn, &test, &topic.id, "y"));
    run_once(&test.app).await;
    assert_eq!(figures(), Some((3, 3, 1)));
}

#[actix_web::test]
async fn a_topic_closes_the_day_after_its_last_and_is_counted_for_good() {
    let test = TestApp::new();
    let topic = test.topic("t", "open", "2026-02-01", "2026-03-01");
    let suggestion = test.suggestion(&topic, "published");
    test.list(&topic, &[&suggestion]);
    run_once(&test.app).await;
    assert_eq!(
        test.topic_now(&topic).state,
        "open",
        "its last day is today"
    );
    test.noon_of(Date::constant(2026, 3, 2));
    run_once(&test.app).await;
    let closed = test.topic_now(&topic);
    assert_eq!((closed.state.as_str(), closed.version), ("closed", 2));
    assert_eq!(closed.closed_at, Some(test.app.now().into()));
    let edition = test.run(|conn| {
        counts::table
            .find(closed.edition_id.as_ref().unwrap())
            .select((counts::number, counts::official, counts::lists))
            .first::<(i32, bool, i64)>(conn)
    });
    assert_eq!(edition, (1, true, 1));
    let kinds = test.run(|conn| {
        rows::table
            .order(rows::seq)
            .select(rows::kind)
            .load::<String>(conn)
    });
    assert_eq!(kinds.len(), 2);
    assert!(kinds.contains(&"topic.closed".into()) && kinds.contains(&"edition.counted".into()));
    run_once(&test.app).await;
    assert_eq!(
        test.topic_now(&topic).edition_id,
        closed.edition_id,
        "closing happens once"
    );
}

#[actix_web::test]
async fn editions_come_with_twenty_lists_and_hourly_at_most() {
    let test = TestApp::new();
    let topic = test.topic("t", "open", "2026-03-01", "2026-03-31");
    let (a, b) = (
        test.suggestion(&topic, "published"),
        test.suggestion(&topic, "published"),
    );
    for _ in 0..19 {
        test.list(&topic, &[&a, &b]);
    }
    run_once(&test.app).await;
    assert_eq!(test.topic_now(&topic).edition_id, None);
    test.list(&topic, &[&b]);
    run_once(&test.app).await;
    let first = test.topic_now(&topic).edition_id.unwrap();
    for _ in 0..20 {
        test.clock.advance(SignedDuration::from_secs(1));
        test.list(&topic, &[&b, &a]);
    }
    run_once(&test.app).await;
    assert_eq!(
        test.topic_now(&topic).edition_id.as_ref(),
        Some(&first),
        "not within the hour"
    );
    test.clock.advance(SignedDuration::from_hours(1));
    run_once(&test.app).await;
    let second = test.topic_now(&topic).edition_id.unwrap();
    assert_ne!(second, first);
    let of = |edition: &str| {
        test.run(|conn| {
            standings::table
                .filter(standings::edition_id.eq(edition))
                .count()
                .get_result::<i64>(conn)
        })
    };
    assert_eq!(
        (of(&first), of(&second)),
        (0, 2),
        "only the shown edition keeps its standings"
    );
    let numbers = test.run(|conn| {
        counts::table
            .order(counts::number)
            .select(counts::number)
            .load::<i32>(conn)
    });
    assert_eq!(numbers, [1, 2]);
    let last = test.run(|conn| {
        topic_figures::table
            .find(&topic.id)
            .select(topic_figures::lists)
            .first::<i64>(conn)
    });
    assert_eq!(last, 40);
}

#[actix_web::test]
async fn merged_withdrawn_and_pending_ones_are_laid_over_the_lists() {
    let test = TestApp::new();
    let topic = test.topic("t", "open", "2026-03-01", "2026-03-31");
    let a = test.suggestion(&topic, "published");
    let b = test.suggestion(&topic, "published");
    let merged = test.suggestion(&topic, "published");
    let gone = test.suggestion(&topic, "withdrawn");
    // So few lists rank something only where one is enough.
    test.run(|conn| {
        diesel::update(asked::table.find(&topic.id))
            .set(asked::shortlist_threshold.eq(1))
            .execute(conn)
    });
    test.run(|conn| {
        diesel::update(texts::table.find(&merged))
            .set((texts::publication.eq("merged"), texts::merged_into.eq(&a)))
            .execute(conn)
    });
    test.list(&topic, &[&gone, &b, &merged]);
    test.list(&topic, &[&merged, &a]);
    test.list(&topic, &[&gone]);
    let now = test.app.now();
    let official = editions::Official::first(&test.app.config.zone);
    let id = test
        .run(|conn| editions::count(conn, &topic.id, Some(official), now))
        .unwrap();
    let counted = test.run(|conn| {
        standings::table
            .filter(standings::edition_id.eq(&id))
            .order(standings::position)
            .select((
                standings::suggestion_id,
                standings::points,
                standings::lists,
                standings::place_counts,
            ))
            .load::<(String, i64, i64, String)>(conn)
    });
    // K = 3, so a point is 6 units: a has 1/2 + 1, b has 1.
    assert_eq!(
        counted,
        [(a, 9, 2, "1,1,0".into()), (b, 6, 1, "1,0,0".into())]
    );
    let lists = test.run(|conn| {
        counts::table
            .find(&id)
            .select(counts::lists)
            .first::<i64>(conn)
    });
    assert_eq!(lists, 2, "a list of nothing that counts is no list");
    assert_eq!(
        test.run(|conn| editions::count(conn, "nowhere", None, now)),
        None
    );
}

#[actix_web::test]
async fn open_topics_are_shuffled_once_a_day() {
    let test = TestApp::new();
    let topic = test.topic("t", "open", "2026-03-01", "2026-03-31");
    let closed = test.topic("c", "closed", "2026-02-01", "2026-02-20");
    let (id, untouched) = (
        test.suggestion(&topic, "published"),
        test.suggestion(&closed, "published"),
    );
    let shuffle = |id: &str| {
        test.run(|conn| {
            texts::table
                .find(id)
                .select(texts::shuffle)
                .first::<i64>(conn)
        })
    };
    let key = |day| {
        sort_key(
            &TopicId::parse(&topic.id).unwrap(),
            day,
            &SuggestionId::parse(&id).unwrap(),
        )
    };
    run_once(&test.app).await;
    assert_eq!(shuffle(&id), key(Date::constant(2026, 3, 1)));
    assert_eq!(test.topic_now(&topic).shuffled_on, "2026-03-01");
    test.noon_of(Date::constant(2026, 3, 2));
    run_once(&test.app).await;
    assert_eq!(shuffle(&id), key(Date::constant(2026, 3, 2)));
    assert_eq!(shuffle(&untouched), 0);
}
