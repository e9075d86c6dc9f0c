//! Adding, changing and removing a holiday.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages;
use serde::Deserialize;
use shared::calendar::{EntryRefusal, HolidayStatus};
use shared::error::Coded;
use shared::input::{FieldError, HolidayDraft};
use shared::view::calendar::{HolidayForm, Wanted};

use super::{ask, changed};
use crate::app::App;
use crate::db::{calendar_changes, holidays};
use crate::usecases::calendar::change::ChangeCalendarRefusal;
use crate::usecases::calendar::plan::Change;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Signed, Steward};

/// `{lang}`, `{holiday}`: an id, or `new`.
pub type HolidayPath = web::Path<(String, String)>;

const NEW: &str = "new";

/// The form of a holiday; `confirm` is `yes` once the steward has seen what moves, `no` to correct
/// what was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    name_ar: String,
    name_en: String,
    first_day: String,
    last_day: String,
    status: String,
    source_ar: String,
    source_en: String,
    link: String,
    version: i32,
    confirm: String,
}

impl Fields {
    fn draft(&self) -> HolidayDraft {
        HolidayDraft {
            name_ar: self.name_ar.clone(),
            name_en: self.name_en.clone(),
            first_day: self.first_day.clone(),
            last_day: self.last_day.clone(),
            status: self.status.clone(),
            source_ar: self.source_ar.clone(),
            source_en: self.source_en.clone(),
            link: self.link.clone(),
        }
    }
}

async fn load(app: &App, id: &str) -> Result<HolidayForm, Failure> {
    let stored = (id != NEW).then(|| id.to_owned());
    let wanted = stored.clone();
    let (version, holiday) = app
        .db
        .read(move |conn| {
            let version = calendar_changes::last_number(conn)?;
            let Some(id) = wanted else {
                return Ok((version, None));
            };
            let kept = holidays::entries(conn)?.holidays;
            let found = kept.into_iter().find(|kept| kept.id == id);
            let found = found.ok_or_else(Failure::not_found)?;
            Ok::<_, Failure>((version, Some(found.holiday)))
        })
        .await?;
    let draft = match &holiday {
        Some(holiday) => HolidayDraft::of(holiday),
        None => HolidayDraft {
            status: HolidayStatus::Announced.as_str().to_owned(),
            ..HolidayDraft::default()
        },
    };
    Ok(HolidayForm {
        stored,
        draft,
        version,
        errors: Vec::new(),
        stale: false,
    })
}

fn show(signed: &Signed<Steward>, status: StatusCode, view: HolidayForm) -> HttpResponse {
    render::page(&signed.visitor, status, |lang| {
        pages::steward_calendar::forms::holiday(lang, view)
    })
}

/// `GET /{lang}/steward/calendar/holidays/{holiday}`
///
/// # Errors
/// Not found for no holiday; the database's fault.
pub async fn form(
    app: web::Data<App>,
    signed: Signed<Steward>,
    path: HolidayPath,
) -> Result<HttpResponse, Failure> {
    let view = load(&app, &path.1).await?;
    Ok(show(&signed, StatusCode::OK, view))
}

/// `POST /{lang}/steward/calendar/holidays/{holiday}`
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn submit(
    app: web::Data<App>,
    signed: Signed<Steward>,
    path: HolidayPath,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Failure> {
    let draft = fields.draft();
    let typed = HolidayForm {
        draft: draft.clone(),
        ..load(&app, &path.1).await?
    };
    let refused = |errors| {
        let view = HolidayForm {
            errors,
            ..typed.clone()
        };
        show(&signed, StatusCode::UNPROCESSABLE_ENTITY, view)
    };
    let stale = || {
        let view = HolidayForm {
            stale: true,
            ..typed.clone()
        };
        show(&signed, StatusCode::CONFLICT, view)
    };
    let holiday = match draft.check() {
        Ok(holiday) => holiday,
        Err(errors) => return Ok(refused(errors.0)),
    };
    if fields.version != typed.version {
        return Ok(stale());
    }
    if fields.confirm == "no" {
        return Ok(show(&signed, StatusCode::OK, typed.clone()));
    }
    let change = match typed.stored.clone() {
        Some(id) => Change::ChangeHoliday { id, to: holiday },
        None => Change::AddHoliday(holiday),
    };
    let done = match fields.confirm.as_str() {
        "yes" => ask::make(&app, &signed, fields.version, change)
            .await
            .map(|()| changed(&signed)),
        _ => ask::preview(&app, &signed, change).await.map(|plan| {
            let stored = typed.stored.clone();
            let wanted = Wanted::Holiday { stored, draft };
            ask::confirm(&signed, &plan, wanted, app.today(), false)
        }),
    };
    match done {
        Ok(answer) => Ok(answer),
        Err(ChangeCalendarRefusal::Stale) => Ok(stale()),
        Err(ChangeCalendarRefusal::Entry(refusal)) if refusal != EntryRefusal::Unknown => {
            let field = match refusal {
                EntryRefusal::Reversed | EntryRefusal::TooLong => "last_day",
                _ => "first_day",
            };
            Ok(refused(vec![FieldError::new(
                field,
                refusal.code().as_str(),
            )]))
        }
        Err(other) => Err(other.into()),
    }
}

/// `GET /{lang}/steward/calendar/holidays/{holiday}/remove`
///
/// # Errors
/// Not found for no holiday; the database's fault.
pub async fn ask_remove(
    app: web::Data<App>,
    signed: Signed<Steward>,
    path: HolidayPath,
) -> Result<HttpResponse, Failure> {
    removing(&app, &signed, path.1.clone(), false).await
}

async fn removing(
    app: &App,
    signed: &Signed<Steward>,
    id: String,
    stale: bool,
) -> Result<HttpResponse, Failure> {
    let change = Change::RemoveHoliday { id: id.clone() };
    let plan = ask::preview(app, signed, change).await?;
    let wanted = Wanted::RemoveHoliday { id };
    Ok(ask::confirm(signed, &plan, wanted, app.today(), stale))
}

/// The calendar's version that the steward had before them.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub struct VersionField {
    pub version: i32,
}

/// `POST /{lang}/steward/calendar/holidays/{holiday}/remove`
///
/// # Errors
/// The refusal where the page cannot show it; else the database's fault.
pub async fn remove(
    app: web::Data<App>,
    signed: Signed<Steward>,
    path: HolidayPath,
    fields: web::Form<VersionField>,
) -> Result<HttpResponse, Failure> {
    let id = path.1.clone();
    let change = Change::RemoveHoliday { id: id.clone() };
    match ask::make(&app, &signed, fields.version, change).await {
        Ok(()) => Ok(changed(&signed)),
        Err(ChangeCalendarRefusal::Stale) => removing(&app, &signed, id, true).await,
        Err(other) => Err(other.into()),
    }
}
