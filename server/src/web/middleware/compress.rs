//! Pages are compressed once, whole, with their length: a chunked body would stall on small
//! writes, and brotli on the fly costs a hundred times the work of serving kept bytes.

use std::io::Write;

use actix_web::body::{BodySize, BoxBody, EitherBody, MessageBody, to_bytes};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, error};
use flate2::Compression;
use flate2::write::GzEncoder;

/// Shorter bodies fit into one packet as they are.
const WORTH_IT: u64 = 1024;

/// Compresses text answers with gzip level 1 for clients that take it.
///
/// # Errors
/// What the inner service answers.
pub async fn gzip(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EitherBody<BoxBody, impl MessageBody>>, Error> {
    let takes_gzip = req
        .headers()
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.split(',').any(|one| one.trim().starts_with("gzip")));
    let res = next.call(req).await?;
    let sized = matches!(res.response().body().size(), BodySize::Sized(n) if n >= WORTH_IT);
    if !takes_gzip || !sized || !is_text(res.headers()) {
        return Ok(res.map_into_right_body());
    }
    let (req, res) = res.into_parts();
    let (mut res, body) = res.into_parts();
    let plain = to_bytes(body)
        .await
        .map_err(|_| error::ErrorInternalServerError("body"))?;
    let mut encoder = GzEncoder::new(Vec::with_capacity(plain.len() / 3), Compression::fast());
    let squeezed = encoder.write_all(&plain).and_then(|()| encoder.finish())?;
    res.headers_mut()
        .insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    res.headers_mut()
        .append(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    let res = res.set_body(BoxBody::new(squeezed));
    Ok(ServiceResponse::new(req, res).map_into_left_body())
}

fn is_text(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    !headers.contains_key(header::CONTENT_ENCODING)
        && kind.is_some_and(|kind| kind.starts_with("text/") || kind.contains("json"))
}
