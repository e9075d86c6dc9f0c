//! Editions: the numbered, public counts of a topic's lists. Each is counted whole, from what a
//! reading connection sees, so that nobody who saves waits for it.

mod count;
mod field;
mod paper;
pub(super) mod publish;

use diesel::QueryResult;
use jiff::Timestamp;
use shared::tally::edition::{Facts, LEAST_INTERVAL, LEAST_LISTS, may_be_made};
use shared::time::Zone;
use shared::topic::COUNTED;

pub use count::{Count, Official, What};

use super::lead::{self, Term};
use crate::app::App;
use crate::db::editions_write as store;
use crate::db::{Conn, dialect};

/// Editions made in one round.
const AT_ONCE: usize = 5;

/// The hourly editions of open topics.
pub(super) async fn run(app: &App, term: &Term) -> QueryResult<()> {
    let (now, zone) = (app.now(), app.config.zone.clone());
    let due = app.db.read(move |conn| due(conn, now, &zone)).await?;
    for topic_id in due.into_iter().take(AT_ONCE) {
        make(app, term, &topic_id, false).await?;
    }
    Ok(())
}

/// The official editions of topics that have closed. Their lists change no more, so one that broke
/// off comes out the same when it is made again.
pub(super) async fn run_official(app: &App, term: &Term) -> QueryResult<()> {
    let most = i64::try_from(AT_ONCE).unwrap_or(i64::MAX);
    let due = app
        .db
        .read(move |conn| store::awaiting_official(conn, most))
        .await?;
    for topic_id in due {
        make(app, term, &topic_id, true).await?;
    }
    Ok(())
}

/// Removes what a leader that was killed has left of editions.
pub(super) async fn tidy(app: &App, term: &Term) -> QueryResult<()> {
    for topic_id in app.db.read(store::with_leavings).await? {
        publish::clear(app, term, &topic_id).await?;
    }
    Ok(())
}

/// Makes one edition: counts without keeping anybody from writing, then writes. Answers its id;
/// none when the topic has closed meanwhile, or changed otherwise, or another node leads.
///
/// # Errors
/// The database's fault.
async fn make(
    app: &App,
    term: &Term,
    topic_id: &str,
    official: bool,
) -> QueryResult<Option<String>> {
    let (clock, topic_id) = (app.clock.clone(), topic_id.to_owned());
    let zone = app.config.zone.clone();
    let reading = app.db.read(move |conn| {
        dialect::snapshot(conn, |conn| {
            let what = What {
                official: official.then(|| Official::first(&zone)),
                staged: None,
            };
            Count::read(conn, &topic_id, what, || clock.now())
        })
    });
    match lead::meanwhile(app, term, reading).await?.flatten() {
        Some(count) if count.topic.state().is_in(COUNTED) == official => {
            publish::publish(app, term, count).await
        }
        _ => Ok(None),
    }
}

/// The open topics of which an edition may be made now.
///
/// # Errors
/// The database's fault.
pub fn due(conn: &mut Conn, now: Timestamp, zone: &Zone) -> QueryResult<Vec<String>> {
    let until = now.checked_sub(LEAST_INTERVAL).unwrap_or(now);
    // More lists than the rule asks for make no difference, so they are not counted.
    let enough = i64::try_from(LEAST_LISTS).unwrap_or(i64::MAX);
    let mut due = Vec::new();
    for (topic_id, closes, last) in store::perhaps_due(conn, until)? {
        let lists = store::filled_lists(conn, &topic_id, enough)?;
        let changed = match last {
            Some(last) => store::lists_saved_since(conn, &topic_id, last, enough)?,
            None => lists,
        };
        let facts = Facts {
            now,
            last: last.map(Into::into),
            lists: u64::try_from(lists).unwrap_or(u64::MAX),
            changed: u64::try_from(changed).unwrap_or(u64::MAX),
            ends: closes
                .parse()
                .map_or(Timestamp::MAX, |day| zone.end_of(day)),
            closing: false,
        };
        if may_be_made(facts).is_ok() {
            due.push(topic_id);
        }
    }
    Ok(due)
}

/// Counts a topic's lists, writes the edition with a standing for every counted suggestion, and
/// shows it, in the transaction under way: for imports and the like, which nobody saves beside.
/// Answers the edition's id; none when there is no such topic.
///
/// # Errors
/// The database's fault.
pub fn count(
    conn: &mut Conn,
    topic_id: &str,
    official: Option<Official<'_>>,
    now: Timestamp,
) -> QueryResult<Option<String>> {
    let what = What {
        official,
        staged: None,
    };
    match Count::read(conn, topic_id, what, || now)? {
        Some(count) => count.write(conn).map(Some),
        None => Ok(None),
    }
}
