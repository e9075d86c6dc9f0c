//! Registering: an address, then the letter's link, then a password.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use frontend::i18n::t;
use frontend::layout::Page;
use frontend::pages::link_over::For;
use frontend::pages::register::{self as pages, AddressForm, CompleteForm};
use serde::Deserialize;
use shared::input::{AddressDraft, FieldError, RegisterDraft, code};
use shared::lang::Lang;
use shared::limit::{Act, WORK_WAIT, Wait};

use super::links::{self, guarded, over};
use super::sign_in::own_path;
use crate::app::App;
use crate::limits::{self, Asker, Refused, work};
use crate::usecases::account::ask::{self, Asking, Wish};
use crate::usecases::account::enter::Entering;
use crate::usecases::account::register::{self, RegisterRefused, Registering};
use crate::web::error::Failure;
use crate::web::visitor::Visitor;
use crate::web::{asker, render, session};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Next {
    next: String,
}

/// `GET /{lang}/register`; who is signed in already goes on to where they wanted to go.
///
/// # Errors
/// The database's fault.
pub async fn form(
    app: web::Data<App>,
    req: HttpRequest,
    visitor: Visitor,
    query: web::Query<Next>,
) -> Result<HttpResponse, Failure> {
    let next = own_path(&query.next).unwrap_or_default().to_owned();
    if visitor.person().is_some() {
        return Ok(render::see(onward(&visitor, &next)));
    }
    let form = empty(&app, &req, next, Wish::Register).await?;
    Ok(render::ok(&visitor, |lang| pages::ask(lang, form)))
}

/// The form that asks for an address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Posted {
    address: String,
    next: String,
    work: String,
    work_number: String,
    /// A field that people do not see.
    leave_empty: String,
}

/// `POST /{lang}/register`: the same page whatever is known of the address.
///
/// # Errors
/// The database's fault.
pub async fn send(
    app: web::Data<App>,
    req: HttpRequest,
    visitor: Visitor,
    posted: web::Form<Posted>,
) -> Result<HttpResponse, Failure> {
    let written = write_to(&app, &req, &visitor, posted.into_inner(), Wish::Register).await?;
    Ok(match written {
        Written::Sent(form) => render::ok(&visitor, |lang| pages::sent(lang, "register", form)),
        Written::Not(form, why) => why.answer(&visitor, |lang| pages::ask(lang, form)),
    })
}

/// The form before anything was typed, with work to do where somebody hammers.
pub(super) async fn empty(
    app: &App,
    req: &HttpRequest,
    next: String,
    wish: Wish,
) -> Result<AddressForm, Failure> {
    let act = act_of(wish);
    let warm = limits::is_warm(app, &asker::of(req, app), act).await?;
    Ok(AddressForm {
        next,
        work: warm.then(|| work::ask(&app.limits.secret, act, app.now()).0),
        ..AddressForm::default()
    })
}

const fn act_of(wish: Wish) -> Act {
    match wish {
        Wish::Register => Act::Register,
        Wish::NewPassword => Act::Reset,
    }
}

/// What became of a form that asks for a letter.
pub(super) enum Written {
    Sent(AddressForm),
    /// The form comes back with its faults.
    Not(AddressForm, Why),
}

/// Why a form comes back.
pub(super) enum Why {
    Faults,
    Limited(Wait),
}

impl Why {
    pub(super) fn answer(
        self,
        visitor: &Visitor,
        page: impl FnOnce(Lang) -> Page + 'static,
    ) -> HttpResponse {
        match self {
            Self::Faults => render::page(visitor, StatusCode::UNPROCESSABLE_ENTITY, page),
            Self::Limited(wait) => {
                let answer = render::page(visitor, StatusCode::TOO_MANY_REQUESTS, page);
                render::retry_after(answer, wait)
            }
        }
    }
}

/// Writes to the address of a form, if it is one and it is not too often.
pub(super) async fn write_to(
    app: &App,
    req: &HttpRequest,
    visitor: &Visitor,
    posted: Posted,
    wish: Wish,
) -> Result<Written, Failure> {
    let draft = AddressDraft {
        address: posted.address,
    };
    let checked = draft.check();
    let mut form = AddressForm {
        address: draft.address,
        next: own_path(&posted.next).unwrap_or_default().to_owned(),
        ..AddressForm::default()
    };
    let address = match checked {
        Ok(address) => address,
        Err(errors) => {
            form.errors = errors.0;
            // The work that was done is still good.
            form.work = Some(posted.work).filter(|work| !work.is_empty());
            return Ok(Written::Not(form, Why::Faults));
        }
    };
    // As it was understood, for who mistyped it to see.
    form.address = address.to_string();
    let (act, secret, now) = (act_of(wish), &app.limits.secret, app.now());
    let asker = Asker {
        name: Some(address.canonical()),
        work: work::done(secret, act, now, &posted.work, &posted.work_number),
        ..asker::of(req, app)
    };
    match limits::take(app, &asker, act).await? {
        Ok(_) => {}
        Err(Refused::Wait(wait)) => {
            form.errors = vec![render::wait_fault(wait)];
            return Ok(Written::Not(form, Why::Limited(wait)));
        }
        Err(Refused::Work) => {
            form.errors = vec![FieldError::new("", code::WORK)];
            form.work = Some(work::ask(secret, act, now).0);
            return Ok(Written::Not(form, Why::Limited(Wait(WORK_WAIT))));
        }
    }
    let (token, hash) = links::new();
    let asking = Asking {
        wish,
        address,
        lang: visitor.lang,
        // Longer than any page's own; it has to fit into its place.
        next: form.next.chars().take(1_000).collect(),
        token,
        hash,
        unseen: !posted.leave_empty.is_empty(),
    };
    ask::ask(app, asking).await?;
    Ok(Written::Sent(form))
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
    draft: web::Form<RegisterDraft>,
) -> Result<HttpResponse, Failure> {
    let ((_, token), draft) = (path.into_inner(), draft.into_inner());
    let Some(hash) = links::digest(&token) else {
        return Ok(over(&visitor, For::Registering));
    };
    let (value, new) = session::new_token();
    let place = asker::place(&req, &app);
    let registering = Registering {
        hash,
        lang: visitor.lang,
        nameless: t::account::nameless(visitor.lang),
        entering: Entering {
            new: new.0,
            previous: session::token_of(&req, &app).map(|token| token.0),
            lives: session::CITIZEN.absolute,
            device: place.device.stored(),
            network: place.network,
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
