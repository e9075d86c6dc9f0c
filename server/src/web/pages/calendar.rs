//! The calendar of working days, for everyone.

use actix_web::HttpResponse;
use actix_web::web::Data;
use frontend::pages;
use jiff::civil::Date;
use shared::calendar::{ChangeKind, Holiday, Week, Weekend};
use shared::lang::Lang;
use shared::time::Zone;
use shared::view::calendar::{CalendarPage, ChangeLine, HolidayLine, WeekLine};
use shared::view::text::UserText;

use super::assemble::{both, stored_day};
use crate::app::App;
use crate::db::{calendar_changes, holidays};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::Visitor;

/// Changes shown.
pub const CHANGES: i64 = 50;

/// `GET /{lang}/calendar`
///
/// # Errors
/// The database's fault.
pub async fn show(app: Data<App>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let (today, zone) = (app.today(), app.config.zone.clone());
    let view = app
        .db
        .read_short(move |conn| {
            let entries = holidays::entries(conn)?;
            let changes = calendar_changes::latest(conn, CHANGES)?;
            let lines = entries.holidays.iter().map(|kept| {
                let line = holiday_line(&kept.holiday, today);
                (line.first.year(), line)
            });
            Ok::<_, Failure>(CalendarPage {
                weekend: entries.calendar().weekend_on(today),
                weeks: entries.weeks.iter().map(week_line).collect(),
                years: by_years(lines),
                changes: changes
                    .into_iter()
                    .filter_map(|one| change_line(one, &zone))
                    .collect(),
            })
        })
        .await?;
    Ok(render::ok(&visitor, move |lang| {
        pages::calendar::page(lang, view)
    }))
}

/// Gathers lines by their years; they come in the order of their days.
pub fn by_years<T>(lines: impl Iterator<Item = (i16, T)>) -> Vec<(i16, Vec<T>)> {
    let mut years: Vec<(i16, Vec<T>)> = Vec::new();
    for (year, line) in lines {
        match years.last_mut() {
            Some((last, of_year)) if *last == year => of_year.push(line),
            _ => years.push((year, vec![line])),
        }
    }
    years
}

/// A holiday as pages show it on a day.
pub fn holiday_line(holiday: &Holiday, today: Date) -> HolidayLine {
    HolidayLine {
        name: both(holiday.name_ar.clone(), holiday.name_en.clone()),
        first: holiday.first,
        last: holiday.last,
        status: holiday.status,
        past: holiday.last < today,
        source: both(holiday.source_ar.clone(), holiday.source_en.clone()),
        link: holiday.link.clone(),
    }
}

/// A weekend as pages show it.
pub fn week_line(week: &Week) -> WeekLine {
    WeekLine {
        from: week.from,
        weekend: week.weekend,
        source: UserText::detected(week.source.clone(), Lang::Ar),
        link: week.link.clone(),
    }
}

/// A change as pages show it; none for a stored word that is unknown (never stored).
pub fn change_line(change: calendar_changes::Change, zone: &Zone) -> Option<ChangeLine> {
    let kind = ChangeKind::parse(&change.kind).ok()?;
    let of_week = matches!(
        kind,
        ChangeKind::WeekAdded | ChangeKind::WeekChanged | ChangeKind::WeekRemoved
    );
    let was = change.was_first.as_deref().and_then(stored_day);
    let was = was.zip(change.was_last.as_deref().and_then(stored_day));
    Some(ChangeLine {
        kind,
        name: both(change.name_ar, change.name_en),
        weekend: Weekend::parse(&change.days_off).filter(|_| of_week),
        first: stored_day(&change.first_day)?,
        last: stored_day(&change.last_day)?,
        was,
        due_days: change.due_days,
        on: zone.day(change.changed_at.time()),
    })
}
