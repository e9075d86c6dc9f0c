//! The demonstration's suggestions and what became of each, by the rules of the domain.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use shared::answer::{self, AnswerKind, AnswerState, ReasonFacts};
use shared::clocks::{DueKind, acknowledge_due, decide_due};
use shared::ids::{Reference, SuggestionId, TopicId};
use shared::lang::{Lang, TextLang, detect, direction};
use shared::suggestion::PublicationState;
use shared::tally::discover::sort_key;
use shared::text::letters::letters;

use super::story::{self, After, Story};
use super::{DemoError, Filling, look_up, topics};
use crate::chance;
use crate::db::demonstration::{self, Answer, Hiding, Version};
use crate::db::suggestions::{self, Suggestion};

/// A suggestion that is filled in.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub id: String,
    pub posted: Timestamp,
}

/// An answer with its moment.
struct Given<'s> {
    told: &'s story::Answer,
    kind: AnswerKind,
    at: Timestamp,
}

impl Filling<'_> {
    pub(super) fn suggestions(&mut self, story: &Story) -> Result<(), DemoError> {
        for (told, number) in story.suggestions.iter().zip(1_i64..) {
            let known = self.suggestion(told, number)?;
            self.known.suggestions.insert(told.key.clone(), known);
        }
        Ok(())
    }

    fn suggestion(&mut self, told: &story::Suggestion, number: i64) -> Result<Known, DemoError> {
        let wrong = |what: String| DemoError::Story(format!("{}: {what}", told.key));
        let topic = look_up(&self.known.topics, "topic", &told.topic)?.clone();
        let day = self.days.day(told.posted_offset_days);
        // From eight in the morning to six in the evening, each at another minute.
        let posted = self
            .days
            .moment(day, 480 + number * 53 % 600, Timestamp::MIN);
        let lang = TextLang::parse(&told.lang).ok_or_else(|| wrong("unknown language".into()))?;
        let publication =
            PublicationState::parse(&told.state).map_err(|why| wrong(why.to_string()))?;
        let given = self.answers_in_time(told, &topic, day, posted)?;
        let mut state = AnswerState::None;
        let (mut acknowledged, mut decided) = (None, None);
        for one in &given {
            let new = decide(publication, state, one, lang).map_err(wrong)?;
            state = new.state;
            for stopped in new.stops {
                match stopped {
                    DueKind::Acknowledge => acknowledged = Some(one.at),
                    DueKind::Decide => decided = Some(one.at),
                }
            }
        }
        let id = chance::id(posted);
        let dir = direction(&format!("{}\n{}", told.title, told.text), Lang::Ar);
        let calendar = &self.days.calendar;
        let shuffle = match (TopicId::parse(&topic.id), SuggestionId::parse(&id)) {
            (Ok(topic), Ok(id)) => sort_key(&topic, self.days.today(), &id),
            _ => chance::shuffle(),
        };
        let row = Suggestion {
            id: id.clone(),
            reference: Reference::from_bits(chance::reference_bits()).to_string(),
            topic_id: topic.id.clone(),
            author_id: Some(self.person(&told.author)?),
            show_name: told.show_name,
            publication: publication.as_str().to_owned(),
            pending_reason: None,
            publishes_on: None,
            hidden_reason: told.hidden.as_ref().map(|hidden| i32::from(hidden.reason)),
            merged_into: None,
            title: told.title.clone(),
            body: told.text.clone(),
            lang: lang.code().to_owned(),
            dir: dir.code().to_owned(),
            ground_kind: told.ground.as_ref().map(|ground| ground.kind.clone()),
            ground_text: told.ground.as_ref().and_then(|ground| ground.text.clone()),
            ground_link: told.ground.as_ref().and_then(|ground| ground.link.clone()),
            governorate: told.governorate.clone(),
            wilayat: told.wilayat.clone(),
            category: None,
            external_id: None,
            import_id: None,
            posted_at: posted.into(),
            published_at: Some(posted.into()),
            acknowledge_due: Some(acknowledge_due(day, calendar).due.to_string()),
            decide_due: Some(decide_due(topic.days.closes, calendar).due.to_string()),
            acknowledged_at: acknowledged.map(Into::into),
            decided_at: decided.map(Into::into),
            answer_state: state.as_str().to_owned(),
            shuffle,
            version: 1,
        };
        suggestions::add(self.conn, &row)?;
        let version = Version {
            id: chance::id(posted),
            suggestion_id: &id,
            number: 1,
            title: &told.title,
            body: &told.text,
            lang: lang.code(),
            dir: dir.code(),
            written_at: posted.into(),
        };
        demonstration::add_version(self.conn, &version)?;
        let facts = json!({ "reference": row.reference });
        self.journal(
            posted,
            "suggestion.published",
            &topic.agency_id,
            Some(&topic.id),
            &id,
            facts,
        )?;
        for (one, number) in given.iter().zip(1..) {
            self.answer(&topic, &id, one, number, lang)?;
        }
        self.taken_out(told, &topic, &id, day, posted)?;
        Ok(Known { id, posted })
    }

    /// The story's answers, each after what came before it and not after the topic's end.
    fn answers_in_time<'s>(
        &self,
        told: &'s story::Suggestion,
        topic: &topics::Known,
        posted_on: Date,
        posted: Timestamp,
    ) -> Result<Vec<Given<'s>>, DemoError> {
        let mut before = posted;
        let mut given = Vec::new();
        for (answer, number) in told.answers.iter().zip(1_i64..) {
            let kind = AnswerKind::parse(&answer.kind)
                .map_err(|why| DemoError::Story(format!("{}: {why}", told.key)))?;
            let from = match answer.after {
                After::Posted => posted_on,
                After::Closing => topic.days.closes,
            };
            let day = self
                .days
                .calendar
                .add_working_days(from, answer.working_days);
            let at = self
                .days
                .moment(day, 510 + number * 47, before)
                .min(topic.until);
            given.push(Given {
                told: answer,
                kind,
                at,
            });
            before = at;
        }
        Ok(given)
    }

    fn answer(
        &mut self,
        topic: &topics::Known,
        suggestion_id: &str,
        given: &Given<'_>,
        number: i32,
        lang: TextLang,
    ) -> Result<(), DemoError> {
        let told = given.told;
        let id = chance::id(given.at);
        let other = match lang {
            TextLang::Ar => TextLang::En,
            TextLang::En | TextLang::Other => TextLang::Ar,
        };
        let has_other = !told.other_reason.is_empty();
        let row = Answer {
            id: &id,
            suggestion_id,
            agency_id: &topic.agency_id,
            number,
            kind: given.kind.as_str(),
            reason: &told.reason,
            lang: lang.code(),
            dir: direction(&told.reason, Lang::Ar).code(),
            other_reason: &told.other_reason,
            other_lang: if has_other { other.code() } else { "" },
            answered_at: given.at.into(),
            answered_by: &self.person(&told.by)?,
        };
        demonstration::add_answer(self.conn, &row)?;
        let facts = json!({ "suggestion": suggestion_id, "kind": row.kind, "number": number });
        self.journal(
            given.at,
            "answer.given",
            &topic.agency_id,
            Some(&topic.id),
            &id,
            facts,
        )?;
        match &told.commitment {
            Some(promise) => self.commitment(topic, suggestion_id, &id, promise, given.at),
            None => Ok(()),
        }
    }

    /// Hides or withdraws it, where the story does.
    fn taken_out(
        &mut self,
        told: &story::Suggestion,
        topic: &topics::Known,
        id: &str,
        posted_on: Date,
        posted: Timestamp,
    ) -> Result<(), DemoError> {
        let working_days = |days: u32| self.days.calendar.add_working_days(posted_on, days);
        if let Some(hidden) = &told.hidden {
            let at = self
                .days
                .moment(working_days(hidden.working_days), 600, posted);
            let row = Hiding {
                id: chance::id(at),
                suggestion_id: id,
                reason: i32::from(hidden.reason),
                note: &hidden.note,
                hidden_by: &self.person(&hidden.by)?,
                hidden_at: at.into(),
            };
            demonstration::add_hiding(self.conn, &row)?;
            let facts = json!({ "reason": hidden.reason });
            self.journal(
                at,
                "suggestion.hidden",
                &topic.agency_id,
                Some(&topic.id),
                id,
                facts,
            )?;
        } else if let Some(withdrawn) = &told.withdrawn {
            let at = self
                .days
                .moment(working_days(withdrawn.working_days), 1_140, posted);
            let facts = json!({});
            self.journal(
                at,
                "suggestion.withdrawn",
                &topic.agency_id,
                Some(&topic.id),
                id,
                facts,
            )?;
        }
        Ok(())
    }
}

/// Asks the domain whether the answer may stand.
fn decide(
    publication: PublicationState,
    state: AnswerState,
    given: &Given<'_>,
    lang: TextLang,
) -> Result<answer::NewAnswer, String> {
    let reason = &given.told.reason;
    let facts = (!reason.is_empty()).then(|| ReasonFacts {
        letters: letters(reason),
        in_suggestion_language: detect(reason, Lang::Ar) == lang,
        is_template: false,
        repeats_standing: false,
    });
    answer::answer(
        publication,
        state,
        given.kind,
        facts,
        given.told.commitment.is_some(),
    )
    .map_err(|refusals| {
        refusals
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("; ")
    })
}
