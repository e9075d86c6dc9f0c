//! Somebody who is signed in chooses another password.

use jiff::Timestamp;
use shared::account::Person;
use shared::error::{Code, Coded};
use shared::input::{Errors, FieldError, NewPassword, code};
use shared::letter::TokenKind;

use super::enter::{Entering, enter};
use super::letters::{self, To};
use super::password::{self, PasswordRefused};
use crate::app::App;
use crate::config::Base;
use crate::db::accounts::{self, Kept};
use crate::db::{Conn, outbox, sessions, tokens};
use crate::passwords::Busy;

/// Why the password stayed.
#[derive(Debug, thiserror::Error)]
pub enum ChangePasswordRefused {
    #[error(transparent)]
    Form(#[from] Errors),
    #[error(transparent)]
    Busy(#[from] Busy),
    #[error("no such account")]
    NotFound,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for ChangePasswordRefused {
    fn code(&self) -> Code {
        match self {
            Self::Form(_) => Code::Malformed,
            Self::Busy(_) => Code::Unavailable,
            Self::NotFound => Code::NotFound,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

impl From<PasswordRefused> for ChangePasswordRefused {
    fn from(refused: PasswordRefused) -> Self {
        match refused {
            PasswordRefused::Form(errors) => Self::Form(errors),
            PasswordRefused::Busy(busy) => Self::Busy(busy),
        }
    }
}

/// Changes the password: the present one is asked for, every session ends, and a new one begins
/// here. Gives until when it lives.
///
/// # Errors
/// [`ChangePasswordRefused`].
pub async fn change_password(
    app: &App,
    person: Person,
    current: NewPassword,
    typed: NewPassword,
    entering: Entering,
) -> Result<Timestamp, ChangePasswordRefused> {
    let id = person.id.clone();
    let found = app
        .db
        .read(move |conn| {
            let kept = accounts::by_id(conn, &id)?;
            let names = accounts::names_taken(conn)?;
            Ok::<_, diesel::result::Error>(kept.map(|kept| (kept, names)))
        })
        .await?;
    let (kept, mut about) = found.ok_or(ChangePasswordRefused::NotFound)?;
    let length = typed.check("password", person.is_staff());
    length.map_err(|fault| Errors(vec![fault]))?;
    is_current(app, &kept, "current", current).await?;
    about.extend([kept.sign_in.clone(), kept.name.clone()]);
    let digest = password::digest(app, "password", &typed, about).await?;
    let (base, now) = (app.config.base.clone(), app.now());
    app.db
        .write(move |conn| in_transaction(conn, &base, now, &kept, &digest, &entering))
        .await
}

/// Whether somebody at a signed-in browser knows the account's password.
///
/// # Errors
/// A fault of `field` when not.
pub(super) async fn is_current(
    app: &App,
    kept: &Kept,
    field: &'static str,
    typed: NewPassword,
) -> Result<(), PasswordRefused> {
    // As many characters as any password has: hashing is not free.
    let sound = typed.check(field, false).map_err(|fault| fault.code);
    let code = match sound {
        Err(code @ (code::TEXT_EMPTY | code::PASSWORD_TOO_LONG)) => code,
        _ if app
            .passwords
            .check(kept.password_hash.clone(), typed.0)
            .await? =>
        {
            return Ok(());
        }
        _ => code::PASSWORD_WRONG,
    };
    Err(Errors(vec![FieldError::new(field, code)]).into())
}

fn in_transaction(
    conn: &mut Conn,
    base: &Base,
    now: Timestamp,
    kept: &Kept,
    digest: &str,
    entering: &Entering,
) -> Result<Timestamp, ChangePasswordRefused> {
    accounts::set_password(conn, &kept.id, digest)?;
    sessions::end_all_of(conn, &kept.id)?;
    let kinds = [TokenKind::Reset, TokenKind::ChangeAddress];
    tokens::end_of(conn, &kept.id, &kinds, now)?;
    if let Some(address) = &kept.address {
        let to = To {
            base,
            account_id: Some(&kept.id),
            lang: kept.lang(),
            address: address.clone(),
            now,
        };
        outbox::put(conn, &letters::password_changed(&to))?;
    }
    Ok(enter(conn, &kept.id, entering, now)?)
}
