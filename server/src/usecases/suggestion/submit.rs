//! Posting a suggestion.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use shared::account::{self, Action, Person, Subject, can};
use shared::answer::AnswerState;
use shared::clocks::{acknowledge_due, decide_due};
use shared::error::{Code, Coded};
use shared::ids::{Reference, SuggestionId, TopicId};
use shared::input::{CheckedSuggestion, Errors, FieldError};
use shared::lang::Lang;
use shared::suggestion::{EditRefusal, PublicationState, may_suggest_another};
use shared::tally::discover::sort_key;
use shared::text::digits::parse_whole;
use shared::topic::{self, ShutRefusal, TopicDays};
use shared::view::suggestion_form::SuggestFields;

use crate::app::App;
use crate::db::dialect::{self, Hold};
use crate::db::suggestions::{self, NewVersion, Suggestion};
use crate::db::topics::{self, Topic};
use crate::db::{Conn, fault, holidays, idempotency, journal, lists, traps};
use crate::{chance, usecases};

/// Two of a billion references meet rarely, so many times in a row never.
const DRAWS: usize = 16;
const OPERATION: &str = "suggestion.submit";

/// Why nothing was posted.
#[derive(Debug, thiserror::Error)]
pub enum SubmitRefused {
    #[error("no such topic")]
    NotFound,
    #[error(transparent)]
    Person(#[from] account::Refusal),
    #[error(transparent)]
    Shut(#[from] ShutRefusal),
    #[error(transparent)]
    Limit(#[from] EditRefusal),
    #[error(transparent)]
    Fields(#[from] Errors),
    #[error("the key came before with another body")]
    KeyReused,
    #[error("a key has 8 to 100 characters")]
    BadKey,
    #[error(transparent)]
    Database(#[from] diesel::result::Error),
}

impl Coded for SubmitRefused {
    fn code(&self) -> Code {
        match self {
            Self::NotFound => Code::NotFound,
            Self::Person(refusal) => refusal.code(),
            Self::Shut(refusal) => refusal.code(),
            Self::Limit(refusal) => refusal.code(),
            Self::Fields(errors) => {
                let first = errors
                    .iter()
                    .next()
                    .and_then(|error| Code::parse(error.code).ok());
                first.unwrap_or(Code::Malformed)
            }
            Self::KeyReused => Code::KeyReused,
            Self::BadKey => Code::Malformed,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Posts a suggestion, published at once, and puts it on the author's list where a place was
/// chosen. `page` is the language of the page it was typed on.
///
/// # Errors
/// [`SubmitRefused`].
pub async fn submit_suggestion(
    app: &App,
    person: Person,
    slug: String,
    fields: SuggestFields,
    page: Lang,
) -> Result<Reference, SubmitRefused> {
    let checked = fields.draft().check(page)?;
    let inner = app.clone();
    app.db
        .write(move |conn| in_transaction(conn, &inner, &person, &slug, &fields, &checked))
        .await
}

/// What is refused before a word was read: state, days, role, number of suggestions.
///
/// # Errors
/// [`SubmitRefused`].
pub fn may_submit(
    conn: &mut Conn,
    person: &Person,
    topic: &Topic,
    today: Date,
) -> Result<TopicDays, SubmitRefused> {
    let visible = topic.state().is_in(topic::VISIBLE);
    let days = topic
        .days()
        .filter(|_| visible)
        .ok_or(SubmitRefused::NotFound)?;
    can(
        Some(person),
        Action::Suggest,
        Subject::Agency {
            agency: &topic.agency_id,
        },
    )?;
    let settings = topic.settings();
    topic::may_suggest(topic.state(), days, settings.ranking_only_percent, today)?;
    let already = suggestions::count_by_author(conn, &topic.id, &person.id)?;
    may_suggest_another(already, settings.per_person)?;
    Ok(days)
}

fn in_transaction(
    conn: &mut Conn,
    app: &App,
    person: &Person,
    slug: &str,
    fields: &SuggestFields,
    checked: &CheckedSuggestion,
) -> Result<Reference, SubmitRefused> {
    let id = topics::by_slug(conn, slug)?
        .ok_or(SubmitRefused::NotFound)?
        .id;
    dialect::hold_topic(conn, &id, Hold::Shared)?;
    dialect::hold_person(conn, &person.id)?;
    let body = body_of(slug, fields);
    if let Some(done) = done_before(conn, person, &fields.key, &body)? {
        return Ok(done);
    }
    // Read again: a closing may have ended while this waited for the topic.
    let topic = topics::by_id(conn, &id)?.ok_or(SubmitRefused::NotFound)?;
    let now = app.now();
    let today = app.config.zone.day(now);
    let days = may_submit(conn, person, &topic, today)?;
    let reference = free_reference(conn)?;
    let mut row = row_of(person, &topic, fields, checked, reference, now);
    let calendar = holidays::to_promise_by(conn)?;
    row.acknowledge_due = Some(acknowledge_due(today, &calendar).due.to_string());
    row.decide_due = Some(decide_due(days.closes, &calendar).due.to_string());
    row.shuffle = shuffled(&topic, &row.id, today)?;
    suggestions::add(conn, &row)?;
    keep_version(conn, &row, now)?;
    if !fields.leave_empty.is_empty() {
        traps::note_suggestion(conn, &row.id, now)?;
    }
    put_on_list(conn, person, &topic, fields, &row.id, now)?;
    journal::write(
        conn,
        now,
        &journal::Entry {
            kind: "suggestion.published",
            agency_id: Some(&topic.agency_id),
            topic_id: Some(&topic.id),
            subject_id: &row.id,
            facts: json!({
                "reference": row.reference,
                "lang": row.lang,
                "version": row.version,
                "acknowledge_due": row.acknowledge_due,
                "decide_due": row.decide_due,
            }),
            private: Some(&person.id),
        },
    )?;
    let result = reference.to_string();
    idempotency::keep(
        conn,
        &person.id,
        &fields.key,
        OPERATION,
        body.as_bytes(),
        &result,
        now,
    )?;
    Ok(reference)
}

fn done_before(
    conn: &mut Conn,
    person: &Person,
    key: &str,
    body: &str,
) -> Result<Option<Reference>, SubmitRefused> {
    if !usecases::list::is_key(key) {
        return Err(SubmitRefused::BadKey);
    }
    match idempotency::look_up(conn, &person.id, key, OPERATION, body.as_bytes())? {
        idempotency::Known::New => Ok(None),
        idempotency::Known::Done(reference) => {
            let reference = Reference::parse(&reference);
            reference
                .map(Some)
                .map_err(|_| fault("a kept result is no reference".to_owned()).into())
        }
        idempotency::Known::Reused => Err(SubmitRefused::KeyReused),
    }
}

fn body_of(slug: &str, fields: &SuggestFields) -> String {
    json!([
        slug,
        SuggestFields {
            key: String::new(),
            ..fields.clone()
        }
    ])
    .to_string()
}

fn free_reference(conn: &mut Conn) -> Result<Reference, SubmitRefused> {
    for _ in 0..DRAWS {
        let reference = Reference::from_bits(chance::reference_bits());
        if !suggestions::is_taken(conn, reference)? {
            return Ok(reference);
        }
    }
    Err(fault("no free reference was drawn".to_owned()).into())
}

fn row_of(
    person: &Person,
    topic: &Topic,
    fields: &SuggestFields,
    checked: &CheckedSuggestion,
    reference: Reference,
    now: Timestamp,
) -> Suggestion {
    let ground = checked.ground.as_ref();
    let place = checked.place.as_ref();
    Suggestion {
        id: chance::id(now),
        reference: reference.to_string(),
        topic_id: topic.id.clone(),
        author_id: Some(person.id.clone()),
        show_name: fields.show_name == "yes",
        publication: PublicationState::Published.as_str().to_owned(),
        pending_reason: None,
        publishes_on: None,
        hidden_reason: None,
        merged_into: None,
        title: checked.title.text.clone(),
        body: checked.text.text.clone(),
        lang: checked.lang.code().to_owned(),
        dir: checked.text.dir.code().to_owned(),
        ground_kind: ground.map(|ground| ground.kind.to_owned()),
        ground_text: ground
            .and_then(|ground| ground.text.as_ref())
            .map(|text| text.text.clone()),
        ground_link: ground
            .and_then(|ground| ground.link.as_ref())
            .map(|link| link.as_str().to_owned()),
        governorate: place.map(|place| place.governorate.code.to_owned()),
        wilayat: place.and_then(|place| place.wilayat.clone()),
        category: None,
        external_id: None,
        import_id: None,
        posted_at: now.into(),
        published_at: Some(now.into()),
        acknowledge_due: None,
        decide_due: None,
        acknowledged_at: None,
        decided_at: None,
        answer_state: AnswerState::None.as_str().to_owned(),
        shuffle: 0,
        version: 1,
    }
}

/// Its place in the shuffle that the topic shows now.
fn shuffled(topic: &Topic, suggestion_id: &str, today: Date) -> Result<i64, SubmitRefused> {
    let day = topic.shuffled_on.parse().unwrap_or(today);
    let topic = TopicId::parse(&topic.id).map_err(|_| SubmitRefused::NotFound)?;
    let id = SuggestionId::parse(suggestion_id).map_err(|_| SubmitRefused::NotFound)?;
    Ok(sort_key(&topic, day, &id))
}

fn keep_version(conn: &mut Conn, row: &Suggestion, now: Timestamp) -> Result<(), SubmitRefused> {
    let version = NewVersion {
        id: &chance::id(now),
        suggestion_id: &row.id,
        number: row.version,
        title: &row.title,
        body: &row.body,
        lang: &row.lang,
        dir: &row.dir,
        written_at: now.into(),
    };
    Ok(suggestions::add_version(conn, &version)?)
}

/// Puts the suggestion on its author's list, where a place was chosen.
fn put_on_list(
    conn: &mut Conn,
    person: &Person,
    topic: &Topic,
    fields: &SuggestFields,
    id: &str,
    now: Timestamp,
) -> Result<(), SubmitRefused> {
    if fields.place.trim().is_empty() {
        return Ok(());
    }
    let max = topic.settings().list_places;
    let refused = |code: &'static str| {
        let limits = FieldError {
            max: Some(max),
            ..FieldError::new("place", code)
        };
        SubmitRefused::Fields(Errors(vec![limits]))
    };
    let place = parse_whole(&fields.place, 1, max).map_err(|_| refused("number_out_of_range"))?;
    let place = usize::try_from(place).ok();
    let stored = lists::of_person(conn, &topic.id, &person.id)?;
    let id = SuggestionId::parse(id).map_err(|_| SubmitRefused::NotFound)?;
    let mut list = stored.list();
    list.add(id, place, usize::try_from(max).unwrap_or_default())
        .map_err(|refusal| refused(refusal.code().as_str()))?;
    lists::save(conn, &topic.id, &person.id, &stored, &list, now)?;
    Ok(())
}
