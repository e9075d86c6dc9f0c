//! Tokens: what the links in letters carry, kept as digests and used once.

use diesel::prelude::*;
use jiff::Timestamp;
use shared::letter::TokenKind;

use super::schema::tokens;
use super::types::At;
use super::{Conn, exactly_one};

/// A stored token.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = tokens)]
pub struct Token {
    pub hash: Vec<u8>,
    pub kind: String,
    pub account_id: Option<String>,
    /// The address it was sent to, in canonical form.
    pub address: String,
    /// What it leads on to, as JSON.
    pub payload: String,
    pub created_at: At,
    pub expires_at: At,
    pub used_at: Option<At>,
}

/// Stores a token; the older ones of its kind, of the same account (without one, of the same
/// address), can no longer be used.
///
/// # Errors
/// The database's fault.
pub fn put(conn: &mut Conn, token: &Token) -> QueryResult<()> {
    retire(conn, token)?;
    exactly_one(
        diesel::insert_into(tokens::table)
            .values(token)
            .execute(conn),
    )
}

/// Ends the tokens whose place a new one takes.
fn retire(conn: &mut Conn, token: &Token) -> QueryResult<()> {
    let now = tokens::used_at.eq(token.created_at);
    let same_kind = tokens::table
        .filter(tokens::kind.eq(&token.kind))
        .filter(tokens::used_at.is_null());
    match &token.account_id {
        Some(account) => diesel::update(same_kind.filter(tokens::account_id.eq(account)))
            .set(now)
            .execute(conn),
        None => diesel::update(
            same_kind
                .filter(tokens::account_id.is_null())
                .filter(tokens::address.eq(&token.address)),
        )
        .set(now)
        .execute(conn),
    }
    .map(drop)
}

/// Ends every token of an account that is of one of these kinds.
///
/// # Errors
/// The database's fault.
pub fn end_of(
    conn: &mut Conn,
    account_id: &str,
    kinds: &[TokenKind],
    now: Timestamp,
) -> QueryResult<()> {
    let kinds: Vec<_> = kinds.iter().map(|kind| kind.as_str()).collect();
    diesel::update(
        tokens::table
            .filter(tokens::account_id.eq(account_id))
            .filter(tokens::kind.eq_any(kinds))
            .filter(tokens::used_at.is_null()),
    )
    .set(tokens::used_at.eq(At::from(now)))
    .execute(conn)
    .map(drop)
}

/// How many tokens were sent to an address after a moment.
///
/// # Errors
/// The database's fault.
pub fn sent_since(conn: &mut Conn, address: &str, since: Timestamp) -> QueryResult<i64> {
    tokens::table
        .filter(tokens::address.eq(address))
        .filter(tokens::created_at.gt(At::from(since)))
        .count()
        .get_result(conn)
}

/// The token of a digest and kind, while it can be used.
///
/// # Errors
/// The database's fault.
pub fn usable(
    conn: &mut Conn,
    hash: &[u8],
    kind: TokenKind,
    now: Timestamp,
) -> QueryResult<Option<Token>> {
    tokens::table
        .find(hash)
        .filter(tokens::kind.eq(kind.as_str()))
        .filter(tokens::used_at.is_null())
        .filter(tokens::expires_at.gt(At::from(now)))
        .select(Token::as_select())
        .first(conn)
        .optional()
}

/// Uses a token up: of two who come with it at once, one gets it.
///
/// # Errors
/// The database's fault.
pub fn consume(
    conn: &mut Conn,
    hash: &[u8],
    kind: TokenKind,
    now: Timestamp,
) -> QueryResult<Option<Token>> {
    let used = diesel::update(
        tokens::table
            .find(hash)
            .filter(tokens::kind.eq(kind.as_str()))
            .filter(tokens::used_at.is_null())
            .filter(tokens::expires_at.gt(At::from(now))),
    )
    .set(tokens::used_at.eq(At::from(now)))
    .execute(conn)?;
    if used == 0 {
        return Ok(None);
    }
    tokens::table
        .find(hash)
        .select(Token::as_select())
        .first(conn)
        .optional()
}

/// Removes what ran out before a moment.
///
/// # Errors
/// The database's fault.
pub fn clean(conn: &mut Conn, before: Timestamp) -> QueryResult<usize> {
    diesel::delete(tokens::table.filter(tokens::expires_at.lt(At::from(before)))).execute(conn)
}
