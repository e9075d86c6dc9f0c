//! Signing in and out.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use frontend::pages::sign_in::{self as pages, SignInForm};
use jiff::SignedDuration;
use serde::Deserialize;
use shared::account::Person;
use shared::error::Coded;
use shared::input::{FieldError, SignInDraft, code};
use shared::limit::{Act, WORK_WAIT, Wait};

use crate::app::App;
use crate::limits::{self, Asker, Refused, work};
use crate::usecases::session::sign_in::{Beginning, SignInRefused, canonical, sign_in};
use crate::usecases::session::sign_out::sign_out;
use crate::web::error::Failure;
use crate::web::visitor::Visitor;
use crate::web::{asker, known_device, render, session};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Next {
    next: String,
}

#[derive(Deserialize)]
pub struct Posted {
    #[serde(flatten)]
    draft: SignInDraft,
    #[serde(default)]
    next: String,
    #[serde(default)]
    work: String,
    #[serde(default)]
    work_number: String,
}

/// `GET /{lang}/sign-in`; who is signed in already goes on to where they wanted to go.
///
/// # Errors
/// The database's fault.
pub async fn form(
    app: web::Data<App>,
    req: HttpRequest,
    visitor: Visitor,
    query: web::Query<Next>,
) -> Result<HttpResponse, Failure> {
    let next = own_path(&query.next);
    if visitor.person().is_some() {
        let home = format!("/{}", visitor.lang.code());
        return Ok(render::see(next.unwrap_or(&home).to_owned()));
    }
    let warm = limits::is_warm(&app, &asker::of(&req, &app), Act::SignIn).await?;
    let form = SignInForm {
        next: next.unwrap_or_default().to_owned(),
        work: warm.then(|| ask_work(&app)),
        ..SignInForm::default()
    };
    Ok(render::ok(&visitor, move |lang| pages::page(lang, form)))
}

fn ask_work(app: &App) -> String {
    work::ask(&app.limits.secret, Act::SignIn, app.now()).0
}

/// `POST /{lang}/sign-in`
///
/// # Errors
/// The database's fault.
pub async fn submit(
    app: web::Data<App>,
    req: HttpRequest,
    visitor: Visitor,
    posted: web::Form<Posted>,
) -> Result<HttpResponse, Failure> {
    let posted = posted.into_inner();
    let next = own_path(&posted.next).unwrap_or_default().to_owned();
    let form = SignInForm {
        name: posted.draft.name.clone(),
        next: next.clone(),
        ..SignInForm::default()
    };
    let typed = match posted.draft.check() {
        Ok(typed) => typed,
        Err(errors) => {
            // The work that was done is still good.
            let form = SignInForm {
                errors: errors.0,
                work: Some(posted.work).filter(|work| !work.is_empty()),
                ..form
            };
            return Ok(again(&visitor, form, 422));
        }
    };
    let (value, hash) = session::new_token();
    let place = asker::place(&req, &app);
    let beginning = Beginning {
        token: hash.0,
        previous: session::token_of(&req, &app).map(|token| token.0),
        device: place.device.stored(),
        network: place.network,
    };
    let name = canonical(&typed.name);
    let (secret, now) = (&app.limits.secret, app.now());
    let asker = Asker {
        device: known_device::known(&req, &app, &name),
        work: work::done(secret, Act::SignIn, now, &posted.work, &posted.work_number),
        name: Some(name.clone()),
        ..asker::of(&req, &app)
    };
    let refused = match sign_in(&app, typed, asker.clone(), beginning, lifetime).await {
        Ok(expires) => {
            let home = format!("/{}", visitor.lang.code());
            let to = if next.is_empty() { home } else { next };
            let mut answer = render::see(to);
            let opened = session::cookie(&app, value, now, expires);
            for cookie in [opened, known_device::cookie(&app, &name)] {
                answer
                    .add_cookie(&cookie)
                    .map_err(|error| Failure::Fault(error.to_string()))?;
            }
            return Ok(answer);
        }
        Err(refused) => refused,
    };
    let refusal = refused.code();
    match refused {
        SignInRefused::Database(error) => Err(error.into()),
        SignInRefused::Limited(Refused::Wait(wait)) => {
            let form = SignInForm {
                errors: vec![render::wait_fault(wait)],
                ..form
            };
            let answer = again(&visitor, form, refusal.status());
            Ok(render::retry_after(answer, wait))
        }
        SignInRefused::Limited(Refused::Work) => {
            let form = SignInForm {
                errors: vec![FieldError::new("", code::WORK)],
                work: Some(ask_work(&app)),
                ..form
            };
            let answer = again(&visitor, form, refusal.status());
            Ok(render::retry_after(answer, Wait(WORK_WAIT)))
        }
        SignInRefused::Failed | SignInRefused::Busy(_) => {
            let warm = limits::is_warm(&app, &asker, Act::SignIn).await?;
            let form = SignInForm {
                refused: Some(refusal),
                work: warm.then(|| ask_work(&app)),
                ..form
            };
            Ok(again(&visitor, form, refusal.status()))
        }
    }
}

/// `POST /{lang}/sign-out`
///
/// # Errors
/// The database's fault.
pub async fn out(
    app: web::Data<App>,
    req: HttpRequest,
    visitor: Visitor,
) -> Result<HttpResponse, Failure> {
    if let Some(token) = session::token_of(&req, &app) {
        sign_out(&app, token.0).await?;
    }
    let mut answer = render::see(format!("/{}", visitor.lang.code()));
    // What was kept in this browser while writing belongs to who signs out.
    answer.headers_mut().insert(
        header::HeaderName::from_static("clear-site-data"),
        header::HeaderValue::from_static("\"storage\""),
    );
    let removal = session::removal(&app);
    answer
        .add_cookie(&removal)
        .map_err(|error| Failure::Fault(error.to_string()))?;
    Ok(answer)
}

fn again(visitor: &Visitor, form: SignInForm, status: u16) -> HttpResponse {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    render::page(visitor, status, move |lang| pages::page(lang, form))
}

fn lifetime(person: &Person) -> SignedDuration {
    session::limits_of(person).absolute
}

/// A path on this server, to go to after a form: nothing that a browser could read as another
/// host, and nothing that could end the header it is written to.
pub fn own_path(path: &str) -> Option<&str> {
    let own = path.starts_with('/')
        && !path.starts_with("//")
        && path
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    own.then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_path_of_ones_own_is_followed() {
        for own in ["/", "/ar/topics/a?x=1#b", "/en"] {
            assert_eq!(own_path(own), Some(own));
        }
        for foreign in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "en",
            "/a\nb",
            "/a b",
            "/a\tb",
            "/\u{61}\u{0}",
            "/ar/\\\\x",
            "/ك",
        ] {
            assert_eq!(own_path(foreign), None, "{foreign:?}");
        }
    }
}
