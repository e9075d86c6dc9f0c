//! Requests about one's own data, for who asks.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages::requests as pages;
use jiff::civil::Date;
use shared::data_request::{RequestKind, due};
use shared::input::RequestDraft;
use shared::time::Zone;
use shared::view::data_requests::{OwnRequest, OwnRequestsPage, RequestState};
use shared::view::text::UserText;
use shared::waiting::Waiting;

use crate::app::App;
use crate::db::data_requests::{self, DataRequest};
use crate::db::holidays;
use crate::usecases::data_request::RequestRefusal;
use crate::usecases::data_request::file::file;
use crate::web::done::DoneQuery;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Anyone, Signed};

/// Requests shown.
const MOST: i64 = 100;

impl From<RequestRefusal> for Failure {
    fn from(refusal: RequestRefusal) -> Failure {
        match refusal {
            RequestRefusal::Database(fault) => Failure::Database(fault),
            other => Failure::of(&other),
        }
    }
}

/// `GET /{lang}/account/requests`
///
/// # Errors
/// The database's fault.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    query: web::Query<DoneQuery>,
) -> Result<HttpResponse, Failure> {
    let mut view = load(&app, &signed).await?;
    view.filed = query.done == "filed";
    Ok(render::ok(&signed.visitor, move |lang| {
        pages::page(lang, view)
    }))
}

async fn load(app: &App, signed: &Signed<Anyone>) -> Result<OwnRequestsPage, Failure> {
    let (id, today, zone) = (signed.id(), app.today(), app.config.zone.clone());
    app.db
        .read(move |conn| {
            let rows = data_requests::of_account(conn, &id, MOST)?;
            let calendar = holidays::calendar(conn)?;
            let waiting = |due: Date| Waiting::read(due, today, &calendar);
            let rows = rows.into_iter().filter_map(|one| own(one, &zone, &waiting));
            Ok(OwnRequestsPage {
                requests: rows.collect(),
                due: due(today),
                draft: RequestDraft::default(),
                errors: Vec::new(),
                filed: false,
            })
        })
        .await
}

fn own(one: DataRequest, zone: &Zone, waiting: &impl Fn(Date) -> Waiting) -> Option<OwnRequest> {
    let state = match one.answered_at {
        _ if one.by_oneself => RequestState::ByOneself,
        Some(at) => {
            let answer = UserText::stored(one.answer, &one.answer_lang, &one.answer_dir);
            RequestState::Answered(zone.day(at.time()), answer)
        }
        None => RequestState::Waits(waiting(one.due_on.parse().ok()?)),
    };
    let text = (!one.by_oneself).then(|| UserText::stored(one.body, &one.lang, &one.dir));
    Some(OwnRequest {
        kind: RequestKind::parse(&one.kind).ok()?,
        asked_on: zone.day(one.asked_at.time()),
        text,
        state,
    })
}

/// `POST /{lang}/account/requests`
///
/// # Errors
/// The database's fault.
pub async fn submit(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    sent: web::Form<RequestDraft>,
) -> Result<HttpResponse, Failure> {
    let draft = sent.into_inner();
    let (person, lang) = (signed.person().clone(), signed.lang());
    let (moment, typed) = ((app.now(), app.today()), draft.clone());
    let filed = app
        .db
        .write(move |conn| file(conn, &person, moment, (&typed, lang)))
        .await;
    match filed {
        Ok(()) => {
            let code = lang.code();
            Ok(render::see(format!("/{code}/account/requests?done=filed")))
        }
        Err(RequestRefusal::Form(errors)) => {
            let mut view = load(&app, &signed).await?;
            view.draft = draft;
            view.errors = errors.0;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(render::page(&signed.visitor, status, move |lang| {
                pages::page(lang, view)
            }))
        }
        Err(other) => Err(other.into()),
    }
}
