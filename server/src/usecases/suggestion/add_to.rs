//! An author adds to a suggestion whose text is fixed, or replies to what its agency asked.

use serde_json::json;
use shared::account::Person;
use shared::ids::Reference;
use shared::input::DatedAddition;
use shared::lang::{Lang, detect, direction};
use shared::question::QuestionRefusal;

use super::edit::{EditRefused, Own, own};
use crate::app::App;
use crate::db::questions::{self, Question};
use crate::db::{Conn, journal, suggestions};

/// Adds a text with its date under a suggestion. With the number of a question it is the reply to
/// it, and ends it.
///
/// # Errors
/// [`EditRefused`].
pub async fn add_to_suggestion(
    app: &App,
    person: Person,
    reference: Reference,
    addition: DatedAddition,
    question: Option<i32>,
    page: Lang,
) -> Result<(), EditRefused> {
    let text = addition.check()?;
    let inner = app.clone();
    app.db
        .write(move |conn| {
            let own = own(conn, &person, reference)?;
            let asked = match question {
                Some(number) => Some(open(conn, &own, number)?),
                None => None,
            };
            let now = inner.now();
            let (lang, dir) = (detect(&text, page), direction(&text, page));
            let shown = (text.as_str(), lang.code(), dir.code());
            let id = suggestions::add_addition(conn, &own.suggestion.id, shown, now)?;
            let reference = &own.suggestion.reference;
            let facts = match &asked {
                Some(asked) => json!({ "reference": reference, "question": asked.number }),
                None => json!({ "reference": reference }),
            };
            let entry = journal::Entry {
                kind: "suggestion.added_to",
                agency_id: Some(&own.topic.agency_id),
                topic_id: Some(&own.topic.id),
                subject_id: &own.suggestion.id,
                facts,
                private: None,
            };
            journal::write(conn, now, &entry)?;
            if let Some(asked) = &asked {
                questions::replied(conn, &asked.id, &id, now.into()).map_err(ended)?;
                let entry = journal::Entry {
                    kind: "question.replied",
                    subject_id: &asked.id,
                    facts: json!({ "reference": reference, "number": asked.number }),
                    ..entry
                };
                journal::write(conn, now, &entry)?;
            }
            Ok(())
        })
        .await
}

fn open(conn: &mut Conn, own: &Own, number: i32) -> Result<Question, EditRefused> {
    let latest = questions::latest_of(conn, &own.suggestion.id)?;
    let open = latest.filter(|one| one.is_open() && one.number == number);
    Ok(open.ok_or(QuestionRefusal::Ended)?)
}

/// Decided or taken back while the reply was on its way.
fn ended(error: diesel::result::Error) -> EditRefused {
    match error {
        diesel::result::Error::NotFound => QuestionRefusal::Ended.into(),
        other => other.into(),
    }
}
