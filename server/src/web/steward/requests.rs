//! Requests of people about their data: what waits, and one to answer.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages::steward_requests as pages;
use jiff::civil::Date;
use shared::calendar::Calendar;
use shared::data_request::RequestKind;
use shared::input::RequestAnswerDraft;
use shared::time::Zone;
use shared::view::data_requests::{EndedRow, RequestPage, RequestRow, RequestsPage};
use shared::view::text::UserText;
use shared::waiting::Waiting;

use crate::app::App;
use crate::db::data_requests::{self, Asked, DataRequest};
use crate::db::holidays;
use crate::usecases::data_request::RequestRefusal;
use crate::usecases::data_request::answer::answer;
use crate::web::done::DoneQuery;
use crate::web::error::Failure;
use crate::web::pages::assemble::local;
use crate::web::render;
use crate::web::visitor::{Signed, Steward};

/// Rows of the queue, and of what has ended.
const WAITING: i64 = 200;
const ENDED: i64 = 50;

/// `{lang}`, `{request}`
type Path = web::Path<(String, String)>;

/// `GET /{lang}/steward/requests`
///
/// # Errors
/// The database's fault.
pub async fn list(
    app: web::Data<App>,
    signed: Signed<Steward>,
    query: web::Query<DoneQuery>,
) -> Result<HttpResponse, Failure> {
    let (today, zone) = (app.today(), app.config.zone.clone());
    let done = query.done == "answered";
    let view = app
        .db
        .read(move |conn| {
            let calendar = holidays::calendar(conn)?;
            let waiting = data_requests::waiting(conn, WAITING)?;
            let waiting = waiting
                .into_iter()
                .filter_map(|one| row(&one, &zone, today, &calendar));
            let ended = data_requests::ended(conn, ENDED)?;
            let ended = ended.into_iter().filter_map(|one| over(&one, &zone));
            Ok::<_, Failure>(RequestsPage {
                waiting: waiting.collect(),
                ended: ended.collect(),
                done,
            })
        })
        .await?;
    Ok(render::ok(&signed.visitor, move |lang| {
        pages::list(lang, view)
    }))
}

fn row(
    (one, sign_in, _): &Asked,
    zone: &Zone,
    today: Date,
    calendar: &Calendar,
) -> Option<RequestRow> {
    Some(RequestRow {
        id: one.id.clone(),
        kind: RequestKind::parse(&one.kind).ok()?,
        sign_in: sign_in.clone().unwrap_or_default(),
        asked_on: zone.day(one.asked_at.time()),
        waiting: Waiting::read(one.due_on.parse().ok()?, today, calendar),
    })
}

fn over(one: &DataRequest, zone: &Zone) -> Option<EndedRow> {
    Some(EndedRow {
        kind: RequestKind::parse(&one.kind).ok()?,
        by_oneself: one.by_oneself,
        asked_on: zone.day(one.asked_at.time()),
        ended_on: zone.day(one.answered_at?.time()),
    })
}

/// `GET /{lang}/steward/requests/{request}`
///
/// # Errors
/// Not found where none such waits; else the database's fault.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Steward>,
    path: Path,
) -> Result<HttpResponse, Failure> {
    let view = load(&app, path.into_inner().1).await?;
    Ok(render::ok(&signed.visitor, move |lang| {
        pages::one(lang, view)
    }))
}

async fn load(app: &App, id: String) -> Result<RequestPage, Failure> {
    let (today, zone) = (app.today(), app.config.zone.clone());
    app.db
        .read(move |conn| {
            let found = data_requests::by_id(conn, &id)?;
            let found = found.filter(|(one, ..)| one.answered_at.is_none());
            let asked = found.ok_or_else(Failure::not_found)?;
            let calendar = holidays::calendar(conn)?;
            let row = row(&asked, &zone, today, &calendar).ok_or_else(Failure::not_found)?;
            let (one, _, name) = asked;
            Ok(RequestPage {
                row,
                account: one.account_id.unwrap_or_default(),
                name: name.unwrap_or_default(),
                asked_at: local(&zone, one.asked_at),
                text: UserText::stored(one.body, &one.lang, &one.dir),
                answer: String::new(),
                errors: Vec::new(),
            })
        })
        .await
}

/// `POST /{lang}/steward/requests/{request}`
///
/// # Errors
/// Not found where there is none such, stale where it was answered; else the database's fault.
pub async fn submit(
    app: web::Data<App>,
    signed: Signed<Steward>,
    path: Path,
    sent: web::Form<RequestAnswerDraft>,
) -> Result<HttpResponse, Failure> {
    let (id, draft, lang) = (path.into_inner().1, sent.into_inner(), signed.lang());
    let (base, steward, now) = (app.config.base.clone(), signed.person().clone(), app.now());
    let (of, typed) = (id.clone(), draft.clone());
    let answered = app
        .db
        .write(move |conn| answer(conn, &base, &steward, now, (&of, &typed, lang)))
        .await;
    match answered {
        Ok(()) => {
            let code = lang.code();
            Ok(render::see(format!(
                "/{code}/steward/requests?done=answered"
            )))
        }
        Err(RequestRefusal::Form(errors)) => {
            let mut view = load(&app, id).await?;
            view.answer = draft.request_answer;
            view.errors = errors.0;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(render::page(&signed.visitor, status, move |lang| {
                pages::one(lang, view)
            }))
        }
        Err(other) => Err(other.into()),
    }
}
