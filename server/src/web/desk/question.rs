//! Asking the author of a suggestion in public, and taking an open question back.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages;
use serde::Deserialize;
use shared::error::Coded;
use shared::input::{FieldError, QuestionDraft};
use shared::view::question::QuestionForm;

use super::reference;
use super::suggestion::{CasePath, back, load};
use crate::app::App;
use crate::chance;
use crate::usecases::suggestion::ask_author::{self, AskAuthorRefusal};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Desk, Signed};

/// `POST /{lang}/desk/{agency}/suggestions/{ref}/question`
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn ask(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: CasePath,
    draft: web::Form<QuestionDraft>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, typed) = path.into_inner();
    let reference = reference(&typed)?;
    let (person, now, lang) = (signed.person().clone(), app.now(), signed.lang());
    let (draft, desk) = (draft.into_inner(), agency.clone());
    let sent = draft.clone();
    let asked = app
        .db
        .write(move |conn| {
            let case = (desk.as_str(), reference);
            ask_author::ask(conn, &person, now, case, &sent, lang)
        })
        .await;
    let (status, errors, stale): (_, Vec<FieldError>, _) = match asked {
        Ok(()) => return Ok(back(&signed, &agency, reference, "asked")),
        Err(AskAuthorRefusal::Form(errors)) => (StatusCode::UNPROCESSABLE_ENTITY, errors.0, false),
        Err(AskAuthorRefusal::Stale) => (StatusCode::CONFLICT, Vec::new(), true),
        // Why it is refused stands in the place of the form; what was typed stays with it.
        Err(AskAuthorRefusal::Question(refusal)) => {
            let status = StatusCode::from_u16(refusal.code().status());
            (status.unwrap_or(StatusCode::CONFLICT), Vec::new(), true)
        }
        Err(other) => return Err(other.into()),
    };
    let (mut view, _) = load(&app, &signed, agency, reference).await?;
    view.questions.form = QuestionForm {
        text: draft.question,
        errors,
        stale,
    };
    if let Some(form) = &mut view.form {
        form.key = chance::id(app.now());
    }
    Ok(render::page(&signed.visitor, status, |lang| {
        pages::desk_suggestion::page(lang, view)
    }))
}

/// Which question is taken back.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Withdrawing {
    number: String,
}

/// `POST /{lang}/desk/{agency}/suggestions/{ref}/question/withdraw`
///
/// # Errors
/// The refusal, such as that its author replied meanwhile; else the database's fault.
pub async fn withdraw(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: CasePath,
    fields: web::Form<Withdrawing>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, typed) = path.into_inner();
    let reference = reference(&typed)?;
    let (person, now) = (signed.person().clone(), app.now());
    let number = fields.number.trim().parse().unwrap_or_default();
    let desk = agency.clone();
    app.db
        .write(move |conn| {
            ask_author::withdraw(conn, &person, now, (desk.as_str(), reference), number)
        })
        .await?;
    Ok(back(&signed, &agency, reference, "question_withdrawn"))
}
