//! Carries out what desks did to many suggestions at once and did not undo in time.

use diesel::QueryResult;

use super::lead::{self, Term};
use crate::app::App;
use crate::db::pending_acts;
use crate::usecases::bulk::carry_out::carry_out;

/// Acts carried out in one round.
const AT_ONCE: i64 = 50;

pub(super) async fn run(app: &App, term: &Term) -> QueryResult<()> {
    let (now, today) = (app.now(), app.today());
    let due = app
        .db
        .read(move |conn| pending_acts::due(conn, now.into(), AT_ONCE))
        .await?;
    for act in due {
        let done = lead::write(app, term, move |conn| carry_out(conn, now, today, &act)).await;
        match done {
            // Somebody answered or undid in the same moment: the next round sees how it stands.
            Err(diesel::result::Error::NotFound) => {}
            Err(fault) if crate::db::is_duplicate(&fault) => {}
            other => other.map(drop)?,
        }
    }
    Ok(())
}
