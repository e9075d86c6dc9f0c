//! Forgets what need not be known any more: buckets that are full again, sessions that ran out,
//! what happened at signing in ninety days ago.

use diesel::QueryResult;
use jiff::SignedDuration;
use shared::limit::micros;

use super::lead::{self, Term};
use crate::app::App;
use crate::db::{buckets, sessions, sign_ins};

/// How long it is kept what happened at signing in.
const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// # Errors
/// The database's fault.
pub(super) async fn run(app: &App, term: &Term) -> QueryResult<()> {
    let now = app.now();
    let past = now.saturating_sub(KEPT).unwrap_or(now);
    let old = app
        .db
        .read(move |conn| {
            Ok::<_, diesel::result::Error>(
                buckets::any_full(conn, micros(now))?
                    || sign_ins::any_before(conn, past.into())?
                    || sessions::any_expired(conn, now.into())?,
            )
        })
        .await?;
    if old {
        lead::write(app, term, move |conn| {
            buckets::forget(conn, micros(now))?;
            sign_ins::forget_before(conn, past.into())?;
            sessions::forget_expired(conn, now.into())?;
            Ok(())
        })
        .await?;
    }
    Ok(())
}
