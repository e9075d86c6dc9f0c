//! Closes topics whose last day has ended, and counts them for good.

use diesel::QueryResult;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use shared::topic::is_due_to_close;

use super::editions;
use super::lead::{self, Term};
use crate::app::App;
use crate::db::dialect::{self, Hold};
use crate::db::{Conn, journal, topics};

/// Topics closed in one round.
const AT_ONCE: i64 = 20;

pub(super) async fn run(app: &App, term: &Term) -> QueryResult<()> {
    let (now, today) = (app.now(), app.today());
    let due = app
        .db
        .read(move |conn| topics::past_last_day(conn, today, AT_ONCE))
        .await?;
    for topic_id in due {
        lead::write(app, term, move |conn| {
            close_due(conn, &topic_id, now, today)
        })
        .await?;
    }
    Ok(())
}

/// Closes a topic if its last day has ended, and makes its official edition in the same
/// transaction: a list saved before is counted, one saved after is refused.
///
/// # Errors
/// The database's fault.
pub fn close_due(
    conn: &mut Conn,
    topic_id: &str,
    now: Timestamp,
    today: Date,
) -> QueryResult<bool> {
    dialect::hold_topic(conn, topic_id, Hold::Alone)?;
    let Some(topic) = topics::by_id(conn, topic_id)? else {
        return Ok(false);
    };
    let Some(days) = topic
        .days()
        .filter(|days| is_due_to_close(topic.state(), days.closes, today))
    else {
        return Ok(false);
    };
    if !topics::mark_closed(conn, topic_id, topic.version, now)? {
        return Ok(false);
    }
    let entry = journal::Entry {
        kind: "topic.closed",
        agency_id: Some(&topic.agency_id),
        topic_id: Some(topic_id),
        subject_id: topic_id,
        facts: json!({ "closes_on": days.closes.to_string() }),
        private: None,
    };
    journal::write(conn, now, &entry)?;
    editions::count(conn, topic_id, true, now)?;
    Ok(true)
}
