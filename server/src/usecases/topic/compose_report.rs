//! A draft of the outcome report from the answers given. People edit it; it stores nothing.

use diesel::QueryResult;
use shared::answer::AnswerState;
use shared::view::composed::{AdoptedLine, Composed, RejectedLine};
use shared::view::text::Bilingual;
use shared::view::topic::Figures;

use crate::db::answers::Given;
use crate::db::topics::Topic;
use crate::db::{Conn, answers, composing, figures};

/// Answers of each kind that are looked at; a report has no room for more.
const MOST: i64 = 100;

/// What a topic's report is composed from: five statements.
///
/// # Errors
/// The database's fault.
pub fn compose(conn: &mut Conn, topic: &Topic) -> QueryResult<Composed> {
    let edition = topic.edition_id.as_deref();
    let adopted = composing::decided(conn, &topic.id, edition, AnswerState::Adopted, MOST)?;
    let rejected = composing::decided(conn, &topic.id, edition, AnswerState::Rejected, MOST)?;
    let ids: Vec<&str> = adopted
        .iter()
        .chain(&rejected)
        .map(|one| one.id.as_str())
        .collect();
    let given = answers::standing_of(conn, &ids)?;
    let standing: Vec<&str> = given.values().map(|answer| answer.id.as_str()).collect();
    let mut committed = composing::committed(conn, &standing)?;
    let counts = figures::counts_of(conn, &topic.id)?;
    let adopted = adopted.into_iter().filter_map(|one| {
        let (what, due) = committed.remove(&given.get(&one.id)?.id)?;
        Some(AdoptedLine {
            reference: one.reference,
            title: one.title,
            what,
            until: due.parse().ok()?,
        })
    });
    let rejected = rejected.into_iter().filter_map(|one| {
        Some(RejectedLine {
            reason: reason(given.get(&one.id)?),
            reference: one.reference,
            title: one.title,
        })
    });
    Ok(Composed {
        adopted: adopted.collect(),
        rejected: rejected.collect(),
        figures: Figures {
            published: counts.published,
            unanswered: counts.unanswered,
            acknowledged: counts.acknowledged,
            adopted: counts.adopted,
            rejected: counts.rejected,
            hidden: counts.hidden,
            withdrawn: counts.withdrawn,
            merged: counts.merged,
        },
    })
}

/// The reason in each language, where it stands in it; else as it was given.
fn reason(given: &Given) -> Bilingual {
    let of = |lang: &str| match given.other_lang == lang && !given.other_reason.is_empty() {
        true => given.other_reason.clone(),
        false => given.reason.clone(),
    };
    Bilingual {
        ar: of("ar"),
        en: of("en"),
    }
}
