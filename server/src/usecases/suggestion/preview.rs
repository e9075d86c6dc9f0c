//! An answer as it would be given now: looked at, not given.

use jiff::civil::Date;
use shared::account::Person;
use shared::answer::AnswerKind;

use super::answer::{AnswerSuggestionRefusal, Sent, action_of};
use super::weighed::{Weighed, none_waits, weigh};
use crate::db::Conn;
use crate::db::desk::Case;
use crate::usecases::desk;
use crate::usecases::template::filled::filling_of;

/// Weighs the answer as its sending would.
///
/// # Errors
/// The refusal that its sending would meet.
pub fn preview(
    conn: &mut Conn,
    person: &Person,
    today: Date,
    sent: &Sent,
) -> Result<(Case, Weighed), AnswerSuggestionRefusal> {
    let action = action_of(&sent.draft);
    let case = desk::case(conn, person, &sent.agency, sent.reference, action)??;
    if let Ok(kind) = AnswerKind::parse(sent.draft.kind.trim()) {
        none_waits(&case, kind)?;
    }
    let draft = sent.draft.filled(&filling_of(&case), sent.page);
    let weighed = weigh(conn, &case, &draft, (sent.page, today), |latest| {
        latest.map_or(0, |answer| answer.number) == sent.seen
    })?;
    Ok((case, weighed))
}
