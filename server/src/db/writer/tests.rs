//! Writes that wait together, on a database of their own.

mod place;

use std::sync::mpsc;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use super::*;
use crate::db::faults::is_unknown;
use place::{Answer, Place, Write, answers, noted, open, queued, write_on};

#[actix_web::test]
async fn writes_that_wait_share_a_commit_and_keep_their_order() {
    let place = Place::new();
    let before = place.db.commits().unwrap();
    let statements = place.db.statements();
    let (busy, go_on) = place.busy();
    let mut writes = vec![busy];
    writes.extend((0..63).map(|n| place.note(n)));
    queued(&mut writes).await;
    go_on.send(()).unwrap();
    let answers: QueryResult<Vec<i64>> = answers(writes).await.into_iter().collect();
    assert_eq!(answers.unwrap(), (-1..63).collect::<Vec<_>>());
    assert_eq!(place.commits_since(before), (1, 64));
    // BEGIN and COMMIT once, SAVEPOINT and RELEASE for each, and what the works themselves sent.
    assert_eq!(place.db.statements() - statements, 2 + 2 * 64 + 63);
    assert_eq!(place.notes(), (0..63).collect::<Vec<_>>());
}

#[actix_web::test]
async fn no_more_than_a_bounded_number_share_one() {
    let place = Place::new();
    let before = place.db.commits().unwrap();
    let (busy, go_on) = place.busy();
    let mut writes = vec![busy];
    writes.extend((1..200).map(|n| place.note(n)));
    queued(&mut writes).await;
    go_on.send(()).unwrap();
    for answer in answers(writes).await {
        answer.unwrap();
    }
    assert_eq!(place.commits_since(before), (4, 200));
}

#[actix_web::test]
async fn what_waits_beyond_the_room_is_written_too() {
    let place = Place::new();
    let (busy, go_on) = place.busy();
    let mut writes = vec![busy];
    let many = i64::try_from(ROOM).unwrap() + 100;
    writes.extend((0..many).map(|n| place.note(n)));
    queued(&mut writes).await;
    go_on.send(()).unwrap();
    for answer in answers(writes).await {
        answer.unwrap();
    }
    assert_eq!(place.notes(), (0..many).collect::<Vec<_>>());
}

#[actix_web::test]
async fn a_refusal_or_a_panic_undoes_its_own_and_no_other() {
    let place = Place::new();
    let before = place.db.commits().unwrap();
    let (busy, go_on) = place.busy();
    let refused = place.write(|conn| {
        noted(conn, 2)?;
        Err(DieselError::NotFound)
    });
    let panics = place.write(|conn| {
        noted(conn, 4)?;
        panic!("in the middle of a write")
    });
    let nested = place.write(|conn| match conn {
        Conn::Sqlite(c) => c.transaction(|_| panic!("in the middle of a nested transaction")),
        Conn::Postgres(_) => unreachable!(),
    });
    let mut writes = vec![
        busy,
        place.note(1),
        refused,
        place.note(3),
        panics,
        place.note(5),
    ];
    queued(&mut writes).await;
    go_on.send(()).unwrap();
    let given = answers(writes).await;
    let stored: Vec<_> = given
        .iter()
        .map(|answer| answer.as_ref().ok().copied())
        .collect();
    assert_eq!(stored, [Some(-1), Some(1), None, Some(3), None, Some(5)]);
    assert!(matches!(given[2], Err(DieselError::NotFound)));
    let fault = given[4].as_ref().unwrap_err();
    assert!(!is_unknown(fault), "it is known: nothing was stored");
    assert_eq!(place.notes(), [1, 3, 5]);
    assert_eq!(place.commits_since(before), (1, 6));
    // One that leaves transactions of its own open takes its group with it, and nothing else.
    assert!(is_unknown(&nested.await.unwrap_err()));
    assert_eq!(place.note(6).await.unwrap(), 6);
    assert_eq!(place.notes(), [1, 3, 5, 6]);
}

#[actix_web::test]
async fn a_commit_that_fails_is_unknown_to_everybody_in_it() {
    let place = Place::new();
    let (busy, go_on) = place.busy();
    // Found out at the commit only.
    let owing = place.write(|conn| {
        conn.batch_execute("INSERT INTO owed VALUES (1, 99)")?;
        Ok(0)
    });
    let refused = place.write(|_| Err(DieselError::NotFound));
    let mut writes = vec![busy, place.note(1), owing, refused, place.note(2)];
    queued(&mut writes).await;
    go_on.send(()).unwrap();
    for answer in answers(writes).await {
        assert!(is_unknown(&answer.unwrap_err()));
    }
    assert_eq!(place.notes(), [0_i64; 0]);
    assert_eq!(place.note(3).await.unwrap(), 3);
    assert_eq!(place.notes(), [3]);
}

#[actix_web::test]
async fn a_work_that_ends_the_transaction_itself_is_unknown_and_stops_nobody_after() {
    let place = Place::new();
    let (busy, go_on) = place.busy();
    // As SQLite does by itself when the disk is full.
    let ends = place.write(|conn| {
        noted(conn, 1)?;
        conn.batch_execute("ROLLBACK")?;
        Ok(0)
    });
    let mut writes = vec![busy, place.note(0), ends];
    queued(&mut writes).await;
    go_on.send(()).unwrap();
    for answer in answers(writes).await {
        assert!(is_unknown(&answer.unwrap_err()));
    }
    assert_eq!(place.note(2).await.unwrap(), 2);
    assert_eq!(place.notes(), [2]);
}

#[actix_web::test]
async fn one_who_no_longer_waits_takes_nothing_from_the_others() {
    let place = Place::new();
    let (busy, go_on) = place.busy();
    let mut writes = vec![busy, place.note(1), place.note(2), place.note(3)];
    queued(&mut writes).await;
    drop(writes.remove(2));
    go_on.send(()).unwrap();
    for answer in answers(writes).await {
        answer.unwrap();
    }
    assert_eq!(place.notes(), [1, 2, 3], "it was accepted, so it is done");
}

#[actix_web::test]
async fn what_was_accepted_is_finished_when_the_last_door_closes() {
    let place = Place::new();
    let db = open(&place.folder);
    let (go_on, wait) = mpsc::channel();
    let mut writes = vec![write_on(&db, move |_| {
        let _ = wait.recv();
        Ok(-1)
    })];
    writes.extend((0..100).map(|n| write_on(&db, move |conn| noted(conn, n))));
    queued(&mut writes).await;
    drop(writes);
    go_on.send(()).unwrap();
    // Waits for the thread, which nobody else does any more.
    drop(db);
    assert_eq!(place.notes(), (0..100).collect::<Vec<_>>());
}

#[test]
fn a_work_that_borrows_runs_when_its_turn_has_come() {
    let place = Place::new();
    let mut seen = Vec::new();
    let stored: Answer = place.db.write_now(|conn| {
        seen.push("ran");
        noted(conn, 1)
    });
    assert_eq!((stored.unwrap(), seen), (1, vec!["ran"]));
    let refused: Answer = place.db.write_now(|conn| {
        noted(conn, 2)?;
        Err(DieselError::NotFound)
    });
    assert!(matches!(refused, Err(DieselError::NotFound)));
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        place.db.write_now(|conn| -> Answer {
            noted(conn, 3)?;
            panic!("on the caller's thread")
        })
    }));
    assert!(panicked.is_err());
    let owing: Answer = place.db.write_now(|conn| {
        conn.batch_execute("INSERT INTO owed VALUES (1, 99)")?;
        Ok(0)
    });
    assert!(is_unknown(&owing.unwrap_err()));
    assert_eq!(place.notes(), [1]);
}

#[actix_web::test]
async fn many_threads_and_tasks_at_once_lose_nothing() {
    let place = Place::new();
    let before = place.db.commits().unwrap();
    let mut writes: Vec<Write> = (0..50).map(|n| place.note(n)).collect();
    thread::scope(|scope| {
        for first in [100, 200, 300, 400] {
            let db = &place.db;
            scope.spawn(move || {
                for n in first..first + 50 {
                    db.write_now(|conn| noted(conn, n)).unwrap();
                }
            });
        }
    });
    writes.reverse();
    for answer in answers(writes).await {
        answer.unwrap();
    }
    let mut notes = place.notes();
    notes.sort_unstable();
    let wanted = [0, 100, 200, 300, 400].map(|first| first..first + 50);
    assert_eq!(notes, wanted.into_iter().flatten().collect::<Vec<i64>>());
    assert_eq!(place.commits_since(before).1, 250);
}

#[actix_web::test]
async fn a_write_inside_a_write_is_refused_instead_of_waiting_for_itself() {
    let place = Place::new();
    let db = place.db.clone();
    let inner = place.write(move |_| db.write_now(|conn| noted(conn, 1)));
    assert!(inner.await.is_err());
    let on_this_thread: Answer = place
        .db
        .write_now(|_| place.db.write_now(|conn| noted(conn, 2)));
    assert!(on_this_thread.is_err());
    assert_eq!(place.notes(), [0_i64; 0]);
    assert_eq!(place.note(3).await.unwrap(), 3);
}
