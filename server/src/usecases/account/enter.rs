//! A new session for somebody who has just proved who they are.

use diesel::QueryResult;
use jiff::{SignedDuration, Timestamp};

use crate::chance;
use crate::db::Conn;
use crate::db::sessions::{self, NewSession};

/// The token of the session to start, the one that ends with it, and how long the new one lives.
#[derive(Debug, Clone)]
pub struct Entering {
    pub new: [u8; 32],
    pub previous: Option<[u8; 32]>,
    pub lives: SignedDuration,
    /// [`shared::device::Device::stored`]
    pub device: String,
    /// The /24 or /48 it begins in.
    pub network: String,
}

/// Starts the session and says until when it lives.
///
/// # Errors
/// The database's fault.
pub fn enter(
    conn: &mut Conn,
    account_id: &str,
    entering: &Entering,
    now: Timestamp,
) -> QueryResult<Timestamp> {
    let expires = now.saturating_add(entering.lives).unwrap_or(now);
    if let Some(previous) = entering.previous {
        sessions::end(conn, &previous)?;
    }
    sessions::start(
        conn,
        &NewSession {
            token_hash: &entering.new,
            account_id,
            created_at: now.into(),
            last_seen_at: now.into(),
            expires_at: expires.into(),
            id: &chance::id(now),
            device: &entering.device,
            network: Some(&entering.network),
        },
    )?;
    Ok(expires)
}
