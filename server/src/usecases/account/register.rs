//! Somebody comes with the link of their letter, chooses a password and has an account.

use diesel::QueryResult;
use jiff::Timestamp;
use shared::account::{Address, consent};
use shared::error::{Code, Coded};
use shared::input::{CheckedPerson, Errors, RegisterDraft};
use shared::lang::Lang;
use shared::letter::TokenKind;

use super::enter::{Entering, enter};
use super::password::{self, PasswordRefused};
use super::{Carried, Digest};
use crate::app::App;
use crate::chance;
use crate::db::accounts::{self, Registered};
use crate::db::{Conn, is_duplicate, tokens, traps};
use crate::passwords::Busy;

/// Why nobody was registered.
#[derive(Debug, thiserror::Error)]
pub enum RegisterRefused {
    /// Used, run out, replaced by a newer one, or none of ours: one answer.
    #[error("the link can no longer be used")]
    Over,
    #[error(transparent)]
    Form(#[from] Errors),
    #[error(transparent)]
    Busy(#[from] Busy),
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for RegisterRefused {
    fn code(&self) -> Code {
        match self {
            Self::Over => Code::Gone,
            Self::Form(_) => Code::Malformed,
            Self::Busy(_) => Code::Unavailable,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

impl From<PasswordRefused> for RegisterRefused {
    fn from(refused: PasswordRefused) -> Self {
        match refused {
            PasswordRefused::Form(errors) => Self::Form(errors),
            PasswordRefused::Busy(busy) => Self::Busy(busy),
        }
    }
}

/// What the link is good for, without using it: mail programs look at links before people do.
/// `None` when it is over.
///
/// # Errors
/// The database's fault.
pub async fn look(app: &App, hash: Digest) -> QueryResult<Option<Carried>> {
    let now = app.now();
    app.db
        .read(move |conn| {
            let token = tokens::usable(conn, &hash, TokenKind::Confirm, now)?;
            Ok(token.as_ref().map(Carried::of))
        })
        .await
}

/// What is needed besides the form.
#[derive(Debug, Clone)]
pub struct Registering {
    pub hash: Digest,
    /// The language in which the person is written to.
    pub lang: Lang,
    /// The name of who gives none.
    pub nameless: &'static str,
    pub entering: Entering,
}

/// Registers a citizen, signed in at once. Gives where to go on, and until when the session lives.
///
/// # Errors
/// [`RegisterRefused`]; the link stays good when the form was refused.
pub async fn register(
    app: &App,
    draft: RegisterDraft,
    registering: Registering,
) -> Result<(String, Timestamp), RegisterRefused> {
    let (now, hash) = (app.now(), registering.hash);
    let found = app
        .db
        .read(move |conn| {
            let token = tokens::usable(conn, &hash, TokenKind::Confirm, now)?;
            let names = accounts::names_taken(conn)?;
            Ok::<_, diesel::result::Error>(token.map(|token| (Carried::of(&token), names)))
        })
        .await?;
    let (carried, names) = found.ok_or(RegisterRefused::Over)?;
    let person = draft.check(names.iter().map(String::as_str))?;
    let mut about = names;
    about.push(carried.address.clone());
    about.extend(person.name.clone());
    let digest = password::digest(app, "password", &person.password, about).await?;
    app.db
        .write(move |conn| in_transaction(conn, now, &person, &digest, &registering))
        .await
}

fn in_transaction(
    conn: &mut Conn,
    now: Timestamp,
    person: &CheckedPerson,
    digest: &str,
    registering: &Registering,
) -> Result<(String, Timestamp), RegisterRefused> {
    let token = tokens::consume(conn, &registering.hash, TokenKind::Confirm, now)?;
    let carried = Carried::of(&token.ok_or(RegisterRefused::Over)?);
    let address = Address::parse(&carried.address).map_err(|_| RegisterRefused::Over)?;
    let (id, sign_in) = (chance::id(now), address.canonical());
    let account = Registered {
        id: &id,
        sign_in: &sign_in,
        name: person.name.as_deref().unwrap_or(registering.nameless),
        show_name: person.show_name,
        password_hash: Some(digest),
        lang: registering.lang.code(),
        created_at: now.into(),
        address: Some(&carried.address),
        confirmed_at: Some(now.into()),
        consent: Some(consent::VERSION),
        consent_at: Some(now.into()),
    };
    accounts::register(conn, &account).map_err(|fault| match is_duplicate(&fault) {
        // An operator made the account meanwhile.
        true => RegisterRefused::Over,
        false => fault.into(),
    })?;
    if carried.unseen {
        traps::note_account(conn, &id, now)?;
    }
    let expires = enter(conn, &id, &registering.entering, now)?;
    Ok((carried.next, expires))
}
