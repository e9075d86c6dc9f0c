//! Adding, changing and removing a weekend that holds from a day on.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages;
use jiff::civil::Date;
use serde::Deserialize;
use shared::calendar::EntryRefusal;
use shared::error::Coded;
use shared::input::{FieldError, WeekDraft};
use shared::view::calendar::{Wanted, WeekForm};

use super::holiday::VersionField;
use super::{ask, changed};
use crate::app::App;
use crate::db::{calendar_changes, holidays};
use crate::usecases::calendar::change::ChangeCalendarRefusal;
use crate::usecases::calendar::plan::Change;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Signed, Steward};

/// `{lang}`, `{week}`: the day from which it holds, or `new`.
pub type WeekPath = web::Path<(String, String)>;

const NEW: &str = "new";

/// The form of a weekend; `confirm` as for a holiday.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    from_day: String,
    sunday: String,
    monday: String,
    tuesday: String,
    wednesday: String,
    thursday: String,
    friday: String,
    saturday: String,
    source: String,
    link: String,
    version: i32,
    confirm: String,
}

impl Fields {
    fn draft(&self) -> WeekDraft {
        WeekDraft {
            from_day: self.from_day.clone(),
            sunday: self.sunday.clone(),
            monday: self.monday.clone(),
            tuesday: self.tuesday.clone(),
            wednesday: self.wednesday.clone(),
            thursday: self.thursday.clone(),
            friday: self.friday.clone(),
            saturday: self.saturday.clone(),
            source: self.source.clone(),
            link: self.link.clone(),
        }
    }
}

fn stored_day(in_path: &str) -> Result<Date, Failure> {
    in_path.parse().map_err(|_| Failure::not_found())
}

async fn load(app: &App, in_path: &str) -> Result<WeekForm, Failure> {
    let stored = match in_path {
        NEW => None,
        day => Some(stored_day(day)?),
    };
    let today = app.today();
    app.db
        .read(move |conn| {
            let version = calendar_changes::last_number(conn)?;
            let entries = holidays::entries(conn)?;
            let week = match stored {
                Some(from) => {
                    let found = entries.weeks.iter().find(|week| week.from == from);
                    Some(found.ok_or_else(Failure::not_found)?)
                }
                None => None,
            };
            let weekend = match week {
                Some(week) => week.weekend,
                None => entries.calendar().weekend_on(today),
            };
            Ok(WeekForm {
                stored,
                draft: WeekDraft::of(weekend, week),
                version,
                errors: Vec::new(),
                stale: false,
            })
        })
        .await
}

fn show(signed: &Signed<Steward>, status: StatusCode, view: WeekForm) -> HttpResponse {
    render::page(&signed.visitor, status, |lang| {
        pages::steward_calendar::forms::week(lang, view)
    })
}

/// `GET /{lang}/steward/calendar/weeks/{week}`
///
/// # Errors
/// Not found where no weekend begins; the database's fault.
pub async fn form(
    app: web::Data<App>,
    signed: Signed<Steward>,
    path: WeekPath,
) -> Result<HttpResponse, Failure> {
    let view = load(&app, &path.1).await?;
    Ok(show(&signed, StatusCode::OK, view))
}

/// `POST /{lang}/steward/calendar/weeks/{week}`
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn submit(
    app: web::Data<App>,
    signed: Signed<Steward>,
    path: WeekPath,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Failure> {
    let draft = fields.draft();
    let typed = WeekForm {
        draft: draft.clone(),
        ..load(&app, &path.1).await?
    };
    let refused = |errors| {
        let view = WeekForm {
            errors,
            ..typed.clone()
        };
        show(&signed, StatusCode::UNPROCESSABLE_ENTITY, view)
    };
    let stale = || {
        let view = WeekForm {
            stale: true,
            ..typed.clone()
        };
        show(&signed, StatusCode::CONFLICT, view)
    };
    let week = match draft.check() {
        Ok(week) => week,
        Err(errors) => return Ok(refused(errors.0)),
    };
    if fields.version != typed.version {
        return Ok(stale());
    }
    if fields.confirm == "no" {
        return Ok(show(&signed, StatusCode::OK, typed.clone()));
    }
    let change = match typed.stored {
        Some(from) => Change::ChangeWeek { from, to: week },
        None => Change::AddWeek(week),
    };
    let done = match fields.confirm.as_str() {
        "yes" => ask::make(&app, &signed, fields.version, change)
            .await
            .map(|()| changed(&signed)),
        _ => ask::preview(&app, &signed, change).await.map(|plan| {
            let stored = typed.stored;
            let wanted = Wanted::Week { stored, draft };
            ask::confirm(&signed, &plan, wanted, app.today(), false)
        }),
    };
    match done {
        Ok(answer) => Ok(answer),
        Err(ChangeCalendarRefusal::Stale) => Ok(stale()),
        Err(ChangeCalendarRefusal::Entry(refusal @ EntryRefusal::WeekTaken { .. })) => {
            let code = refusal.code().as_str();
            Ok(refused(vec![FieldError::new("from_day", code)]))
        }
        Err(other) => Err(other.into()),
    }
}

/// `GET /{lang}/steward/calendar/weeks/{week}/remove`
///
/// # Errors
/// Not found where no weekend begins; the database's fault.
pub async fn ask_remove(
    app: web::Data<App>,
    signed: Signed<Steward>,
    path: WeekPath,
) -> Result<HttpResponse, Failure> {
    removing(&app, &signed, stored_day(&path.1)?, false).await
}

async fn removing(
    app: &App,
    signed: &Signed<Steward>,
    from: Date,
    stale: bool,
) -> Result<HttpResponse, Failure> {
    let plan = ask::preview(app, signed, Change::RemoveWeek { from }).await?;
    let wanted = Wanted::RemoveWeek { from };
    Ok(ask::confirm(signed, &plan, wanted, app.today(), stale))
}

/// `POST /{lang}/steward/calendar/weeks/{week}/remove`
///
/// # Errors
/// The refusal where the page cannot show it; else the database's fault.
pub async fn remove(
    app: web::Data<App>,
    signed: Signed<Steward>,
    path: WeekPath,
    fields: web::Form<VersionField>,
) -> Result<HttpResponse, Failure> {
    let from = stored_day(&path.1)?;
    match ask::make(&app, &signed, fields.version, Change::RemoveWeek { from }).await {
        Ok(()) => Ok(changed(&signed)),
        Err(ChangeCalendarRefusal::Stale) => removing(&app, &signed, from, true).await,
        Err(other) => Err(other.into()),
    }
}
