//! The demonstration's lists and editions.

use jiff::{SignedDuration, Timestamp};
use shared::tally::edition::LEAST_LISTS;

use super::story::{Chapter, Story};
use super::{DemoError, Filling, crowd, look_up, topics};
use crate::chance;
use crate::db::demonstration::{self, Entry, List};
use crate::db::editions_write;
use crate::jobs::editions::{self, Official};

/// Rows of one insert.
const AT_ONCE: usize = 400;

/// A list before its names are looked up.
struct Told<'s> {
    person: String,
    entries: Vec<&'s str>,
    /// On which of the topic's days it is saved at the earliest.
    day: i64,
}

/// A list that may be stored.
struct Saved {
    id: String,
    person: String,
    /// Ids of suggestions in order.
    entries: Vec<String>,
    at: Timestamp,
}

impl Filling<'_> {
    /// Lists as people saved them, after the last suggestion on each was posted.
    pub(super) fn lists(&mut self, story: &Story) -> Result<(), DemoError> {
        let mut next = 0;
        for chapter in &story.chapters {
            let topic = look_up(&self.known.topics, "topic", &chapter.topic.slug)?.clone();
            let crowd = crowd::lists(chapter, next);
            next += crowd.len();
            let told = chapter.lists.iter().map(|list| Told {
                person: list.person.clone(),
                entries: list.entries.iter().map(String::as_str).collect(),
                day: 0,
            });
            let crowd = crowd.into_iter().map(|list| Told {
                person: super::crowd_key(list.person),
                entries: list.entries,
                day: i64::try_from(list.day).unwrap_or_default(),
            });
            let saved: Result<Vec<_>, _> = told
                .chain(crowd)
                .zip(1_i64..)
                .map(|(told, number)| self.saved(chapter, &topic, &told, number))
                .collect();
            self.store_lists(&topic.id, &saved?)?;
        }
        Ok(())
    }

    fn saved(
        &self,
        chapter: &Chapter,
        topic: &topics::Known,
        told: &Told<'_>,
        number: i64,
    ) -> Result<Saved, DemoError> {
        let day = self
            .days
            .day(chapter.topic.opens_offset_days.saturating_add(told.day));
        let mut at = self.days.zone.start_of(day.max(topic.days.opens));
        let mut entries = Vec::new();
        for key in &told.entries {
            let suggestion = look_up(&self.known.suggestions, "suggestion", key)?;
            at = at.max(suggestion.posted);
            entries.push(suggestion.id.clone());
        }
        let last = self.days.zone.end_of(topic.days.closes).min(self.days.now);
        let last = last
            .saturating_sub(SignedDuration::from_mins(1))
            .unwrap_or(last);
        let later = SignedDuration::from_mins(11 + number * 37 % 600);
        let at = at.saturating_add(later).unwrap_or(at).min(last);
        Ok(Saved {
            id: chance::id(at),
            person: self.person(&told.person)?,
            entries,
            at,
        })
    }

    fn store_lists(&mut self, topic_id: &str, saved: &[Saved]) -> Result<(), DemoError> {
        let lists: Vec<List<'_>> = saved
            .iter()
            .map(|list| List {
                id: &list.id,
                topic_id,
                account_id: &list.person,
                version: 1,
                saved_at: list.at.into(),
            })
            .collect();
        let entries: Vec<Entry<'_>> = saved
            .iter()
            .flat_map(|list| {
                (1..)
                    .zip(&list.entries)
                    .map(|(place, suggestion_id)| Entry {
                        list_id: &list.id,
                        place,
                        suggestion_id,
                    })
            })
            .collect();
        for rows in lists.chunks(AT_ONCE) {
            demonstration::add_lists(self.conn, rows)?;
        }
        for rows in entries.chunks(AT_ONCE) {
            demonstration::add_entries(self.conn, rows)?;
        }
        Ok(())
    }

    /// The official edition of each topic that has closed, and one of each open topic that has
    /// enough lists.
    pub(super) fn editions(&mut self, story: &Story) -> Result<(), DemoError> {
        let enough = i64::try_from(LEAST_LISTS).unwrap_or(i64::MAX);
        for chapter in &story.chapters {
            let topic = look_up(&self.known.topics, "topic", &chapter.topic.slug)?.clone();
            let official = topic.state.is_in(shared::topic::COUNTED);
            let at = match official {
                true => self.days.zone.end_of(topic.days.closes),
                false => self.days.now,
            };
            let lists = editions_write::filled_lists(self.conn, &topic.id, enough)?;
            if official || i64::try_from(lists).is_ok_and(|lists| lists >= enough) {
                let official = official.then(|| Official::first(&self.days.zone));
                editions::count(self.conn, &topic.id, official, at)?;
            }
        }
        Ok(())
    }
}
