//! Where one is signed in, and ending it there.

use actix_web::{HttpResponse, web};
use frontend::pages::sessions as pages;
use jiff::SignedDuration;
use shared::device::Device;
use shared::view::sessions::{SessionRow, SessionsDone, SessionsPage};

use super::assemble::local;
use crate::app::App;
use crate::db::sessions;
use crate::usecases::session::end;
use crate::web::done::DoneQuery;
use crate::web::error::Failure;
use crate::web::visitor::{Anyone, Signed};
use crate::web::{render, session};

/// More sessions than this are not shown; ending all others ends them as well.
const MOST: i64 = 50;

/// `GET /{lang}/account/sessions`
///
/// # Errors
/// The database's fault.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    query: web::Query<DoneQuery>,
) -> Result<HttpResponse, Failure> {
    let done = match query.done.as_str() {
        "one" => Some(SessionsDone::One),
        "others" => Some(SessionsDone::Others),
        _ => None,
    };
    let view = SessionsPage {
        sessions: rows(&app, &signed).await?,
        done,
    };
    Ok(render::ok(&signed.visitor, move |lang| {
        pages::page(lang, view)
    }))
}

async fn rows(app: &App, signed: &Signed<Anyone>) -> Result<Vec<SessionRow>, Failure> {
    let (now, id, here) = (app.now(), signed.id(), signed.reader.session_id.clone());
    let idle: SignedDuration = session::limits_of(signed.person()).idle;
    let used_since = now.saturating_sub(idle).unwrap_or(now);
    let zone = app.config.zone.clone();
    let live = app
        .db
        .read(move |conn| sessions::live_of(conn, &id, now.into(), used_since.into(), MOST))
        .await?;
    let rows = live.into_iter().map(|one| SessionRow {
        here: one.id == here,
        id: one.id,
        device: Device::parse(&one.device),
        network: one.network,
        began: local(&zone, one.created_at),
        last_used: local(&zone, one.last_seen_at),
    });
    Ok(rows.collect())
}

/// `POST /{lang}/account/sessions/{session}/end`
///
/// # Errors
/// Not found where the reader has no such session; else the database's fault.
pub async fn end_one(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (id, account) = (path.into_inner().1, signed.id());
    app.db
        .write(move |conn| end::end_one(conn, &account, &id))
        .await?;
    Ok(back(&signed, "one"))
}

/// `GET /{lang}/account/sessions/others`: what will end, before it does.
///
/// # Errors
/// The database's fault.
pub async fn ask_others(
    app: web::Data<App>,
    signed: Signed<Anyone>,
) -> Result<HttpResponse, Failure> {
    let rows = rows(&app, &signed).await?;
    Ok(render::ok(&signed.visitor, move |lang| {
        pages::ask_others(lang, rows)
    }))
}

/// `POST /{lang}/account/sessions/others`
///
/// # Errors
/// The database's fault.
pub async fn end_others(
    app: web::Data<App>,
    signed: Signed<Anyone>,
) -> Result<HttpResponse, Failure> {
    let (account, here) = (signed.id(), signed.reader.session_id.clone());
    app.db
        .write(move |conn| end::end_others(conn, &account, &here))
        .await?;
    Ok(back(&signed, "others"))
}

fn back(signed: &Signed<Anyone>, done: &str) -> HttpResponse {
    render::see(format!(
        "/{}/account/sessions?done={done}",
        signed.lang().code()
    ))
}
