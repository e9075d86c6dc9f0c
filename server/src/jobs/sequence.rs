//! Gives the journal's rows their gap-free numbers, after they were committed.

use diesel::QueryResult;

use super::lead::{self, Term};
use crate::app::App;
use crate::db::journal;

/// Rows numbered in one round; the rest waits for the next.
const AT_ONCE: i64 = 2_000;

pub(super) async fn run(app: &App, term: &Term) -> QueryResult<()> {
    if app.db.read(journal::unnumbered).await? {
        lead::write(app, term, |conn| journal::number(conn, AT_ONCE)).await?;
    }
    Ok(())
}
