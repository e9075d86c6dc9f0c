//! A write that is sent twice with the same key happens once.

use diesel::prelude::*;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::schema::idempotency_keys as keys;
use super::types::At;
use super::{Conn, exactly_one};

/// What is known of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// Not seen before: go on, then [`keep`] the result in the same transaction.
    New,
    /// Done before with the same body: answer this result again.
    Done(String),
    /// Used before for something else.
    Reused,
}

/// Looks a key up.
///
/// # Errors
/// The database's fault.
pub fn look_up(
    conn: &mut Conn,
    account_id: &str,
    key: &str,
    operation: &str,
    body: &[u8],
) -> QueryResult<Known> {
    let found = keys::table
        .find((account_id, key))
        .select((keys::operation, keys::body_digest, keys::result))
        .first::<(String, Vec<u8>, String)>(conn)
        .optional()?;
    Ok(match found {
        None => Known::New,
        Some((of, digest, result)) if of == operation && digest == digest_of(body) => {
            Known::Done(result)
        }
        Some(_) => Known::Reused,
    })
}

/// Whether a key was used, for whatever.
///
/// # Errors
/// The database's fault.
pub fn is_used(conn: &mut Conn, account_id: &str, key: &str) -> QueryResult<bool> {
    let found = keys::table
        .find((account_id, key))
        .select(keys::key)
        .first::<String>(conn)
        .optional()?;
    Ok(found.is_some())
}

/// Keeps the result under the key.
///
/// # Errors
/// A unique violation when another request with this key was first; else the database's fault.
pub fn keep(
    conn: &mut Conn,
    account_id: &str,
    key: &str,
    operation: &str,
    body: &[u8],
    result: &str,
    now: Timestamp,
) -> QueryResult<()> {
    let row = (
        keys::account_id.eq(account_id),
        keys::key.eq(key),
        keys::operation.eq(operation),
        keys::body_digest.eq(digest_of(body)),
        keys::result.eq(result),
        keys::used_at.eq(At::from(now)),
    );
    exactly_one(diesel::insert_into(keys::table).values(row).execute(conn))
}

fn digest_of(body: &[u8]) -> Vec<u8> {
    Sha256::digest(body).to_vec()
}
