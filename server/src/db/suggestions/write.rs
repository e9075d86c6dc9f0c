//! What taking part writes and asks of suggestions.

use diesel::prelude::*;
use shared::answer::AnswerState;
use shared::ids::Reference;
use shared::suggestion::PublicationState;

use crate::db::schema::{agencies, suggestion_additions, suggestion_versions, suggestions};
use crate::db::types::At;
use crate::db::{Conn, departures, exactly_one};

/// What a suggestion is to a list: its id, whose it is and where it stands with the public.
#[derive(Debug, Clone)]
pub struct Listable {
    pub id: String,
    pub reference: String,
    pub author_id: Option<String>,
    pub publication: Option<PublicationState>,
}

/// The suggestions of a topic among some references, in no order.
///
/// # Errors
/// The database's fault.
pub fn listable(
    conn: &mut Conn,
    topic_id: &str,
    references: &[Reference],
) -> QueryResult<Vec<Listable>> {
    if references.is_empty() {
        return Ok(Vec::new());
    }
    let words: Vec<String> = references.iter().map(Reference::to_string).collect();
    let rows = suggestions::table
        .filter(suggestions::topic_id.eq(topic_id))
        .filter(suggestions::reference.eq_any(words))
        .select((
            suggestions::id,
            suggestions::reference,
            suggestions::author_id,
            suggestions::publication,
        ))
        .load::<(String, String, Option<String>, String)>(conn)?;
    let listable = |(id, reference, author_id, publication): (String, String, _, String)| {
        let publication = PublicationState::parse(&publication).ok();
        Listable {
            id,
            reference,
            author_id,
            publication,
        }
    };
    Ok(rows.into_iter().map(listable).collect())
}

/// How many suggestions of a person in a topic count towards the limit.
///
/// # Errors
/// The database's fault.
pub fn count_by_author(conn: &mut Conn, topic_id: &str, account_id: &str) -> QueryResult<u32> {
    let states = shared::suggestion::TOWARDS_LIMIT
        .iter()
        .map(|state| state.as_str());
    let count = suggestions::table
        .filter(suggestions::author_id.eq(account_id))
        .filter(suggestions::topic_id.eq(topic_id))
        .filter(suggestions::publication.eq_any(states.collect::<Vec<_>>()))
        .count()
        .get_result::<i64>(conn)?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Whether a reference is taken.
///
/// # Errors
/// The database's fault.
pub fn is_taken(conn: &mut Conn, reference: Reference) -> QueryResult<bool> {
    let same = suggestions::table.filter(suggestions::reference.eq(reference.to_string()));
    diesel::dsl::select(diesel::dsl::exists(same)).get_result(conn)
}

/// One version of a suggestion's text.
#[derive(Debug, Insertable)]
#[diesel(table_name = suggestion_versions)]
pub struct NewVersion<'a> {
    pub id: &'a str,
    pub suggestion_id: &'a str,
    pub number: i32,
    pub title: &'a str,
    pub body: &'a str,
    pub lang: &'a str,
    pub dir: &'a str,
    pub written_at: At,
}

/// Keeps a version of the text.
///
/// # Errors
/// The database's fault.
pub fn add_version(conn: &mut Conn, version: &NewVersion<'_>) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(suggestion_versions::table)
            .values(version)
            .execute(conn),
    )
}

/// What an author's edit changes.
#[derive(Debug, AsChangeset)]
#[diesel(table_name = suggestions, treat_none_as_null = true)]
pub struct Edited<'a> {
    pub title: &'a str,
    pub body: &'a str,
    pub lang: &'a str,
    pub dir: &'a str,
    pub ground_kind: Option<&'a str>,
    pub ground_text: Option<&'a str>,
    pub ground_link: Option<&'a str>,
    pub governorate: Option<&'a str>,
    pub wilayat: Option<&'a str>,
    pub version: i32,
}

/// Changes the text if it still has the version that was edited, no answer, and may be edited.
///
/// # Errors
/// [`diesel::result::Error::NotFound`] when it has changed meanwhile; else the database's fault.
pub fn edit(conn: &mut Conn, id: &str, version: i32, edited: &Edited<'_>) -> QueryResult<()> {
    let editable = shared::suggestion::EDITABLE
        .iter()
        .map(|state| state.as_str());
    let same = suggestions::table
        .find(id)
        .filter(suggestions::version.eq(version))
        .filter(suggestions::answer_state.eq(AnswerState::None.as_str()))
        .filter(suggestions::publication.eq_any(editable.collect::<Vec<_>>()));
    exactly_one(diesel::update(same).set(edited).execute(conn))
}

/// Adds a dated addition, and gives its id.
///
/// # Errors
/// The database's fault.
pub fn add_addition(
    conn: &mut Conn,
    suggestion_id: &str,
    text: (&str, &str, &str),
    now: jiff::Timestamp,
) -> QueryResult<String> {
    let (body, lang, dir) = text;
    let id = crate::chance::id(now);
    let row = (
        suggestion_additions::id.eq(&id),
        suggestion_additions::suggestion_id.eq(suggestion_id),
        suggestion_additions::body.eq(body),
        suggestion_additions::lang.eq(lang),
        suggestion_additions::dir.eq(dir),
        suggestion_additions::added_at.eq(At::from(now)),
    );
    exactly_one(
        diesel::insert_into(suggestion_additions::table)
            .values(row)
            .execute(conn),
    )?;
    Ok(id)
}

/// Takes a suggestion back, if it still stands as it was read.
///
/// # Errors
/// [`diesel::result::Error::NotFound`] when it has changed meanwhile; else the database's fault.
pub fn withdraw(conn: &mut Conn, id: &str, from: PublicationState, at: At) -> QueryResult<()> {
    let same = suggestions::table
        .find(id)
        .filter(suggestions::publication.eq(from.as_str()));
    let set = (
        suggestions::publication.eq(PublicationState::Withdrawn.as_str()),
        suggestions::pending_reason.eq(None::<String>),
        suggestions::publishes_on.eq(None::<String>),
    );
    exactly_one(diesel::update(same).set(set).execute(conn))?;
    departures::leave(conn, &[id], at)
}

/// The names, Arabic and English, of the agency that owes an answer.
///
/// # Errors
/// The database's fault.
pub fn agency_names(conn: &mut Conn, agency_id: &str) -> QueryResult<(String, String)> {
    agencies::table
        .find(agency_id)
        .select((agencies::name_ar, agencies::name_en))
        .first(conn)
}
