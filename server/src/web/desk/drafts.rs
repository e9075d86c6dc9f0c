//! The answer that somebody of the desk is writing, kept by its button and, with script, by itself.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use frontend::pages;
use shared::input::Errors;
use shared::lang::Lang;

use super::reference;
use super::suggestion::{AnswerFields, CasePath, back, load};
use crate::app::App;
use crate::usecases::suggestion::save_draft::{self, SaveDraftRefusal, Sent};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Desk, Signed};

async fn keep(
    app: &App,
    signed: &Signed<Desk>,
    path: &(String, String, String),
    fields: &AnswerFields,
) -> Result<Result<(), Errors>, Failure> {
    let sent = Sent {
        agency: path.1.clone(),
        reference: reference(&path.2)?,
        key: fields.key.clone(),
        draft: fields.draft(),
    };
    let (person, now) = (signed.person().clone(), app.now());
    let kept = app
        .db
        .write(move |conn| save_draft::save_draft(conn, &person, now, &sent))
        .await;
    match kept {
        Ok(()) => Ok(Ok(())),
        Err(SaveDraftRefusal::Form(errors)) => Ok(Err(errors)),
        Err(other) => Err(other.into()),
    }
}

/// `POST /{lang}/desk/{agency}/suggestions/{ref}/answer/draft`
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn save(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: CasePath,
    fields: web::Form<AnswerFields>,
) -> Result<HttpResponse, Failure> {
    let path = path.into_inner();
    let kept = keep(&app, &signed, &path, &fields).await?;
    let (_, agency, typed) = path;
    let reference = reference(&typed)?;
    let Err(Errors(errors)) = kept else {
        return Ok(back(&signed, &agency, reference, "drafted"));
    };
    let (mut view, _) = load(&app, &signed, agency, reference).await?;
    if let Some(form) = view.form.as_mut() {
        form.draft = fields.draft();
        form.errors = errors;
        form.key.clone_from(&fields.key);
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(render::page(&signed.visitor, status, |lang| {
        pages::desk_suggestion::page(lang, view)
    }))
}

/// `PUT /{lang}/desk/{agency}/suggestions/{ref}/answer/draft`: answers the sentence that the script
/// shows, as JSON.
///
/// # Errors
/// The refusal; else the database's fault.
pub async fn put(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: CasePath,
    fields: web::Form<AnswerFields>,
) -> Result<HttpResponse, Failure> {
    let kept = keep(&app, &signed, &path.into_inner(), &fields).await?;
    Ok(told(&app, signed.lang(), kept, fields.draft().is_written()))
}

/// What a page that keeps by itself says of it.
pub fn told(app: &App, lang: Lang, kept: Result<(), Errors>, written: bool) -> HttpResponse {
    let (mut answer, words) = match kept {
        Ok(()) => {
            let at = app.config.zone.civil(app.now());
            let words = match written {
                true => pages::desk_suggestion::kept_words(lang, at),
                false => String::new(),
            };
            (HttpResponse::Ok(), words)
        }
        Err(Errors(errors)) => (
            HttpResponse::UnprocessableEntity(),
            pages::desk_suggestion::too_long_words(lang, &errors),
        ),
    };
    answer
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(words)
}

/// `POST /{lang}/desk/{agency}/suggestions/{ref}/answer/draft/throw-away`
///
/// # Errors
/// The refusal; else the database's fault.
pub async fn throw_away(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: CasePath,
) -> Result<HttpResponse, Failure> {
    let (_, agency, typed) = path.into_inner();
    let reference = reference(&typed)?;
    let (person, of) = (signed.person().clone(), agency.clone());
    app.db
        .write(move |conn| save_draft::throw_away(conn, &person, &of, reference))
        .await?;
    Ok(back(&signed, &agency, reference, "thrown_away"))
}
