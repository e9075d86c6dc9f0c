//! An author objects to the hiding or the merging of a suggestion, once.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use shared::account::{self, Action, Person, can};
use shared::error::{Code, Coded};
use shared::ids::Reference;
use shared::input::{Errors, ObjectionDraft};
use shared::lang::{Lang, detect, direction};
use shared::objection::{self, ObjectionKind, ObjectionRefusal, may_object};
use shared::time::Zone;

use super::spoken_of::SpokenOf;
use crate::chance;
use crate::db::dialect::{self, Hold};
use crate::db::hidings_write::Hiding;
use crate::db::merges::{self, Merge, Target};
use crate::db::objections::{self, Objection};
use crate::db::{Conn, holidays, is_duplicate, journal, objections_write};

/// Why nothing was objected to.
#[derive(Debug, thiserror::Error)]
pub enum ObjectRefused {
    #[error("no such suggestion")]
    NotFound,
    #[error(transparent)]
    Person(#[from] account::Refusal),
    #[error(transparent)]
    Objection(#[from] ObjectionRefusal),
    #[error(transparent)]
    Form(#[from] Errors),
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for ObjectRefused {
    fn code(&self) -> Code {
        match self {
            Self::NotFound => Code::NotFound,
            Self::Person(refusal) => refusal.code(),
            Self::Objection(refusal) => refusal.code(),
            Self::Form(_) => Code::ObjectionTooShort,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// What the desk did to a suggestion.
#[derive(Debug, Clone)]
pub enum Done {
    Hidden(Hiding),
    Merged(Merge, Target),
}

/// What an author may object to today.
#[derive(Debug, Clone)]
pub struct Objectionable {
    pub of: SpokenOf,
    pub done: Done,
    pub done_on: Date,
    /// The last day to object.
    pub until: Date,
    /// The last day on which the decision would be in time if the objection came today.
    pub due: Date,
}

/// Loads what an author would object to, and decides whether that is possible today.
///
/// # Errors
/// [`ObjectRefused`].
pub fn objectionable(
    conn: &mut Conn,
    person: &Person,
    reference: Reference,
    (today, zone): (Date, &Zone),
) -> Result<Objectionable, ObjectRefused> {
    let of = SpokenOf::find(conn, reference)?.ok_or(ObjectRefused::NotFound)?;
    can(Some(person), Action::ObjectToHiding, of.subject())?;
    let state = of.publication;
    let found = match ObjectionKind::of(state) {
        Some(ObjectionKind::Hiding) => objections::of_hidden(conn, &of.suggestion.id)?
            .map(|(hiding, made)| (Done::Hidden(hiding), made)),
        Some(ObjectionKind::Merging) => merges::of_merged(conn, &of.suggestion.id)?
            .map(|one| (Done::Merged(one.merge, one.into), one.objection)),
        None => None,
    };
    let (done, made) = found.ok_or(ObjectionRefusal::NothingDone { state })?;
    let calendar = holidays::calendar(conn)?;
    let done_on = zone.day(match &done {
        Done::Hidden(hiding) => hiding.hidden_at.time(),
        Done::Merged(merge, _) => merge.merged_at.time(),
    });
    let until = objection::last_day(done_on, &calendar);
    may_object(state, made.is_some(), until, today)?;
    Ok(Objectionable {
        of,
        done,
        done_on,
        until,
        due: objection::due(today, &calendar),
    })
}

/// Makes the objection. `page` is the language of the author's page.
///
/// # Errors
/// [`ObjectRefused`]; nothing is stored then.
pub fn object(
    conn: &mut Conn,
    person: &Person,
    reference: Reference,
    now: Timestamp,
    day: (Date, &Zone),
    (draft, page): (&ObjectionDraft, Lang),
) -> Result<(), ObjectRefused> {
    dialect::hold_calendar(conn, Hold::Shared)?;
    let found = objectionable(conn, person, reference, day)?;
    let body = draft.check()?;
    let (kind, hiding_id, merge_id) = match &found.done {
        Done::Hidden(hiding) => (ObjectionKind::Hiding, Some(hiding.id.clone()), None),
        Done::Merged(merge, _) => (ObjectionKind::Merging, None, Some(merge.id.clone())),
    };
    let objection = Objection {
        id: chance::id(now),
        kind: kind.as_str().to_owned(),
        suggestion_id: found.of.suggestion.id.clone(),
        hiding_id,
        objected_by: person.id.clone(),
        lang: detect(&body, page).code().to_owned(),
        dir: direction(&body, page).code().to_owned(),
        body,
        objected_at: now.into(),
        due_on: found.due.to_string(),
        outcome: None,
        reason: String::new(),
        reason_lang: String::new(),
        reason_dir: String::new(),
        decided_by: None,
        decided_at: None,
        merge_id,
    };
    objections_write::add(conn, &objection).map_err(|error| match is_duplicate(&error) {
        true => ObjectRefused::Objection(ObjectionRefusal::AlreadyMade),
        false => error.into(),
    })?;
    let facts = json!({
        "reference": found.of.suggestion.reference,
        "to": objection.kind,
        "due": objection.due_on,
    });
    let entry = found
        .of
        .entry("objection.made", &objection.id, facts, &objection.body);
    Ok(journal::write(conn, now, &entry)?)
}
