//! A steward has a count that stands made again; the one before stays to be read.

use jiff::Timestamp;
use serde_json::json;
use shared::account::{Action, Person, Refusal, Subject, can};
use shared::error::{Code, Coded};
use shared::input::{CountCorrectionDraft, Errors};
use shared::publication::manifest::Reason;
use shared::time::Zone;
use shared::topic::COUNTED;

use super::close::entry;
use crate::db::dialect::{Hold, hold_topic};
use crate::db::{Conn, counts_write, journal, topics};
use crate::jobs::editions::{self, Official};

/// Why the count stands as it was.
#[derive(Debug, thiserror::Error)]
pub enum CorrectCountRefusal {
    #[error(transparent)]
    Barred(#[from] Refusal),
    #[error("there is no such topic")]
    NotFound,
    /// Still open, or closed so lately that its first count is under way.
    #[error("the topic has no published count yet")]
    NotCounted,
    #[error(transparent)]
    Form(#[from] Errors),
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for CorrectCountRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(refusal) => refusal.code(),
            Self::NotFound => Code::NotFound,
            Self::NotCounted => Code::TopicNotClosed,
            Self::Form(_) => Code::ReasonMissing,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Counts a topic's lists again as they are now, with a public reason, and publishes the count
/// beside those before it. Answers its number. All in the transaction under way, so with a million
/// lists those who write wait for seconds.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn correct_count(
    conn: &mut Conn,
    person: &Person,
    zone: &Zone,
    now: Timestamp,
    slug: &str,
    draft: &CountCorrectionDraft,
) -> Result<i32, CorrectCountRefusal> {
    can(Some(person), Action::CorrectCount, Subject::Platform)?;
    let checked = draft.check()?;
    let found = topics::by_slug(conn, slug)?.ok_or(CorrectCountRefusal::NotFound)?;
    hold_topic(conn, &found.id, Hold::Alone)?;
    let topic = topics::by_id(conn, &found.id)?.ok_or(CorrectCountRefusal::NotFound)?;
    let last = counts_write::last_number(conn, &topic.id)?;
    if last == 0 || !topic.state().is_in(COUNTED) {
        return Err(CorrectCountRefusal::NotCounted);
    }
    let reason = Reason {
        ar: checked.reason_ar.clone(),
        en: checked.reason_en.clone(),
    };
    let official = Official {
        zone,
        reason: Some(reason),
    };
    editions::count(conn, &topic.id, Some(official), now)?;
    let number = counts_write::last_number(conn, &topic.id)?;
    let facts = json!({
        "slug": topic.slug,
        "number": number,
        "reason_ar": checked.reason_ar,
        "reason_en": checked.reason_en,
    });
    let mut row = entry("count.corrected", &topic, &topic.agency_id, facts);
    row.private = Some(&person.id);
    journal::write(conn, now, &row)?;
    Ok(number)
}
