//! The demonstration's answers, by the rules of the domain.

use jiff::Timestamp;
use serde_json::json;
use shared::answer::{self, AnswerKind, AnswerState, ReasonFacts};
use shared::clocks::DueKind;
use shared::lang::{Lang, TextLang, detect, direction};
use shared::suggestion::PublicationState;
use shared::text::letters::letters;

use super::story::{self, After};
use super::suggestions::Case;
use super::{DemoError, Filling};
use crate::chance;
use crate::db::demonstration::{self, Answer};

/// An answer with its moment.
pub(super) struct Given<'s> {
    pub told: &'s story::Answer,
    pub kind: AnswerKind,
    pub at: Timestamp,
}

impl Given<'_> {
    /// Whether what was promised before ends with it.
    fn ends_promise(&self) -> bool {
        self.kind == AnswerKind::Rejected || self.told.commitment.is_some()
    }
}

/// Where all its answers leave a suggestion.
pub(super) struct Stands {
    pub state: AnswerState,
    stopped: Vec<(DueKind, Timestamp)>,
}

impl Stands {
    /// When a clock was stopped for good.
    pub fn stopped(&self, clock: DueKind) -> Option<Timestamp> {
        let mut all = self.stopped.iter();
        all.find(|(kind, _)| *kind == clock).map(|(_, at)| *at)
    }
}

/// Asks the domain whether the answers may stand, one after the other.
pub(super) fn stands(
    case: &Case<'_>,
    publication: PublicationState,
    given: &[Given<'_>],
) -> Result<Stands, DemoError> {
    let mut stands = Stands {
        state: AnswerState::None,
        stopped: Vec::new(),
    };
    let mut before = "";
    for one in given {
        let reason = one.told.reason.as_str();
        let facts = (!reason.is_empty()).then(|| ReasonFacts {
            letters: letters(reason),
            in_suggestion_language: detect(reason, Lang::Ar) == case.lang,
            is_template: false,
            repeats_standing: reason == before,
        });
        let promises = one.told.commitment.is_some();
        let new = answer::answer(publication, stands.state, one.kind, facts, promises).map_err(
            |refusals| {
                let all: Vec<_> = refusals.iter().map(ToString::to_string).collect();
                case.wrong(&all.join("; "))
            },
        )?;
        stands.state = new.state;
        stands
            .stopped
            .extend(new.stops.iter().map(|clock| (*clock, one.at)));
        before = reason;
    }
    Ok(stands)
}

impl Filling<'_> {
    /// The story's answers, each after what came before it and not after the topic's end.
    pub(super) fn answers_in_time<'s>(&self, case: &Case<'s>) -> Result<Vec<Given<'s>>, DemoError> {
        let mut before = case.posted;
        let mut given = Vec::new();
        for (told, number) in case.told.answers.iter().zip(1_i64..) {
            let kind = AnswerKind::parse(&told.kind).map_err(|why| case.wrong(&why.to_string()))?;
            let from = match told.after {
                After::Posted => case.posted_on,
                After::Closing => case.topic.days.closes,
            };
            let calendar = &self.days.calendar;
            let day = calendar.add_working_days(from, told.working_days);
            let at = self.days.moment(day, 510 + number * 47, before);
            let at = at.min(case.topic.until);
            given.push(Given { told, kind, at });
            before = at;
        }
        Ok(given)
    }

    pub(super) fn answers(
        &mut self,
        case: &Case<'_>,
        given: &[Given<'_>],
    ) -> Result<(), DemoError> {
        let mut left = given;
        let mut number = 0;
        while let Some((one, later)) = left.split_first() {
            number += 1;
            let id = self.answer(case, one, number)?;
            if let Some(promise) = &one.told.commitment {
                let ended = later.iter().find(|later| later.ends_promise());
                self.commitment(case, &id, promise, one.at, ended)?;
            }
            left = later;
        }
        Ok(())
    }

    /// Adds an answer and gives its id.
    fn answer(
        &mut self,
        case: &Case<'_>,
        given: &Given<'_>,
        number: i32,
    ) -> Result<String, DemoError> {
        let told = given.told;
        let id = chance::id(given.at);
        let other = match case.lang {
            TextLang::Ar => TextLang::En,
            TextLang::En | TextLang::Other => TextLang::Ar,
        };
        let has_other = !told.other_reason.is_empty();
        let row = Answer {
            id: &id,
            suggestion_id: &case.id,
            agency_id: &case.topic.agency_id,
            number,
            kind: given.kind.as_str(),
            reason: &told.reason,
            lang: case.lang.code(),
            dir: direction(&told.reason, Lang::Ar).code(),
            other_reason: &told.other_reason,
            other_lang: if has_other { other.code() } else { "" },
            answered_at: given.at.into(),
            answered_by: &self.person(&told.by)?,
        };
        demonstration::add_answer(self.conn, &row)?;
        let facts = json!({ "reference": case.reference, "number": number, "kind": row.kind });
        self.journal_of(case, given.at, "answer.given", &id, facts)?;
        Ok(id)
    }
}
