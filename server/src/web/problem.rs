//! Refusals as RFC 9457 problem documents, for the API.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use shared::error::Code;
use shared::input::FieldError;
use shared::lang::Lang;

#[derive(Serialize)]
struct Problem<'a> {
    r#type: &'static str,
    title: String,
    status: u16,
    /// Stable; clients hang on it.
    code: &'static str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    fields: &'a [FieldError],
}

/// Whether the client asked for data rather than pages.
pub fn wanted(req: &HttpRequest) -> bool {
    let accepts = req
        .headers()
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok());
    req.path().starts_with("/api/")
        || accepts.is_some_and(|accepts| accepts.contains("json") && !accepts.contains("text/html"))
}

/// The problem document of a refusal.
pub fn answer(lang: Lang, code: Code, fields: &[FieldError]) -> HttpResponse {
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let problem = Problem {
        r#type: "about:blank",
        title: frontend::words_of(lang, code),
        status: status.as_u16(),
        code: code.as_str(),
        fields,
    };
    HttpResponse::build(status)
        .insert_header((header::CONTENT_TYPE, "application/problem+json"))
        .insert_header((header::CONTENT_LANGUAGE, lang.code()))
        .body(serde_json::to_string(&problem).unwrap_or_default())
}
