//! What the demonstration's agencies promised, and what became of it.

use jiff::Timestamp;
use serde_json::json;
use shared::commitment::{self, CommitmentState};
use shared::lang::{Lang, detect, direction};
use shared::text::letters::letters;

use super::{DemoError, Filling, story, topics};
use crate::chance;
use crate::db::demonstration::{self, Commitment, CommitmentUpdate};
use crate::db::types::At;

impl Filling<'_> {
    /// Adds what an answer promises, with what became of it by the rules of the domain.
    pub(super) fn commitment(
        &mut self,
        topic: &topics::Known,
        suggestion_id: &str,
        answer_id: &str,
        told: &story::Commitment,
        made: Timestamp,
    ) -> Result<(), DemoError> {
        let wrong = |why: String| DemoError::Story(format!("{}: {why}", told.what));
        let due = self.days.day(told.due_offset_days);
        let promised = commitment::promise(letters(&told.what), due, self.days.zone.day(made));
        let mut state = promised.map_err(|why| wrong(why.to_string()))?;
        let mut updates = Vec::new();
        let mut before = made;
        for update in &told.updates {
            let to = CommitmentState::parse(&update.state).map_err(|why| wrong(why.to_string()))?;
            state = commitment::update(state, to, letters(&update.note))
                .map_err(|why| wrong(why.to_string()))?;
            before = self
                .days
                .moment(self.days.day(update.offset_days), 660, before);
            updates.push((state, update.note.as_str(), before));
        }
        let id = chance::id(made);
        let row = Commitment {
            id: &id,
            suggestion_id,
            answer_id,
            what: &told.what,
            lang: detect(&told.what, Lang::Ar).code(),
            dir: direction(&told.what, Lang::Ar).code(),
            due_on: due.to_string(),
            state: state.as_str(),
            made_at: made.into(),
        };
        demonstration::add_commitment(self.conn, &row)?;
        let facts = json!({ "suggestion": suggestion_id, "due_on": row.due_on });
        let of = (topic.agency_id.as_str(), topic.id.as_str());
        self.journal(made, "commitment.made", of.0, Some(of.1), &id, facts)?;
        for (state, note, at) in updates {
            let row = CommitmentUpdate {
                id: chance::id(at),
                commitment_id: &id,
                state: state.as_str(),
                note,
                updated_at: At::from(at),
            };
            demonstration::add_update(self.conn, &row)?;
            let facts = json!({ "suggestion": suggestion_id, "state": state.as_str() });
            self.journal(
                at,
                "commitment.updated",
                &topic.agency_id,
                Some(&topic.id),
                &id,
                facts,
            )?;
        }
        Ok(())
    }
}
