//! Somebody takes a copy of everything that is kept of them.

use diesel::QueryResult;
use jiff::{SignedDuration, Timestamp};
use shared::data_request::RequestKind;
use shared::lang::Lang;

use super::erase::by_oneself;
use crate::chance;
use crate::db::held::{self, Found};
use crate::db::{Conn, data_requests};

/// Within so long, one copy and ten leave one line.
const ONCE_IN: SignedDuration = SignedDuration::from_hours(24);

/// Reads everything, and notes that it was taken.
///
/// # Errors
/// The database's fault.
pub fn take_away(
    conn: &mut Conn,
    account_id: &str,
    lang: Lang,
    now: Timestamp,
) -> QueryResult<Vec<Found>> {
    let found = held::of_account(conn, account_id)?;
    let since = now.saturating_sub(ONCE_IN).unwrap_or_default();
    let kind = RequestKind::Access;
    if !data_requests::taken_since(conn, account_id, kind.as_str(), since)? {
        let of = Some(account_id.to_owned());
        data_requests::add(conn, &by_oneself(chance::id(now), of, kind, lang, now))?;
    }
    Ok(found)
}
