//! The demonstration's suggestions, by the rules of the domain.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use shared::clocks::{DueKind, acknowledge_due, decide_due};
use shared::ids::{Reference, SuggestionId, TopicId};
use shared::lang::{Lang, TextLang, direction};
use shared::suggestion::PublicationState;
use shared::tally::discover::sort_key;
use shared::topic::{self, Settings, TopicState};

use super::draw::Draw;
use super::story::{self, Story};
use super::{DemoError, Filling, look_up, topics};
use crate::chance;
use crate::db::demonstration::{self, Version};
use crate::db::suggestions::{self, Suggestion};

/// A suggestion that is filled in.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub id: String,
    pub reference: String,
    pub posted: Timestamp,
}

/// A suggestion under way: what its story hangs on.
pub(super) struct Case<'s> {
    pub told: &'s story::Suggestion,
    pub topic: topics::Known,
    pub id: String,
    pub reference: String,
    pub lang: TextLang,
    pub posted_on: Date,
    pub posted: Timestamp,
}

impl Case<'_> {
    pub fn wrong(&self, what: &str) -> DemoError {
        DemoError::Story(format!("{}: {what}", self.told.key))
    }
}

impl Filling<'_> {
    pub(super) fn suggestions(&mut self, story: &Story) -> Result<(), DemoError> {
        let mut number = 0;
        for chapter in &story.chapters {
            for told in &chapter.suggestions {
                number += 1;
                let known = self.suggestion(&chapter.topic, told, number)?;
                self.known.suggestions.insert(told.key.clone(), known);
            }
        }
        Ok(())
    }

    fn suggestion(
        &mut self,
        topic: &story::Topic,
        told: &story::Suggestion,
        number: i64,
    ) -> Result<Known, DemoError> {
        let case = self.case(topic, told, number)?;
        let publication =
            PublicationState::parse(&told.state).map_err(|why| case.wrong(&why.to_string()))?;
        let given = self.answers_in_time(&case)?;
        let stands = super::answers::stands(&case, publication, &given)?;
        let Case { id, topic, .. } = &case;
        let dir = direction(&format!("{}\n{}", told.title, told.text), Lang::Ar);
        let calendar = &self.days.calendar;
        let shuffle = match (TopicId::parse(&topic.id), SuggestionId::parse(id)) {
            (Ok(topic), Ok(id)) => sort_key(&topic, self.days.today(), &id),
            _ => chance::shuffle(),
        };
        let merged_into = match &told.merged {
            Some(merged) => Some(self.merge_target(&case, merged)?),
            None => None,
        };
        let row = Suggestion {
            id: id.clone(),
            reference: case.reference.clone(),
            topic_id: topic.id.clone(),
            author_id: Some(self.person(&told.author)?),
            show_name: told.show_name,
            publication: publication.as_str().to_owned(),
            pending_reason: None,
            publishes_on: None,
            hidden_reason: told.hidden.as_ref().map(|hidden| i32::from(hidden.reason)),
            merged_into,
            title: told.title.clone(),
            body: told.text.clone(),
            lang: case.lang.code().to_owned(),
            dir: dir.code().to_owned(),
            ground_kind: told.ground.as_ref().map(|ground| ground.kind.clone()),
            ground_text: told.ground.as_ref().and_then(|ground| ground.text.clone()),
            ground_link: told.ground.as_ref().and_then(|ground| ground.link.clone()),
            governorate: told.governorate.clone(),
            wilayat: told.wilayat.clone(),
            category: None,
            external_id: None,
            import_id: None,
            posted_at: case.posted.into(),
            published_at: Some(case.posted.into()),
            acknowledge_due: Some(acknowledge_due(case.posted_on, calendar).due.to_string()),
            decide_due: Some(decide_due(topic.days.closes, calendar).due.to_string()),
            acknowledged_at: stands.stopped(DueKind::Acknowledge).map(Into::into),
            decided_at: stands.stopped(DueKind::Decide).map(Into::into),
            answer_state: stands.state.as_str().to_owned(),
            shuffle,
            version: i32::try_from(told.earlier.len() + 1).unwrap_or(i32::MAX),
        };
        suggestions::add(self.conn, &row)?;
        let facts = json!({
            "reference": row.reference,
            "lang": row.lang,
            "version": 1,
            "acknowledge_due": row.acknowledge_due,
            "decide_due": row.decide_due,
        });
        self.journal_of(&case, case.posted, "suggestion.published", id, facts)?;
        self.versions(&case)?;
        self.additions(&case)?;
        self.answers(&case, &given)?;
        self.taken_out(&case)?;
        Ok(Known {
            id: case.id,
            reference: case.reference,
            posted: case.posted,
        })
    }

    /// When, where and in which language it was posted.
    fn case<'s>(
        &self,
        topic: &story::Topic,
        told: &'s story::Suggestion,
        number: i64,
    ) -> Result<Case<'s>, DemoError> {
        let wrong = |what: String| DemoError::Story(format!("{}: {what}", told.key));
        let topic = look_up(&self.known.topics, "topic", &topic.slug)?.clone();
        let posted_on = self.days.day(told.posted_offset_days);
        let ranking_only = Settings::default().ranking_only_percent;
        topic::may_suggest(TopicState::Open, topic.days, ranking_only, posted_on)
            .map_err(|why| wrong(why.to_string()))?;
        // From eight in the morning to six in the evening, each at another minute.
        let minutes = 480 + number * 53 % 600;
        let posted = self.days.moment(posted_on, minutes, Timestamp::MIN);
        // Found again in every demonstration, unlike the id.
        let reference = Reference::from_bits(Draw::of(&told.key).thirty_bits());
        Ok(Case {
            told,
            topic,
            id: chance::id(posted),
            reference: reference.to_string(),
            lang: TextLang::parse(&told.lang).ok_or_else(|| wrong("unknown language".into()))?,
            posted_on,
            posted,
        })
    }

    /// A minute of the day so many working days after it was posted.
    pub(super) fn after_posting(&self, case: &Case<'_>, days: u32, minutes: i64) -> Timestamp {
        let day = self.days.calendar.add_working_days(case.posted_on, days);
        self.days.moment(day, minutes, case.posted)
    }

    /// Its versions, some minutes apart.
    fn versions(&mut self, case: &Case<'_>) -> Result<(), DemoError> {
        let now = (&case.told.title, &case.told.text);
        let earlier = case.told.earlier.iter().map(|one| (&one.title, &one.text));
        let mut at = case.posted;
        for ((title, text), number) in earlier.chain([now]).zip(1..) {
            let version = Version {
                id: chance::id(at),
                suggestion_id: &case.id,
                number,
                title,
                body: text,
                lang: case.lang.code(),
                dir: direction(&format!("{title}\n{text}"), Lang::Ar).code(),
                written_at: at.into(),
            };
            demonstration::add_version(self.conn, &version)?;
            if number > 1 {
                let facts = json!({ "reference": case.reference, "version": number });
                self.journal_of(case, at, "suggestion.edited", &case.id, facts)?;
            }
            at = self.days.moment(case.posted_on, 0, at);
        }
        Ok(())
    }

    /// What its author added later, with its day.
    fn additions(&mut self, case: &Case<'_>) -> Result<(), DemoError> {
        for (addition, minutes) in case.told.additions.iter().zip((1_200_i64..).step_by(9)) {
            let at = self.after_posting(case, addition.working_days, minutes);
            let text = addition.text.as_str();
            let dir = direction(text, Lang::Ar).code();
            suggestions::add_addition(self.conn, &case.id, (text, case.lang.code(), dir), at)?;
            let facts = json!({ "reference": case.reference });
            self.journal_of(case, at, "suggestion.added_to", &case.id, facts)?;
        }
        Ok(())
    }
}
