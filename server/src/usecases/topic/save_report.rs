//! A manager writes the outcome report: what we heard, what we will do, what we will not and why.

use jiff::Timestamp;
use serde_json::json;
use shared::account::{Action, Person};
use shared::error::{Code, Coded};
use shared::input::{Errors, ReportDraft};
use shared::topic::{StateRefusal, TopicState};

use super::close::entry;
use crate::db::topics_write::{self, Report};
use crate::db::{Conn, is_duplicate, journal};
use crate::usecases::desk::{self, Barred};
use crate::usecases::suggestion::answer::digest;

/// Why the report was not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveReportRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    #[error(transparent)]
    State(#[from] StateRefusal),
    #[error(transparent)]
    Form(#[from] Errors),
    /// Someone else saved it since the page was opened.
    #[error("saved by someone else meanwhile")]
    Stale,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for SaveReportRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::State(refusal) => refusal.code(),
            Self::Form(_) => Code::ReportMissing,
            Self::Stale => Code::Stale,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Saves the report over the version that the manager had before them; 0 when there was none.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn save_report(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    (agency, slug): (&str, &str),
    version: i32,
    draft: &ReportDraft,
) -> Result<(), SaveReportRefusal> {
    let (topic, agency) = desk::topic(conn, person, agency, slug, Action::WriteOutcomeReport)??;
    shared::topic::may_answer(topic.state())?;
    let checked = draft.check()?;
    let stale = |error: diesel::result::Error| match error {
        diesel::result::Error::NotFound => SaveReportRefusal::Stale,
        error if is_duplicate(&error) => SaveReportRefusal::Stale,
        other => other.into(),
    };
    let report = Report {
        topic_id: topic.id.clone(),
        text_ar: checked.ar,
        text_en: checked.en,
        version: version.max(0).saturating_add(1),
        saved_at: now.into(),
    };
    topics_write::save_report(conn, &report).map_err(stale)?;
    // Before the topic is concluded the report is the manager's draft, and not public.
    if topic.state() != TopicState::Concluded {
        return Ok(());
    }
    let facts = json!({
        "slug": topic.slug,
        "version": report.version,
        "digest": digest(&[&report.text_ar, &report.text_en]),
    });
    Ok(journal::write(
        conn,
        now,
        &entry("report.changed", &topic, &agency.id, facts),
    )?)
}
