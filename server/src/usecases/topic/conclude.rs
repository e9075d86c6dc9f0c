//! A manager concludes a topic: every answer final, the outcome report in both languages.

use diesel::QueryResult;
use jiff::Timestamp;
use serde_json::json;
use shared::account::{Action, Person};
use shared::answer::AnswerState;
use shared::error::{Code, Coded};
use shared::suggestion::PublicationState;
use shared::topic::{self, ConcludeRefusal, ReportLanguages, TopicState};

use super::close::entry;
use crate::db::dialect::{Hold, hold_topic};
use crate::db::topics::Topic;
use crate::db::topics_write::{self, Moments, Report, Waiting};
use crate::db::{Conn, journal};
use crate::usecases::desk::{self, Barred};
use crate::usecases::suggestion::answer::digest;

/// Why the topic was not concluded.
#[derive(Debug, thiserror::Error)]
pub enum ConcludeTopicRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    /// Names each suggestion that still waits.
    #[error(transparent)]
    Conclude(#[from] ConcludeRefusal),
    #[error("changed meanwhile")]
    Stale,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for ConcludeTopicRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::Conclude(refusal) => refusal.code(),
            Self::Stale => Code::Stale,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// What concluding hangs on.
#[derive(Debug, Clone)]
pub struct Balance {
    pub waiting: Vec<Waiting>,
    pub report: Option<Report>,
}

/// What is still missing: two statements.
///
/// # Errors
/// The database's fault.
pub fn balance(conn: &mut Conn, topic: &Topic) -> QueryResult<Balance> {
    Ok(Balance {
        waiting: topics_write::waiting_in(conn, &topic.id)?,
        report: topics_write::report(conn, &topic.id)?,
    })
}

impl Balance {
    /// Whether the topic may be concluded.
    ///
    /// # Errors
    /// The refusal of the rules.
    pub fn check(&self, state: TopicState) -> Result<TopicState, ConcludeRefusal> {
        let suggestions = self.waiting.iter().filter_map(|one| {
            let publication = PublicationState::parse(&one.publication).ok()?;
            let answer = AnswerState::parse(&one.answer_state).ok()?;
            Some((one.reference.clone(), publication, answer))
        });
        topic::conclude(state, suggestions, self.report_languages())
    }

    pub fn report_languages(&self) -> ReportLanguages {
        let stands = |text: fn(&Report) -> &str| {
            self.report
                .as_ref()
                .is_some_and(|report| !text(report).trim().is_empty())
        };
        ReportLanguages {
            arabic: stands(|r| &r.text_ar),
            english: stands(|r| &r.text_en),
        }
    }
}

/// Concludes the topic and publishes its report.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn conclude(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    (agency, slug): (&str, &str),
) -> Result<(), ConcludeTopicRefusal> {
    let (found, _) = desk::topic(conn, person, agency, slug, Action::ConcludeTopic)??;
    hold_topic(conn, &found.id, Hold::Alone)?;
    let (topic, agency) = desk::topic(conn, person, agency, slug, Action::ConcludeTopic)??;
    let balance = balance(conn, &topic)?;
    let concluded = balance.check(topic.state())?;
    let moments = Moments {
        concluded_at: Some(now.into()),
        ..Moments::default()
    };
    topics_write::move_on(conn, &topic, concluded, &moments).map_err(|error| match error {
        diesel::result::Error::NotFound => ConcludeTopicRefusal::Stale,
        other => other.into(),
    })?;
    let report = balance.report.as_ref();
    let facts = json!({
        "slug": topic.slug,
        "report_version": report.map(|report| report.version),
        "report_digest": report.map(|report| digest(&[&report.text_ar, &report.text_en])),
    });
    Ok(journal::write(
        conn,
        now,
        &entry("topic.concluded", &topic, &agency.id, facts),
    )?)
}
