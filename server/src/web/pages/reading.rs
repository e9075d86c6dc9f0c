//! The written pages, and the way to the other language.

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use frontend::{layout, pages};
use serde::Deserialize;
use shared::lang::Lang;

use crate::app::App;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Visitor, Workshop};

/// `GET /{lang}/about`
pub async fn about(visitor: Visitor) -> HttpResponse {
    render::ok(&visitor, pages::about::page)
}

/// `GET /{lang}/policy`
pub async fn policy(visitor: Visitor) -> HttpResponse {
    render::ok(&visitor, pages::policy::page)
}

/// `GET /{lang}/privacy`
pub async fn privacy(visitor: Visitor) -> HttpResponse {
    render::ok(&visitor, pages::privacy::page)
}

/// `GET /{lang}/ranking`
pub async fn ranking(visitor: Visitor) -> HttpResponse {
    render::ok(&visitor, pages::ranking::page)
}

/// `GET /{lang}/design`: in a demonstration, and for stewards.
pub async fn design(workshop: Workshop) -> HttpResponse {
    render::ok(&workshop.0, pages::design::page)
}

/// Where to go on in the other language.
#[derive(Debug, Deserialize)]
pub struct To {
    #[serde(default)]
    to: String,
}

/// `GET /{lang}/language/{other}?to=PATH`: remembers the language for a year and shows the same
/// page in it. Only leads to pages of this platform.
///
/// # Errors
/// Not found for a language that the interface does not have.
pub async fn language(
    app: web::Data<App>,
    path: web::Path<(String, String)>,
    to: web::Query<To>,
) -> Result<HttpResponse, Failure> {
    let chosen = Lang::parse(&path.1).ok_or_else(Failure::not_found)?;
    let cookie = Cookie::build("lang", chosen.code())
        .path("/")
        .http_only(true)
        .secure(app.config.base.https)
        .same_site(SameSite::Lax)
        .max_age(Duration::days(365))
        .finish();
    let mut answer = render::see(layout::in_language(&to.to, chosen));
    if let Ok(value) = cookie.to_string().parse() {
        answer.headers_mut().append(header::SET_COOKIE, value);
    }
    Ok(answer)
}
