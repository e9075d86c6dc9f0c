//! What agencies answered and promised.

use serde_json::{Value, json};
use server::db::commitments::{Commitment, Update};
use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use shared::lang::{Lang, detect};

use super::{Answer, Rows, moment, some};

impl Rows<'_> {
    pub(super) fn answers(&self) -> Vec<Value> {
        let row = |one: &Answer| {
            let (suggestion, topic) = self.readable(&one.1)?;
            Some(json!({
                "suggestion": suggestion.reference,
                "topic": topic.slug,
                "agency": self.agency(&one.2).slug,
                "number": one.3,
                "kind": one.4,
                "reason": some(&one.5),
                "reason_lang": some(&one.6),
                "other_reason": some(&one.7),
                "other_lang": some(&one.8),
                "answered_at": moment(one.9),
            }))
        };
        self.answers.iter().filter_map(row).collect()
    }

    pub(super) fn due_dates(&self) -> Vec<Value> {
        let mut rows = Vec::new();
        for one in &self.suggestions {
            let Some((_, topic)) = self.readable(&one.id) else {
                continue;
            };
            if one.publication != "published" {
                continue;
            }
            for (clock, due, stopped) in [
                ("acknowledge", &one.acknowledge_due, one.acknowledged_at),
                ("decide", &one.decide_due, one.decided_at),
            ] {
                rows.push(json!({
                    "suggestion": one.reference,
                    "topic": topic.slug,
                    "agency": self.agency(&topic.agency_id).slug,
                    "clock": clock,
                    "published_on": one.published_at.map(|at| self.day(at)),
                    "due_on": due,
                    "stopped_on": stopped.map(|at| self.day(at)),
                }));
            }
        }
        rows
    }

    /// The answer of a commitment that everybody may read of, with its suggestion and topic.
    pub(super) fn promising(&self, one: &Commitment) -> Option<(&Answer, &Suggestion, &Topic)> {
        let answer = self.answers.iter().find(|answer| answer.0 == one.answer_id);
        let (suggestion, topic) = self.readable(&one.suggestion_id)?;
        Some((answer.expect("its answer"), suggestion, topic))
    }

    pub(super) fn commitments(&self) -> Vec<Value> {
        let row = |one: &Commitment| {
            let (answer, suggestion, topic) = self.promising(one)?;
            Some(json!({
                "suggestion": suggestion.reference,
                "topic": topic.slug,
                "agency": self.agency(&answer.2).slug,
                "answer_number": answer.3,
                "commitment": one.what,
                "lang": one.lang,
                "due_on": one.due_on,
                "state": one.state,
                "made_at": moment(one.made_at),
            }))
        };
        self.commitments.iter().filter_map(row).collect()
    }

    pub(super) fn updates(&self) -> Vec<Value> {
        let row = |one: &Update| {
            let of = self
                .commitments
                .iter()
                .find(|of| of.id == one.commitment_id);
            let (answer, suggestion, topic) = self.promising(of.expect("its commitment"))?;
            let note = some(&one.note);
            Some(json!({
                "suggestion": suggestion.reference,
                "topic": topic.slug,
                "agency": self.agency(&answer.2).slug,
                "answer_number": answer.3,
                "state": one.state,
                "note": note,
                "note_lang": note.map(|note| detect(note, Lang::Ar).code()),
                "updated_at": moment(one.updated_at),
            }))
        };
        self.updates.iter().filter_map(row).collect()
    }
}
