//! What the demonstration's desks keep ready: templates, and decisions that wait for a second
//! person.

use std::fmt::Display;

use shared::input::{AnswerDraft, TemplateDraft};
use shared::lang::Lang;

use super::life_story::Release;
use super::story::Story;
use super::{DemoError, Filling};
use crate::chance;
use crate::db::answers_write;
use crate::usecases::release::second_person;
use crate::usecases::suggestion::answer::{self, Given};
use crate::usecases::template::add;

impl Filling<'_> {
    /// Templates, who wants a second person, and what waits for one.
    pub(super) fn desks(&mut self, story: &Story) -> Result<(), DemoError> {
        let life = &story.life;
        let wrong = |key: &str, why: &dyn Display| DemoError::Story(format!("{key}: {why}"));
        for told in &life.templates {
            let by = self.who(&told.by)?;
            let at = self.moment_of(told.offset_days, 13);
            let draft = TemplateDraft {
                kind: told.kind.clone(),
                label: told.label.clone(),
                text_ar: told.text_ar.clone(),
                text_en: told.text_en.clone(),
            };
            add::add(self.conn, &by, at, &told.agency, &draft)
                .map_err(|why| wrong(&told.label, &why))?;
        }
        for told in &life.second_person {
            let by = self.who(&told.by)?;
            let at = self.moment_of(told.offset_days, 9);
            second_person::set(self.conn, &by, at, &told.agency, true)
                .map_err(|why| wrong(&told.agency, &why))?;
        }
        for told in &life.releases {
            self.held(story, told)?;
        }
        Ok(())
    }

    fn held(&mut self, story: &Story, told: &Release) -> Result<(), DemoError> {
        let about = self.about(story, &told.suggestion)?;
        let by = self.who(&told.by)?;
        let at = self.moment_of(told.offset_days, 8);
        let latest = answers_write::latest_of(self.conn, &about.id)?;
        let due = told.commitment_offset_days.map(|days| self.days.day(days));
        let (agency, reference) = about.at_desk();
        let sent = answer::Sent {
            agency: agency.to_owned(),
            reference,
            seen: latest.map_or(0, |answer| answer.number),
            key: chance::id(at),
            draft: AnswerDraft {
                kind: told.kind.clone(),
                reason: told.reason.clone(),
                lang: String::new(),
                other_reason: String::new(),
                commitment_what: told.commitment_what.clone(),
                commitment_due: due.map(|day| day.to_string()).unwrap_or_default(),
            },
            page: Lang::Ar,
        };
        let given = answer::answer(self.conn, &by, at, self.days.zone.day(at), &sent)
            .map_err(|why| about.wrong(why))?;
        match given {
            Given::Held => Ok(()),
            Given::Public => Err(about.wrong("nobody has to release it")),
        }
    }
}
