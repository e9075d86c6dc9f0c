//! Signing in with a name and a password.

use jiff::{SignedDuration, Timestamp};
use shared::account::{Address, Person};
use shared::error::{Code, Coded};
use shared::input::CheckedSignIn;
use shared::limit::{Act, Kind};

use crate::app::App;
use crate::chance;
use crate::db::people;
use crate::db::sessions::{self, NewSession};
use crate::db::sign_ins::{self, SignIn};
use crate::limits::{self, Asker, Refused};
use crate::passwords::Busy;

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInRefused {
    /// Unknown name, wrong password and disabled account are one answer.
    #[error("name and password do not belong together")]
    Failed,
    #[error("too many tries")]
    Limited(Refused),
    #[error(transparent)]
    Busy(#[from] Busy),
    #[error(transparent)]
    Database(#[from] diesel::result::Error),
}

impl Coded for SignInRefused {
    fn code(&self) -> Code {
        match self {
            Self::Failed => Code::SignInFailed,
            Self::Limited(_) => Code::TooMany,
            Self::Busy(_) => Code::Unavailable,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// The session to start, and the one that ends with it.
#[derive(Debug, Clone)]
pub struct Beginning {
    pub token: [u8; 32],
    pub previous: Option<[u8; 32]>,
    /// [`shared::device::Device::stored`]
    pub device: String,
    /// The /24 or /48 it begins in.
    pub network: String,
}

/// Starts a session and says until when it lives; `lifetime` is how long one of a person does.
///
/// Whether the name is known, unknown or disabled, the same statements are sent and one password is
/// hashed. A try that is over the limit is neither looked up nor hashed.
///
/// # Errors
/// [`SignInRefused`].
pub async fn sign_in(
    app: &App,
    typed: CheckedSignIn,
    asker: Asker,
    beginning: Beginning,
    lifetime: fn(&Person) -> SignedDuration,
) -> Result<Timestamp, SignInRefused> {
    let taken = limits::take(app, &asker, Act::SignIn)
        .await?
        .map_err(SignInRefused::Limited)?;
    let name = canonical(&typed.name);
    let account = app
        .db
        .read(move |conn| people::by_sign_in(conn, &name))
        .await?;
    let stored = account
        .as_ref()
        .and_then(|account| account.password_hash.clone());
    let right = app.passwords.check(stored, typed.password).await?;
    let now = app.now();
    let outcome = match &account {
        None => "unknown",
        Some(account) if account.person.disabled => "disabled",
        Some(_) if right => "signed_in",
        Some(_) => "wrong_password",
    };
    let attempt = SignIn {
        id: chance::id(now),
        account_id: account.as_ref().map(|account| account.person.id.clone()),
        happened_at: now.into(),
        outcome: outcome.to_owned(),
        device: beginning.device.clone(),
        network: Some(beginning.network.clone()),
    };
    let person = account.filter(|_| right).map(|account| account.person);
    let Some(person) = person.filter(|person| !person.disabled) else {
        tracing::info!("a sign-in failed");
        app.db
            .write(move |conn| sign_ins::add(conn, &attempt))
            .await?;
        return Err(SignInRefused::Failed);
    };
    let expires = now.saturating_add(lifetime(&person)).unwrap_or(now);
    app.db
        .write(move |conn| {
            if let Some(previous) = beginning.previous {
                sessions::end(conn, &previous)?;
            }
            // Who gets in was not guessing.
            limits::give_back(conn, &taken, &GIVEN_BACK)?;
            sign_ins::add(conn, &attempt)?;
            sessions::start(
                conn,
                &NewSession {
                    token_hash: &beginning.token,
                    account_id: &person.id,
                    created_at: now.into(),
                    last_seen_at: now.into(),
                    expires_at: expires.into(),
                    id: &chance::id(now),
                    device: &beginning.device,
                    network: Some(&beginning.network),
                },
            )
        })
        .await?;
    Ok(expires)
}

const GIVEN_BACK: [Kind; 4] = [Kind::Name, Kind::Device, Kind::Address, Kind::Network];

/// The name as it is stored.
pub fn canonical(name: &str) -> String {
    Address::canonical_sign_in(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_however_it_is_typed() {
        assert_eq!(canonical(" Maryam@Example.om "), "maryam@example.om");
    }
}
