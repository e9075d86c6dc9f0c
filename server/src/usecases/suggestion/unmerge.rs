//! A merge is taken back: by the desk, by a steward's decision, or because the one merged into
//! left public view.

use std::collections::BTreeSet;

use diesel::QueryResult;
use jiff::Timestamp;
use serde_json::json;
use shared::account::{Action, Person};
use shared::error::{Code, Coded};
use shared::ids::Reference;
use shared::suggestion::{MergeRefusal, unmerge as decide};
use shared::topic::reopened_by_restore;

use super::hide::publication_of;
use crate::db::dialect::{Hold, hold_topic};
use crate::db::journal::{self, Entry};
use crate::db::merges::{self, Gathered};
use crate::db::topics::Topic;
use crate::db::topics_write::{self, Moments};
use crate::db::{Conn, objections};
use crate::usecases::desk::{self, Barred};

/// Why the merge stayed.
#[derive(Debug, thiserror::Error)]
pub enum UnmergeRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    #[error(transparent)]
    Merge(#[from] MergeRefusal),
    /// The topic is concluded: only a steward's decision opens it again.
    #[error("the topic is concluded")]
    Concluded,
    /// An objection to this merge waits: it is decided with a reason, not passed over.
    #[error("an objection to it waits for a decision")]
    ObjectionWaits,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for UnmergeRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::Merge(refusal) => refusal.code(),
            Self::Concluded => Code::MergeConcluded,
            Self::ObjectionWaits => Code::ObjectionWaits,
            Self::Database(diesel::result::Error::NotFound) => Code::Stale,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// The desk takes a merge back, in a topic that is not concluded. After closing the count stands
/// as it was: what comes back is owed its answer, and was ranked with the other.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn unmerge(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    (agency, reference): (&str, Reference),
) -> Result<(), UnmergeRefusal> {
    let found = desk::case(conn, person, agency, reference, Action::Merge)??;
    hold_topic(conn, &found.topic.id, Hold::Alone)?;
    let case = desk::case(conn, person, agency, reference, Action::Merge)??;
    let suggestion = &case.suggestion;
    decide(&publication_of(suggestion).ok_or(Barred::NotFound)?)?;
    if reopened_by_restore(case.topic.state()) != case.topic.state() {
        return Err(UnmergeRefusal::Concluded);
    }
    if objections::waiting_of(conn, &suggestion.id)?.is_some() {
        return Err(UnmergeRefusal::ObjectionWaits);
    }
    let one = Gathered {
        id: suggestion.id.clone(),
        reference: suggestion.reference.clone(),
        topic_id: case.topic.id.clone(),
        into_id: suggestion.merged_into.clone().unwrap_or_default(),
    };
    Ok(take_apart(
        conn,
        now,
        &[one],
        &[&case.topic],
        Some(&person.id),
    )?)
}

/// Takes everything apart that was merged into suggestions that have just left public view: each
/// stands for itself again, so that it gets an answer of its own. `topics` are those of all of them.
///
/// # Errors
/// The database's fault.
pub fn fall_apart(
    conn: &mut Conn,
    now: Timestamp,
    gone: &[&str],
    topics: &[&Topic],
) -> QueryResult<()> {
    let merged = merges::gathered_by(conn, gone)?;
    take_apart(conn, now, &merged, topics, None)
}

/// Ends these merges; a concluded topic of `topics` that one of them is in is closed again. `by` is
/// who decided it.
///
/// # Errors
/// Not found when one of them is not merged any more; else the database's fault.
pub fn take_apart(
    conn: &mut Conn,
    now: Timestamp,
    merged: &[Gathered],
    topics: &[&Topic],
    by: Option<&str>,
) -> QueryResult<()> {
    if merged.is_empty() {
        return Ok(());
    }
    let ids: Vec<&str> = merged.iter().map(|one| one.id.as_str()).collect();
    merges::end(conn, &ids, now.into())?;
    let topic_of = |id: &str| topics.iter().find(|topic| topic.id == id);
    let entries: Vec<Entry<'_>> = merged
        .iter()
        .map(|one| Entry {
            kind: "suggestion.unmerged",
            agency_id: topic_of(&one.topic_id).map(|topic| topic.agency_id.as_str()),
            topic_id: Some(&one.topic_id),
            subject_id: &one.id,
            facts: json!({ "reference": one.reference }),
            private: by,
        })
        .collect();
    journal::write_all(conn, now, &entries)?;
    let touched: BTreeSet<&str> = merged.iter().map(|one| one.topic_id.as_str()).collect();
    for topic in touched.into_iter().filter_map(topic_of) {
        reopen(conn, now, topic)?;
    }
    Ok(())
}

/// A concluded topic with a suggestion that its report does not speak of is closed again.
fn reopen(conn: &mut Conn, now: Timestamp, topic: &Topic) -> QueryResult<()> {
    let state = topic.state();
    let then = reopened_by_restore(state);
    if then == state {
        return Ok(());
    }
    topics_write::move_on(conn, topic, then, &Moments::default())?;
    let entry = Entry {
        kind: "topic.reopened",
        agency_id: Some(&topic.agency_id),
        topic_id: Some(&topic.id),
        subject_id: &topic.id,
        facts: json!({ "slug": topic.slug }),
        private: None,
    };
    journal::write(conn, now, &entry)
}
