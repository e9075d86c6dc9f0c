//! Writing an edition beside those who save: in pieces that nobody sees, and then shown at once.

use std::sync::Arc;

use diesel::QueryResult;
use diesel::result::Error as DieselError;

use super::count::Count;
use crate::app::App;
use crate::chance;
use crate::db::editions_write as store;
use crate::jobs::lead::{self, Term};

/// Standings written or removed by one transaction: some ten milliseconds for those who wait.
const PIECE: usize = if cfg!(test) { 2 } else { 1_000 };

/// Writes a count as the topic's next edition and shows it. What is left of one that broke off is
/// removed first. Answers the edition's id; none when the topic is no longer as it was read, or
/// another node leads: the next round sees how it stands.
///
/// # Errors
/// The database's fault.
pub(in crate::jobs) async fn publish(
    app: &App,
    term: &Term,
    count: Count,
) -> QueryResult<Option<String>> {
    let id = chance::id(count.counted_at);
    let count = Arc::new(count);
    if !clear(app, term, &count.topic.id).await? {
        return Ok(None);
    }
    let all = count.standing.rows.len();
    let begun = write(app, term, &count, &id, |count, conn, id| {
        count.begin(conn, id)
    });
    if begun.await?.is_none() {
        return Ok(None);
    }
    for from in (0..all).step_by(PIECE) {
        let of = from..all.min(from + PIECE);
        let piece = write(app, term, &count, &id, |count, conn, id| {
            count.piece(conn, id, of)
        });
        if piece.await?.is_none() {
            return Ok(None);
        }
    }
    for part in count.parts() {
        let part = write(app, term, &count, &id, move |count, conn, _| {
            count.part(conn, part)
        });
        if part.await?.is_none() {
            return Ok(None);
        }
    }
    let shown = write(app, term, &count, &id, |count, conn, id| {
        count.show(conn, id)
    });
    let shown = match shown.await {
        // Closed meanwhile, or shown another edition.
        Err(DieselError::NotFound) => None,
        other => other?,
    };
    // The standings of the edition before, or of this one if it came too late.
    clear(app, term, &count.topic.id).await?;
    Ok(shown.map(|()| id))
}

async fn write<F>(
    app: &App,
    term: &Term,
    count: &Arc<Count>,
    id: &str,
    work: F,
) -> QueryResult<Option<()>>
where
    F: FnOnce(&Count, &mut crate::db::Conn, &str) -> QueryResult<()> + Send + 'static,
{
    let (count, id) = (count.clone(), id.to_owned());
    lead::write(app, term, move |conn| work(&count, conn, &id)).await
}

/// Removes what is not shown any more, or never was; false when another node leads.
pub(super) async fn clear(app: &App, term: &Term, topic_id: &str) -> QueryResult<bool> {
    loop {
        let topic_id = topic_id.to_owned();
        let most = i32::try_from(PIECE).unwrap_or(i32::MAX);
        let removed = lead::write(app, term, move |conn| store::clear(conn, &topic_id, most));
        match removed.await? {
            None => return Ok(false),
            Some(0) => return Ok(true),
            Some(_) => {}
        }
    }
}
