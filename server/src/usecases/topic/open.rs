//! A manager opens a topic to the public.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use shared::account::{Action, Person};
use shared::error::{Code, Coded};
use shared::topic::{
    OpenRefusal, OpeningDraft, Participation, SettingsRefusal, TopicDays, TopicState,
};

use super::close::entry;
use crate::db::topics::Topic;
use crate::db::topics_write::{self, Moments};
use crate::db::{Conn, journal};
use crate::usecases::desk::{self, Barred};

/// Why the topic was not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenTopicRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    /// Everything that is missing.
    #[error(transparent)]
    Open(#[from] OpenRefusal),
    #[error("{} settings are out of range", .0.len())]
    Settings(Vec<SettingsRefusal>),
    /// Someone else changed it since the page was opened.
    #[error("changed meanwhile")]
    Stale,
    #[error("the agency is closed")]
    AgencyClosed,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for OpenTopicRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::Open(refusal) => refusal.code(),
            Self::Settings(_) => Code::SettingOutOfRange,
            Self::Stale => Code::Stale,
            Self::AgencyClosed => Code::AgencyClosed,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Whether a stored draft may open, and if not everything that is missing.
///
/// # Errors
/// The refusal of the rules.
pub fn check(topic: &Topic, today: Date) -> Result<TopicDays, OpenRefusal> {
    let day = |text: &str| text.parse::<Date>().ok();
    let draft = OpeningDraft {
        title: (&topic.title_ar, &topic.title_en),
        description: (&topic.description_ar, &topic.description_en),
        question: (&topic.question_ar, &topic.question_en),
        what_happens: (&topic.what_happens_ar, &topic.what_happens_en),
        participation: Participation::parse(&topic.participation).ok(),
        opens: day(&topic.opens_on),
        closes: day(&topic.closes_on),
        short_reason: (&topic.short_reason_ar, &topic.short_reason_en),
    };
    shared::topic::open(topic.state(), &draft, today)
}

/// Opens the version that the manager had before them. On an opening day still to come it is
/// open and waits.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn open(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    today: Date,
    (agency, slug): (&str, &str),
    version: i32,
) -> Result<(), OpenTopicRefusal> {
    let (topic, agency) = desk::topic(conn, person, agency, slug, Action::OpenTopic)??;
    if agency.closed_at.is_some() {
        return Err(OpenTopicRefusal::AgencyClosed);
    }
    let days = check(&topic, today)?;
    let settings = topic
        .settings()
        .checked()
        .map_err(OpenTopicRefusal::Settings)?;
    if topic.version != version {
        return Err(OpenTopicRefusal::Stale);
    }
    let moments = Moments {
        opened_at: Some(now.into()),
        ..Moments::default()
    };
    topics_write::move_on(conn, &topic, TopicState::Open, &moments).map_err(
        |error| match error {
            diesel::result::Error::NotFound => OpenTopicRefusal::Stale,
            other => other.into(),
        },
    )?;
    let facts = json!({
        "slug": topic.slug,
        "opens": days.opens.to_string(),
        "closes": days.closes.to_string(),
        "participation": topic.participation,
        "list_places": settings.list_places,
        "shortlist_places": settings.shortlist_places,
        "shortlist_min_lists": settings.shortlist_min_lists,
        "per_person": settings.per_person,
        "ranking_only_percent": settings.ranking_only_percent,
    });
    Ok(journal::write(
        conn,
        now,
        &entry("topic.opened", &topic, &agency.id, facts),
    )?)
}
