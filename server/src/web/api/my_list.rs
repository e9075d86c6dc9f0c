//! One's own priority list, for programs.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpMessage, HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use serde_json::json;
use shared::error::{Code, Coded};
use shared::input::FieldError;
use shared::limit::Act;
use shared::priority_list::{ListRefusal, Version};

use crate::app::App;
use crate::usecases::list::save::{Save, save_list};
use crate::usecases::list::{ListRefused, is_key};
use crate::web::error::Failure;
use crate::web::pages::my_list as pages;
use crate::web::visitor::{self, Anyone, Signed};
use crate::web::{asker, problem, render};

/// The body of a save.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    version: u32,
    /// References, the first priority first.
    entries: Vec<String>,
    /// Whose list the page was made for; a page that outlives its session saves nothing into
    /// another person's list.
    #[serde(default)]
    owner: Option<String>,
}

#[derive(Debug, Serialize)]
struct ListBody {
    version: u32,
    max: u32,
    entries: Vec<EntryBody>,
}

#[derive(Debug, Serialize)]
struct EntryBody {
    reference: String,
    /// Empty for a suggestion that is out of public.
    title: String,
    lang: &'static str,
    dir: &'static str,
    state: &'static str,
}

/// Names of the entries in a problem's fields; a list holds at most so many.
const ENTRIES: [&str; 16] = [
    "entries[0]",
    "entries[1]",
    "entries[2]",
    "entries[3]",
    "entries[4]",
    "entries[5]",
    "entries[6]",
    "entries[7]",
    "entries[8]",
    "entries[9]",
    "entries[10]",
    "entries[11]",
    "entries[12]",
    "entries[13]",
    "entries[14]",
    "entries[15]",
];

/// `GET /api/v1/topics/{slug}/my-list`
///
/// # Errors
/// 401 without a session, 403 for the topic's staff, 404.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    slug: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let list = body_of(&app, &signed, slug.into_inner()).await?;
    Ok(HttpResponse::Ok().json(list))
}

/// `PUT /api/v1/topics/{slug}/my-list`, with an `Idempotency-Key`.
///
/// # Errors
/// 400, 401 (also when `owner` is not the person signed in), 403, 404, 409 (stale or closed, each
/// with the list as it stands), 415, 422.
pub async fn save(
    app: web::Data<App>,
    req: HttpRequest,
    signed: Signed<Anyone>,
    slug: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Failure> {
    let text = |name: header::HeaderName| req.headers().get(name).and_then(|v| v.to_str().ok());
    let kind = req.mime_type().ok().flatten();
    if kind.is_none_or(|kind| kind.essence_str() != "application/json") {
        return Err(Failure::Refused(Code::UnsupportedType));
    }
    let malformed = || Failure::Refused(Code::Malformed);
    let key = text(header::HeaderName::from_static("idempotency-key"));
    let key = key
        .filter(|key| is_key(key))
        .ok_or_else(malformed)?
        .to_owned();
    let sent: Sent = serde_json::from_slice(&body).map_err(|_| malformed())?;
    let slug = slug.into_inner();
    let owner = pages::owner_of(&slug, &signed.id());
    if sent.owner.is_some_and(|meant| meant != owner) {
        return Err(Failure::Refused(Code::SignInNeeded));
    }
    if let Some(wait) = asker::must_wait(&req, &app, &signed, Act::SaveList).await? {
        let answer = problem::answer(signed.lang(), Code::TooMany, &[render::wait_fault(wait)]);
        return Ok(render::retry_after(answer, wait));
    }
    let version = Version::new(sent.version);
    let save = Save {
        slug: slug.clone(),
        version,
        entries: sent.entries,
        key,
    };
    match save_list(&app, signed.person().clone(), save).await {
        Ok(saved) => {
            Ok(HttpResponse::Ok()
                .json(json!({ "version": saved.version, "entries": saved.entries })))
        }
        Err(ListRefused::List(refusals)) => Ok(unprocessable(&req, &refusals)),
        Err(refused @ (ListRefused::Stale(_) | ListRefused::Shut(_))) => {
            let current = body_of(&app, &signed, slug).await?;
            Ok(stands(&req, refused.code(), &current))
        }
        Err(other) => Err(other.into()),
    }
}

async fn body_of(app: &App, signed: &Signed<Anyone>, slug: String) -> Result<ListBody, Failure> {
    let (topic, stored, _) = pages::read(app, signed, slug).await?;
    let version = stored.version().number();
    let entries = stored
        .entries
        .into_iter()
        .filter_map(pages::listed)
        .map(|entry| EntryBody {
            reference: entry.reference,
            title: entry.title,
            lang: entry.lang.html_lang(),
            dir: entry.dir.code(),
            state: entry.publication.as_str(),
        });
    Ok(ListBody {
        version,
        max: topic.settings().list_places,
        entries: entries.collect(),
    })
}

fn unprocessable(req: &HttpRequest, refusals: &[ListRefusal]) -> HttpResponse {
    let fields: Vec<FieldError> = refusals.iter().map(field_of).collect();
    let code = refusals.first().map_or(Code::Malformed, Coded::code);
    problem::answer(visitor::lang_of(req), code, &fields)
}

fn field_of(refusal: &ListRefusal) -> FieldError {
    let place = refusal
        .place()
        .and_then(|place| ENTRIES.get(place.checked_sub(1)?));
    let max = match refusal {
        ListRefusal::TooLong { max } => u32::try_from(*max).ok(),
        _ => None,
    };
    FieldError {
        max,
        ..FieldError::new(place.unwrap_or(&"entries"), refusal.code().as_str())
    }
}

/// A refusal with the list as it stands.
fn stands(req: &HttpRequest, code: Code, current: &ListBody) -> HttpResponse {
    let lang = visitor::lang_of(req);
    let body = json!({
        "type": "about:blank",
        "title": frontend::words_of(lang, code),
        "status": code.status(),
        "code": code.as_str(),
        "current": current,
    });
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::CONFLICT);
    HttpResponse::build(status)
        .insert_header((header::CONTENT_TYPE, "application/problem+json"))
        .insert_header((header::CONTENT_LANGUAGE, lang.code()))
        .body(body.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_named_as_in_the_body() {
        let field = field_of(&ListRefusal::Foreign { place: 4 });
        assert_eq!((field.field, field.code), ("entries[3]", "list_foreign"));
        let field = field_of(&ListRefusal::TooLong { max: 10 });
        assert_eq!((field.field, field.max), ("entries", Some(10)));
    }

    #[test]
    fn unknown_fields_are_refused() {
        assert!(serde_json::from_str::<Sent>(r#"{"version":1,"entries":[]}"#).is_ok());
        assert!(serde_json::from_str::<Sent>(r#"{"version":1,"entries":[],"x":1}"#).is_err());
        assert!(serde_json::from_str::<Sent>(r#"{"version":-1,"entries":[]}"#).is_err());
    }
}
