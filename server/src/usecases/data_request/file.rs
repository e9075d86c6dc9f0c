//! Somebody asks about what is kept of them.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use shared::account::Person;
use shared::data_request::{WAITING_MOST, due};
use shared::input::{RequestDraft, too_many_requests};
use shared::lang::{Lang, detect, direction};

use super::RequestRefusal;
use crate::chance;
use crate::db::data_requests::{self, DataRequest};
use crate::db::{Conn, dialect, journal};

/// Files a request of the day `today`. `page` is the language of the page it was typed on.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn file(
    conn: &mut Conn,
    person: &Person,
    (now, today): (Timestamp, Date),
    (draft, page): (&RequestDraft, Lang),
) -> Result<(), RequestRefusal> {
    let (kind, body) = draft.check()?;
    dialect::hold_person(conn, &person.id)?;
    if data_requests::waiting_of(conn, &person.id)? >= WAITING_MOST {
        return Err(too_many_requests().into());
    }
    let request = DataRequest {
        id: chance::id(now),
        account_id: Some(person.id.clone()),
        kind: kind.as_str().to_owned(),
        by_oneself: false,
        lang: detect(&body, page).code().to_owned(),
        dir: direction(&body, page).code().to_owned(),
        body,
        asked_at: now.into(),
        due_on: due(today).to_string(),
        answered_at: None,
        answer: String::new(),
        answer_lang: String::new(),
        answer_dir: String::new(),
        answered_by: None,
    };
    data_requests::add(conn, &request)?;
    // That one came, and of which kind: the public may know how many are answered in time.
    let entry = journal::Entry {
        kind: "request.filed",
        agency_id: None,
        topic_id: None,
        subject_id: &request.id,
        facts: json!({ "kind": request.kind, "due": request.due_on }),
        private: None,
    };
    Ok(journal::write(conn, now, &entry)?)
}
