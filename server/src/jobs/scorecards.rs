//! Follows the journal and computes the scorecard cells of each topic it touches. Reading a topic
//! whole may take long, so it keeps nobody from writing; what changes meanwhile has its own row in
//! the journal and is found in the next round.

use diesel::QueryResult;
use shared::time::Zone;

use super::lead::{self, Term};
use crate::app::App;
use crate::db::scorecards_write::{of_topic, store, touched};
use crate::db::{Conn, journal};

/// The name under which is kept how far they follow.
pub const FOLLOWER: &str = "scorecards";

pub(super) async fn run(app: &App, term: &Term) -> QueryResult<()> {
    let (from, (last, topics)) = app
        .db
        .read(|conn| {
            let from = journal::followed_to(conn, FOLLOWER)?;
            Ok::<_, diesel::result::Error>((from, touched(conn, from)?))
        })
        .await?;
    if last == from {
        return Ok(());
    }
    for topic in topics {
        let (id, zone) = (topic.clone(), app.config.zone.clone());
        let reading = app.db.read(move |conn| of_topic(conn, &id, &zone));
        let Some(cells) = lead::meanwhile(app, term, reading).await? else {
            return Ok(());
        };
        let stored = lead::write(app, term, move |conn| store(conn, &topic, cells)).await?;
        if stored.is_none() {
            return Ok(());
        }
    }
    lead::write(app, term, move |conn| {
        journal::follow_to(conn, FOLLOWER, last)
    })
    .await
    .map(drop)
}

/// The same in a transaction under way, for who has just written everything.
///
/// # Errors
/// The database's fault.
pub fn catch_up(conn: &mut Conn, zone: &Zone) -> QueryResult<()> {
    let from = journal::followed_to(conn, FOLLOWER)?;
    let (last, topics) = touched(conn, from)?;
    for topic in topics {
        let cells = of_topic(conn, &topic, zone)?;
        store(conn, &topic, cells)?;
    }
    journal::follow_to(conn, FOLLOWER, last)
}
