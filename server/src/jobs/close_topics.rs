//! Closes topics whose last day has ended. Their count follows: see
//! [`editions`](super::editions).

use diesel::QueryResult;

use super::lead::{self, Term};
use crate::app::App;
use crate::db::topics_write;
use crate::usecases::topic::close::{CloseTopicRefusal, close_due};

/// Topics closed in one round.
const AT_ONCE: i64 = 20;

pub(super) async fn run(app: &App, term: &Term) -> QueryResult<()> {
    let (now, today) = (app.now(), app.today());
    let due = app
        .db
        .read(move |conn| topics_write::past_last_day(conn, today, AT_ONCE))
        .await?;
    for topic_id in due {
        lead::write(app, term, move |conn| {
            match close_due(conn, now, today, &topic_id) {
                Err(CloseTopicRefusal::Database(fault)) => Err(fault),
                // Closed or extended meanwhile: nothing was written, and nothing is left to do.
                Ok(()) | Err(_) => Ok(()),
            }
        })
        .await?;
    }
    Ok(())
}
