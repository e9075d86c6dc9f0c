//! What is kept of a person: to read, to take away, and to have removed.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use frontend::i18n::t;
use frontend::pages::{data as pages, erase};
use jiff::Timestamp;
use jiff::civil::DateTime;
use serde::Deserialize;
use serde_json::Value;
use shared::error::{Code, Coded};
use shared::input::{Errors, FieldError, NewPassword, code};
use shared::lang::Lang;
use shared::limit::Act;
use shared::time::Zone;
use shared::view::data::{ErasePage, Held, Moment, Piece, Section};

use super::assemble::local;
use super::register::status;
use crate::app::App;
use crate::db::held::sections::{self as kept, Kind};
use crate::db::held::{self, Found};
use crate::usecases::account::erase::{self as leaving, Choice, EraseRefused};
use crate::usecases::account::take_away::take_away;
use crate::web::error::Failure;
use crate::web::visitor::{Anyone, Signed, Visitor};
use crate::web::{asker, render, session};

/// `GET /{lang}/account/data`
///
/// # Errors
/// The database's fault.
pub async fn show(app: web::Data<App>, signed: Signed<Anyone>) -> Result<HttpResponse, Failure> {
    let id = signed.id();
    let found = app.db.read(move |conn| held::of_account(conn, &id)).await?;
    let held = assembled(found, &app.config.zone, app.now());
    Ok(render::ok(&signed.visitor, move |lang| {
        pages::page(lang, held)
    }))
}

/// `POST /{lang}/account/data.json`: the same as a file. It is noted that it was taken, so it is no
/// GET.
///
/// # Errors
/// The database's fault.
pub async fn file(app: web::Data<App>, signed: Signed<Anyone>) -> Result<HttpResponse, Failure> {
    let (id, lang, now) = (signed.id(), signed.lang(), app.now());
    let found = app
        .db
        .write(move |conn| take_away(conn, &id, lang, now))
        .await?;
    let held = assembled(found, &app.config.zone, now);
    let text = serde_json::to_string_pretty(&held.to_json())
        .map_err(|error| Failure::Fault(error.to_string()))?;
    let name = format!(
        "attachment; filename=\"sharikuna-{}.json\"",
        held.made_at.local.date()
    );
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/json"))
        .insert_header((header::CONTENT_DISPOSITION, name))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(text))
}

/// What was read, as the page and the file show it. Every kind is there, also where nothing is kept.
fn assembled(found: Vec<Found>, zone: &Zone, now: Timestamp) -> Held {
    let mut sections: Vec<Section> = kept::all()
        .map(|source| Section {
            key: source.key,
            rows: Vec::new(),
        })
        .collect();
    for one in found {
        let row = one
            .values
            .into_iter()
            .map(|(key, kind, value)| (key, piece(kind, &value, zone)))
            .collect();
        let section = sections.iter_mut().find(|to| to.key == one.section.key);
        if let Some(section) = section {
            section.rows.push(row);
        }
    }
    Held {
        made_at: moment(zone, now),
        sections,
    }
}

fn moment(zone: &Zone, utc: Timestamp) -> Moment {
    Moment {
        utc,
        local: local(zone, utc.into()),
    }
}

/// A value as either database writes it into JSON.
fn piece(kind: Kind, value: &Value, zone: &Zone) -> Piece {
    let text = value.as_str().map(str::to_owned);
    let read = match kind {
        Kind::Text => text.map(Piece::Text),
        Kind::Word => text.map(Piece::Word),
        Kind::Sign => text.map(Piece::Sign),
        Kind::Day => text.and_then(|day| day.parse().ok()).map(Piece::Day),
        Kind::Moment => text
            .and_then(|at| at.parse::<DateTime>().ok())
            .and_then(|at| at.to_zoned(jiff::tz::TimeZone::UTC).ok())
            .map(|at| Piece::Moment(moment(zone, at.timestamp()))),
        Kind::Number => value.as_i64().map(Piece::Number),
        // SQLite has no word for true and false.
        Kind::Flag => value
            .as_bool()
            .or(value.as_i64().map(|one| one == 1))
            .map(Piece::Flag),
    };
    read.unwrap_or(Piece::Nothing)
}

/// `GET /{lang}/account/erase`: what would go and what would stay, before anything does.
///
/// # Errors
/// The database's fault.
pub async fn ask(app: web::Data<App>, signed: Signed<Anyone>) -> Result<HttpResponse, Failure> {
    let view = before(&app, &signed).await?;
    Ok(render::ok(&signed.visitor, move |lang| {
        erase::page(lang, view)
    }))
}

async fn before(app: &App, signed: &Signed<Anyone>) -> Result<ErasePage, Failure> {
    let person = signed.person().clone();
    Ok(app
        .db
        .read(move |conn| leaving::look(conn, &person))
        .await?)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Posted {
    suggestions: String,
    understood: String,
    current: NewPassword,
}

/// `POST /{lang}/account/erase`
///
/// # Errors
/// The database's fault.
pub async fn submit(
    app: web::Data<App>,
    req: HttpRequest,
    signed: Signed<Anyone>,
    posted: web::Form<Posted>,
) -> Result<HttpResponse, Failure> {
    let posted = posted.into_inner();
    if let Some(wait) = asker::must_wait(&req, &app, &signed, Act::Password).await? {
        let errors = vec![render::wait_fault(wait)];
        let status = StatusCode::TOO_MANY_REQUESTS;
        let answer = again(&app, &signed, posted.suggestions, (errors, false), status).await?;
        return Ok(render::retry_after(answer, wait));
    }
    let mut errors = Vec::new();
    let choice = Choice::parse(&posted.suggestions);
    if choice.is_none() {
        errors.push(FieldError::new("suggestions", code::CHOICE_UNKNOWN));
    }
    if posted.understood != "yes" {
        errors.push(FieldError::new("understood", code::NOT_UNDERSTOOD));
    }
    let choice = match choice.filter(|_| errors.is_empty()) {
        Some(choice) => choice,
        None => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return again(&app, &signed, posted.suggestions, (errors, false), status).await;
        }
    };
    let nameless = t::account::nameless(Lang::Ar);
    let person = signed.person().clone();
    let (errors, busy) = match leaving::erase(&app, person, posted.current, choice, nameless).await
    {
        Ok(()) => return left(&app, &signed),
        Err(EraseRefused::Form(Errors(errors))) => (errors, false),
        Err(EraseRefused::Busy(_)) => (Vec::new(), true),
        Err(EraseRefused::Staff) => (vec![FieldError::new("", Code::StaffStays.as_str())], false),
        Err(EraseRefused::Database(fault)) => return Err(fault.into()),
        Err(other) => return Err(Failure::Refused(other.code())),
    };
    again(
        &app,
        &signed,
        posted.suggestions,
        (errors, busy),
        status(busy),
    )
    .await
}

async fn again(
    app: &App,
    signed: &Signed<Anyone>,
    choice: String,
    (errors, busy): (Vec<FieldError>, bool),
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let view = ErasePage {
        choice,
        errors,
        busy,
        ..before(app, signed).await?
    };
    Ok(render::page(&signed.visitor, status, move |lang| {
        erase::page(lang, view)
    }))
}

/// Gone: nothing of it stays in the browser either.
fn left(app: &App, signed: &Signed<Anyone>) -> Result<HttpResponse, Failure> {
    let mut answer = render::see(format!("/{}/account/erased", signed.lang().code()));
    answer.headers_mut().insert(
        header::HeaderName::from_static("clear-site-data"),
        header::HeaderValue::from_static("\"storage\""),
    );
    answer
        .add_cookie(&session::removal(app))
        .map_err(|error| Failure::Fault(error.to_string()))?;
    Ok(answer)
}

/// `GET /{lang}/account/erased`
pub async fn gone(visitor: Visitor) -> HttpResponse {
    render::ok(&visitor, erase::gone)
}
