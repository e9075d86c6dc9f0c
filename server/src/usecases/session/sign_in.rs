//! Signing in with a name and a password.

use jiff::{SignedDuration, Timestamp};
use shared::account::{Address, Person};
use shared::error::{Code, Coded};
use shared::input::CheckedSignIn;

use crate::app::App;
use crate::db::people::{self, NewSession};
use crate::passwords::Busy;

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInRefused {
    /// Unknown name, wrong password and disabled account are one answer.
    #[error("name and password do not belong together")]
    Failed,
    #[error(transparent)]
    Busy(#[from] Busy),
    #[error(transparent)]
    Database(#[from] diesel::result::Error),
}

impl Coded for SignInRefused {
    fn code(&self) -> Code {
        match self {
            Self::Failed => Code::SignInFailed,
            Self::Busy(_) => Code::Unavailable,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// The token of the session to start, and the one that ends with it.
#[derive(Debug, Clone)]
pub struct Tokens {
    pub new: [u8; 32],
    pub previous: Option<[u8; 32]>,
}

/// Starts a session and says until when it lives; `lifetime` is how long one of a person does.
///
/// # Errors
/// [`SignInRefused`].
pub async fn sign_in(
    app: &App,
    typed: CheckedSignIn,
    tokens: Tokens,
    lifetime: fn(&Person) -> SignedDuration,
) -> Result<Timestamp, SignInRefused> {
    let name = canonical(&typed.name);
    let account = app
        .db
        .read(move |conn| people::by_sign_in(conn, &name))
        .await?;
    let stored = account
        .as_ref()
        .and_then(|account| account.password_hash.clone());
    let right = app.passwords.check(stored, typed.password).await?;
    let person = account.filter(|_| right).map(|account| account.person);
    let Some(person) = person.filter(|person| !person.disabled) else {
        tracing::info!("a sign-in failed");
        return Err(SignInRefused::Failed);
    };
    let now = app.now();
    let expires = now.saturating_add(lifetime(&person)).unwrap_or(now);
    app.db
        .write(move |conn| {
            if let Some(previous) = tokens.previous {
                people::end_session(conn, &previous)?;
            }
            people::start_session(
                conn,
                &NewSession {
                    token_hash: &tokens.new,
                    account_id: &person.id,
                    created_at: now.into(),
                    last_seen_at: now.into(),
                    expires_at: expires.into(),
                },
            )
        })
        .await?;
    Ok(expires)
}

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
