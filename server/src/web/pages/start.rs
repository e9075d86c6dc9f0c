//! `/`: to the reader's language.

use actix_web::{HttpRequest, HttpResponse};

use crate::web::{render, visitor};

/// `GET /`
pub async fn go(req: HttpRequest) -> HttpResponse {
    render::see(format!("/{}", visitor::preferred(&req).code()))
}
