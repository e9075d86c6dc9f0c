//! The front page.

use actix_web::HttpResponse;
use frontend::pages;

use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::Visitor;

/// `GET /{lang}`
///
/// # Errors
/// The database's fault.
pub async fn show(visitor: Visitor) -> Result<HttpResponse, Failure> {
    Ok(render::ok(&visitor, |lang| pages::home::page(lang)))
}
