//! Every request that could change something must come from our own pages.

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::{Error, ResponseError, web};
use shared::error::Code;

use crate::app::App;
use crate::web::error::Failure;
use crate::web::session;

/// Refuses unsafe requests from elsewhere: `Sec-Fetch-Site` must say same-origin; where a browser
/// sends none, `Origin` must be ours; where both are missing there must be no session to abuse.
///
/// # Errors
/// 403, or what the inner service answers.
pub async fn check(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EitherBody<BoxBody, impl MessageBody>>, Error> {
    let safe = matches!(*req.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !safe && !stops_letters(&req) && !is_own(&req) {
        let answer = Failure::Refused(Code::WrongOrigin).error_response();
        return Ok(req.into_response(answer).map_into_left_body());
    }
    Ok(next.call(req).await?.map_into_right_body())
}

/// Mail programs stop letters by themselves (RFC 8058), from wherever they are: the signed token in the
/// address says who may, and no session is looked at.
fn stops_letters(req: &ServiceRequest) -> bool {
    let mut parts = req.path().split('/').skip(2);
    let parts = (parts.next(), parts.next(), parts.next());
    *req.method() == Method::POST && matches!(parts, (Some("unsubscribe"), Some(_), None))
}

fn is_own(req: &ServiceRequest) -> bool {
    let Some(app) = req.app_data::<web::Data<App>>() else {
        return false;
    };
    let text = |name: &str| {
        req.headers()
            .get(name)
            .map(|value| value.to_str().unwrap_or_default())
    };
    match (text("sec-fetch-site"), text(header::ORIGIN.as_str())) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => origin.split_once("://").is_some_and(|(scheme, host)| {
            (scheme == "https") == app.config.base.https
                && matches!(scheme, "http" | "https")
                && app.config.base.serves(host)
        }),
        (None, None) => session::token_of(req.request(), app).is_none(),
    }
}
