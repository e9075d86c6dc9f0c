//! The words of a failed request: an HTML page in the reader's language, or RFC 9457 JSON for
//! the API. Covers our own failures and those of the framework (404, 405, 413 …).

use actix_web::Error;
use actix_web::body::{BodySize, BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode, header};
use actix_web::middleware::Next;
use shared::error::Code;

use crate::web::error::Failed;
use crate::web::{problem, render, visitor};

/// Gives failed answers their words.
///
/// # Errors
/// What the inner service answers.
pub async fn words(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EitherBody<BoxBody, impl MessageBody>>, Error> {
    let unsafe_method = !matches!(*req.method(), Method::GET | Method::HEAD);
    let res = next.call(req).await?;
    let status = res.status();
    if !status.is_client_error() && !status.is_server_error() || is_written(&res) {
        return Ok(res.map_into_right_body());
    }
    let code = res
        .response()
        .extensions()
        .get::<Failed>()
        .map_or_else(|| code_of(status), |f| f.0);
    let (req, old) = res.into_parts();
    let answer = if problem::wanted(&req) {
        problem::answer(visitor::lang_of(&req), code, &[])
    } else if code == Code::SignInNeeded {
        render::sign_in_redirect(&req, unsafe_method)
    } else {
        render::failure(&req, code)
    };
    let mut answer = answer;
    if let Some(allow) = old.headers().get(header::ALLOW) {
        answer.headers_mut().insert(header::ALLOW, allow.clone());
    }
    Ok(ServiceResponse::new(req, answer).map_into_left_body())
}

fn is_written<B: MessageBody>(res: &ServiceResponse<B>) -> bool {
    // A handler that already wrote a page or a problem marks it with its kind of text.
    let kind = res
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let ours = kind.is_some_and(|kind| kind.starts_with("text/html") || kind.contains("json"));
    ours && !matches!(
        res.response().body().size(),
        BodySize::None | BodySize::Sized(0)
    )
}

fn code_of(status: StatusCode) -> Code {
    match status {
        StatusCode::NOT_FOUND => Code::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Code::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => Code::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Code::UnsupportedType,
        status if status.is_client_error() => Code::Malformed,
        _ => Code::Internal,
    }
}
