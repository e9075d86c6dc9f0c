//! A desk sends an act on many suggestions: it waits, and can be undone, before it is carried out.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use shared::account::Person;
use shared::bulk::{ActState, BulkKind, MOST_SELECTED, WAITS};
use shared::error::{Code, Coded};
use shared::input::{BulkDraft, Errors};
use shared::lang::Lang;

use super::weigh::Chosen;
use crate::chance;
use crate::db::idempotency::{self, Known};
use crate::db::pending_acts::{self, Act, Item};
use crate::db::{Conn, bulk_drafts, desk as cases, is_duplicate};
use crate::usecases::desk::{self, Barred};
use crate::usecases::list::is_key;

/// An act as sent.
#[derive(Debug, Clone)]
pub struct Sent {
    pub agency: String,
    pub kind: BulkKind,
    /// Reference of each, and what stood on the page of it: see [`Chosen::seen`].
    pub chosen: Vec<(String, i32)>,
    pub draft: BulkDraft,
    /// The same for every sending of one form.
    pub key: String,
    /// The language of the desk.
    pub page: Lang,
}

/// Why no act waits.
#[derive(Debug, thiserror::Error)]
pub enum ProposeRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    #[error("no suggestion was chosen")]
    Nothing,
    #[error("more than {MOST_SELECTED} were chosen")]
    TooMany,
    #[error(transparent)]
    Form(Errors),
    /// Not all of them are as the page showed them, or the text does not suit all of them.
    #[error("not all can be reached")]
    NotAll,
    #[error("the key was used for something else")]
    KeyReused,
    #[error("the idempotency key has 8 to 100 visible ASCII characters")]
    BadKey,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for ProposeRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::Nothing => Code::NothingSelected,
            Self::TooMany => Code::TooManySelected,
            Self::Form(_) => Code::ReasonMissing,
            Self::NotAll => Code::Stale,
            Self::KeyReused => Code::KeyReused,
            Self::BadKey => Code::Malformed,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

const OPERATION: &str = "bulk";

/// Stores the act and answers its id. The same form sent twice acts once.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn propose(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    today: Date,
    sent: &Sent,
) -> Result<String, ProposeRefusal> {
    let agency = desk::agency(conn, person, &sent.agency, sent.kind.action())??;
    if sent.chosen.is_empty() {
        return Err(ProposeRefusal::Nothing);
    }
    if sent.chosen.len() > MOST_SELECTED {
        return Err(ProposeRefusal::TooMany);
    }
    if !is_key(&sent.key) {
        return Err(ProposeRefusal::BadKey);
    }
    let body = json!({ "kind": sent.kind, "chosen": sent.chosen, "draft": sent.draft });
    let body = body.to_string().into_bytes();
    match idempotency::look_up(conn, &person.id, &sent.key, OPERATION, &body)? {
        Known::New => {}
        Known::Done(act) => return Ok(act),
        Known::Reused => return Err(ProposeRefusal::KeyReused),
    }
    let references: Vec<String> = sent.chosen.iter().map(|(one, _)| one.clone()).collect();
    let found = cases::cases(conn, &agency.slug, &references)?;
    let chosen = Chosen::load(conn, &agency.id, found, None)?;
    let faults = chosen.faults(sent.kind, &sent.draft, sent.page, today);
    if !faults.is_empty() {
        return Err(ProposeRefusal::Form(Errors(faults)));
    }
    let act = Act {
        id: chance::id(now),
        agency_id: agency.id.clone(),
        kind: sent.kind.as_str().to_owned(),
        state: ActState::Waiting.as_str().to_owned(),
        form: serde_json::to_string(&sent.draft).map_err(|_| ProposeRefusal::BadKey)?,
        lang: sent.page.code().to_owned(),
        made_by: person.id.clone(),
        made_at: now.into(),
        due_at: now.saturating_add(WAITS).unwrap_or(now).into(),
        ended_at: None,
    };
    let mut items = Vec::new();
    for (reference, seen) in &sent.chosen {
        let case = chosen
            .cases
            .iter()
            .find(|case| case.suggestion.reference == *reference)
            .ok_or(ProposeRefusal::NotAll)?;
        if chosen.seen(case, sent.kind) != *seen {
            return Err(ProposeRefusal::NotAll);
        }
        chosen
            .deed(case, sent.kind, &sent.draft, sent.page, today)
            .map_err(|_| ProposeRefusal::NotAll)?;
        items.push(Item {
            act_id: act.id.clone(),
            suggestion_id: case.suggestion.id.clone(),
            seen: *seen,
            outcome: None,
        });
    }
    pending_acts::add(conn, &act, &items)?;
    bulk_drafts::let_go(conn, &person.id, &agency.id, &act.kind)?;
    idempotency::keep(conn, &person.id, &sent.key, OPERATION, &body, &act.id, now).map_err(
        |error| match is_duplicate(&error) {
            true => ProposeRefusal::NotAll,
            false => error.into(),
        },
    )?;
    Ok(act.id)
}
