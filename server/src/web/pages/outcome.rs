//! The outcome of a topic.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use frontend::pages;
use jiff::civil::Date;
use shared::commitment::{CommitmentState, is_overdue};
use shared::topic::TopicState;
use shared::view::commitment::CommitmentLine;
use shared::view::outcome::{OutcomePage, Promises};
use shared::view::text::UserText;

use super::asked::{Asked, malformed};
use super::assemble::{Day, both, stored_day};
use super::cursor::Cursor;
use super::topic::headed;
use crate::app::App;
use crate::db::answers::Answered;
use crate::db::commitments::{self, Commitment};
use crate::db::{holidays, topics};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::Visitor;

const PAGE: i64 = 50;

/// `GET /{lang}/topics/{slug}/outcome?after=CURSOR`
///
/// # Errors
/// Not found for a draft; malformed for a cursor that no page wrote; the database's fault.
pub async fn show(
    app: Data<App>,
    visitor: Visitor,
    path: Path<(String, String)>,
    req: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let (_, slug) = path.into_inner();
    let after = match Asked::of(&req)?.cursor()? {
        None => None,
        Some(Cursor::Day { day, id }) => Some((day, id)),
        Some(_) => return Err(malformed()),
    };
    let (today, zone) = (app.today(), app.config.zone.clone());
    let view = app
        .db
        .read(move |conn| {
            let day = Day {
                today,
                zone,
                calendar: holidays::calendar(conn)?,
            };
            let (headed, head) = headed(conn, &slug, &day)?;
            let topic = &headed.topic;
            let from = after.as_ref().map(|(day, id)| (day.as_str(), id.as_str()));
            let mut rows = commitments::of_topic(conn, &topic.id, from, PAGE + 1)?;
            let page = usize::try_from(PAGE).unwrap_or_default();
            let more = rows.len() > page;
            rows.truncate(page);
            let next = rows.last().filter(|_| more).map(|(last, _)| {
                Cursor::Day {
                    day: last.due_on.clone(),
                    id: last.id.clone(),
                }
                .to_string()
            });
            let ids: Vec<&str> = rows.iter().map(|(one, _)| one.id.as_str()).collect();
            let done = commitments::done_at(conn, &ids)?;
            let promises = promises(&commitments::count_of_topic(conn, &topic.id)?, today);
            // A draft of the report is the agency's own until the topic is concluded.
            let report = match topic.state() {
                TopicState::Concluded => topics::report_of(conn, &topic.id)?,
                _ => None,
            };
            Ok::<_, Failure>(OutcomePage {
                head,
                report: report.map(|(ar, en)| both(ar, en)),
                promises,
                commitments: rows
                    .into_iter()
                    .filter_map(|row| {
                        let done_on = done.get(&row.0.id).map(|at| day.of(*at));
                        line(row, done_on, today)
                    })
                    .collect(),
                next,
            })
        })
        .await?;
    Ok(render::ok(&visitor, move |lang| {
        pages::outcome::page(lang, view)
    }))
}

/// A commitment in a list, with the day it was done; none for one that is not
/// stored whole.
pub fn line(
    (commitment, answered): (Commitment, Answered),
    done_on: Option<Date>,
    today: Date,
) -> Option<CommitmentLine> {
    let state = CommitmentState::parse(&commitment.state).ok()?;
    let until = stored_day(&commitment.due_on)?;
    let overdue = is_overdue(state, until, today);
    let ended = done_on.or(overdue.then_some(today));
    Some(CommitmentLine {
        reference: answered.reference,
        title: UserText::stored(answered.title, &answered.title_lang, &answered.title_dir),
        what: UserText::stored(commitment.what, &commitment.lang, &commitment.dir),
        until,
        state,
        overdue,
        days_over: ended
            .and_then(|ended| ended.since(until).ok())
            .map_or(0, |over| i64::from(over.get_days()).max(0)),
    })
}

/// Adds up groups of (state, day, how many).
pub fn promises(groups: &[(String, String, i64)], today: Date) -> Promises {
    let mut promises = Promises::default();
    for (state, due_on, many) in groups {
        let Ok(state) = CommitmentState::parse(state) else {
            continue;
        };
        match state {
            CommitmentState::Planned => promises.planned += many,
            CommitmentState::InProgress => promises.in_progress += many,
            CommitmentState::Done => promises.done += many,
            CommitmentState::Dropped => promises.dropped += many,
        }
        if stored_day(due_on).is_some_and(|until| is_overdue(state, until, today)) {
            promises.overdue += many;
        }
    }
    promises
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn only_standing_promises_are_overdue() {
        let group = |state: &str, day: &str, many| (state.to_owned(), day.to_owned(), many);
        let groups = [
            group("planned", "2026-11-21", 2),
            group("planned", "2026-11-22", 3),
            group("in_progress", "2026-01-01", 4),
            group("done", "2026-01-01", 5),
            group("dropped", "2026-01-01", 6),
        ];
        let wanted = Promises {
            planned: 5,
            in_progress: 4,
            done: 5,
            dropped: 6,
            overdue: 6,
        };
        assert_eq!(promises(&groups, date(2026, 11, 22)), wanted);
    }
}
