//! Only the configured host is served: anything else is 421, so that no page, mail or cache can
//! be made to carry a foreign name.

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::{Error, ResponseError, web};
use shared::error::Code;

use crate::app::App;
use crate::web::error::Failure;

/// Refuses requests for another host, and addresses with a null byte.
///
/// # Errors
/// 421 for a foreign, missing or repeated Host; 400 for a null byte; else what the inner service answers.
pub async fn check(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EitherBody<BoxBody, impl MessageBody>>, Error> {
    let right = {
        let mut hosts = req
            .headers()
            .get_all(header::HOST)
            .filter_map(|host| host.to_str().ok());
        let host = hosts
            .next()
            .or_else(|| req.uri().authority().map(|a| a.as_str()));
        let single = hosts.next().is_none();
        let base = req
            .app_data::<web::Data<App>>()
            .map(|app| app.config.base.clone());
        single && host.zip(base).is_some_and(|(host, base)| base.serves(host))
    };
    if !right {
        let answer = Failure::Refused(Code::WrongHost).error_response();
        return Ok(req.into_response(answer).map_into_left_body());
    }
    // No name of ours holds a null byte, and PostgreSQL's text cannot: asked for, it would be a
    // fault of the database instead of a refusal.
    if req
        .uri()
        .path_and_query()
        .is_some_and(|address| address.as_str().contains("%00"))
    {
        let answer = Failure::Refused(Code::Malformed).error_response();
        return Ok(req.into_response(answer).map_into_left_body());
    }
    Ok(next.call(req).await?.map_into_right_body())
}
