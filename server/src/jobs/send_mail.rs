//! Sends the letters of the outbox, each at least once.
//!
//! A try is written down before it is made, and with it when the next would be: whoever is stopped
//! between sending and saying so leaves a letter that is sent again, under the same Message-ID, and
//! nobody sends it meanwhile. No mail server is spoken to within a transaction.

use std::sync::Arc;
use std::time::Duration;

use diesel::QueryResult;
use jiff::SignedDuration;
use shared::letter::again_after;
use tokio::sync::Semaphore;

use super::lead::{self, Term};
use crate::app::App;
use crate::chance;
use crate::db::outbox::{self, Stored};
use crate::db::tokens;
use crate::mail::{Failed, Fault, Line, message};

/// Letters of one round.
const AT_ONCE: i64 = 50;
/// How long one letter may take in all: a server that answers octet by octet is given up.
const LONGEST: Duration = Duration::from_secs(50);
/// What was sent, given up or ran out is kept so long.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What sends: one letter at a time. A server that lets go of none keeps one thread busy, not more.
#[derive(Clone)]
pub struct Hands(Arc<Semaphore>);

impl Default for Hands {
    fn default() -> Self {
        Hands(Arc::new(Semaphore::new(1)))
    }
}

/// Sends what is due, until the server fails. False when it did: there is no hurry then.
///
/// # Errors
/// The database's fault.
pub async fn run(app: &App, term: &Term, hands: &Hands) -> QueryResult<bool> {
    if app.config.mail.out.is_none() {
        return Ok(true);
    }
    let now = app.now();
    let due = app
        .db
        .read(move |conn| outbox::due(conn, now, AT_ONCE))
        .await?;
    let mut line = None;
    for letter in due {
        if !begin(app, term, &letter).await? {
            continue;
        }
        let (kept, tried) = send(app, hands, line, letter.clone()).await;
        line = kept;
        written_down(app, &letter, tried).await?;
        if matches!(tried, Err(Failed::Server(_))) {
            return Ok(false);
        }
    }
    if let Some(line) = line {
        let _ = actix_web::web::block(move || Line::close(line)).await;
    }
    Ok(true)
}

/// Removes what nobody needs any more.
///
/// # Errors
/// The database's fault.
pub async fn clean(app: &App, term: &Term) -> QueryResult<()> {
    let before = app.now().saturating_sub(KEPT).unwrap_or_default();
    lead::write(app, term, move |conn| {
        outbox::clean(conn, before)?;
        tokens::clean(conn, before)
    })
    .await
    .map(drop)
}

/// Writes the try down; false when somebody else began one.
async fn begin(app: &App, term: &Term, letter: &Stored) -> QueryResult<bool> {
    let [chance] = chance::bytes::<1>();
    // After the last try nothing follows: until it has failed the letter is kept from others.
    let wait = again_after(letter.tries + 1, chance).unwrap_or(SignedDuration::from_hours(1));
    let next = app.now().saturating_add(wait).unwrap_or_default();
    let letter = letter.clone();
    let begun = lead::write(app, term, move |conn| outbox::begin(conn, &letter, next)).await?;
    Ok(begun.unwrap_or(false))
}

/// One try, off the async threads, over the line of the letter before if there is one.
async fn send(
    app: &App,
    hands: &Hands,
    line: Option<Line>,
    letter: Stored,
) -> (Option<Line>, Result<(), Failed>) {
    let Some((smtp, from)) = app.config.mail.out.clone() else {
        return (None, Err(Failed::Server(Fault::Unreachable)));
    };
    let Ok(hand) = hands.0.clone().try_acquire_owned() else {
        return (None, Err(Failed::Server(Fault::TimedOut)));
    };
    let sending = actix_web::web::block(move || {
        let _hand = hand;
        let Some((envelope, bytes)) = message(&letter, &from) else {
            return (line, Err(Failed::Letter(Fault::Address)));
        };
        let open = match line {
            Some(line) => Ok(line),
            None => Line::open(&smtp, from.email.domain()),
        };
        match open.and_then(|mut line| line.send(&envelope, &bytes).map(|()| line)) {
            Ok(line) => (Some(line), Ok(())),
            Err(failed) => (None, Err(failed)),
        }
    });
    match tokio::time::timeout(LONGEST, sending).await {
        Ok(Ok(done)) => done,
        Ok(Err(_)) => (None, Err(Failed::Server(Fault::Broken))),
        Err(_) => (None, Err(Failed::Server(Fault::TimedOut))),
    }
}

async fn written_down(app: &App, letter: &Stored, tried: Result<(), Failed>) -> QueryResult<()> {
    let (now, id) = (app.now(), letter.id.clone());
    let Err(failed) = tried else {
        return app.db.write(move |conn| outbox::sent(conn, &id, now)).await;
    };
    let fault = failed.fault();
    let last = again_after(letter.tries + 1, 0).is_none();
    // Whatever the server says of itself is not the letter's end.
    let over = last || (matches!(failed, Failed::Letter(_)) && fault.is_final());
    tracing::warn!(letter.id = %id, letter.kind = %letter.kind, %fault, over, "a letter did not leave");
    let dead = over.then_some(now);
    app.db
        .write(move |conn| outbox::failed(conn, &id, &fault.to_string(), dead))
        .await
}
