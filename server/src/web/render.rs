//! From a page of the frontend to an answer.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use frontend::layout::{Chrome, Page, Person};
use frontend::pages;
use shared::error::Code;
use shared::input::{FieldError, code};
use shared::lang::Lang;
use shared::limit::Wait;
use shared::view::signed_out::SignedOutPage;

use super::assets;
use super::pages::sign_in::own_path;
use super::visitor::{self, Visitor};
use crate::app::App;

/// Renders a page for a visitor; with a status of refusal it is a form that comes back, and its title
/// says so.
pub fn page(
    visitor: &Visitor,
    status: StatusCode,
    page: impl FnOnce(Lang) -> Page + 'static,
) -> HttpResponse {
    let mut chrome = chrome(visitor);
    chrome.refused = status.is_client_error();
    answer(visitor, status, frontend::layout::document(chrome, page))
}

fn answer(visitor: &Visitor, status: StatusCode, html: String) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((header::CONTENT_LANGUAGE, visitor.lang.code()))
        .insert_header((
            header::CACHE_CONTROL,
            // A reader's page is nobody else's; a visitor's is fresh each time, until it is kept.
            if visitor.reader.is_some() {
                "no-store"
            } else {
                "no-cache"
            },
        ))
        .body(html)
}

/// [`page`] with 200.
pub fn ok(visitor: &Visitor, build: impl FnOnce(Lang) -> Page + 'static) -> HttpResponse {
    page(visitor, StatusCode::OK, build)
}

/// Too many: the fault of a form, and when it may be sent again.
pub fn wait_fault(wait: Wait) -> FieldError {
    FieldError {
        field: "",
        code: code::WAIT,
        max: Some(wait.seconds()),
        min: None,
    }
}

/// An answer that says to programs as well when it may be tried again.
pub fn retry_after(mut answer: HttpResponse, wait: Wait) -> HttpResponse {
    let seconds = header::HeaderValue::from(wait.seconds());
    answer.headers_mut().insert(header::RETRY_AFTER, seconds);
    answer
}

/// The way on after a successful write.
pub fn see(path: String) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, path))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish()
}

/// The page of a refusal or fault, in the reader's language.
pub fn failure(req: &HttpRequest, code: Code) -> HttpResponse {
    let visitor = visitor_of(req);
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    // Its title says what happened.
    let html = frontend::layout::document(chrome(&visitor), move |lang| {
        pages::failure::page(lang, code)
    });
    answer(&visitor, status, html)
}

/// Path and query of our page that sent the form, as the browser says.
pub fn came_from(req: &HttpRequest, app: &App) -> Option<String> {
    let referer = req.headers().get(header::REFERER)?.to_str().ok()?;
    let (_, address) = referer.split_once("://")?;
    let (host, path) = address.split_once('/')?;
    let path = format!("/{path}");
    (app.config.base.serves(host) && own_path(&path).is_some()).then_some(path)
}

/// To the sign-in page, and back here afterwards. After a form, whose body is gone, back to the page
/// it stood on: what was typed there is kept in the browser.
pub fn sign_in_redirect(req: &HttpRequest, after_form: bool) -> HttpResponse {
    let visitor = visitor_of(req);
    let next = if after_form {
        form_page(req)
    } else {
        visitor.here.clone()
    };
    see(format!(
        "/{}/sign-in?next={}",
        visitor.lang.code(),
        encode(&next)
    ))
}

/// The page that a form stood on, if that is known.
fn form_page(req: &HttpRequest) -> String {
    let app = req.app_data::<web::Data<App>>();
    app.and_then(|app| came_from(req, app)).unwrap_or_default()
}

/// What was typed into a form whose session has ended, with the way to send it again.
pub fn signed_out(req: &HttpRequest, mut view: SignedOutPage) -> HttpResponse {
    view.next = encode(&form_page(req));
    let visitor = visitor_of(req);
    let mut answer = page(&visitor, StatusCode::UNAUTHORIZED, move |lang| {
        pages::signed_out::page(lang, view)
    });
    let kept_nowhere = header::HeaderValue::from_static("no-store");
    answer
        .headers_mut()
        .insert(header::CACHE_CONTROL, kept_nowhere);
    answer
}

/// Percent-encodes a value for a query.
pub fn encode(value: &str) -> String {
    value
        .bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

fn visitor_of(req: &HttpRequest) -> Visitor {
    visitor::already(req).unwrap_or_else(|| Visitor {
        lang: visitor::lang_of(req),
        reader: None,
        demonstration: req
            .app_data::<web::Data<App>>()
            .is_some_and(|app| app.demonstration),
        here: req
            .uri()
            .path_and_query()
            .map_or("/", |here| here.as_str())
            .to_owned(),
    })
}

fn chrome(visitor: &Visitor) -> Chrome {
    let person = visitor.reader.as_ref().map(|reader| Person {
        name: reader.name.clone(),
        desk: reader
            .person
            .roles
            .iter()
            .any(|role| role.agency().is_some()),
        steward: reader.person.is_steward(),
    });
    Chrome {
        lang: visitor.lang,
        here: visitor.here.clone(),
        person,
        demonstration: visitor.demonstration,
        refused: false,
        assets: assets::urls(),
    }
}
