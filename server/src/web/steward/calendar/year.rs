//! Entering the decreed holidays of a year.

use actix_web::{HttpResponse, web};
use shared::calendar::{EntryRefusal, Holiday};
use shared::error::Coded;
use shared::view::calendar::Wanted;

use super::holiday::VersionField;
use super::{ask, changed};
use crate::app::App;
use crate::usecases::calendar::change::ChangeCalendarRefusal;
use crate::usecases::calendar::oman;
use crate::usecases::calendar::plan::Change;
use crate::web::error::Failure;
use crate::web::pages::calendar::holiday_line;
use crate::web::visitor::{Signed, Steward};

/// `{lang}`, `{year}`
pub type YearPath = web::Path<(String, i16)>;

/// A year whose holidays can be reckoned.
fn known(year: i16) -> Result<i16, Failure> {
    match oman::YEARS.contains(&year) {
        true => Ok(year),
        false => Err(Failure::not_found()),
    }
}

/// `GET /{lang}/steward/calendar/years/{year}`
///
/// # Errors
/// Not found for a year that cannot be reckoned; the database's fault.
pub async fn ask(
    app: web::Data<App>,
    signed: Signed<Steward>,
    path: YearPath,
) -> Result<HttpResponse, Failure> {
    asking(&app, &signed, known(path.1)?, false).await
}

async fn asking(
    app: &App,
    signed: &Signed<Steward>,
    year: i16,
    stale: bool,
) -> Result<HttpResponse, Failure> {
    let plan = ask::preview(app, signed, Change::EnterYear(year)).await?;
    let today = app.today();
    let out = |(holiday, why): &(Holiday, EntryRefusal)| {
        (holiday_line(holiday, today), why.code().as_str())
    };
    let entered = plan.entered.iter();
    let wanted = Wanted::Year {
        year,
        entered: entered.map(|one| holiday_line(one, today)).collect(),
        left_out: plan.left_out.iter().map(out).collect(),
    };
    Ok(ask::confirm(signed, &plan, wanted, today, stale))
}

/// `POST /{lang}/steward/calendar/years/{year}`
///
/// # Errors
/// The refusal where the page cannot show it; else the database's fault.
pub async fn enter(
    app: web::Data<App>,
    signed: Signed<Steward>,
    path: YearPath,
    fields: web::Form<VersionField>,
) -> Result<HttpResponse, Failure> {
    let year = known(path.1)?;
    match ask::make(&app, &signed, fields.version, Change::EnterYear(year)).await {
        Ok(()) => Ok(changed(&signed)),
        Err(ChangeCalendarRefusal::Stale) => asking(&app, &signed, year, true).await,
        Err(other) => Err(other.into()),
    }
}
