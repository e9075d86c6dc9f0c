//! Hiding a suggestion, and restoring it: each a page of its own before anything happens.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages;
use serde::Deserialize;
use shared::account::Action;
use shared::ids::Reference;
use shared::input::{FieldError, HideDraft};
use shared::topic::reopened_by_restore;
use shared::view::desk::{HidePage, RestorePage};
use shared::view::text::UserText;

use super::suggestion::CasePath;
use super::{case_view, head, name, reference};
use crate::app::App;
use crate::db::hidings_write;
use crate::usecases::desk;
use crate::usecases::suggestion::hide::{self, HideSuggestionRefusal};
use crate::usecases::suggestion::restore;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Desk, Signed, Steward};

/// `GET /{lang}/desk/{agency}/suggestions/{ref}/hide`
///
/// # Errors
/// Not found for another agency's; else the database's fault.
pub async fn ask(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: CasePath,
) -> Result<HttpResponse, Failure> {
    let (_, agency, typed) = path.into_inner();
    let view = load(&app, &signed, agency, reference(&typed)?).await?;
    Ok(render::ok(&signed.visitor, |lang| {
        pages::hiding::hide(lang, view)
    }))
}

async fn load(
    app: &App,
    signed: &Signed<Desk>,
    agency: String,
    reference: Reference,
) -> Result<HidePage, Failure> {
    let person = signed.person().clone();
    app.db
        .read(move |conn| {
            let case = desk::case(conn, &person, &agency, reference, Action::Hide)??;
            let stored = case.suggestion;
            Ok(HidePage {
                head: head(&person, &case.agency),
                reference: stored.reference,
                title: UserText::stored(stored.title, &stored.lang, &stored.dir),
                text: UserText::stored(stored.body, &stored.lang, &stored.dir),
                version: stored.version,
                draft: HideDraft::default(),
                errors: Vec::new(),
                stale: false,
            })
        })
        .await
}

/// The form of hiding.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct HideFields {
    reason: String,
    note: String,
    version: i32,
}

/// `POST /{lang}/desk/{agency}/suggestions/{ref}/hide`
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn hide(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: CasePath,
    fields: web::Form<HideFields>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, typed) = path.into_inner();
    let reference = reference(&typed)?;
    let draft = HideDraft {
        reason: fields.reason.clone(),
        note: fields.note.clone(),
    };
    let (person, now, version) = (signed.person().clone(), app.now(), fields.version);
    let (of, sent) = (agency.clone(), draft.clone());
    let hidden = app
        .db
        .write(move |conn| hide::hide(conn, &person, now, (&of, reference), version, &sent))
        .await;
    let (status, errors, stale): (_, Vec<FieldError>, _) = match hidden {
        Ok(()) => {
            let lang = signed.lang().code();
            let path = format!("/{lang}/desk/{agency}/suggestions/{reference}?done=hidden");
            return Ok(render::see(path));
        }
        Err(HideSuggestionRefusal::Form(errors)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, errors.0, false)
        }
        Err(HideSuggestionRefusal::Stale) => (StatusCode::CONFLICT, Vec::new(), true),
        Err(other) => return Err(other.into()),
    };
    let view = load(&app, &signed, agency, reference).await?;
    let view = HidePage {
        draft,
        errors,
        stale,
        ..view
    };
    Ok(render::page(&signed.visitor, status, |lang| {
        pages::hiding::hide(lang, view)
    }))
}

/// `GET /{lang}/desk/{agency}/suggestions/{ref}/restore`, for stewards.
///
/// # Errors
/// Not found where there is nothing; else the database's fault.
pub async fn ask_restore(
    app: web::Data<App>,
    signed: Signed<Steward>,
    path: CasePath,
) -> Result<HttpResponse, Failure> {
    let (_, agency, typed) = path.into_inner();
    let reference = reference(&typed)?;
    let (person, zone) = (signed.person().clone(), app.config.zone.clone());
    let view = app
        .db
        .read(move |conn| -> Result<RestorePage, Failure> {
            let case = desk::case(conn, &person, &agency, reference, Action::Restore)??;
            let hiding = hidings_write::latest_of(conn, &case.suggestion.id)?;
            let state = case.topic.state();
            let stored = case.suggestion;
            Ok(RestorePage {
                agency: name(&case.agency),
                reference: stored.reference,
                title: UserText::stored(stored.title, &stored.lang, &stored.dir),
                text: UserText::stored(stored.body, &stored.lang, &stored.dir),
                hiding: hiding
                    .filter(|hiding| hiding.restored_at.is_none())
                    .and_then(|hiding| case_view::case_hiding(hiding, &zone)),
                reopens: reopened_by_restore(state) != state,
            })
        })
        .await?;
    Ok(render::ok(&signed.visitor, |lang| {
        pages::hiding::restore(lang, view)
    }))
}

/// `POST /{lang}/desk/{agency}/suggestions/{ref}/restore`, for stewards.
///
/// # Errors
/// The refusal; else the database's fault.
pub async fn restore(
    app: web::Data<App>,
    signed: Signed<Steward>,
    path: CasePath,
) -> Result<HttpResponse, Failure> {
    let (_, agency, typed) = path.into_inner();
    let reference = reference(&typed)?;
    let (person, now, today) = (signed.person().clone(), app.now(), app.today());
    app.db
        .write(move |conn| restore::restore(conn, &person, now, today, &agency, reference))
        .await?;
    // A steward who sits at no desk sees it where the public does.
    Ok(render::see(format!(
        "/{}/suggestions/{reference}",
        signed.lang().code()
    )))
}
