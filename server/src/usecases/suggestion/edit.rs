//! An author changes a suggestion.

use serde_json::json;
use shared::account::{self, Action, Person, Subject, can};
use shared::answer::AnswerState;
use shared::error::{Code, Coded};
use shared::ids::Reference;
use shared::input::{CheckedSuggestion, Errors, SuggestionDraft};
use shared::lang::Lang;
use shared::question::QuestionRefusal;
use shared::suggestion::{EditRefusal, EditRight, edit_right};

use crate::app::App;
use crate::chance;
use crate::db::suggestions::{self, Edited, NewVersion, Suggestion};
use crate::db::topics::{self, Topic};
use crate::db::{Conn, journal, lists};

/// Why a suggestion was not changed.
#[derive(Debug, thiserror::Error)]
pub enum EditRefused {
    #[error("no such suggestion")]
    NotFound,
    #[error(transparent)]
    Person(#[from] account::Refusal),
    #[error(transparent)]
    Edit(#[from] EditRefusal),
    #[error(transparent)]
    Question(#[from] QuestionRefusal),
    #[error(transparent)]
    Fields(#[from] Errors),
    #[error("the text was changed meanwhile")]
    Stale,
    #[error(transparent)]
    Database(#[from] diesel::result::Error),
}

impl Coded for EditRefused {
    fn code(&self) -> Code {
        match self {
            Self::NotFound => Code::NotFound,
            Self::Person(refusal) => refusal.code(),
            Self::Edit(refusal) => refusal.code(),
            Self::Question(refusal) => refusal.code(),
            Self::Fields(errors) => {
                let first = errors
                    .iter()
                    .next()
                    .and_then(|error| Code::parse(error.code).ok());
                first.unwrap_or(Code::Malformed)
            }
            Self::Stale => Code::Stale,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// A suggestion of one's own, its topic and what may be done to it.
#[derive(Debug, Clone)]
pub struct Own {
    pub suggestion: Suggestion,
    pub topic: Topic,
    pub right: EditRight,
    /// On the lists of so many other people.
    pub others: u32,
}

/// Reads a suggestion as its author.
///
/// # Errors
/// [`EditRefused`] when the person is not its author, or it is out of public.
pub fn own(conn: &mut Conn, person: &Person, reference: Reference) -> Result<Own, EditRefused> {
    let suggestion = suggestions::by_reference(conn, reference)?.ok_or(EditRefused::NotFound)?;
    let topic = topics::by_id(conn, &suggestion.topic_id)?.ok_or(EditRefused::NotFound)?;
    let author = suggestion.author_id.as_deref();
    let subject = Subject::Suggestion {
        agency: &topic.agency_id,
        author,
    };
    can(Some(person), Action::EditSuggestion, subject)?;
    let state = suggestion.publication().ok_or(EditRefused::NotFound)?;
    let others = lists::listed_by_others(conn, &suggestion.id, &person.id)?;
    let answered = suggestion.answer_state() != AnswerState::None;
    let right = edit_right(author == Some(person.id.as_str()), state, others, answered)?;
    Ok(Own {
        suggestion,
        topic,
        right,
        others,
    })
}

/// Changes the text of a suggestion: a new version, the old ones stay readable. `version` is the
/// one that was edited.
///
/// # Errors
/// [`EditRefused`]; [`EditRefused::Stale`] when the text is newer than what was edited.
pub async fn edit_suggestion(
    app: &App,
    person: Person,
    reference: Reference,
    version: i32,
    draft: SuggestionDraft,
    page: Lang,
) -> Result<(), EditRefused> {
    let checked = draft.check(page)?;
    let inner = app.clone();
    app.db
        .write(move |conn| {
            let own = own(conn, &person, reference)?;
            own.right.to_change()?;
            if own.suggestion.version != version {
                return Err(EditRefused::Stale);
            }
            store(conn, &inner, &own, &checked)
        })
        .await
}

fn store(
    conn: &mut Conn,
    app: &App,
    own: &Own,
    checked: &CheckedSuggestion,
) -> Result<(), EditRefused> {
    let before = &own.suggestion;
    let ground = checked.ground.as_ref();
    let place = checked.place.as_ref();
    let edited = Edited {
        title: &checked.title.text,
        body: &checked.text.text,
        lang: checked.lang.code(),
        dir: checked.text.dir.code(),
        ground_kind: ground.map(|ground| ground.kind),
        ground_text: ground
            .and_then(|ground| ground.text.as_ref())
            .map(|text| text.text.as_str()),
        ground_link: ground
            .and_then(|ground| ground.link.as_ref())
            .map(|link| link.as_str()),
        governorate: place.map(|place| place.governorate.code),
        wilayat: place.and_then(|place| place.wilayat.as_deref()),
        version: before.version + 1,
    };
    if is_same(before, &edited) {
        return Ok(());
    }
    let now = app.now();
    suggestions::edit(conn, &before.id, before.version, &edited).map_err(stale)?;
    let version = NewVersion {
        id: &chance::id(now),
        suggestion_id: &before.id,
        number: edited.version,
        title: edited.title,
        body: edited.body,
        lang: edited.lang,
        dir: edited.dir,
        written_at: now.into(),
    };
    suggestions::add_version(conn, &version)?;
    let entry = journal::Entry {
        kind: "suggestion.edited",
        agency_id: Some(&own.topic.agency_id),
        topic_id: Some(&own.topic.id),
        subject_id: &before.id,
        facts: json!({ "reference": before.reference, "version": edited.version }),
        private: None,
    };
    Ok(journal::write(conn, now, &entry)?)
}

fn is_same(before: &Suggestion, after: &Edited<'_>) -> bool {
    (
        before.title.as_str(),
        before.body.as_str(),
        before.lang.as_str(),
    ) == (after.title, after.body, after.lang)
        && before.ground_kind.as_deref() == after.ground_kind
        && before.ground_text.as_deref() == after.ground_text
        && before.ground_link.as_deref() == after.ground_link
        && before.governorate.as_deref() == after.governorate
        && before.wilayat.as_deref() == after.wilayat
}

/// No row in the expected state: it has changed since it was read.
pub(super) fn stale(error: diesel::result::Error) -> EditRefused {
    match error {
        diesel::result::Error::NotFound => EditRefused::Stale,
        other => EditRefused::Database(other),
    }
}
