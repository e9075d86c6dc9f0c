//! The journal: what changed in public, written in the transaction of the change. The leader
//! numbers the rows afterwards; everything derived follows those numbers.

use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::schema::{followers, journal};
use super::types::At;
use super::{Conn, exactly_one};
use crate::{chance, on_each};

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
    let (salt, digest) = seal(entry.private);
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
    exactly_one(
        diesel::insert_into(journal::table)
            .values(row)
            .execute(conn),
    )
}

/// Salt and salted digest of private facts.
fn seal(private: Option<&str>) -> (Option<Vec<u8>>, Option<Vec<u8>>) {
    let sealed = private.map(|private| {
        let salt = chance::bytes::<32>();
        let digest = Sha256::new()
            .chain_update(salt)
            .chain_update(private)
            .finalize();
        (salt.to_vec(), digest.to_vec())
    });
    sealed.unzip()
}

/// Writes many rows, a thousand at once.
///
/// # Errors
/// The database's fault.
pub fn write_all(conn: &mut Conn, now: Timestamp, entries: &[Entry<'_>]) -> QueryResult<()> {
    for chunk in entries.chunks(AT_ONCE) {
        let rows: Vec<_> = chunk
            .iter()
            .map(|entry| {
                let (salt, digest) = seal(entry.private);
                (
                    journal::id.eq(chance::id(now)),
                    journal::kind.eq(entry.kind),
                    journal::agency_id.eq(entry.agency_id),
                    journal::topic_id.eq(entry.topic_id),
                    journal::subject_id.eq(entry.subject_id),
                    journal::happened_at.eq(At::from(now)),
                    journal::facts.eq(entry.facts.to_string()),
                    journal::private_salt.eq(salt),
                    journal::private_digest.eq(digest),
                )
            })
            .collect();
        on_each!(conn, |c| diesel::insert_into(journal::table)
            .values(&rows)
            .execute(c))?;
    }
    Ok(())
}

/// Rows that one statement of [`write_all`] holds.
const AT_ONCE: usize = 1_000;

/// Gives unnumbered rows, at most `most`, the next numbers without a gap, in the order
/// (happened_at, id). Answers how many.
///
/// # Errors
/// The database's fault.
pub fn number(conn: &mut Conn, most: i64) -> QueryResult<usize> {
    let query = format!(
        "UPDATE journal SET seq = numbered.seq FROM \
         (SELECT id, (SELECT coalesce(max(seq), 0) FROM journal) \
         + row_number() OVER (ORDER BY happened_at, id) AS seq \
         FROM journal WHERE seq IS NULL ORDER BY happened_at, id LIMIT {most}) AS numbered \
         WHERE journal.id = numbered.id"
    );
    diesel::sql_query(query).execute(conn)
}

/// Whether any row waits for its number.
///
/// # Errors
/// The database's fault.
pub fn unnumbered(conn: &mut Conn) -> QueryResult<bool> {
    let waiting = journal::table
        .filter(journal::seq.is_null())
        .order((journal::happened_at, journal::id))
        .select(journal::id)
        .first::<String>(conn)
        .optional()?;
    Ok(waiting.is_some())
}

/// Numbers and topics of the rows after a number, at most `most`, in order.
///
/// # Errors
/// The database's fault.
pub fn after(conn: &mut Conn, seq: i64, most: i64) -> QueryResult<Vec<(i64, Option<String>)>> {
    journal::table
        .filter(journal::seq.gt(seq))
        .order(journal::seq)
        .limit(most)
        .select((journal::seq.assume_not_null(), journal::topic_id))
        .load(conn)
}

/// How far a follower has read; 0 before it began.
///
/// # Errors
/// The database's fault.
pub fn followed_to(conn: &mut Conn, follower: &str) -> QueryResult<i64> {
    let seq = followers::table
        .find(follower)
        .select(followers::seq)
        .first::<i64>(conn)
        .optional()?;
    Ok(seq.unwrap_or_default())
}

/// Keeps how far a follower has read.
///
/// # Errors
/// The database's fault.
pub fn follow_to(conn: &mut Conn, follower: &str, seq: i64) -> QueryResult<()> {
    let row = (followers::name.eq(follower), followers::seq.eq(seq));
    exactly_one(on_each!(conn, |c| diesel::insert_into(followers::table)
        .values(row)
        .on_conflict(followers::name)
        .do_update()
        .set(followers::seq.eq(seq))
        .execute(c)))
}
