//! The answers to one suggestion, with what they promised.

use std::collections::HashMap;

use shared::commitment::{CommitmentState, is_overdue};
use shared::lang::{Lang, TextDir, TextLang};
use shared::view::answer::{Answer, step};
use shared::view::commitment::{Commitment, Update};
use shared::view::text::UserText;

use super::assemble::{Day, reason, stored_day};
use crate::db::answers::Given;
use crate::db::commitments;

/// The answers, the oldest first, and the commitments by the answer that made them.
pub fn promised(
    rows: Vec<commitments::Promising>,
    day: &Day,
) -> (Vec<Given>, HashMap<String, Commitment>) {
    let mut given: Vec<Given> = Vec::new();
    let mut promised: HashMap<String, Commitment> = HashMap::new();
    for (answer, row, update) in rows {
        if given.last().is_none_or(|last| last.id != answer.id) {
            given.push(answer);
        }
        let Some(row) = row else { continue };
        let Ok(state) = CommitmentState::parse(&row.state) else {
            continue;
        };
        let Some(until) = stored_day(&row.due_on) else {
            continue;
        };
        let commitment = promised.entry(row.answer_id).or_insert_with(|| Commitment {
            what: UserText::stored(row.what, &row.lang, &row.dir),
            until,
            made_on: day.of(row.made_at),
            state,
            overdue: is_overdue(state, until, day.today),
            updates: Vec::new(),
        });
        let Some(update) = update else { continue };
        let Ok(state) = CommitmentState::parse(&update.state) else {
            continue;
        };
        let note = (!update.note.is_empty()).then(|| UserText::detected(update.note, Lang::Ar));
        commitment.updates.push(Update {
            state,
            note,
            on: day.of(update.updated_at),
        });
    }
    (given, promised)
}

/// The answers as the timeline shows them, the oldest first.
pub fn answered(
    given: Vec<Given>,
    mut promised: HashMap<String, Commitment>,
    day: &Day,
) -> Vec<Answer> {
    let last = given.last().map(|one| one.number);
    let mut before = None;
    let mut answers = Vec::new();
    for one in given {
        let kind = one.kind();
        answers.push(Answer {
            number: one.number,
            kind,
            step: step(before, kind),
            reason: reason(&one),
            other: other(&one),
            on: day.of(one.answered_at),
            stands: Some(one.number) == last,
            commitment: promised.remove(&one.id),
        });
        before = Some(kind);
    }
    answers
}

fn other(given: &Given) -> Option<UserText> {
    let lang = TextLang::parse(&given.other_lang).unwrap_or(TextLang::Other);
    let dir = if lang == TextLang::Ar {
        TextDir::Rtl
    } else {
        TextDir::Ltr
    };
    let text = given.other_reason.clone();
    (!text.trim().is_empty()).then_some(UserText { text, lang, dir })
}
