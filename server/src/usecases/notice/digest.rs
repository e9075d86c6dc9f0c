//! The letter of the morning: what waits for one person, once a day.

use diesel::QueryResult;
use jiff::civil::Date;
use shared::lang::Lang;
use shared::notice::DIGEST_NAMES;

use super::letters::{self, To};
use super::{Desk, line};
use crate::db::digests::{self, Due};
use crate::db::types::At;
use crate::db::{Conn, notices, outbox};

/// Writes the digest of a day to one person, of what waits since before a moment. Five statements.
///
/// # Errors
/// The database's fault.
pub fn write(
    conn: &mut Conn,
    desk: &Desk,
    due: &Due,
    (day, before): (Date, At),
) -> QueryResult<()> {
    let Some(address) = &due.address else {
        return Ok(());
    };
    if !digests::keep(conn, &due.account_id, &day.to_string())? {
        return Ok(());
    }
    let waiting = notices::waiting(conn, &due.account_id, before, DIGEST_NAMES)?;
    let lines: Vec<_> = waiting
        .iter()
        .filter_map(|whole| line(whole, &due.account_id, &desk.zone))
        .collect();
    let all = notices::digested(conn, &due.account_id, before, desk.now.into())?;
    let to = To {
        account_id: due.account_id.clone(),
        address: address.clone(),
        lang: Lang::parse(&due.lang).unwrap_or(Lang::Ar),
    };
    if lines.is_empty() {
        return Ok(());
    }
    let count = i64::try_from(all).unwrap_or(i64::MAX);
    outbox::put(conn, &letters::digest(desk, &to, &lines, count))
}
