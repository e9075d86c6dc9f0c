//! Registering: an address, then the letter's link, then a password.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use frontend::i18n::t;
use frontend::pages::link_over::For;
use frontend::pages::register::{self as pages, AddressForm, CompleteForm};
use serde::Deserialize;
use shared::input::{AddressDraft, PersonDraft};

use super::links::{self, guarded, over};
use super::sign_in::own_path;
use crate::app::App;
use crate::usecases::account::ask::{self, Asking, Wish};
use crate::usecases::account::enter::Entering;
use crate::usecases::account::register::{self, RegisterRefused, Registering};
use crate::web::error::Failure;
use crate::web::visitor::Visitor;
use crate::web::{render, session};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Next {
    next: String,
}

/// `GET /{lang}/register`; who is signed in already goes on to where they wanted to go.
pub async fn form(visitor: Visitor, query: web::Query<Next>) -> HttpResponse {
    let next = own_path(&query.next).unwrap_or_default().to_owned();
    if visitor.person().is_some() {
        return render::see(onward(&visitor, &next));
    }
    let form = AddressForm {
        next,
        ..AddressForm::default()
    };
    render::ok(&visitor, |lang| pages::ask(lang, form))
}

/// The form that asks for an address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Posted {
    address: String,
    next: String,
}

/// `POST /{lang}/register`: the same page whatever is known of the address.
///
/// # Errors
/// The database's fault.
pub async fn send(
    app: web::Data<App>,
    visitor: Visitor,
    posted: web::Form<Posted>,
) -> Result<HttpResponse, Failure> {
    let form = write_to(&app, &visitor, posted.into_inner(), Wish::Register).await?;
    Ok(match form.errors.is_empty() {
        true => render::ok(&visitor, |lang| pages::sent(lang, "register", form)),
        false => render::page(&visitor, StatusCode::UNPROCESSABLE_ENTITY, |lang| {
            pages::ask(lang, form)
        }),
    })
}

/// Writes to the address of a form, if it is one; gives the form with its faults.
pub(super) async fn write_to(
    app: &App,
    visitor: &Visitor,
    posted: Posted,
    wish: Wish,
) -> Result<AddressForm, Failure> {
    let next = own_path(&posted.next).unwrap_or_default().to_owned();
    let draft = AddressDraft {
        address: posted.address,
    };
    let checked = draft.check();
    let mut form = AddressForm {
        address: draft.address,
        next,
        errors: Vec::new(),
    };
    match checked {
        Err(errors) => form.errors = errors.0,
        Ok(address) => {
            // As it was understood, for who mistyped it to see.
            form.address = address.to_string();
            let (token, hash) = links::new();
            let asking = Asking {
                wish,
                address,
                lang: visitor.lang,
                // Longer than any page's own; it has to fit into its place.
                next: form.next.chars().take(1_000).collect(),
                token,
                hash,
            };
            ask::ask(app, asking).await?;
        }
    }
    Ok(form)
}

/// `GET /{lang}/register/{token}`: uses nothing up, however often it is opened.
///
/// # Errors
/// The database's fault.
pub async fn open(
    app: web::Data<App>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (_, token) = path.into_inner();
    let Some(hash) = links::digest(&token) else {
        return Ok(over(&visitor, For::Registering));
    };
    let Some(carried) = register::look(&app, hash).await? else {
        return Ok(over(&visitor, For::Registering));
    };
    let form = CompleteForm {
        token,
        address: carried.address,
        ..CompleteForm::default()
    };
    Ok(guarded(render::ok(&visitor, |lang| {
        pages::complete(lang, form)
    })))
}

/// `POST /{lang}/register/{token}`: an account, and a session in it.
///
/// # Errors
/// The database's fault.
pub async fn complete(
    app: web::Data<App>,
    req: HttpRequest,
    visitor: Visitor,
    path: web::Path<(String, String)>,
    draft: web::Form<PersonDraft>,
) -> Result<HttpResponse, Failure> {
    let ((_, token), draft) = (path.into_inner(), draft.into_inner());
    let Some(hash) = links::digest(&token) else {
        return Ok(over(&visitor, For::Registering));
    };
    let (value, new) = session::new_token();
    let registering = Registering {
        hash,
        lang: visitor.lang,
        nameless: t::account::nameless(visitor.lang),
        entering: Entering {
            new: new.0,
            previous: session::token_of(&req, &app).map(|token| token.0),
            lives: session::CITIZEN.absolute,
        },
    };
    let (errors, busy) = match register::register(&app, draft.clone(), registering).await {
        Ok((next, expires)) => {
            let mut answer = render::see(onward(&visitor, &next));
            let cookie = session::cookie(&app, value, app.now(), expires);
            answer
                .add_cookie(&cookie)
                .map_err(|error| Failure::Fault(error.to_string()))?;
            return Ok(guarded(answer));
        }
        Err(RegisterRefused::Over) => return Ok(over(&visitor, For::Registering)),
        Err(RegisterRefused::Form(errors)) => (errors.0, false),
        Err(RegisterRefused::Busy(_)) => (Vec::new(), true),
        Err(RegisterRefused::Database(fault)) => return Err(fault.into()),
    };
    let Some(carried) = register::look(&app, hash).await? else {
        return Ok(over(&visitor, For::Registering));
    };
    let form = CompleteForm {
        token,
        address: carried.address,
        name: draft.name,
        show_name: draft.show_name == "yes",
        consent: draft.consent == "yes",
        errors,
        busy,
    };
    Ok(guarded(render::page(&visitor, status(busy), |lang| {
        pages::complete(lang, form)
    })))
}

/// Of a form that comes back.
pub(super) fn status(busy: bool) -> StatusCode {
    match busy {
        true => StatusCode::SERVICE_UNAVAILABLE,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// Where to go on: to where somebody came for, else to the front page.
fn onward(visitor: &Visitor, next: &str) -> String {
    let home = format!("/{}", visitor.lang.code());
    own_path(next).unwrap_or(&home).to_owned()
}
