//! A second person of the desk releases a decision: it is given now, as its writer wrote it.

use jiff::Timestamp;
use jiff::civil::Date;
use shared::account::Person;
use shared::answer::AnswerKind;
use shared::lang::Lang;
use shared::release::ReleaseState;

use super::{ReleaseRefusal, gone_is_ended, waiting};
use crate::db::answers_write::Answer;
use crate::db::{Conn, answer_releases};
use crate::usecases::suggestion::give::{By, give};
use crate::usecases::suggestion::weighed::weigh;

/// Releases it. What keeps an answer from being given keeps it, too: it waits on, with its text.
/// Acknowledging meanwhile does not.
///
/// # Errors
/// The refusal; nothing is stored then.
pub fn release(
    conn: &mut Conn,
    person: &Person,
    (now, today): (Timestamp, Date),
    slug: &str,
    id: &str,
) -> Result<(), ReleaseRefusal> {
    let (release, case) = waiting(conn, person, (slug, id))?;
    if release.written_by == person.id {
        return Err(ReleaseRefusal::Own);
    }
    let page = Lang::parse(&release.lang).unwrap_or(Lang::Ar);
    let acknowledged = AnswerKind::Acknowledged.as_str();
    let fresh = |latest: Option<&Answer>| {
        latest.is_none_or(|answer| answer.number == release.seen || answer.kind == acknowledged)
    };
    let weighed = weigh(conn, &case, &release.draft(), (page, today), fresh)
        .map_err(ReleaseRefusal::Answer)?;
    let state = ReleaseState::Released;
    answer_releases::end(conn, id, state, &person.id, now.into()).map_err(gone_is_ended)?;
    let by = By {
        writer: &release.written_by,
        releaser: Some(&person.id),
    };
    give(conn, &case, weighed, by, (page, now))
        .map(drop)
        .map_err(ReleaseRefusal::Answer)
}
