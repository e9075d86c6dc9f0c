use actix_web::rt::System;
use jiff::SignedDuration;
use shared::limit::{Act, Kind};

use super::*;
use crate::testing::TestApp;

fn asker(address: &str, name: &str) -> Asker {
    Asker {
        name: Some(name.to_owned()),
        ..Asker::at(address.parse().unwrap())
    }
}

fn try_once(app: &App, asker: &Asker) -> Result<Taken, Refused> {
    System::new()
        .block_on(take(app, asker, Act::SignIn))
        .unwrap()
}

fn seconds(refused: Result<Taken, Refused>) -> u32 {
    match refused {
        Err(Refused::Wait(wait)) => wait.seconds(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_name_is_tried_five_times_wherever_from_and_then_once_in_thirty_seconds() {
    let test = TestApp::new();
    for n in 0..5 {
        let from = asker(&format!("198.51.100.{n}"), "salma");
        assert!(try_once(&test.app, &from).is_ok(), "{n}");
    }
    let from = asker("203.0.113.9", "salma");
    assert_eq!(seconds(try_once(&test.app, &from)), 30);
    // Another name is not kept waiting, and neither is the browser that its owner used before.
    assert!(try_once(&test.app, &asker("203.0.113.9", "noura")).is_ok());
    let known = Asker {
        device: Some("mark".into()),
        ..from.clone()
    };
    assert!(try_once(&test.app, &known).is_ok());
    test.clock.advance(SignedDuration::from_secs(30));
    assert!(try_once(&test.app, &from).is_ok());
    assert_eq!(seconds(try_once(&test.app, &from)), 30);
}

#[test]
fn a_thousand_tries_from_a_thousand_addresses_are_at_most_thirty_in_five_minutes() {
    let test = TestApp::new();
    let mut let_in = 0;
    for n in 0..1000 {
        let from = asker(&format!("10.{}.{}.7", n / 250, n % 250), "salma");
        let_in += usize::from(try_once(&test.app, &from).is_ok());
        test.clock.advance(SignedDuration::from_millis(300));
    }
    assert_eq!(let_in, 5 + 9);
}

#[test]
fn two_nodes_share_the_count() {
    let test = TestApp::new();
    let other = test.other_node();
    for n in 0..5 {
        let node = if n % 2 == 0 { &test.app } else { &other };
        assert!(try_once(node, &asker("203.0.113.9", "salma")).is_ok());
    }
    for node in [&test.app, &other] {
        assert_eq!(seconds(try_once(node, &asker("203.0.113.9", "salma"))), 30);
    }
}

#[test]
fn where_much_was_asked_work_comes_first_and_is_good_once() {
    let test = TestApp::new();
    let burst = rate(Act::SignIn, Kind::Address).unwrap().burst;
    let mut refused = None;
    for n in 0..=burst / 2 + 1 {
        refused = try_once(&test.app, &asker("203.0.113.9", &format!("name-{n}"))).err();
    }
    assert_eq!(refused, Some(Refused::Work));
    let worked = |name: &str, salt: &str| Asker {
        work: Some(salt.into()),
        ..asker("203.0.113.9", name)
    };
    assert!(try_once(&test.app, &worked("salma", "salt")).is_ok());
    assert_eq!(
        try_once(&test.app, &worked("noura", "salt")).err(),
        Some(Refused::Work)
    );
    assert!(try_once(&test.app, &worked("noura", "other")).is_ok());
    // From elsewhere nothing is asked.
    assert!(try_once(&test.app, &asker("198.51.100.1", "huda")).is_ok());
}

#[test]
fn a_household_is_one_address_and_its_neighbours_are_others() {
    let test = TestApp::new();
    let burst = rate(Act::SignIn, Kind::Address).unwrap().burst;
    for n in 0..burst {
        let from = Asker {
            work: Some(format!("salt-{n}")),
            ..asker(&format!("2001:db8:1:2::{n:x}"), &format!("name-{n}"))
        };
        assert!(try_once(&test.app, &from).is_ok(), "{n}");
    }
    let again = Asker {
        work: Some("salt".into()),
        ..asker("2001:db8:1:2:ffff::1", "salma")
    };
    assert_eq!(seconds(try_once(&test.app, &again)), 3);
    assert!(try_once(&test.app, &asker("2001:db8:2:2::1", "salma")).is_ok());
}

#[test]
fn what_is_given_back_can_be_taken_again() {
    let test = TestApp::new();
    for _ in 0..20 {
        let taken = try_once(&test.app, &asker("203.0.113.9", "salma")).unwrap();
        test.run(|conn| give_back(conn, &taken, &[Kind::Name]));
    }
}

#[test]
fn neither_names_nor_addresses_are_kept_and_full_buckets_are_forgotten() {
    let test = TestApp::new();
    try_once(&test.app, &asker("203.0.113.9", "salma")).unwrap();
    let rows = |test: &TestApp| {
        test.run(|conn| {
            use crate::db::schema::buckets::dsl::{buckets, key};
            use diesel::prelude::*;
            buckets.select(key).load::<Vec<u8>>(conn)
        })
    };
    let kept = rows(&test);
    assert_eq!(kept.len(), 3);
    assert!(kept.iter().all(|key| key.len() == 32));
    let led = || System::new().block_on(crate::jobs::run_once(&test.app));
    assert!(led());
    assert_eq!(rows(&test).len(), 3, "they are not full yet");
    test.clock.advance(SignedDuration::from_secs(30));
    assert!(led());
    assert_eq!(rows(&test).len(), 0);
}

#[test]
fn saving_lists_is_counted_without_the_database() {
    let test = TestApp::new();
    let asker = Asker {
        account: Some("somebody".into()),
        ..Asker::at("203.0.113.9".parse().unwrap())
    };
    let before = test.app.db.statements();
    let burst = rate(Act::SaveList, Kind::Account).unwrap().burst;
    let mut let_in = 0;
    for _ in 0..burst + 50 {
        let taken = System::new().block_on(take(&test.app, &asker, Act::SaveList));
        let_in += u32::from(taken.unwrap().is_ok());
    }
    assert_eq!(let_in, burst);
    assert_eq!(test.app.db.statements(), before);
}
