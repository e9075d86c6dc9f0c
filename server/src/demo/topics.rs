//! The demonstration's topics, their lists and editions.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use shared::tally::edition::LEAST_LISTS;
use shared::topic::{Settings, TopicDays, TopicState};

use super::story::{self, Story};
use super::{DemoError, Filling, look_up};
use crate::chance;
use crate::db::demonstration::{self, Entry, List, OutcomeReport};
use crate::db::{editions_write, topics, topics_write};
use crate::jobs::editions;

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
        for told in &story.topics {
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
        let opened = self.days.zone.start_of(days.opens);
        let closed = state
            .is_in(shared::topic::COUNTED)
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
            participation: told.level.clone(),
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
            shuffled_on: self.days.today().to_string(),
            edition_id: None,
            version: 1,
            created_by: self.person(&manager.key)?,
            created_at: created.into(),
            opened_at: Some(opened.into()),
            closed_at: closed.map(Into::into),
            concluded_at: concluded.map(Into::into),
        };
        topics_write::add_whole(self.conn, &topic)?;
        let id = topic.id;
        let facts = json!({ "opens_on": topic.opens_on, "closes_on": topic.closes_on });
        self.journal(opened, "topic.opened", &agency_id, Some(&id), &id, facts)?;
        if let Some(closed) = closed {
            let facts = json!({ "closes_on": topic.closes_on });
            self.journal(closed, "topic.closed", &agency_id, Some(&id), &id, facts)?;
        }
        if let Some(report) = &told.outcome_report {
            let saved_at = self.moment_of(report.offset_days, 12);
            let row = OutcomeReport {
                topic_id: &id,
                text_ar: &report.ar,
                text_en: &report.en,
                version: 1,
                saved_at: saved_at.into(),
            };
            demonstration::add_report(self.conn, &row)?;
        }
        if let Some(concluded) = concluded {
            self.journal(
                concluded,
                "topic.concluded",
                &agency_id,
                Some(&id),
                &id,
                json!({}),
            )?;
        }
        Ok(Known {
            id,
            agency_id,
            state,
            days,
            until: concluded.unwrap_or(self.days.now),
        })
    }

    /// An hour of the day so many days from today.
    pub(super) fn moment_of(&self, offset: i64, hour: i64) -> Timestamp {
        self.days
            .moment(self.days.day(offset), hour * 60, Timestamp::MIN)
    }

    /// Lists as people saved them, after the last suggestion on each was posted.
    pub(super) fn lists(&mut self, story: &Story) -> Result<(), DemoError> {
        for (told, number) in story.lists.iter().zip(1_i64..) {
            let topic = look_up(&self.known.topics, "topic", &told.topic)?.clone();
            let person = self.person(&told.person)?;
            let mut entries = Vec::new();
            let mut saved = self.days.zone.start_of(topic.days.opens);
            for key in &told.entries {
                let suggestion = look_up(&self.known.suggestions, "suggestion", key)?;
                saved = saved.max(suggestion.posted);
                entries.push(suggestion.id.clone());
            }
            let last = self.days.zone.end_of(topic.days.closes).min(self.days.now);
            let last = last
                .saturating_sub(SignedDuration::from_mins(1))
                .unwrap_or(last);
            let later = SignedDuration::from_mins(11 + number * 37 % 600);
            let saved = saved.saturating_add(later).unwrap_or(saved).min(last);
            let id = chance::id(saved);
            let list = List {
                id: &id,
                topic_id: &topic.id,
                account_id: &person,
                version: 1,
                saved_at: saved.into(),
            };
            demonstration::add_list(self.conn, &list)?;
            let rows: Vec<Entry<'_>> = (1..)
                .zip(&entries)
                .map(|(place, suggestion_id)| Entry {
                    list_id: &id,
                    place,
                    suggestion_id,
                })
                .collect();
            demonstration::add_entries(self.conn, &rows)?;
        }
        Ok(())
    }

    /// The official edition of each topic that has closed, and one of each open topic that has
    /// enough lists.
    pub(super) fn editions(&mut self, story: &Story) -> Result<(), DemoError> {
        let enough = i64::try_from(LEAST_LISTS).unwrap_or(i64::MAX);
        for told in &story.topics {
            let topic = look_up(&self.known.topics, "topic", &told.slug)?.clone();
            let official = topic.state.is_in(shared::topic::COUNTED);
            let at = match official {
                true => self.days.zone.end_of(topic.days.closes),
                false => self.days.now,
            };
            let lists = editions_write::filled_lists(self.conn, &topic.id, enough)?;
            if official || i64::try_from(lists).is_ok_and(|lists| lists >= enough) {
                editions::count(self.conn, &topic.id, official, at)?;
            }
        }
        Ok(())
    }
}
