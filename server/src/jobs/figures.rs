//! Follows the journal and computes the figures of each topic it touches.

use std::collections::BTreeSet;

use diesel::QueryResult;
use jiff::Timestamp;
use shared::time::Zone;

use super::lead::{self, Term};
use crate::app::App;
use crate::db::{Conn, figures_write, journal};

/// The name under which is kept how far they follow.
pub const FOLLOWER: &str = "figures";
/// Rows of the journal read in one round.
const AT_ONCE: i64 = 1_000;

pub(super) async fn run(app: &App, term: &Term) -> QueryResult<()> {
    let behind = app
        .db
        .read(|conn| {
            let seq = journal::followed_to(conn, FOLLOWER)?;
            Ok::<_, diesel::result::Error>(!journal::after(conn, seq, 1)?.is_empty())
        })
        .await?;
    if behind {
        let (now, zone) = (app.now(), app.config.zone.clone());
        lead::write(app, term, move |conn| catch_up(conn, now, &zone)).await?;
    }
    Ok(())
}

/// Reads on in the journal and computes the touched topics' figures. Answers how many rows it
/// read.
///
/// # Errors
/// The database's fault.
pub fn catch_up(conn: &mut Conn, now: Timestamp, zone: &Zone) -> QueryResult<usize> {
    let from = journal::followed_to(conn, FOLLOWER)?;
    let rows = journal::after(conn, from, AT_ONCE)?;
    let read = rows.len();
    let Some(last) = rows.last().map(|(seq, _)| *seq) else {
        return Ok(0);
    };
    let touched: BTreeSet<String> = rows.into_iter().filter_map(|(_, topic)| topic).collect();
    for topic in touched {
        figures_write::recompute(conn, &topic, now, zone)?;
    }
    journal::follow_to(conn, FOLLOWER, last)?;
    Ok(read)
}
