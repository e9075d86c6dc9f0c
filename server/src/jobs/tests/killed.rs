//! An edition whose leader is killed between any two of its steps: the last one goes on being
//! shown, and the next leader counts right.

use std::collections::BTreeMap;
use std::pin::pin;
use std::task::Poll;

use super::*;
use crate::db::editions_write::UNFINISHED;
use crate::db::topics::Topic;

/// Runs until so many more transactions were committed, and goes no further: what is killed. What
/// the work gives when it comes to its end before.
pub(super) async fn killed_after<T>(
    test: &TestApp,
    commits: u64,
    work: impl Future<Output = T>,
) -> Option<T> {
    let commits_now = || test.app.db.commits().unwrap().commits;
    let first = commits_now();
    let mut work = pin!(work);
    std::future::poll_fn(|cx| {
        if commits_now() - first >= commits {
            return Poll::Ready(None);
        }
        work.as_mut().poll(cx).map(Some)
    })
    .await
}

struct Told {
    topic: Topic,
    suggestions: Vec<String>,
    /// The order of each list.
    lists: Vec<Vec<usize>>,
}

impl Told {
    fn new(test: &TestApp) -> Told {
        let topic = test.topic("t", "open", "2026-03-01", "2026-03-31");
        let suggestions = (0..5)
            .map(|_| test.suggestion(&topic, "published"))
            .collect();
        Told {
            topic,
            suggestions,
            lists: Vec::new(),
        }
    }

    /// Twenty more lists, each of three in turn.
    fn twenty_more(&mut self, test: &TestApp) {
        for n in 0..20 {
            let mut order = vec![n % 5];
            for at in [(n * 2 + 1) % 5, (n + 3) % 5] {
                if !order.contains(&at) {
                    order.push(at);
                }
            }
            let ids: Vec<&str> = order.iter().map(|at| &*self.suggestions[*at]).collect();
            test.list(&self.topic, &ids);
            self.lists.push(order);
        }
    }

    /// Points and lists of each suggestion, added up here. K = 3, so a point is 6 units.
    fn wanted(&self) -> BTreeMap<String, (i64, i64)> {
        let mut sums: BTreeMap<String, (i64, i64)> = self
            .suggestions
            .iter()
            .map(|id| (id.clone(), (0, 0)))
            .collect();
        for list in &self.lists {
            for (at, units) in list.iter().zip([6, 3, 2]) {
                let sum = sums.get_mut(&self.suggestions[*at]).unwrap();
                *sum = (sum.0 + units, sum.1 + 1);
            }
        }
        sums
    }

    /// What the shown edition says.
    fn shown(&self, test: &TestApp) -> (i32, bool, i64, BTreeMap<String, (i64, i64)>) {
        let id = test.topic_now(&self.topic).edition_id.unwrap();
        let (number, official, lists) = test.run(|conn| {
            counts::table
                .find(&id)
                .select((counts::number, counts::official, counts::lists))
                .first(conn)
        });
        let rows: Vec<(String, i64, i64)> = test.run(|conn| {
            standings::table
                .filter(standings::edition_id.eq(&id))
                .select((
                    standings::suggestion_id,
                    standings::points,
                    standings::lists,
                ))
                .load(conn)
        });
        let rows = rows
            .into_iter()
            .map(|(id, points, lists)| (id, (points, lists)));
        (number, official, lists, rows.collect())
    }
}

#[actix_web::test]
async fn killed_at_any_step_it_leaves_the_last_edition_and_the_next_leader_counts_right() {
    for official in [false, true] {
        let mut steps = 0;
        loop {
            steps += 1;
            let test = TestApp::new();
            let mut told = Told::new(&test);
            told.twenty_more(&test);
            assert!(run_once(&test.app).await);
            let first = told.shown(&test);
            assert_eq!(first, (1, false, 20, told.wanted()));
            told.twenty_more(&test);
            if official {
                test.noon_of(Date::constant(2026, 4, 1));
            } else {
                test.clock.advance(SignedDuration::from_hours(2));
                // Saved after the first edition, as their times must say.
                touch(&test, &told.topic);
            }
            let whole = killed_after(&test, steps, run_once(&test.app)).await;
            // Whatever stands is whole.
            let shown = told.shown(&test);
            let second = (2, official, 40, told.wanted());
            assert!(
                shown == first || shown == second,
                "killed after {steps}: {shown:?}"
            );
            let other = test.other_node();
            run_out(&test);
            assert!(run_once(&other).await);
            assert_eq!(told.shown(&test), second, "killed after {steps}");
            clean(&test, &told.topic);
            if whole.is_some() {
                assert!(steps > 8, "{steps} steps are too few to be killed between");
                break;
            }
        }
    }
}

fn touch(test: &TestApp, topic: &Topic) {
    use crate::db::schema::priority_lists as lists;
    let at = At::from(test.app.now() - SignedDuration::from_mins(1));
    test.run(|conn| {
        diesel::update(lists::table.filter(lists::topic_id.eq(&topic.id)))
            .set(lists::saved_at.eq(at))
            .execute(conn)
    });
}

/// No standings but the shown ones, no edition half-written, none numbered twice.
fn clean(test: &TestApp, topic: &Topic) {
    let shown = test.topic_now(topic).edition_id.unwrap();
    let numbers: Vec<i32> = test.run(|conn| {
        counts::table
            .order(counts::number)
            .select(counts::number)
            .load(conn)
    });
    assert_eq!(numbers, [1, 2]);
    assert!(!numbers.contains(&UNFINISHED));
    let others = test.run(|conn| {
        standings::table
            .filter(standings::edition_id.ne(&shown))
            .count()
            .get_result::<i64>(conn)
    });
    let told = test.run(|conn| {
        rows::table
            .filter(rows::kind.eq("edition.counted"))
            .count()
            .get_result::<i64>(conn)
    });
    assert_eq!((others, told), (0, 2));
}

#[actix_web::test]
async fn an_edition_that_was_counted_before_the_closing_is_not_shown_after_it() {
    let test = TestApp::new();
    let mut told = Told::new(&test);
    told.twenty_more(&test);
    let term = lead::lead(&test.app).await.unwrap().unwrap();
    // Counted while it was open …
    let (id, clock) = (told.topic.id.clone(), test.app.clock.clone());
    let early = test
        .app
        .db
        .read(move |conn| {
            editions::Count::read(conn, &id, editions::What::default(), || clock.now())
        })
        .await
        .unwrap()
        .unwrap();
    told.twenty_more(&test);
    test.noon_of(Date::constant(2026, 4, 1));
    let (now, today, id) = (test.app.now(), test.app.today(), told.topic.id.clone());
    lead::write(&test.app, &term, move |conn| {
        crate::usecases::topic::close::close_due(conn, now, today, &id)
            .map_err(|_| diesel::result::Error::NotFound)
    })
    .await
    .unwrap();
    // … and written after it has closed.
    let late = editions::publish::publish(&test.app, &term, early).await;
    assert_eq!(late.unwrap(), None);
    assert_eq!(test.topic_now(&told.topic).edition_id, None);
    assert!(run_once(&test.app).await);
    assert_eq!(told.shown(&test), (1, true, 40, told.wanted()));
    // Frozen: no later round counts again, whatever happens to what was listed.
    test.run(|conn| {
        diesel::update(texts::table.find(&told.suggestions[0]))
            .set(texts::publication.eq("withdrawn"))
            .execute(conn)
    });
    test.clock.advance(SignedDuration::from_hours(2));
    assert!(run_once(&test.app).await);
    assert_eq!(told.shown(&test), (1, true, 40, told.wanted()));
}

#[actix_web::test]
async fn no_edition_comes_shortly_before_that_of_the_closing() {
    let test = TestApp::new();
    let mut told = Told::new(&test);
    test.noon_of(Date::constant(2026, 3, 31));
    told.twenty_more(&test);
    assert!(run_once(&test.app).await);
    assert_eq!(test.topic_now(&told.topic).edition_id, None);
    test.noon_of(Date::constant(2026, 4, 1));
    assert!(run_once(&test.app).await);
    assert_eq!(told.shown(&test), (1, true, 20, told.wanted()));
}
