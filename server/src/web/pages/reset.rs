//! A new password for who has forgotten theirs.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use frontend::pages::link_over::For;
use frontend::pages::register as registering;
use frontend::pages::reset::{self as pages, ResetForm};
use serde::Deserialize;
use shared::input::{FieldError, NewPassword};

use super::links::{self, guarded, over};
use super::register::{Posted, Written, empty, status, write_to};
use super::sign_in::own_path;
use crate::app::App;
use crate::usecases::account::ask::Wish;
use crate::usecases::account::reset::{self, ResetRefused};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::Visitor;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Query {
    next: String,
    done: String,
}

/// `GET /{lang}/reset`, also for who is signed in and has forgotten the password.
///
/// # Errors
/// The database's fault.
pub async fn form(
    app: web::Data<App>,
    req: HttpRequest,
    visitor: Visitor,
    query: web::Query<Query>,
) -> Result<HttpResponse, Failure> {
    if query.done == "changed" {
        return Ok(render::ok(&visitor, pages::done));
    }
    let next = own_path(&query.next).unwrap_or_default().to_owned();
    let form = empty(&app, &req, next, Wish::NewPassword).await?;
    Ok(render::ok(&visitor, |lang| pages::ask(lang, form)))
}

/// `POST /{lang}/reset`: the same page whatever is known of the address.
///
/// # Errors
/// The database's fault.
pub async fn send(
    app: web::Data<App>,
    req: HttpRequest,
    visitor: Visitor,
    posted: web::Form<Posted>,
) -> Result<HttpResponse, Failure> {
    let written = write_to(&app, &req, &visitor, posted.into_inner(), Wish::NewPassword).await?;
    Ok(match written {
        Written::Sent(form) => render::ok(&visitor, |lang| registering::sent(lang, "reset", form)),
        Written::Not(form, why) => why.answer(&visitor, |lang| pages::ask(lang, form)),
    })
}

/// `GET /{lang}/reset/{token}`: uses nothing up, however often it is opened.
///
/// # Errors
/// The database's fault.
pub async fn open(
    app: web::Data<App>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (_, token) = path.into_inner();
    page(&app, visitor, token, Vec::new(), false, StatusCode::OK).await
}

/// The form of a new password.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    password: NewPassword,
}

/// `POST /{lang}/reset/{token}`
///
/// # Errors
/// The database's fault.
pub async fn complete(
    app: web::Data<App>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
    chosen: web::Form<Chosen>,
) -> Result<HttpResponse, Failure> {
    let (lang, token) = path.into_inner();
    let Some(hash) = links::digest(&token) else {
        return Ok(over(&visitor, For::NewPassword));
    };
    let (errors, busy) = match reset::reset(&app, hash, chosen.into_inner().password).await {
        Ok(()) => return Ok(guarded(render::see(format!("/{lang}/reset?done=changed")))),
        Err(ResetRefused::Over) => return Ok(over(&visitor, For::NewPassword)),
        Err(ResetRefused::Form(errors)) => (errors.0, false),
        Err(ResetRefused::Busy(_)) => (Vec::new(), true),
        Err(ResetRefused::Database(fault)) => return Err(fault.into()),
    };
    page(&app, visitor, token, errors, busy, status(busy)).await
}

async fn page(
    app: &App,
    visitor: Visitor,
    token: String,
    errors: Vec<FieldError>,
    busy: bool,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let Some(hash) = links::digest(&token) else {
        return Ok(over(&visitor, For::NewPassword));
    };
    let Some(carried) = reset::look(app, hash).await? else {
        return Ok(over(&visitor, For::NewPassword));
    };
    let form = ResetForm {
        token,
        address: carried.address,
        errors,
        busy,
    };
    Ok(guarded(render::page(&visitor, status, |lang| {
        pages::complete(lang, form)
    })))
}
