//! Deals the order of display of open topics anew each day.

use diesel::QueryResult;
use jiff::civil::Date;
use shared::ids::{SuggestionId, TopicId};
use shared::tally::discover::sort_key;

use super::lead::{self, Term};
use crate::app::App;
use crate::db::shuffles;

/// Suggestions dealt in one transaction.
const CHUNK: i64 = 500;
/// Suggestions dealt in one round.
const MOST: usize = 10_000;

pub(super) async fn run(app: &App, term: &Term) -> QueryResult<()> {
    let today = app.today();
    let mut left = MOST;
    for topic_id in app.db.read(move |conn| shuffles::due(conn, today)).await? {
        let Ok(topic) = TopicId::parse(&topic_id) else {
            continue;
        };
        if !deal(app, term, &topic, today, &mut left).await? {
            break;
        }
        lead::write(app, term, move |conn| {
            shuffles::dealt(conn, &topic_id, today)
        })
        .await?;
    }
    Ok(())
}

/// Deals one topic; false when the round is used up before its end. What was dealt already has
/// its key and is passed over by the next round.
async fn deal(
    app: &App,
    term: &Term,
    topic: &TopicId,
    today: Date,
    left: &mut usize,
) -> QueryResult<bool> {
    let mut after = String::new();
    loop {
        let (of, from) = (topic.to_string(), after.clone());
        let rows = app
            .db
            .read(move |conn| shuffles::chunk(conn, &of, &from, CHUNK))
            .await?;
        let Some((last, _)) = rows.last() else {
            return Ok(true);
        };
        after.clone_from(last);
        let mut keys = Vec::new();
        for (id, old) in rows {
            let Ok(suggestion) = SuggestionId::parse(&id) else {
                continue;
            };
            let new = sort_key(topic, today, &suggestion);
            if new != old {
                keys.push((id, new));
            }
        }
        if keys.is_empty() {
            continue;
        }
        let dealt = keys.len();
        if lead::write(app, term, move |conn| shuffles::write(conn, &keys))
            .await?
            .is_none()
        {
            return Ok(false);
        }
        *left = left.saturating_sub(dealt);
        if *left == 0 {
            return Ok(false);
        }
    }
}
