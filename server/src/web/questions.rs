//! What the record of a suggestion says: what an agency asked its author, and what was merged into
//! it.

use shared::question::QuestionEnd;
use shared::time::Zone;
use shared::view::merge::Other;
use shared::view::question::{Question, QuestionStands, ReplyForm};
use shared::view::text::UserText;

use crate::db::suggestions::{Kind, Written};
use crate::db::types::At;

/// The questions with their replies, the oldest first. `answered` are the moments of the answers.
pub fn questions(record: &[Written], answered: &[At], zone: &Zone) -> Vec<Question> {
    let user = |one: &Written| UserText::stored(one.body.clone(), &one.lang, &one.dir);
    let on = |at: At| zone.day(at.time());
    let asked = record.iter().filter(|one| one.kind == Kind::Question);
    asked
        .map(|one| {
            let reply = record
                .iter()
                .find(|other| other.kind == Kind::Addition && other.number == one.number);
            let end = one.ended_as.as_deref();
            let end = end.and_then(|word| QuestionEnd::parse(word).ok());
            Question {
                number: one.number.unwrap_or_default(),
                text: user(one),
                on: on(one.at),
                after_answers: answered.iter().filter(|at| **at <= one.at).count(),
                stands: match (end, reply) {
                    (None, _) => QuestionStands::Open,
                    (Some(QuestionEnd::Replied), Some(reply)) => QuestionStands::Replied {
                        text: user(reply),
                        on: on(reply.at),
                    },
                    (Some(QuestionEnd::Withdrawn), _) => QuestionStands::Withdrawn {
                        on: on(one.ended_at.unwrap_or(one.at)),
                    },
                    (Some(QuestionEnd::Decided | QuestionEnd::Replied), _) => {
                        QuestionStands::Decided
                    }
                },
            }
        })
        .collect()
}

/// What was merged into it, the first first.
pub fn gathered(record: &[Written], zone: &Zone) -> Vec<Other> {
    record
        .iter()
        .filter(|one| one.kind == Kind::Gathered)
        .map(|one| Other {
            reference: one.body.clone(),
            title: UserText::stored(one.title.clone().unwrap_or_default(), &one.lang, &one.dir),
            on: zone.day(one.at.time()),
        })
        .collect()
}

/// Whether a row of the record is an addition that replies to nothing.
pub fn is_plain_addition(one: &Written) -> bool {
    one.kind == Kind::Addition && one.number.is_none()
}

/// The form in which the author replies; none while nothing waits.
pub fn reply_form(asked: &[Question]) -> Option<ReplyForm> {
    let waits = asked
        .last()
        .filter(|last| last.stands == QuestionStands::Open);
    waits.map(|last| ReplyForm {
        question: last.number,
        ..ReplyForm::default()
    })
}
