//! A manager starts a draft.

use jiff::Timestamp;
use shared::account::{Action, Person};
use shared::error::{Code, Coded};
use shared::input::Errors;
use shared::topic::TopicState;

use super::draft::{Typed, slug_taken};
use crate::chance;
use crate::db::topics::Topic;
use crate::db::topics_write::{self, Texts};
use crate::db::{Conn, is_duplicate};
use crate::usecases::desk::{self, Barred};

/// Why no draft was started.
#[derive(Debug, thiserror::Error)]
pub enum CreateTopicRefusal {
    #[error(transparent)]
    Barred(#[from] Barred),
    #[error(transparent)]
    Form(#[from] Errors),
    #[error("the agency is closed")]
    AgencyClosed,
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
}

impl Coded for CreateTopicRefusal {
    fn code(&self) -> Code {
        match self {
            Self::Barred(barred) => barred.code(),
            Self::Form(_) => Code::TopicIncomplete,
            Self::AgencyClosed => Code::AgencyClosed,
            Self::Database(fault) => crate::db::code_of(fault),
        }
    }
}

/// Stores a draft, complete or not, and gives its slug. A draft is not public: the journal knows
/// nothing of it.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn create(
    conn: &mut Conn,
    person: &Person,
    now: Timestamp,
    agency: &str,
    typed: &Typed,
) -> Result<String, CreateTopicRefusal> {
    let agency = desk::agency(conn, person, agency, Action::CreateTopic)??;
    if agency.closed_at.is_some() {
        return Err(CreateTopicRefusal::AgencyClosed);
    }
    let id = chance::id(now);
    let spare = format!("topic-{:06x}", chance::reference_bits());
    let texts = typed.check(&spare)?;
    let slug = texts.slug.clone();
    let topic = row(id, agency.id, person.id.clone(), now, texts);
    topics_write::add(conn, &topic).map_err(|error| match is_duplicate(&error) {
        true => CreateTopicRefusal::Form(slug_taken()),
        false => error.into(),
    })?;
    Ok(slug)
}

fn row(id: String, agency_id: String, created_by: String, now: Timestamp, texts: Texts) -> Topic {
    Topic {
        id,
        slug: texts.slug,
        agency_id,
        state: TopicState::Draft.as_str().to_owned(),
        participation: texts.participation,
        title_ar: texts.title_ar,
        title_en: texts.title_en,
        description_ar: texts.description_ar,
        description_en: texts.description_en,
        question_ar: texts.question_ar,
        question_en: texts.question_en,
        what_happens_ar: texts.what_happens_ar,
        what_happens_en: texts.what_happens_en,
        opens_on: texts.opens_on,
        closes_on: texts.closes_on,
        short_reason_ar: texts.short_reason_ar,
        short_reason_en: texts.short_reason_en,
        list_length: texts.list_length,
        shortlist_length: texts.shortlist_length,
        shortlist_threshold: texts.shortlist_threshold,
        per_person: texts.per_person,
        rank_only_percent: texts.rank_only_percent,
        imported: texts.imported,
        shuffled_on: String::new(),
        edition_id: None,
        version: 1,
        created_by,
        created_at: now.into(),
        opened_at: None,
        closed_at: None,
        concluded_at: None,
    }
}
