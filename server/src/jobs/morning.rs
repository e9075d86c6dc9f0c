//! What is written in the morning: the digests of people, and letters to staff.

use diesel::QueryResult;
use jiff::civil::Date;
use shared::clocks::{DueKind, Stage, due_days};
use shared::notice::{MORNING, first_of_week};

use super::lead::{self, Term};
use crate::app::App;
use crate::db::types::At;
use crate::db::{digests, escalations, holidays, journal, weekly_sheets};
use crate::usecases::notice::escalate::{Spans, escalate};
use crate::usecases::notice::sheet::{self, Days};
use crate::usecases::notice::{Desk, digest};

/// People whose digests are written in one transaction.
const AT_ONCE: i64 = 20;
/// Follows the days on which staff were written to: its number is that of the last.
const STAFF: &str = "escalations";
/// Transactions of one round; the rest waits for the next.
const A_ROUND: usize = 50;

/// The day of the platform's zone and its morning, once that has come.
fn morning(app: &App) -> Option<(Date, At)> {
    let today = app.today();
    let begins = app.config.zone.at(today, MORNING);
    (app.now() >= begins).then(|| (today, begins.into()))
}

/// Writes the digests of the day: one to each person for whom something waits since before the
/// morning.
pub(super) async fn digests(app: &App, term: &Term) -> QueryResult<()> {
    let Some((day, begins)) = morning(app) else {
        return Ok(());
    };
    for _ in 0..A_ROUND {
        let due = app
            .db
            .read(move |conn| digests::due(conn, &day.to_string(), begins, AT_ONCE))
            .await?;
        if due.is_empty() {
            break;
        }
        let desk = Desk::of(app);
        let written = lead::write(app, term, move |conn| {
            due.iter()
                .try_for_each(|one| digest::write(conn, &desk, one, (day, begins)))
        })
        .await?;
        if written.is_none() {
            break;
        }
    }
    Ok(())
}

/// Writes to staff about debts that have got more pressing: once a working day, so that what reaches a
/// stage in the course of it waits for the next morning with the others.
pub(super) async fn escalations(app: &App, term: &Term) -> QueryResult<()> {
    let Some((day, _)) = morning(app) else {
        return Ok(());
    };
    let number = day_number(day);
    let (calendar, last) = app
        .db
        .read(|conn| {
            let last = journal::followed_to(conn, STAFF)?;
            Ok::<_, diesel::result::Error>((holidays::calendar(conn)?, last))
        })
        .await?;
    if last >= number || !calendar.is_working(day) {
        return Ok(());
    }
    for stage in [Stage::LongOverdue, Stage::Overdue, Stage::DueSoon] {
        let spans: Spans = DueKind::ALL
            .iter()
            .map(|kind| {
                let (first, last) = due_days(*kind, stage, day, &calendar);
                let text = |day: Option<Date>, open: &str| {
                    day.map_or_else(|| open.to_owned(), |day| day.to_string())
                };
                (*kind, (text(first, ""), text(last, "9999-12-31")))
            })
            .collect();
        loop {
            let wanted = spans.clone();
            let agency = app
                .db
                .read(move |conn| {
                    for (kind, (first, last)) in &wanted {
                        let found = escalations::next_agency(conn, *kind, stage, (first, last))?;
                        if found.is_some() {
                            return Ok(found);
                        }
                    }
                    Ok::<_, diesel::result::Error>(None)
                })
                .await?;
            let Some(agency) = agency else { break };
            let (desk, spans) = (Desk::of(app), spans.clone());
            let written = lead::write(app, term, move |conn| {
                escalate(conn, &desk, &agency, stage, &spans)
            });
            if written.await?.is_none() {
                return Ok(());
            }
        }
    }
    lead::write(app, term, move |conn| {
        journal::follow_to(conn, STAFF, number)
    })
    .await
    .map(drop)
}

/// Days since 1970.
fn day_number(day: Date) -> i64 {
    Date::constant(1970, 1, 1).duration_until(day).as_hours() / 24
}

/// Writes the weekly sheets to managers from the morning of the week's first working day on.
pub(super) async fn sheets(app: &App, term: &Term) -> QueryResult<()> {
    let Some((today, _)) = morning(app) else {
        return Ok(());
    };
    let calendar = app.db.read(holidays::calendar).await?;
    let (week, Some(begins)) = first_of_week(today, &calendar) else {
        return Ok(());
    };
    if today < begins {
        return Ok(());
    }
    let days = Days { week, today };
    for _ in 0..A_ROUND {
        let due = app
            .db
            .read(move |conn| weekly_sheets::due(conn, &week.to_string(), AT_ONCE))
            .await?;
        if due.is_empty() {
            break;
        }
        let (desk, calendar) = (Desk::of(app), calendar.clone());
        let written = lead::write(app, term, move |conn| {
            sheet::write(conn, &desk, &due, days, &calendar)
        });
        if written.await?.is_none() {
            break;
        }
    }
    Ok(())
}
