//! A desk merges a suggestion into another of the same topic that asks for the same.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use shared::account::{Action, Person};
use shared::answer::UNDECIDED;
use shared::calendar::Calendar;
use shared::error::{Code, Coded};
use shared::ids::Reference;
use shared::input::{Errors, MergeDraft};
use shared::lang::{Lang, detect, direction};
use shared::suggestion::{Holding, MergeRefusal, MergeSide, PublicationState, may_merge};
use shared::time::Zone;

use super::answer::{digest, entry};
use crate::chance;
use crate::db::desk::Case;
use crate::db::dialect::{Hold, hold_topic};
use crate::db::journal::{self, Entry};
use crate::db::merges::{self, Merge};
use crate::db::{Conn, holidays, reports};
use crate::usecases::desk::{self, Barred};

/// Why nothing was merged.
#[derive(Debug, thiserror::Error)]
pub enum MergeSuggestionRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    #[error(transparent)]
    Form(#[from] Errors),
    #[error(transparent)]
    Merge(#[from] MergeRefusal),
    /// One of the two was changed since the form was opened.
    #[error("changed meanwhile")]
    Stale,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for MergeSuggestionRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::Form(_) => Code::TextEmpty,
            Self::Merge(refusal) => refusal.code(),
            Self::Stale => Code::Stale,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// The suggestion that is to be merged, and what its merging hangs on.
#[derive(Debug, Clone)]
pub struct Mergeable {
    pub case: Case,
    pub holding: Holding,
    /// None where the topic's days cannot be read.
    pub closes: Option<Date>,
    pub calendar: Calendar,
}

impl Mergeable {
    /// Loads it.
    ///
    /// # Errors
    /// Barred for others than the desk; else the database's fault.
    pub fn load(
        conn: &mut Conn,
        person: &Person,
        (agency, reference): (&str, Reference),
    ) -> Result<Mergeable, MergeSuggestionRefusal> {
        let case = desk::case(conn, person, agency, reference, Action::Merge)??;
        let id = &case.suggestion.id;
        Ok(Mergeable {
            holding: Holding {
                decided: !UNDECIDED.contains(&case.suggestion.answer_state()),
                gathers: merges::gathers(conn, id)?,
                releasing: case.release.is_some(),
                reported: reports::open_case(conn, id)?.is_some(),
            },
            closes: case.topic.days().map(|days| days.closes),
            calendar: holidays::calendar(conn)?,
            case,
        })
    }

    /// Whether it may be merged today into another, of this desk's agency; without one, into any.
    ///
    /// # Errors
    /// The refusal of the rule.
    pub fn may(&self, into: Option<&Case>, today: Date) -> Result<(), MergeRefusal> {
        let published = PublicationState::Published;
        let any = MergeSide {
            id: "",
            topic: &self.case.topic.id,
            state: published,
        };
        let closes = self.closes.unwrap_or(Date::MIN);
        may_merge(
            side(&self.case),
            into.map_or(any, side),
            self.holding,
            (self.case.topic.state(), closes),
            (today, &self.calendar),
        )
        .map(drop)
    }
}

fn side(case: &Case) -> MergeSide<'_> {
    MergeSide {
        id: &case.suggestion.id,
        topic: &case.topic.id,
        state: case
            .suggestion
            .publication()
            .unwrap_or(PublicationState::Withdrawn),
    }
}

/// The other suggestion, if it stands at the same desk.
///
/// # Errors
/// [`MergeRefusal::OtherTopic`] for one of another agency and for none; the database's fault.
pub fn other(
    conn: &mut Conn,
    person: &Person,
    agency: &str,
    into: Reference,
) -> Result<Case, MergeSuggestionRefusal> {
    match desk::case(conn, person, agency, into, Action::Merge)? {
        Err(Barred::NotFound) => Err(MergeRefusal::OtherTopic.into()),
        found => Ok(found?),
    }
}

/// What is sent: the versions of both texts that the moderator read, and the form.
#[derive(Debug, Clone)]
pub struct Sent {
    pub agency: String,
    pub reference: Reference,
    pub version: i32,
    pub into_version: i32,
    pub draft: MergeDraft,
    /// The language of the moderator's page.
    pub page: Lang,
}

/// Merges it. Its clocks stop without being met: its due days stay as they are, and a debt that is
/// late today stays late in the figures.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn merge(
    conn: &mut Conn,
    person: &Person,
    (now, zone): (Timestamp, &Zone),
    sent: &Sent,
) -> Result<(), MergeSuggestionRefusal> {
    let of = (sent.agency.as_str(), sent.reference);
    let found = desk::case(conn, person, of.0, of.1, Action::Merge)??;
    // Neither is the topic counted meanwhile nor anything else merged in it.
    hold_topic(conn, &found.topic.id, Hold::Alone)?;
    let from = Mergeable::load(conn, person, of)?;
    let checked = sent.draft.check()?;
    let into = other(conn, person, &sent.agency, checked.into)?;
    from.may(Some(&into), zone.day(now))?;
    let case = &from.case;
    let merge = Merge {
        id: chance::id(now),
        suggestion_id: case.suggestion.id.clone(),
        into_id: into.suggestion.id.clone(),
        lang: detect(&checked.reason, sent.page).code().to_owned(),
        dir: direction(&checked.reason, sent.page).code().to_owned(),
        reason: checked.reason,
        merged_by: person.id.clone(),
        merged_at: now.into(),
        undone_at: None,
    };
    merges::add(conn, &merge, (sent.version, sent.into_version)).map_err(|error| match error {
        diesel::result::Error::NotFound => MergeSuggestionRefusal::Stale,
        other => other.into(),
    })?;
    let facts = json!({
        "reference": case.suggestion.reference,
        "into": into.suggestion.reference,
        "digest": digest(&[&merge.reason]),
    });
    let entry = Entry {
        private: Some(&merge.merged_by),
        ..entry("suggestion.merged", case, &case.suggestion.id, facts)
    };
    Ok(journal::write(conn, now, &entry)?)
}
