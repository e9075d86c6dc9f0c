//! Signing in and out.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use frontend::pages::sign_in::{self, SignInForm};
use jiff::SignedDuration;
use serde::Deserialize;
use shared::account::Person;
use shared::error::Coded;
use shared::input::SignInDraft;

use crate::app::App;
use crate::usecases::session::sign_in::{SignInRefused, Tokens, sign_in};
use crate::usecases::session::sign_out::sign_out;
use crate::web::error::Failure;
use crate::web::visitor::Visitor;
use crate::web::{render, session};

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
}

/// `GET /{lang}/sign-in`; who is signed in already goes on to where they wanted to go.
///
/// # Errors
/// The database's fault.
pub async fn form(visitor: Visitor, query: web::Query<Next>) -> Result<HttpResponse, Failure> {
    let next = own_path(&query.next);
    if visitor.person().is_some() {
        let home = format!("/{}", visitor.lang.code());
        return Ok(render::see(next.unwrap_or(&home).to_owned()));
    }
    let form = SignInForm {
        next: next.unwrap_or_default().to_owned(),
        ..SignInForm::default()
    };
    Ok(render::ok(&visitor, move |lang| sign_in::page(lang, form)))
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
    let Posted { draft, next } = posted.into_inner();
    let form = SignInForm {
        name: draft.name.clone(),
        next: own_path(&next).unwrap_or_default().to_owned(),
        ..SignInForm::default()
    };
    let typed = match draft.check() {
        Ok(typed) => typed,
        Err(errors) => {
            return Ok(again(
                &visitor,
                SignInForm {
                    errors: errors.0,
                    ..form
                },
                422,
            ));
        }
    };
    let (value, hash) = session::new_token();
    let previous = session::token_of(&req, &app).map(|token| token.0);
    match sign_in(
        &app,
        typed,
        Tokens {
            new: hash.0,
            previous,
        },
        lifetime,
    )
    .await
    {
        Ok(expires) => {
            let home = format!("/{}", visitor.lang.code());
            let mut answer = render::see(own_path(&next).unwrap_or(&home).to_owned());
            let cookie = session::cookie(&app, value, app.now(), expires);
            answer
                .add_cookie(&cookie)
                .map_err(|error| Failure::Fault(error.to_string()))?;
            Ok(answer)
        }
        Err(SignInRefused::Database(error)) => Err(error.into()),
        Err(refused) => {
            let code = refused.code();
            Ok(again(
                &visitor,
                SignInForm {
                    refused: Some(code),
                    ..form
                },
                code.status(),
            ))
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
    render::page(visitor, status, move |lang| sign_in::page(lang, form))
}

fn lifetime(person: &Person) -> SignedDuration {
    if person.is_staff() {
        session::STAFF.absolute
    } else {
        session::CITIZEN.absolute
    }
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
