//! An author adds to a suggestion whose text is fixed.

use serde_json::json;
use shared::account::Person;
use shared::ids::Reference;
use shared::input::DatedAddition;
use shared::lang::{Lang, detect, direction};

use super::edit::{EditRefused, own};
use crate::app::App;
use crate::db::{journal, suggestions};

/// Adds a text with its date under a suggestion.
///
/// # Errors
/// [`EditRefused`].
pub async fn add_to_suggestion(
    app: &App,
    person: Person,
    reference: Reference,
    addition: DatedAddition,
    page: Lang,
) -> Result<(), EditRefused> {
    let text = addition.check()?;
    let inner = app.clone();
    app.db
        .write(move |conn| {
            let own = own(conn, &person, reference)?;
            let now = inner.now();
            let (lang, dir) = (detect(&text, page), direction(&text, page));
            let shown = (text.as_str(), lang.code(), dir.code());
            suggestions::add_addition(conn, &own.suggestion.id, shown, now)?;
            let entry = journal::Entry {
                kind: "suggestion.added_to",
                agency_id: Some(&own.topic.agency_id),
                topic_id: Some(&own.topic.id),
                subject_id: &own.suggestion.id,
                facts: json!({ "reference": own.suggestion.reference }),
                private: None,
            };
            Ok(journal::write(conn, now, &entry)?)
        })
        .await
}
