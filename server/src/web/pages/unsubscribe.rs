//! Stopping letters by the link in one of them, without signing in.
//!
//! Mail programs send the form by themselves (RFC 8058), without cookies and from wherever they are:
//! the signed token alone says who may. Opening the link changes nothing: scanners open links.

use actix_web::{HttpResponse, web};
use frontend::pages;
use frontend::pages::link_over::For;
use shared::view::notices::{Stopping, UnsubscribePage};

use super::links::{guarded, over};
use crate::app::App;
use crate::usecases::notice::unsubscribe as letters;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::Visitor;

type Place = web::Path<(String, String)>;

/// `GET /{lang}/unsubscribe/{token}`
pub async fn ask(app: web::Data<App>, visitor: Visitor, path: Place) -> HttpResponse {
    let (_, token) = path.into_inner();
    match letters::read(&app.limits.secret, &token) {
        Some((_, scope)) => page(&visitor, token, scope, Stopping::Asked),
        None => over(&visitor, For::Letters),
    }
}

/// `POST /{lang}/unsubscribe/{token}`: done at once and answered with a page, whatever is sent along.
///
/// # Errors
/// The database's fault.
pub async fn stop(
    app: web::Data<App>,
    visitor: Visitor,
    path: Place,
) -> Result<HttpResponse, Failure> {
    change(&app, &visitor, path, Stopping::Stopped).await
}

/// `POST /{lang}/unsubscribe/{token}/undo`
///
/// # Errors
/// The database's fault.
pub async fn undo(
    app: web::Data<App>,
    visitor: Visitor,
    path: Place,
) -> Result<HttpResponse, Failure> {
    change(&app, &visitor, path, Stopping::Undone).await
}

async fn change(
    app: &App,
    visitor: &Visitor,
    path: Place,
    to: Stopping,
) -> Result<HttpResponse, Failure> {
    let (_, token) = path.into_inner();
    let Some((account, scope)) = letters::read(&app.limits.secret, &token) else {
        return Ok(over(visitor, For::Letters));
    };
    let now = app.now();
    let done = app
        .db
        .write(move |conn| match to {
            Stopping::Undone => letters::start(conn, &account, scope),
            Stopping::Asked | Stopping::Stopped => letters::stop(conn, &account, scope, now),
        })
        .await?;
    Ok(match done {
        true => page(visitor, token, scope, to),
        false => over(visitor, For::Letters),
    })
}

fn page(
    visitor: &Visitor,
    token: String,
    scope: shared::notice::Scope,
    stopping: Stopping,
) -> HttpResponse {
    let view = UnsubscribePage {
        scope,
        stopping,
        token,
    };
    guarded(render::ok(visitor, move |lang| {
        pages::unsubscribe::page(lang, view)
    }))
}
