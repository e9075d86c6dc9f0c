//! People are told once each of what happened, wherever the leader is stopped.

use shared::lang::Lang;
use shared::notice::Scope;

use super::killed::killed_after;
use super::*;
use crate::db::notice_choices;
use crate::db::schema::{accounts, answers, digests, follows, notices, outbox, suggestions};
use crate::db::topics::Topic;

/// A letter as it waits: kind, address, subject.
type Waits = (String, String, String);

impl TestApp {
    /// Gives an account an address that reaches it.
    fn reachable(&self, id: &str, address: &str, lang: Lang) {
        let now = At::from(self.app.now());
        self.run(|conn| {
            diesel::update(accounts::table.find(id))
                .set((
                    accounts::address.eq(address),
                    accounts::confirmed_at.eq(now),
                    accounts::lang.eq(lang.code()),
                ))
                .execute(conn)
        });
    }

    fn author(&self, suggestion: &str, account: &str) {
        self.run(|conn| {
            diesel::update(suggestions::table.find(suggestion))
                .set(suggestions::author_id.eq(account))
                .execute(conn)
        });
    }

    /// A decision with its row of the journal.
    fn decide(&self, topic: &Topic, suggestion: &str, number: i32, kind: &str) {
        let (now, id) = (self.app.now(), crate::chance::id(self.app.now()));
        let by = &topic.created_by;
        self.run(|conn| {
            diesel::insert_into(answers::table)
                .values((
                    answers::id.eq(&id),
                    answers::suggestion_id.eq(suggestion),
                    answers::agency_id.eq(&topic.agency_id),
                    answers::number.eq(number),
                    answers::kind.eq(kind),
                    answers::reason
                        .eq("A reason of substance, which has forty letters at the least."),
                    answers::lang.eq("en"),
                    answers::dir.eq("ltr"),
                    answers::other_reason.eq(""),
                    answers::other_lang.eq(""),
                    answers::answered_at.eq(At::from(now)),
                    answers::answered_by.eq(by),
                ))
                .execute(conn)?;
            let reference: String = suggestions::table
                .find(suggestion)
                .select(suggestions::reference)
                .first(conn)?;
            let entry = journal::Entry {
                kind: "answer.given",
                agency_id: Some(&topic.agency_id),
                topic_id: Some(&topic.id),
                subject_id: &id,
                facts: json!({ "reference": reference, "kind": kind }),
                private: None,
            };
            journal::write(conn, now, &entry)
        });
    }

    fn letters(&self) -> Vec<Waits> {
        self.run(|conn| {
            outbox::table
                .order((outbox::created_at, outbox::to_address))
                .select((outbox::kind, outbox::to_address, outbox::subject))
                .load(conn)
        })
    }

    fn count_of_notices(&self) -> i64 {
        self.run(|conn| notices::table.count().get_result(conn))
    }

    /// Moves the clock to an hour of a day in Muscat.
    fn at(&self, day: Date, hour: i8) {
        self.clock.set(self.app.config.zone.at(day, hour));
    }
}

#[actix_web::test]
async fn many_who_listed_it_are_told_once_each_wherever_the_leader_is_killed() {
    let mut steps = 0;
    loop {
        steps += 1;
        let test = TestApp::new();
        let topic = test.topic("t", "open", "2026-03-01", "2026-03-31");
        let suggestion = test.suggestion(&topic, "published");
        for _ in 0..430 {
            test.list(&topic, &[&suggestion]);
        }
        let salma = test.citizen("salma");
        test.reachable(&salma, "salma@example.org", Lang::En);
        test.author(&suggestion, &salma);
        // Whatever is there before is done.
        run_once(&test.app).await;
        test.decide(&topic, &suggestion, 1, "adopted");
        let whole = killed_after(&test, steps, run_once(&test.app)).await;
        run_out(&test);
        let other = test.other_node();
        for _ in 0..3 {
            assert!(run_once(&other).await);
        }
        assert_eq!(test.count_of_notices(), 431, "killed after {steps}");
        let letters = test.letters();
        assert_eq!(letters.len(), 1, "killed after {steps}: {letters:?}");
        if whole.is_some() {
            assert!(steps > 5, "{steps} steps are too few to be killed between");
            break;
        }
    }
}

#[actix_web::test]
async fn a_leader_that_slept_through_its_lease_tells_nobody() {
    let test = TestApp::new();
    let topic = test.topic("t", "open", "2026-03-01", "2026-03-31");
    let suggestion = test.suggestion(&topic, "published");
    test.list(&topic, &[&suggestion]);
    run_once(&test.app).await;
    test.decide(&topic, &suggestion, 1, "rejected");
    let sleeper = lead::lead(&test.app).await.unwrap().unwrap();
    sequence::run(&test.app, &sleeper).await.unwrap();
    run_out(&test);
    let other = test.other_node();
    lead::lead(&other).await.unwrap().unwrap();
    super::super::notices::run(&test.app, &sleeper)
        .await
        .unwrap();
    assert_eq!(test.count_of_notices(), 0);
    assert!(run_once(&other).await);
    assert_eq!(test.count_of_notices(), 1);
}

#[actix_web::test]
async fn authors_are_told_at_once_ten_times_a_day_and_then_in_the_morning() {
    let test = TestApp::new();
    let topic = test.topic("t", "open", "2026-03-01", "2026-03-31");
    let salma = test.citizen("salma");
    test.reachable(&salma, "salma@example.org", Lang::Ar);
    for _ in 0..13 {
        let suggestion = test.suggestion(&topic, "published");
        test.author(&suggestion, &salma);
        test.decide(&topic, &suggestion, 1, "acknowledged");
    }
    run_once(&test.app).await;
    let kinds = |wanted: &str| {
        let letters = test.letters();
        letters.iter().filter(|(kind, ..)| kind == wanted).count()
    };
    assert_eq!((kinds("notice"), kinds("digest")), (10, 0));
    let next = Date::constant(2026, 3, 2);
    test.at(next, 6);
    run_once(&test.app).await;
    assert_eq!((kinds("notice"), kinds("digest")), (10, 0));
    test.at(next, 7);
    for _ in 0..3 {
        run_once(&test.app).await;
    }
    assert_eq!((kinds("notice"), kinds("digest")), (10, 1));
    let digest = test.letters().pop().unwrap();
    assert_eq!(digest.2, "شاركونا: 3 إشعارات");
    // The clock goes back over the morning and on again.
    test.at(Date::constant(2026, 3, 1), 12);
    run_once(&test.app).await;
    test.at(next, 12);
    let one = test.suggestion(&topic, "published");
    test.author(&one, &salma);
    test.decide(&topic, &one, 1, "adopted");
    run_once(&test.app).await;
    assert_eq!((kinds("notice"), kinds("digest")), (11, 1), "another day");
    let days: i64 = test.run(|conn| digests::table.count().get_result(conn));
    assert_eq!(days, 1);
}

#[actix_web::test]
async fn nobody_is_written_to_who_cannot_be_or_does_not_want_it() {
    let test = TestApp::new();
    let topic = test.topic("t", "open", "2026-03-01", "2026-03-31");
    let told = |name: &str, change: &dyn Fn(&str)| {
        let id = test.citizen(name);
        test.reachable(&id, &format!("{name}@example.org"), Lang::En);
        change(&id);
        let suggestion = test.suggestion(&topic, "published");
        test.author(&suggestion, &id);
        test.decide(&topic, &suggestion, 1, "rejected");
    };
    let now = At::from(test.app.now());
    told("plain", &|_| {});
    told("disabled", &|id| {
        test.run(|conn| crate::db::people::disable(conn, id, Some(now)));
    });
    told("unconfirmed", &|id| {
        test.run(|conn| {
            diesel::update(accounts::table.find(id))
                .set(accounts::confirmed_at.eq(None::<At>))
                .execute(conn)
        });
    });
    told("stopped", &|id| {
        test.run(|conn| notice_choices::stop(conn, id, Scope::All, now));
    });
    told("staff", &|id| {
        let role = shared::account::Role::Moderator {
            agency: topic.agency_id.clone(),
        };
        test.run(|conn| crate::db::people::grant(conn, id, &role, now));
    });
    run_once(&test.app).await;
    let to: Vec<_> = test.letters().into_iter().map(|(_, to, _)| to).collect();
    assert_eq!(to, ["plain@example.org"]);
    // On the site: plain, unconfirmed and stopped.
    assert_eq!(test.count_of_notices(), 3);
}

#[actix_web::test]
async fn followers_are_told_of_the_first_and_last_days_once_a_day_named() {
    let test = TestApp::new();
    let early = test.topic("early", "open", "2026-03-04", "2026-03-10");
    let salma = test.citizen("salma");
    test.reachable(&salma, "salma@example.org", Lang::En);
    let follow = |who: &str| {
        let (topic, at) = (early.id.clone(), At::from(test.app.now()));
        test.run(|conn| {
            diesel::insert_into(follows::table)
                .values((
                    follows::topic_id.eq(topic),
                    follows::account_id.eq(who),
                    follows::followed_at.eq(at),
                ))
                .execute(conn)
        });
    };
    follow(&salma);
    let kinds = || {
        test.run(|conn| {
            notices::table
                .order((notices::made_at, notices::id))
                .select(notices::kind)
                .load::<String>(conn)
        })
    };
    run_once(&test.app).await;
    assert_eq!(kinds(), Vec::<String>::new());
    test.at(Date::constant(2026, 3, 4), 8);
    run_once(&test.app).await;
    run_once(&test.app).await;
    assert_eq!(kinds(), ["topic_opened"]);
    test.at(Date::constant(2026, 3, 6), 8);
    run_once(&test.app).await;
    assert_eq!(kinds(), ["topic_opened"]);
    test.at(Date::constant(2026, 3, 7), 8);
    // Whoever comes when it is near sees it.
    let late = test.citizen("late");
    follow(&late);
    run_once(&test.app).await;
    test.at(Date::constant(2026, 3, 8), 8);
    run_once(&test.app).await;
    assert_eq!(kinds(), ["topic_opened", "topic_closes"]);
    // A closing day that moved is another.
    test.run(|conn| {
        diesel::update(asked::table.find(&early.id))
            .set(asked::closes_on.eq("2026-03-20"))
            .execute(conn)
    });
    run_once(&test.app).await;
    assert_eq!(kinds().len(), 2);
    test.at(Date::constant(2026, 3, 17), 8);
    run_once(&test.app).await;
    assert_eq!(kinds().len(), 4, "both are told of the new day");
    let letters = test.letters();
    assert!(letters.iter().all(|(kind, ..)| kind == "digest"));
}
