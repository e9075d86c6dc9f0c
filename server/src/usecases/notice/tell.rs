//! Somebody is told of something: a notice, and a letter where one is wanted.

use std::collections::HashSet;

use diesel::QueryResult;
use shared::lang::Lang;
use shared::notice::{NoticeKind, Scope, Sends, Way, sends, way};

use super::letters::{self, To};
use super::{Desk, line};
use crate::chance;
use crate::db::notice_audience::Hearer;
use crate::db::notices::{self, Notice};
use crate::db::types::At;
use crate::db::{Conn, notice_choices, outbox};

/// What is told.
#[derive(Debug, Clone)]
pub struct Telling {
    pub kind: NoticeKind,
    /// Nobody is told twice of one cause.
    pub cause: String,
    pub topic_id: String,
    pub suggestion_id: Option<String>,
    pub happened_at: At,
}

/// Makes the notices of some people and the letters that go at once. As many statements for two
/// hundred people as for one, but for the rows themselves.
///
/// # Errors
/// The database's fault.
pub fn tell(
    conn: &mut Conn,
    desk: &Desk,
    telling: &Telling,
    hearers: &[Hearer],
) -> QueryResult<()> {
    let ids: Vec<&str> = hearers.iter().map(|one| one.id.as_str()).collect();
    let told: HashSet<String> = notices::told(conn, &telling.cause, &ids)?
        .into_iter()
        .collect();
    let stops = notice_choices::stopped_of(conn, &ids)?;
    let today = desk.zone.start_of(desk.zone.day(desk.now));
    let sent = notices::mailed_since(conn, &ids, today.into())?;
    let mut rows = Vec::new();
    let mut letters_to = Vec::new();
    for hearer in hearers.iter().filter(|one| !told.contains(&one.id)) {
        let stopped: Vec<Scope> = stops
            .iter()
            .filter(|(id, _)| *id == hearer.id)
            .map(|(_, scope)| *scope)
            .collect();
        let sent = sent.get(&hearer.id).copied().unwrap_or_default();
        let sending = sending(telling.kind, hearer, &stopped, sent);
        let now = At::from(desk.now);
        let row = Notice {
            id: chance::id(desk.now),
            account_id: hearer.id.clone(),
            kind: telling.kind.as_str().to_owned(),
            topic_id: telling.topic_id.clone(),
            suggestion_id: telling.suggestion_id.clone(),
            cause: telling.cause.clone(),
            happened_at: telling.happened_at,
            made_at: now,
            read_at: None,
            waits_since: (sending == Sends::Waits).then_some(now),
            mailed_at: (sending == Sends::Now).then_some(now),
        };
        if let (Sends::Now, Some(address)) = (sending, &hearer.address) {
            letters_to.push(To {
                account_id: hearer.id.clone(),
                address: address.clone(),
                lang: Lang::parse(&hearer.lang).unwrap_or(Lang::Ar),
            });
        }
        rows.push(row);
    }
    notices::add(conn, &rows)?;
    let (Some(first), false) = (rows.first(), letters_to.is_empty()) else {
        return Ok(());
    };
    // All of them are about the same: one is read for all.
    let Some(whole) = notices::whole(conn, &first.id)? else {
        return Ok(());
    };
    let letters: Vec<_> = letters_to
        .iter()
        .filter_map(|to| {
            let line = line(&whole, &to.account_id, &desk.zone)?;
            Some(letters::notice(desk, to, &line))
        })
        .collect();
    outbox::put_all(conn, &letters)
}

fn sending(kind: NoticeKind, hearer: &Hearer, stopped: &[Scope], sent: i64) -> Sends {
    let chosen = hearer.way.as_deref().and_then(|way| Way::parse(way).ok());
    let reachable = hearer.address.is_some() && hearer.confirmed_at.is_some();
    let no_digest = stopped.contains(&Scope::Digest);
    sends(way(kind, chosen, stopped), reachable, sent, no_digest)
}
