//! Somebody gives an address and wants to register, or a new password.
//!
//! Whether the address is unknown, known, waiting for its link or closed: the same statements, one
//! token and one letter, no hashing. Only the owner of the mailbox learns which it was.

use diesel::QueryResult;
use jiff::Timestamp;
use shared::account::Address;
use shared::lang::Lang;
use shared::letter::{SENT_MOST, SENT_WITHIN, TokenKind};

use super::letters::{self, To};
use super::{Carried, Digest};
use crate::app::App;
use crate::config::Base;
use crate::db::accounts::{self, Kept};
use crate::db::tokens::{self, Token};
use crate::db::{Conn, dialect, outbox};

/// What somebody came for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    Register,
    NewPassword,
}

/// Who asks, and the token that a link in the letter carries.
#[derive(Debug, Clone)]
pub struct Asking {
    pub wish: Wish,
    pub address: Address,
    /// Of the page; whoever has an account is written to in their own.
    pub lang: Lang,
    /// Where to go on afterwards; a path of this platform, or nothing.
    pub next: String,
    pub token: String,
    pub hash: Digest,
    /// A field that people do not see was filled in.
    pub unseen: bool,
}

/// Writes the letter. More than three an hour to one address are left out without a word.
///
/// # Errors
/// The database's fault.
pub async fn ask(app: &App, asking: Asking) -> QueryResult<()> {
    let (base, now) = (app.config.base.clone(), app.now());
    app.db
        .write(move |conn| in_transaction(conn, &base, now, &asking))
        .await
}

fn in_transaction(
    conn: &mut Conn,
    base: &Base,
    now: Timestamp,
    asking: &Asking,
) -> QueryResult<()> {
    let canonical = asking.address.canonical();
    // Two at once are counted one after the other.
    dialect::hold_person(conn, &canonical)?;
    let known = accounts::by_sign_in(conn, &canonical)?;
    let since = now.saturating_sub(SENT_WITHIN).unwrap_or_default();
    if tokens::sent_since(conn, &canonical, since)? >= SENT_MOST {
        tracing::info!("a letter was left out: three went to that address within the hour");
        return Ok(());
    }
    let kind = match known {
        Some(_) => TokenKind::Reset,
        None => TokenKind::Confirm,
    };
    let carried = Carried {
        address: asking.address.to_string(),
        next: asking.next.clone(),
        unseen: asking.unseen,
    };
    let token = Token {
        hash: asking.hash.to_vec(),
        kind: kind.as_str().to_owned(),
        account_id: known.as_ref().map(|known| known.id.clone()),
        address: canonical,
        payload: carried.stored(),
        created_at: now.into(),
        expires_at: now.saturating_add(kind.lasts()).unwrap_or(now).into(),
        used_at: None,
    };
    tokens::put(conn, &token)?;
    let to = To {
        base,
        account_id: known.as_ref().map(|known| known.id.as_str()),
        // Where the owner said that mail goes; to who is not known, where they ask for it.
        address: known
            .as_ref()
            .and_then(|known| known.address.clone())
            .unwrap_or_else(|| asking.address.to_string()),
        lang: known.as_ref().map_or(asking.lang, Kept::lang),
        now,
    };
    let letter = match (&known, asking.wish) {
        (Some(known), _) if known.disabled_at.is_some() => letters::closed(&to),
        (Some(_), Wish::Register) => letters::known(&to, &asking.token),
        (Some(_), Wish::NewPassword) => letters::reset(&to, &asking.token),
        (None, Wish::Register) => letters::confirm(&to, &asking.token),
        (None, Wish::NewPassword) => letters::unknown(&to, &asking.token),
    };
    outbox::put(conn, &letter)
}
