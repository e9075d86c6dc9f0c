//! Keeping the calendar: every change asks on a page of its own before anything happens.

mod ask;
pub mod holiday;
pub mod week;
pub mod year;

use actix_web::{HttpResponse, web};
use frontend::pages;
use jiff::civil::Date;
use shared::view::calendar::StewardCalendarPage;

use crate::app::App;
use crate::db::{Conn, calendar_changes, holidays};
use crate::usecases::calendar::change::ChangeCalendarRefusal;
use crate::usecases::calendar::oman;
use crate::web::done::DoneQuery;
use crate::web::error::Failure;
use crate::web::pages::calendar::{CHANGES, by_years, change_line, holiday_line, week_line};
use crate::web::render;
use crate::web::visitor::{Signed, Steward};

/// `GET /{lang}/steward/calendar`
///
/// # Errors
/// The database's fault.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Steward>,
    query: web::Query<DoneQuery>,
) -> Result<HttpResponse, Failure> {
    let (today, zone) = (app.today(), app.config.zone.clone());
    let mut view = app
        .db
        .read(move |conn| {
            let changes = calendar_changes::latest(conn, CHANGES)?;
            let changes = changes
                .into_iter()
                .filter_map(|one| change_line(one, &zone))
                .collect();
            Ok::<_, Failure>(StewardCalendarPage {
                changes,
                ..page(conn, today)?
            })
        })
        .await?;
    view.done = query.done == "changed";
    Ok(render::ok(&signed.visitor, |lang| {
        pages::steward_calendar::page(lang, view)
    }))
}

fn page(conn: &mut Conn, today: Date) -> Result<StewardCalendarPage, Failure> {
    let entries = holidays::entries(conn)?;
    let mut next = entries.clone();
    let years = [today.year(), today.year().saturating_add(1)];
    let offered = years
        .into_iter()
        .filter(|year| oman::YEARS.contains(year))
        .filter(|year| {
            !oman::enter(&mut next, *year, String::new)
                .entered
                .is_empty()
        })
        .collect();
    Ok(StewardCalendarPage {
        weekend: entries.calendar().weekend_on(today),
        weeks: entries.weeks.iter().map(week_line).collect(),
        years: by_years(entries.holidays.iter().map(|kept| {
            let line = holiday_line(&kept.holiday, today);
            (line.first.year(), (kept.id.clone(), line))
        })),
        offered,
        changes: Vec::new(),
        done: false,
    })
}

/// Back to the calendar, where it says what was done.
fn changed(signed: &Signed<Steward>) -> HttpResponse {
    render::see(format!(
        "/{}/steward/calendar?done=changed",
        signed.lang().code()
    ))
}

impl From<ChangeCalendarRefusal> for Failure {
    fn from(refusal: ChangeCalendarRefusal) -> Failure {
        match refusal {
            ChangeCalendarRefusal::Database(fault) => Failure::Database(fault),
            other => Failure::of(&other),
        }
    }
}
