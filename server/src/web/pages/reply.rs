//! An author replies to what the agency asked.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages;
use serde::Deserialize;
use shared::ids::Reference;
use shared::input::{DatedAddition, FieldError};
use shared::view::question::ReplyForm;
use shared::view::suggestion::Body;

use super::{suggestion, suggestion_edit};
use crate::app::App;
use crate::usecases::suggestion::add_to::add_to_suggestion;
use crate::usecases::suggestion::edit::EditRefused;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Anyone, Signed};

/// The reply and the number of the question.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    question: String,
    reply: String,
}

/// `POST /{lang}/suggestions/{ref}/reply`
///
/// # Errors
/// For anyone but the author, and once the suggestion is out of public.
pub async fn submit(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    path: web::Path<(String, String)>,
    sent: web::Form<Sent>,
) -> Result<HttpResponse, Failure> {
    let reference = Reference::parse(&path.1).map_err(|_| Failure::not_found())?;
    let (lang, person) = (signed.lang(), signed.person().clone());
    let text = sent.reply.clone();
    let addition = DatedAddition { text: text.clone() };
    let question = sent.question.trim().parse().unwrap_or_default();
    let done = add_to_suggestion(&app, person, reference, addition, Some(question), lang).await;
    let errors = match done {
        Ok(()) => {
            let path = format!("/{}/suggestions/{reference}", lang.code());
            return Ok(render::see(format!("{path}#question-{question}")));
        }
        Err(EditRefused::Fields(errors)) => errors.0,
        // It can still be added, without a question.
        Err(EditRefused::Question(_)) => {
            return suggestion_edit::instead_of_a_reply(&app, &signed, &path.1, text).await;
        }
        Err(other) => return Err(other.into()),
    };
    let mut view = suggestion::load_page(&app, &signed.visitor, reference).await?;
    let form = match &mut view.body {
        Body::Text(text) => text.reply.as_mut(),
        Body::Hidden { .. } | Body::Withdrawn => None,
    };
    if let Some(form) = form {
        *form = ReplyForm {
            question: form.question,
            text,
            errors: errors
                .into_iter()
                .map(|error| FieldError {
                    field: "reply",
                    ..error
                })
                .collect(),
        };
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(render::page(&signed.visitor, status, move |lang| {
        pages::suggestion::page(lang, view)
    }))
}
