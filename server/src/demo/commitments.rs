//! What the demonstration's agencies promised, and what became of it.

use jiff::Timestamp;
use serde_json::json;
use shared::commitment::{self, CommitmentState, PROMISED};
use shared::lang::{Lang, detect, direction};
use shared::text::letters::letters;

use super::answers::Given;
use super::suggestions::Case;
use super::{DemoError, Filling, story};
use crate::chance;
use crate::db::demonstration::{self, Commitment, CommitmentUpdate};
use crate::db::types::At;

/// News of a commitment.
struct News<'s> {
    state: CommitmentState,
    note: &'s str,
    at: Timestamp,
    /// Told by the desk, and so a row of the journal of its own.
    told: bool,
}

impl Filling<'_> {
    /// Adds what an answer promises, with what became of it by the rules of the domain. `ended`
    /// is the later answer that took the promise back or made it anew.
    pub(super) fn commitment(
        &mut self,
        case: &Case<'_>,
        answer_id: &str,
        told: &story::Commitment,
        made: Timestamp,
        ended: Option<&Given<'_>>,
    ) -> Result<(), DemoError> {
        let due = self.days.day(told.due_offset_days);
        let news = self.news(case, told, made, ended)?;
        let state = news
            .last()
            .map_or(CommitmentState::Planned, |last| last.state);
        let id = chance::id(made);
        let row = Commitment {
            id: &id,
            suggestion_id: &case.id,
            answer_id,
            what: &told.what,
            lang: detect(&told.what, Lang::Ar).code(),
            dir: direction(&told.what, Lang::Ar).code(),
            due_on: due.to_string(),
            state: state.as_str(),
            made_at: made.into(),
        };
        demonstration::add_commitment(self.conn, &row)?;
        let facts = json!({ "reference": case.reference, "until": row.due_on });
        self.journal_of(case, made, "commitment.made", &id, facts)?;
        for one in news {
            let row = CommitmentUpdate {
                id: chance::id(one.at),
                commitment_id: &id,
                state: one.state.as_str(),
                note: one.note,
                updated_at: At::from(one.at),
            };
            demonstration::add_update(self.conn, &row)?;
            if one.told {
                let facts = json!({ "reference": case.reference, "state": one.state.as_str() });
                self.journal_of(case, one.at, "commitment.updated", &id, facts)?;
            }
        }
        Ok(())
    }

    fn news<'s>(
        &self,
        case: &Case<'_>,
        told: &'s story::Commitment,
        made: Timestamp,
        ended: Option<&Given<'s>>,
    ) -> Result<Vec<News<'s>>, DemoError> {
        let wrong = |why: String| case.wrong(&format!("{}: {why}", told.what));
        let due = self.days.day(told.due_offset_days);
        let promised = commitment::promise(letters(&told.what), due, self.days.zone.day(made));
        let mut state = promised.map_err(|why| wrong(why.to_string()))?;
        let mut news = vec![News {
            state,
            note: "",
            at: made,
            told: false,
        }];
        let mut before = made;
        for update in &told.updates {
            let to = CommitmentState::parse(&update.state).map_err(|why| wrong(why.to_string()))?;
            state = commitment::update(state, to, letters(&update.note))
                .map_err(|why| wrong(why.to_string()))?;
            let day = self.days.working_day(update.offset_days);
            before = self.days.moment(day, 660, before);
            news.push(News {
                state,
                note: &update.note,
                at: before,
                told: true,
            });
        }
        let Some(end) = ended else { return Ok(news) };
        if before > end.at {
            return Err(wrong("it goes on after a later answer ended it".to_owned()));
        }
        if state.is_in(PROMISED) {
            news.push(News {
                state: CommitmentState::Dropped,
                note: &end.told.reason,
                at: end.at,
                told: false,
            });
        }
        Ok(news)
    }
}
