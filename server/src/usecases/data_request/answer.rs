//! A steward answers a request: on the page of who asked, and by a letter.

use jiff::Timestamp;
use serde_json::json;
use shared::account::{Action, Person, Subject, can};
use shared::input::RequestAnswerDraft;
use shared::lang::{Lang, detect, direction};

use super::RequestRefusal;
use crate::config::Base;
use crate::db::accounts::{self, Kept};
use crate::db::data_requests::{self, Answered};
use crate::db::{Conn, journal, outbox};
use crate::usecases::account::letters::{self, To};

/// Answers a request that waits.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn answer(
    conn: &mut Conn,
    base: &Base,
    steward: &Person,
    now: Timestamp,
    (id, draft, page): (&str, &RequestAnswerDraft, Lang),
) -> Result<(), RequestRefusal> {
    can(Some(steward), Action::KeepPeople, Subject::Platform)?;
    let (request, ..) = data_requests::by_id(conn, id)?.ok_or(RequestRefusal::NotFound)?;
    if request.by_oneself {
        return Err(RequestRefusal::NotFound);
    }
    let text = draft.check()?;
    let answered = Answered {
        answer: &text,
        answer_lang: detect(&text, page).code(),
        answer_dir: direction(&text, page).code(),
        answered_by: Some(&steward.id),
        answered_at: Some(now.into()),
    };
    data_requests::answer(conn, id, &answered).map_err(|fault| match fault {
        diesel::result::Error::NotFound => RequestRefusal::Stale,
        other => other.into(),
    })?;
    let asked_by = match &request.account_id {
        Some(account) => accounts::by_id(conn, account)?,
        None => None,
    };
    if let Some(Kept {
        id: account,
        address: Some(address),
        lang,
        ..
    }) = asked_by
    {
        let to = To {
            base,
            account_id: Some(&account),
            address,
            lang: Lang::parse(&lang).unwrap_or(Lang::Ar),
            now,
        };
        outbox::put(conn, &letters::request_answered(&to, &text))?;
    }
    let entry = journal::Entry {
        kind: "request.answered",
        agency_id: None,
        topic_id: None,
        subject_id: id,
        facts: json!({ "kind": request.kind, "due": request.due_on }),
        private: Some(&text),
    };
    Ok(journal::write(conn, now, &entry)?)
}
