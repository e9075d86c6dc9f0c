//! The demonstration's topics.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use shared::topic::{
    self, OpenRefusal, OpeningDraft, Participation, Settings, TopicDays, TopicState,
};

use super::story::{self, Story};
use super::{DemoError, Filling, look_up};
use crate::chance;
use crate::db::demonstration::{self, OutcomeReport};
use crate::db::{topics, topics_write};

/// A topic that is filled in.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub id: String,
    pub agency_id: String,
    pub state: TopicState,
    pub days: TopicDays,
    /// The last moment at which anything may have happened in it.
    pub until: Timestamp,
}

impl Filling<'_> {
    pub(super) fn topics(&mut self, story: &Story) -> Result<(), DemoError> {
        for chapter in &story.chapters {
            let told = &chapter.topic;
            let known = self.topic(story, told)?;
            self.known.topics.insert(told.slug.clone(), known);
        }
        Ok(())
    }

    fn topic(&mut self, story: &Story, told: &story::Topic) -> Result<Known, DemoError> {
        let wrong = |what: &str| DemoError::Story(format!("{}: {what}", told.slug));
        let state = TopicState::parse(&told.state).map_err(|_| wrong("unknown state"))?;
        let agency_id = look_up(&self.known.agencies, "agency", &told.agency)?.clone();
        let manager = story
            .accounts
            .iter()
            .find(|one| one.role == "manager" && one.agency.as_ref() == Some(&told.agency))
            .ok_or_else(|| wrong("its agency has no manager"))?;
        let days = TopicDays {
            opens: self.days.day(told.opens_offset_days),
            closes: self.days.day(told.closes_offset_days),
        };
        let level = Participation::parse(&told.level).map_err(|_| wrong("unknown level"))?;
        opens_by_the_rules(told, level, days).map_err(|why| wrong(&format!("{why}: {why:?}")))?;
        let is_draft = state == TopicState::Draft;
        let opened = match is_draft {
            true => self.days.now,
            false => self.days.zone.start_of(days.opens),
        };
        let closed = state
            .is_in(topic::COUNTED)
            .then(|| self.days.zone.end_of(days.closes));
        let concluded = match (state, told.concluded_offset_days) {
            (TopicState::Concluded, Some(offset)) => Some(self.moment_of(offset, 13)),
            (TopicState::Concluded, None) => return Err(wrong("no day of its conclusion")),
            _ => None,
        };
        let created = opened
            .saturating_sub(SignedDuration::from_hours(48))
            .unwrap_or(opened);
        let settings = Settings::default();
        let stored = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
        let topic = topics::Topic {
            id: chance::id(created),
            slug: told.slug.clone(),
            agency_id: agency_id.clone(),
            state: state.as_str().to_owned(),
            participation: level.as_str().to_owned(),
            title_ar: told.title_ar.clone(),
            title_en: told.title_en.clone(),
            description_ar: told.description_ar.clone(),
            description_en: told.description_en.clone(),
            question_ar: told.question_ar.clone(),
            question_en: told.question_en.clone(),
            what_happens_ar: told.what_happens_ar.clone(),
            what_happens_en: told.what_happens_en.clone(),
            opens_on: days.opens.to_string(),
            closes_on: days.closes.to_string(),
            short_reason_ar: String::new(),
            short_reason_en: String::new(),
            list_length: stored(settings.list_places),
            shortlist_length: stored(settings.shortlist_places),
            shortlist_threshold: stored(settings.shortlist_min_lists),
            per_person: stored(settings.per_person),
            rank_only_percent: stored(settings.ranking_only_percent),
            imported: false,
            shuffled_on: match is_draft {
                true => String::new(),
                false => self.days.today().to_string(),
            },
            edition_id: None,
            version: 1,
            created_by: self.person(&manager.key)?,
            created_at: created.into(),
            opened_at: (!is_draft).then(|| opened.into()),
            closed_at: closed.map(Into::into),
            concluded_at: concluded.map(Into::into),
        };
        topics_write::add_whole(self.conn, &topic)?;
        let until = concluded.unwrap_or(self.days.now);
        // The journal knows nothing of a draft.
        if !is_draft {
            self.came_about(told, &topic, opened, closed, concluded)?;
        }
        Ok(Known {
            id: topic.id,
            agency_id,
            state,
            days,
            until,
        })
    }

    /// What the journal says of a topic, and its outcome report.
    fn came_about(
        &mut self,
        told: &story::Topic,
        topic: &topics::Topic,
        opened: Timestamp,
        closed: Option<Timestamp>,
        concluded: Option<Timestamp>,
    ) -> Result<(), DemoError> {
        let (id, agency_id) = (&topic.id, &topic.agency_id);
        let facts = json!({
            "slug": topic.slug,
            "opens": topic.opens_on,
            "closes": topic.closes_on,
            "participation": topic.participation,
        });
        self.journal(opened, "topic.opened", agency_id, Some(id), id, facts)?;
        if let Some(closed) = closed {
            let facts = json!({ "slug": topic.slug, "closes": topic.closes_on });
            self.journal(closed, "topic.closed", agency_id, Some(id), id, facts)?;
        }
        if let Some(report) = &told.outcome_report {
            let row = OutcomeReport {
                topic_id: id,
                text_ar: &report.ar,
                text_en: &report.en,
                version: 1,
                saved_at: self.moment_of(report.offset_days, 12).into(),
            };
            demonstration::add_report(self.conn, &row)?;
        }
        if let Some(concluded) = concluded {
            let facts = json!({ "slug": topic.slug });
            self.journal(concluded, "topic.concluded", agency_id, Some(id), id, facts)?;
        }
        Ok(())
    }

    /// An hour of the first working day from the one so many days from today.
    pub(super) fn moment_of(&self, offset: i64, hour: i64) -> Timestamp {
        let day = self
            .days
            .calendar
            .add_working_days(self.days.day(offset), 0);
        self.days.moment(day, hour * 60, Timestamp::MIN)
    }
}

/// Asks the domain whether the topic could be opened as it is told.
fn opens_by_the_rules(
    told: &story::Topic,
    level: Participation,
    days: TopicDays,
) -> Result<TopicDays, OpenRefusal> {
    let draft = OpeningDraft {
        title: (&told.title_ar, &told.title_en),
        description: (&told.description_ar, &told.description_en),
        question: (&told.question_ar, &told.question_en),
        what_happens: (&told.what_happens_ar, &told.what_happens_en),
        participation: Some(level),
        opens: Some(days.opens),
        closes: Some(days.closes),
        short_reason: ("", ""),
    };
    topic::open(TopicState::Draft, &draft, days.opens)
}
