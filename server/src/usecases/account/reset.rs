//! Somebody comes with the link of their letter and chooses a new password.

use diesel::QueryResult;
use jiff::Timestamp;
use shared::error::{Code, Coded};
use shared::input::{Errors, NewPassword};
use shared::letter::TokenKind;

use super::letters::{self, To};
use super::password::{self, PasswordRefused};
use super::{Carried, Digest};
use crate::app::App;
use crate::config::Base;
use crate::db::accounts::{self, Kept};
use crate::db::{Conn, outbox, people, sessions, tokens};
use crate::passwords::Busy;

/// Why the password stayed.
#[derive(Debug, thiserror::Error)]
pub enum ResetRefused {
    /// Used, run out, replaced by a newer one, none of ours, or of a closed account: one answer.
    #[error("the link can no longer be used")]
    Over,
    #[error(transparent)]
    Form(#[from] Errors),
    #[error(transparent)]
    Busy(#[from] Busy),
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for ResetRefused {
    fn code(&self) -> Code {
        match self {
            Self::Over => Code::Gone,
            Self::Form(_) => Code::Malformed,
            Self::Busy(_) => Code::Unavailable,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

impl From<PasswordRefused> for ResetRefused {
    fn from(refused: PasswordRefused) -> Self {
        match refused {
            PasswordRefused::Form(errors) => Self::Form(errors),
            PasswordRefused::Busy(busy) => Self::Busy(busy),
        }
    }
}

/// Whose password the link is for, without using it. `None` when it is over.
///
/// # Errors
/// The database's fault.
pub async fn look(app: &App, hash: Digest) -> QueryResult<Option<Carried>> {
    let now = app.now();
    app.db
        .read(move |conn| Ok(owner(conn, &hash, now)?.map(|(carried, _)| carried)))
        .await
}

/// What a link carries and the open account that it is for.
fn owner(conn: &mut Conn, hash: &Digest, now: Timestamp) -> QueryResult<Option<(Carried, Kept)>> {
    let Some(token) = tokens::usable(conn, hash, TokenKind::Reset, now)? else {
        return Ok(None);
    };
    let Some(id) = &token.account_id else {
        return Ok(None);
    };
    let kept = accounts::by_id(conn, id)?.filter(|kept| kept.disabled_at.is_none());
    Ok(kept.map(|kept| (Carried::of(&token), kept)))
}

/// Sets the new password and ends every session of the account: whoever got in with the old one is
/// out. Nobody is signed in: the new password is asked for first.
///
/// # Errors
/// [`ResetRefused`]; the link stays good when the form was refused.
pub async fn reset(app: &App, hash: Digest, typed: NewPassword) -> Result<(), ResetRefused> {
    let now = app.now();
    let found = app
        .db
        .read(move |conn| {
            let Some((_, kept)) = owner(conn, &hash, now)? else {
                return Ok(None);
            };
            let person = people::by_id(conn, &kept.id)?;
            let names = accounts::names_taken(conn)?;
            Ok::<_, diesel::result::Error>(person.map(|person| (kept, person, names)))
        })
        .await?;
    let (kept, person, mut about) = found.ok_or(ResetRefused::Over)?;
    let length = typed.check("password", person.is_staff());
    length.map_err(|fault| Errors(vec![fault]))?;
    about.extend([kept.sign_in, kept.name]);
    let digest = password::digest(app, "password", &typed, about).await?;
    let base = app.config.base.clone();
    app.db
        .write(move |conn| in_transaction(conn, &base, now, &hash, &digest))
        .await
}

fn in_transaction(
    conn: &mut Conn,
    base: &Base,
    now: Timestamp,
    hash: &Digest,
    digest: &str,
) -> Result<(), ResetRefused> {
    let (_, kept) = owner(conn, hash, now)?.ok_or(ResetRefused::Over)?;
    let token = tokens::consume(conn, hash, TokenKind::Reset, now)?;
    let carried = Carried::of(&token.ok_or(ResetRefused::Over)?);
    accounts::set_password(conn, &kept.id, digest)?;
    accounts::reached(conn, &kept.id, &carried.address, now)?;
    sessions::end_all_of(conn, &kept.id)?;
    // What was asked for with the old password is over as well.
    let kinds = [TokenKind::Reset, TokenKind::ChangeAddress];
    tokens::end_of(conn, &kept.id, &kinds, now)?;
    let to = To {
        base,
        account_id: Some(&kept.id),
        lang: kept.lang(),
        address: kept.address.clone().unwrap_or(carried.address),
        now,
    };
    Ok(outbox::put(conn, &letters::password_changed(&to))?)
}
