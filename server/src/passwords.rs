//! Passwords: argon2id at 19 MiB and two passes, one hash a core at a time at most.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::available_parallelism;

use actix_web::web;
use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use tokio::sync::Semaphore;

use crate::chance;

/// Waiting sign-ins beyond this are turned away with "try again" instead of piling up.
const QUEUE: usize = 50;

/// What one hash is made in. Taken once a permit and kept: taken anew for each hash, several of
/// them stayed with the allocator when many signed in.
type Room = Vec<Block>;

/// Hashes and checks passwords behind a semaphore, so that sign-in cannot take all the cores.
pub struct Passwords {
    permits: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    rooms: Arc<Mutex<Vec<Room>>>,
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
            rooms: Arc::default(),
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
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| self.dummy.clone());
        let checked = self.checked.clone();
        let right = self.queued(move |room| {
            checked.fetch_add(1, Ordering::Relaxed);
            verify(room, &stored, &typed)
        });
        Ok(right.await? && known)
    }

    /// The stored form of a new password, under the same limits as [`Passwords::check`].
    ///
    /// # Errors
    /// [`Busy`].
    pub async fn make(&self, password: String) -> Result<String, Busy> {
        self.queued(move |room| hash_in(room, &password)).await?
    }

    /// Works off the request's thread when its turn comes.
    async fn queued<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Room) -> T + Send + 'static,
    ) -> Result<T, Busy> {
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
        let rooms = self.rooms.clone();
        web::block(move || {
            let kept = rooms.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut room = kept.unwrap_or_default();
            let done = work(&mut room);
            rooms
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(room);
            // Only now may the next begin: there are never more rooms than permits.
            drop(permit);
            done
        })
        .await
        .map_err(|_| Busy::Fault)
    }
}

/// The stored form (PHC string) of a password.
///
/// # Errors
/// [`Busy::Fault`] when the hasher refuses, which it does only for oversized input.
pub fn hash(password: &str) -> Result<String, Busy> {
    hash_in(&mut Room::new(), password)
}

fn hash_in(room: &mut Room, password: &str) -> Result<String, Busy> {
    made(room, password).ok_or(Busy::Fault)
}

fn made(room: &mut Room, password: &str) -> Option<String> {
    let params = Params::new(19 * 1024, 2, 1, None).ok()?;
    let (algorithm, version) = (Algorithm::Argon2id, Version::V0x13);
    let salt = Salt::new(&chance::bytes::<16>()).ok()?;
    let stored = PasswordHash {
        algorithm: algorithm.ident(),
        version: Some(version.into()),
        params: ParamsString::try_from(&params).ok()?,
        salt: Some(salt),
        hash: Some(output(
            room,
            &Argon2::new(algorithm, version, params),
            password,
            &salt,
            Params::DEFAULT_OUTPUT_LEN,
        )?),
    };
    Some(stored.to_string())
}

fn verify(room: &mut Room, stored: &str, typed: &str) -> bool {
    verified(room, stored, typed).unwrap_or(false)
}

/// `None` where the stored form cannot be read. Outputs are compared in constant time.
fn verified(room: &mut Room, stored: &str, typed: &str) -> Option<bool> {
    let stored = PasswordHash::new(stored).ok()?;
    let hasher = Argon2::new(
        Algorithm::new(stored.algorithm.as_str()).ok()?,
        Version::try_from(stored.version?).ok()?,
        Params::try_from(&stored).ok()?,
    );
    let (salt, hash) = (stored.salt?, stored.hash?);
    Some(output(room, &hasher, typed, &salt, hash.len())? == hash)
}

fn output(
    room: &mut Room,
    hasher: &Argon2<'_>,
    password: &str,
    salt: &Salt,
    length: usize,
) -> Option<Output> {
    room.resize(hasher.params().block_count(), Block::default());
    let mut bytes = vec![0; length];
    hasher
        .hash_password_into_with_memory(password.as_bytes(), salt, &mut bytes, room)
        .ok()?;
    Output::new(&bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_form_names_its_parameters_and_only_fits_its_password() {
        let mut room = Room::new();
        let stored = hash_in(&mut room, "سرّ طويل يكفي").expect("hashes");
        assert!(
            stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{stored}"
        );
        assert!(verify(&mut room, &stored, "سرّ طويل يكفي"));
        assert!(!verify(&mut room, &stored, "سرّ طويل يكف"));
        assert!(!verify(&mut room, "", "سرّ طويل يكفي"));
    }

    /// From the tests of the reference implementation.
    #[test]
    fn a_hash_of_another_program_is_read() {
        let stored = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        let mut room = Room::new();
        assert!(verify(&mut room, stored, "password"));
        assert!(!verify(&mut room, stored, "Password"));
        // A room of another size serves the next.
        let own = hash_in(&mut room, "nine loud date palms").expect("hashes");
        assert!(verify(&mut room, &own, "nine loud date palms"));
    }

    #[test]
    fn nothing_is_cut_off() {
        let long = "a".repeat(100);
        let mut room = Room::new();
        let stored = hash_in(&mut room, &format!("{long}x")).expect("hashes");
        assert!(!verify(&mut room, &stored, &format!("{long}y")));
    }
}
