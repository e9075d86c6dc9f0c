//! Whether a new password may be one, and its digest.

use actix_web::web;
use shared::input::{Errors, FieldError, NewPassword, code};

use crate::app::App;
use crate::guessable::is_guessable;
use crate::passwords::Busy;

/// Why there is no digest.
#[derive(Debug, thiserror::Error)]
pub enum PasswordRefused {
    #[error(transparent)]
    Form(#[from] Errors),
    #[error(transparent)]
    Busy(#[from] Busy),
}

/// The stored form of a password whose length is right; `about` is what others may know of its
/// owner. Off the async threads, one at a time for each core but one.
///
/// # Errors
/// [`PasswordRefused`].
pub async fn digest(
    app: &App,
    field: &'static str,
    password: &NewPassword,
    about: Vec<String>,
) -> Result<String, PasswordRefused> {
    let typed = password.0.clone();
    let guessable = web::block(move || {
        let about: Vec<&str> = about.iter().map(String::as_str).collect();
        is_guessable(&typed, &about)
    })
    .await
    .map_err(|_| Busy::Fault)?;
    if guessable {
        return Err(Errors(vec![FieldError::new(field, code::PASSWORD_COMMON)]).into());
    }
    Ok(app.passwords.make(password.0.clone()).await?)
}
