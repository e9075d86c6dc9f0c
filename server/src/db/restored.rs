//! What must not go on in a restored database, because the world went on without it.

use diesel::prelude::*;
use jiff::Timestamp;
use shared::bulk::ActState;
use shared::letter::LetterKind;

use super::Conn;
use super::schema::{outbox, pending_acts, sessions, tokens};
use super::types::At;

/// What [`outbox`] keeps as the reason of letters that a restoring gave up.
pub const RESTORED: &str = "restored";

/// How many of each were ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    pub sessions: usize,
    /// Links in letters that nobody had used.
    pub links: usize,
    /// Letters that had not left.
    pub letters: usize,
    /// Acts of a desk on many suggestions that could still be undone.
    pub acts: usize,
}

/// Ends what has an end elsewhere since: sessions that may have been ended and links that may have
/// been used or withdrawn, letters that were most likely sent, and acts that may have been undone.
/// Letters are given up in sight of a steward, who can send them again; the last ones to those who
/// left go, as they would have when sent.
///
/// # Errors
/// The database's fault.
pub fn end_what_went_on(conn: &mut Conn, now: Timestamp) -> QueryResult<Ended> {
    let at = At::from(now);
    let unused = tokens::table.filter(tokens::used_at.is_null());
    let waiting = outbox::table
        .filter(outbox::sent_at.is_null())
        .filter(outbox::dead_at.is_null());
    let farewells = waiting.filter(outbox::kind.eq(LetterKind::Farewell.as_str()));
    let gone = diesel::delete(farewells).execute(conn)?;
    let given_up = (
        outbox::dead_at.eq(Some(at)),
        outbox::last_error.eq(Some(RESTORED)),
    );
    let acts = pending_acts::table.filter(pending_acts::state.eq(ActState::Waiting.as_str()));
    let undone = (
        pending_acts::state.eq(ActState::Undone.as_str()),
        pending_acts::ended_at.eq(Some(at)),
    );
    Ok(Ended {
        sessions: diesel::delete(sessions::table).execute(conn)?,
        links: diesel::update(unused)
            .set(tokens::used_at.eq(Some(at)))
            .execute(conn)?,
        letters: gone + diesel::update(waiting).set(given_up).execute(conn)?,
        acts: diesel::update(acts).set(undone).execute(conn)?,
    })
}
