//! A form that comes after its session has ended: what was typed goes back to who typed it, with a
//! way to send it again.

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::web::{Bytes, Data, Form};
use actix_web::{Error, FromRequest, HttpRequest};
use shared::error::Code;
use shared::view::signed_out::SignedOutPage;

use crate::app::App;
use crate::web::error::Failed;
use crate::web::{render, session, visitor};

/// Never written on a page.
const SECRET: [&str; 2] = ["password", "current"];

/// Answers a form whose session has ended with what it held.
///
/// # Errors
/// What the inner service answers; a body that is too large.
pub async fn kept(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EitherBody<BoxBody, impl MessageBody>>, Error> {
    if !has_ended(&req).await {
        return Ok(next.call(req).await?.map_into_right_body());
    }
    let (http, mut payload) = req.into_parts();
    let body = Bytes::from_request(&http, &mut payload).await?;
    let mut copy = Payload::from(body.clone());
    let fields = Form::<Vec<(String, String)>>::from_request(&http, &mut copy).await;
    let fields = fields.map(Form::into_inner).unwrap_or_default();
    let req = ServiceRequest::from_parts(http, Payload::from(body));
    let res = next.call(req).await?;
    let failed = res.response().extensions().get::<Failed>().copied();
    let is_secret = |(name, _): &(String, String)| SECRET.contains(&name.as_str());
    let page = SignedOutPage {
        action: res.request().uri().to_string(),
        next: String::new(),
        fields,
    };
    if failed.is_none_or(|failed| failed.0 != Code::SignInNeeded)
        || page.written().next().is_none()
        || page.fields.iter().any(is_secret)
    {
        return Ok(res.map_into_right_body());
    }
    let (req, _) = res.into_parts();
    let answer = render::signed_out(&req, page);
    Ok(ServiceResponse::new(req, answer).map_into_left_body())
}

/// A form of a browser that was signed in, and is no more.
async fn has_ended(req: &ServiceRequest) -> bool {
    let kind = req.headers().get(header::CONTENT_TYPE);
    let is_form = kind
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    *req.method() == Method::POST && is_form && is_nobodys(req.request()).await
}

async fn is_nobodys(req: &HttpRequest) -> bool {
    let had = req
        .app_data::<Data<App>>()
        .is_some_and(|app| session::token_of(req, app).is_some());
    // What is found is kept with the request: it is not looked for twice.
    had && visitor::find(req)
        .await
        .is_ok_and(|visitor| visitor.reader.is_none())
}
