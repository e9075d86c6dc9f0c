//! What staff and readers do in the demonstration besides answering. Each act goes through the
//! use-case of the program itself, at its time in the past: what that refuses is not told.

use std::fmt::Display;

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use shared::account::{Action, Person};
use shared::ids::Reference;
use shared::input::{
    DecisionDraft, HideDraft, KeepDraft, ObjectionDraft, PromiseDraft, QuestionDraft,
    ReaderReportDraft, TopicCorrectionDraft, TopicLinkDraft,
};
use shared::lang::{Lang, detect, direction};
use shared::satisfaction::Verdict;

use super::life_story::{Objection, Question, Ratings, Report};
use super::story::{self, Story};
use super::{DemoError, Filling, look_up};
use crate::db::{answers_write, demonstration, objections, people, questions, suggestions};
use crate::usecases::agency::{assign_topic, promise};
use crate::usecases::desk;
use crate::usecases::objection::decide;
use crate::usecases::suggestion::{
    ask_author, assign, first_read, hide, object, rate, report, settle_reports,
};
use crate::usecases::topic::{add_link, correct};

/// A suggestion as the acts need it.
pub(super) struct About<'s> {
    topic: &'s story::Topic,
    told: &'s story::Suggestion,
    pub(super) id: String,
    reference: Reference,
    posted: Timestamp,
}

impl About<'_> {
    pub(super) fn wrong(&self, why: impl Display) -> DemoError {
        DemoError::Story(format!("{}: {why}", self.told.key))
    }

    pub(super) fn at_desk(&self) -> (&str, Reference) {
        (&self.topic.agency, self.reference)
    }
}

impl Filling<'_> {
    /// Everything that is told in `demo/life.json`, and who first read what was answered.
    pub(super) fn life(&mut self, story: &Story) -> Result<(), DemoError> {
        self.first_reads(story)?;
        for question in &story.life.questions {
            self.question(story, question)?;
        }
        for reports in &story.life.reports {
            self.reports(story, reports)?;
        }
        for objection in &story.life.objections {
            self.objection(story, objection)?;
        }
        for ratings in &story.life.ratings {
            self.ratings(story, ratings)?;
        }
        self.managers(story)
    }

    pub(super) fn who(&mut self, key: &str) -> Result<Person, DemoError> {
        let id = self.person(key)?;
        let found = people::by_id(self.conn, &id)?;
        found.ok_or_else(|| DemoError::Story(format!("nobody is {key}")))
    }

    pub(super) fn about<'s>(&self, story: &'s Story, key: &str) -> Result<About<'s>, DemoError> {
        let known = look_up(&self.known.suggestions, "suggestion", key)?;
        let wrong = || DemoError::Story(format!("{key} is told nowhere"));
        let reference = Reference::parse(&known.reference).map_err(|_| wrong())?;
        let told = story.chapters.iter().find_map(|chapter| {
            let told = chapter.suggestions.iter().find(|one| one.key == key)?;
            Some((&chapter.topic, told))
        });
        let (topic, told) = told.ok_or_else(wrong)?;
        Ok(About {
            topic,
            told,
            id: known.id.clone(),
            reference,
            posted: known.posted,
        })
    }

    /// A minute of the day so many working days after posting, and never in the future.
    fn at(&self, about: &About<'_>, working_days: u32, minutes: i64) -> Timestamp {
        let on = self.days.zone.day(about.posted);
        let day = self.days.calendar.add_working_days(on, working_days);
        self.days.moment(day, minutes, about.posted)
    }

    /// Whoever gave the first answer had read it before.
    fn first_reads(&mut self, story: &Story) -> Result<(), DemoError> {
        let told = story.chapters.iter().flat_map(|one| &one.suggestions);
        for one in told {
            let Some(first) = one.answers.first() else {
                continue;
            };
            let about = self.about(story, &one.key)?;
            let given = answers_write::of_suggestion(self.conn, &about.id)?;
            let Some(given) = given.first() else { continue };
            let before = |at: Timestamp, minutes| {
                at.saturating_sub(SignedDuration::from_mins(minutes))
                    .unwrap_or(at)
            };
            let at = before(given.answered_at.time(), 25).max(before(about.posted, -3));
            self.first_read(&about, &first.by, at)?;
        }
        for one in &story.life.read {
            let about = self.about(story, &one.suggestion)?;
            let at = self.at(&about, one.working_days, 545);
            self.first_read(&about, &one.by, at)?;
        }
        Ok(())
    }

    fn first_read(&mut self, about: &About<'_>, by: &str, at: Timestamp) -> Result<(), DemoError> {
        let person = self.who(by)?;
        let (agency, reference) = about.at_desk();
        let case = desk::case(self.conn, &person, agency, reference, Action::ReadDesk)?;
        let case = case.map_err(|why| about.wrong(why))?;
        Ok(first_read::first_read(self.conn, &person, at, &case)?)
    }

    fn question(&mut self, story: &Story, told: &Question) -> Result<(), DemoError> {
        let about = self.about(story, &told.suggestion)?;
        let by = self.who(&told.by)?;
        let asked = self.at(&about, told.working_days, 615);
        let draft = QuestionDraft {
            question: told.text.clone(),
        };
        ask_author::ask(self.conn, &by, asked, about.at_desk(), &draft, Lang::Ar)
            .map_err(|why| about.wrong(why))?;
        let stored = questions::latest_of(self.conn, &about.id)?;
        let stored = stored.ok_or_else(|| about.wrong("nothing was asked"))?;
        let soon = asked
            .saturating_add(SignedDuration::from_mins(9))
            .unwrap_or(asked);
        if let Some(reply) = &told.reply {
            let at = self.at(&about, reply.working_days, 1_180);
            let at = at.max(soon).min(self.days.now);
            let (lang, dir) = (
                detect(&reply.text, Lang::Ar),
                direction(&reply.text, Lang::Ar),
            );
            let text = (reply.text.as_str(), lang.code(), dir.code());
            let addition = suggestions::add_addition(self.conn, &about.id, text, at)?;
            questions::replied(self.conn, &stored.id, &addition, at.into())?;
            let topic = look_up(&self.known.topics, "topic", &about.topic.slug)?.clone();
            let reference = about.reference.to_string();
            for (kind, subject, facts) in [
                (
                    "suggestion.added_to",
                    &about.id,
                    json!({ "reference": reference, "question": stored.number }),
                ),
                (
                    "question.replied",
                    &stored.id,
                    json!({ "reference": reference, "number": stored.number }),
                ),
            ] {
                self.journal(at, kind, &topic.agency_id, Some(&topic.id), subject, facts)?;
            }
        }
        if let Some(day) = told.withdrawn {
            let at = self.at(&about, day, 700).max(soon).min(self.days.now);
            ask_author::withdraw(self.conn, &by, at, about.at_desk(), stored.number)
                .map_err(|why| about.wrong(why))?;
        }
        Ok(())
    }

    fn reports(&mut self, story: &Story, told: &Report) -> Result<(), DemoError> {
        let about = self.about(story, &told.suggestion)?;
        let mut at = self.at(&about, told.working_days, 800);
        for one in &told.by {
            let reader = self.who(&one.person)?;
            let draft = ReaderReportDraft {
                reason: one.reason.to_string(),
                note: one.note.clone(),
            };
            let moment = (at, self.days.zone.day(at));
            report::report(self.conn, &reader, about.reference, moment, &draft)
                .map_err(|why| about.wrong(why))?;
            at = self.days.moment(self.days.zone.day(at), 0, at);
        }
        let Some(kept) = &told.kept else {
            return Ok(());
        };
        let by = self.who(&kept.by)?;
        let at = self.at(&about, kept.working_days, 560).max(at);
        let seen = i32::try_from(told.by.len()).unwrap_or_default();
        let draft = KeepDraft {
            keep_note: kept.note.clone(),
        };
        settle_reports::keep(self.conn, &by, at, about.at_desk(), seen, &draft)
            .map_err(|why| about.wrong(why))
    }

    fn objection(&mut self, story: &Story, told: &Objection) -> Result<(), DemoError> {
        let about = self.about(story, &told.suggestion)?;
        if let Some(hidden) = &told.hidden {
            let by = self.who(&hidden.by)?;
            let at = self.at(&about, hidden.working_days, 600);
            let version = i32::try_from(about.told.earlier.len() + 1).unwrap_or(i32::MAX);
            let draft = HideDraft {
                reason: hidden.reason.to_string(),
                note: hidden.note.clone(),
            };
            hide::hide(self.conn, &by, at, about.at_desk(), version, &draft)
                .map_err(|why| about.wrong(why))?;
        }
        let author = self.who(&about.told.author)?;
        let at = self.at(&about, told.working_days, 1_010);
        let draft = ObjectionDraft {
            objection: told.text.clone(),
        };
        let zone = self.days.zone.clone();
        let day = (zone.day(at), &zone);
        let form = (&draft, Lang::Ar);
        object::object(self.conn, &author, about.reference, at, day, form)
            .map_err(|why| about.wrong(why))?;
        let Some(decided) = &told.decided else {
            return Ok(());
        };
        let steward = self.who(&decided.by)?;
        let at = self.at(&about, decided.working_days, 690);
        let waiting = objections::waiting_of(self.conn, &about.id)?;
        let waiting = waiting.ok_or_else(|| about.wrong("nothing waits"))?;
        let draft = DecisionDraft {
            outcome: decided.outcome.clone(),
            public_reason: decided.reason.clone(),
        };
        let moment = (at, self.days.zone.day(at));
        let form = (&draft, Lang::Ar);
        decide::decide(self.conn, &steward, moment, &waiting, form).map_err(|why| about.wrong(why))
    }

    /// Those who listed it say what they think, some hours after the answer that stands and after
    /// each other.
    fn ratings(&mut self, story: &Story, told: &Ratings) -> Result<(), DemoError> {
        let about = self.about(story, &told.suggestion)?;
        let latest = answers_write::latest_of(self.conn, &about.id)?;
        let latest = latest.ok_or_else(|| about.wrong("it has no answer"))?;
        let verdicts = [
            (Verdict::Yes, told.yes),
            (Verdict::No, told.no),
            (Verdict::Partly, told.partly),
        ];
        let verdicts = verdicts
            .into_iter()
            .flat_map(|(verdict, many)| std::iter::repeat_n(verdict, many));
        let listers = demonstration::listers(self.conn, &about.id)?;
        for ((verdict, person), hours) in verdicts.zip(listers).zip((3_i64..).step_by(5)) {
            let Some(person) = people::by_id(self.conn, &person)? else {
                continue;
            };
            let at = latest.answered_at.time();
            let at = at
                .saturating_add(SignedDuration::from_hours(hours))
                .unwrap_or(at);
            let said = (latest.number, verdict);
            rate::rate(
                self.conn,
                &person,
                at.min(self.days.now),
                about.reference,
                said,
            )
            .map_err(|why| about.wrong(why))?;
        }
        Ok(())
    }

    /// What managers promise, add, correct and give to whom.
    fn managers(&mut self, story: &Story) -> Result<(), DemoError> {
        let life = &story.life;
        let wrong = |key: &str, why: &dyn Display| DemoError::Story(format!("{key}: {why}"));
        for told in &life.promises {
            let by = self.who(&told.by)?;
            let at = self.moment_of(told.offset_days, 10);
            let draft = PromiseDraft {
                acknowledge_days: told.acknowledge_days.clone(),
                decide_days: told.decide_days.clone(),
            };
            promise::promise(self.conn, &by, at, &told.agency, 0, &draft)
                .map_err(|why| wrong(&told.agency, &why))?;
        }
        for told in &life.links {
            let by = self.who(&told.by)?;
            let at = self.moment_of(told.offset_days, 11);
            let draft = TopicLinkDraft {
                kind: told.kind.clone(),
                title_ar: told.title_ar.clone(),
                title_en: told.title_en.clone(),
                address: told.address.clone(),
            };
            let topic = (agency_of(story, &told.topic)?, told.topic.as_str());
            add_link::add_link(self.conn, &by, at, topic, &draft)
                .map_err(|why| wrong(&told.topic, &why))?;
        }
        for told in &life.corrections {
            let by = self.who(&told.by)?;
            let at = self.moment_of(told.offset_days, 12);
            let topic = topic_of(story, &told.topic)?;
            let draft = TopicCorrectionDraft {
                description_ar: format!("{}\n\n{}", topic.description_ar, told.add_ar),
                description_en: format!("{}\n\n{}", topic.description_en, told.add_en),
                reason_ar: told.reason_ar.clone(),
                reason_en: told.reason_en.clone(),
            };
            let address = (topic.agency.as_str(), told.topic.as_str());
            correct::correct(self.conn, &by, at, address, 1, &draft)
                .map_err(|why| wrong(&told.topic, &why))?;
        }
        for told in &life.responsible {
            let (by, to) = (self.who(&told.by)?, self.person(&told.person)?);
            let topic = (agency_of(story, &told.topic)?, told.topic.as_str());
            assign_topic::assign_topic(self.conn, &by, self.days.now, topic, "", &to)
                .map_err(|why| wrong(&told.topic, &why))?;
        }
        for told in &life.assigned {
            let about = self.about(story, &told.suggestion)?;
            let (by, to) = (self.who(&told.by)?, self.person(&told.person)?);
            let which = [about.reference.to_string()];
            let agency = about.topic.agency.as_str();
            assign::assign(self.conn, &by, self.days.now, agency, &which, Some(&to))
                .map_err(|why| about.wrong(why))?;
        }
        Ok(())
    }
}

fn topic_of<'s>(story: &'s Story, slug: &str) -> Result<&'s story::Topic, DemoError> {
    let mut topics = story.chapters.iter().map(|chapter| &chapter.topic);
    let found = topics.find(|topic| topic.slug == slug);
    found.ok_or_else(|| DemoError::Story(format!("there is no topic {slug}")))
}

fn agency_of<'s>(story: &'s Story, slug: &str) -> Result<&'s str, DemoError> {
    topic_of(story, slug).map(|topic| topic.agency.as_str())
}
