//! The journal: what changed in public, written in the transaction of the change. The leader
//! numbers the rows afterwards; everything derived follows those numbers.

use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::schema::journal;
use super::types::At;
use super::{Conn, exactly_one};
use crate::chance;

/// One change, as the public may know it.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// Stable word such as `suggestion.published`.
    pub kind: &'static str,
    pub agency_id: Option<&'a str>,
    pub topic_id: Option<&'a str>,
    /// The id of what changed.
    pub subject_id: &'a str,
    /// Public facts.
    pub facts: Value,
    /// Private facts: only their salted digest is kept.
    pub private: Option<&'a str>,
}

/// Writes a row.
///
/// # Errors
/// The database's fault.
pub fn write(conn: &mut Conn, now: Timestamp, entry: &Entry<'_>) -> QueryResult<()> {
    let sealed = entry.private.map(|private| {
        let salt = chance::bytes::<32>();
        let digest = Sha256::new().chain_update(salt).chain_update(private).finalize();
        (salt.to_vec(), digest.to_vec())
    });
    let (salt, digest) = sealed.unzip();
    let id = chance::id(now);
    let row = (
        journal::id.eq(&id),
        journal::kind.eq(entry.kind),
        journal::agency_id.eq(entry.agency_id),
        journal::topic_id.eq(entry.topic_id),
        journal::subject_id.eq(entry.subject_id),
        journal::happened_at.eq(At::from(now)),
        journal::facts.eq(entry.facts.to_string()),
        journal::private_salt.eq(salt),
        journal::private_digest.eq(digest),
    );
    exactly_one(diesel::insert_into(journal::table).values(row).execute(conn))
}
