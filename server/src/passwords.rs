//! Passwords: argon2id at 19 MiB and two passes, one hash a core at a time at most.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::available_parallelism;

use actix_web::web;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::chance;

/// Waiting sign-ins beyond this are turned away with "try again" instead of piling up.
const QUEUE: usize = 50;

/// Hashes and checks passwords behind a semaphore, so that sign-in cannot take all the cores.
pub struct Passwords {
    permits: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    dummy: String,
    checked: Arc<AtomicU64>,
}

/// Why no answer was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Busy {
    #[error("too many sign-ins are waiting")]
    Full,
    #[error("the password could not be hashed")]
    Fault,
}

impl Default for Passwords {
    fn default() -> Self {
        Passwords::new()
    }
}

impl Passwords {
    pub fn new() -> Passwords {
        let cores = available_parallelism().map_or(1, usize::from);
        Passwords {
            permits: Arc::new(Semaphore::new(cores.saturating_sub(1).max(1))),
            waiting: Arc::new(Semaphore::new(QUEUE)),
            // Checked when there is no such account, so that both cases cost the same.
            dummy: hash("no account has this password").unwrap_or_default(),
            checked: Arc::default(),
        }
    }

    /// Passwords hashed to be checked since start. Tests read it before and after.
    pub fn checked(&self) -> u64 {
        self.checked.load(Ordering::Relaxed)
    }

    /// Whether the password belongs to the stored hash. `None` (no such account, or one without a
    /// password) takes as long and is never right.
    ///
    /// # Errors
    /// [`Busy::Full`] when too many wait already.
    pub async fn check(&self, stored: Option<String>, typed: String) -> Result<bool, Busy> {
        let _queued = self
            .waiting
            .clone()
            .try_acquire_owned()
            .map_err(|_| Busy::Full)?;
        let permit = self
            .permits
            .clone()
            .acquire_owned()
            .await
            .map_err(|_| Busy::Fault)?;
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| self.dummy.clone());
        self.checked.fetch_add(1, Ordering::Relaxed);
        web::block(move || {
            let right = verify(&stored, &typed);
            drop(permit);
            right && known
        })
        .await
        .map_err(|_| Busy::Fault)
    }

    /// The stored form of a new password, under the same limits as [`Passwords::check`].
    ///
    /// # Errors
    /// [`Busy`].
    pub async fn make(&self, password: String) -> Result<String, Busy> {
        let _queued = self
            .waiting
            .clone()
            .try_acquire_owned()
            .map_err(|_| Busy::Full)?;
        let permit = self
            .permits
            .clone()
            .acquire_owned()
            .await
            .map_err(|_| Busy::Fault)?;
        web::block(move || {
            let made = hash(&password);
            drop(permit);
            made
        })
        .await
        .map_err(|_| Busy::Fault)?
    }
}

/// The stored form (PHC string) of a password.
///
/// # Errors
/// [`Busy::Fault`] when the hasher refuses, which it does only for oversized input.
pub fn hash(password: &str) -> Result<String, Busy> {
    hasher()
        .hash_password_with_salt(password.as_bytes(), &chance::bytes::<16>())
        .map(|hash| hash.to_string())
        .map_err(|_| Busy::Fault)
}

fn verify(stored: &str, typed: &str) -> bool {
    PasswordHash::new(stored)
        .is_ok_and(|stored| hasher().verify_password(typed.as_bytes(), &stored).is_ok())
}

fn hasher() -> Argon2<'static> {
    Argon2::new(
        Algorithm::Argon2id,
        Version::V0x13,
        Params::new(19 * 1024, 2, 1, None).unwrap_or_default(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_form_names_its_parameters_and_only_fits_its_password() {
        let stored = hash("سرّ طويل يكفي").expect("hashes");
        assert!(
            stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{stored}"
        );
        assert!(verify(&stored, "سرّ طويل يكفي"));
        assert!(!verify(&stored, "سرّ طويل يكف"));
        assert!(!verify("", "سرّ طويل يكفي"));
    }

    #[test]
    fn nothing_is_cut_off() {
        let long = "a".repeat(100);
        let stored = hash(&format!("{long}x")).expect("hashes");
        assert!(!verify(&stored, &format!("{long}y")));
    }
}
