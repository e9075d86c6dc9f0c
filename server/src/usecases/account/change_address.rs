//! Somebody who is signed in wants another address; it becomes theirs by the link sent there.

use diesel::QueryResult;
use jiff::Timestamp;
use shared::account::{Address, Person};
use shared::error::{Code, Coded};
use shared::input::{Errors, NewPassword};
use shared::letter::{SENT_MOST, SENT_WITHIN, TokenKind};

use super::change_password::is_current;
use super::letters::{self, To};
use super::password::PasswordRefused;
use super::{Carried, Digest};
use crate::app::App;
use crate::config::Base;
use crate::db::accounts::{self, Kept};
use crate::db::tokens::{self, Token};
use crate::db::{Conn, dialect, is_duplicate, outbox};
use crate::passwords::Busy;

/// Why the address stays.
#[derive(Debug, thiserror::Error)]
pub enum ChangeAddressRefused {
    /// Used, run out, replaced by a newer one, none of ours, or the address has an account by now.
    #[error("the link can no longer be used")]
    Over,
    #[error(transparent)]
    Form(#[from] Errors),
    #[error(transparent)]
    Busy(#[from] Busy),
    #[error("no such account")]
    NotFound,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for ChangeAddressRefused {
    fn code(&self) -> Code {
        match self {
            Self::Over => Code::Gone,
            Self::Form(_) => Code::Malformed,
            Self::Busy(_) => Code::Unavailable,
            Self::NotFound => Code::NotFound,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

impl From<PasswordRefused> for ChangeAddressRefused {
    fn from(refused: PasswordRefused) -> Self {
        match refused {
            PasswordRefused::Form(errors) => Self::Form(errors),
            PasswordRefused::Busy(busy) => Self::Busy(busy),
        }
    }
}

/// The address wanted, and the token of the link to it.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub address: Address,
    pub token: String,
    pub hash: Digest,
}

/// Writes to the new address, whether or not it has an account: only its owner learns that.
///
/// # Errors
/// [`ChangeAddressRefused`].
pub async fn ask(
    app: &App,
    person: Person,
    current: NewPassword,
    wanted: Wanted,
) -> Result<(), ChangeAddressRefused> {
    let id = person.id;
    let kept = app
        .db
        .read(move |conn| accounts::by_id(conn, &id))
        .await?
        .ok_or(ChangeAddressRefused::NotFound)?;
    is_current(app, &kept, "current", current).await?;
    let (base, now) = (app.config.base.clone(), app.now());
    app.db
        .write(move |conn| Ok(write(conn, &base, now, &kept, &wanted)?))
        .await
}

fn write(
    conn: &mut Conn,
    base: &Base,
    now: Timestamp,
    kept: &Kept,
    wanted: &Wanted,
) -> QueryResult<()> {
    let canonical = wanted.address.canonical();
    dialect::hold_person(conn, &canonical)?;
    let taken = accounts::by_sign_in(conn, &canonical)?;
    let since = now.saturating_sub(SENT_WITHIN).unwrap_or_default();
    if tokens::sent_since(conn, &canonical, since)? >= SENT_MOST {
        return Ok(());
    }
    let kind = TokenKind::ChangeAddress;
    let carried = Carried {
        address: wanted.address.to_string(),
        ..Carried::default()
    };
    let token = Token {
        hash: wanted.hash.to_vec(),
        kind: kind.as_str().to_owned(),
        account_id: Some(kept.id.clone()),
        address: canonical,
        payload: carried.stored(),
        created_at: now.into(),
        expires_at: now.saturating_add(kind.lasts()).unwrap_or(now).into(),
        used_at: None,
    };
    tokens::put(conn, &token)?;
    let other = taken.filter(|taken| taken.id != kept.id);
    let to = To {
        base,
        account_id: Some(other.as_ref().map_or(&kept.id, |other| &other.id)),
        lang: other.as_ref().unwrap_or(kept).lang(),
        address: carried.address,
        now,
    };
    let letter = match other {
        Some(_) => letters::address_taken(&to),
        None => letters::change_address(&to, &wanted.token),
    };
    outbox::put(conn, &letter)
}

/// The address that the link confirms, without using it. `None` when it is over.
///
/// # Errors
/// The database's fault.
pub async fn look(app: &App, hash: Digest) -> QueryResult<Option<Carried>> {
    let now = app.now();
    app.db
        .read(move |conn| {
            let token = tokens::usable(conn, &hash, TokenKind::ChangeAddress, now)?;
            Ok(token.as_ref().map(Carried::of))
        })
        .await
}

/// Makes the confirmed address the account's, and tells the old one.
///
/// # Errors
/// [`ChangeAddressRefused`].
pub async fn change(app: &App, hash: Digest) -> Result<(), ChangeAddressRefused> {
    let (base, now) = (app.config.base.clone(), app.now());
    app.db
        .write(move |conn| in_transaction(conn, &base, now, &hash))
        .await
}

fn in_transaction(
    conn: &mut Conn,
    base: &Base,
    now: Timestamp,
    hash: &Digest,
) -> Result<(), ChangeAddressRefused> {
    let token = tokens::consume(conn, hash, TokenKind::ChangeAddress, now)?;
    let token = token.ok_or(ChangeAddressRefused::Over)?;
    let address = Address::parse(&Carried::of(&token).address);
    let address = address.map_err(|_| ChangeAddressRefused::Over)?;
    let id = token.account_id.ok_or(ChangeAddressRefused::Over)?;
    let kept = accounts::by_id(conn, &id)?.filter(|kept| kept.disabled_at.is_none());
    let kept = kept.ok_or(ChangeAddressRefused::Over)?;
    let typed = address.to_string();
    accounts::set_address(conn, &id, (&address.canonical(), &typed), now).map_err(|fault| {
        match is_duplicate(&fault) {
            true => ChangeAddressRefused::Over,
            false => fault.into(),
        }
    })?;
    // Links sent to the old address open nothing any more.
    tokens::end_of(conn, &id, &[TokenKind::Reset], now)?;
    if let Some(old) = &kept.address {
        let to = To {
            base,
            account_id: Some(&id),
            lang: kept.lang(),
            address: old.clone(),
            now,
        };
        outbox::put(conn, &letters::address_changed(&to, &address))?;
    }
    Ok(())
}
