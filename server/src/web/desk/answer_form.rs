//! The form of an answer between its first opening and its sending: with a template's text in it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages;
use shared::account::Action;
use shared::error::Code;
use shared::ids::Reference;
use shared::input::{AnswerDraft, FieldError};
use shared::lang::Lang;
use shared::template::below;

use super::reference;
use super::suggestion::{AnswerFields, CasePath, load, refused};
use crate::app::App;
use crate::db::{Conn, templates};
use crate::usecases::desk;
use crate::usecases::template::filled::{answered_in, filling_of, text_in};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Desk, Signed};

/// `POST /{lang}/desk/{agency}/suggestions/{ref}/answer/form`: the form again with all that was typed,
/// and below it the text of the template that was chosen, if one was.
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn again(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: CasePath,
    fields: web::Form<AnswerFields>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, typed) = path.into_inner();
    let reference = reference(&typed)?;
    let mut draft = fields.draft();
    let mut errors = Vec::new();
    if fields.wants_template() {
        let (person, of, id, page) = (
            signed.person().clone(),
            agency.clone(),
            fields.template.clone(),
            signed.lang(),
        );
        let chosen = app
            .db
            .read(move |conn| {
                let case = desk::case(conn, &person, &of, reference, Action::Decide)??;
                text_of(conn, &case, &id, page)
            })
            .await?;
        match chosen {
            Some((kind, text)) => put(&mut draft, kind, &text),
            None => errors.push(FieldError::new("template", Code::ChoiceUnknown.as_str())),
        }
    }
    filled_form(&app, &signed, agency, reference, (&fields, draft, errors)).await
}

fn text_of(
    conn: &mut Conn,
    case: &crate::db::desk::Case,
    id: &str,
    page: Lang,
) -> Result<Option<(&'static str, String)>, Failure> {
    // PostgreSQL's text holds no null character, and no id does.
    if id.contains('\0') {
        return Ok(None);
    }
    let template = templates::one(conn, &case.agency.id, id)?;
    let lang = answered_in(&case.suggestion.lang, page);
    Ok(template.map(|template| {
        let (kind, text) = text_in(&template, lang);
        (kind.as_str(), filling_of(case).fill(text, lang))
    }))
}

/// The kind of answer that was chosen stands; only where none was, the template's is taken.
fn put(draft: &mut AnswerDraft, kind: &str, text: &str) {
    draft.reason = below(&draft.reason, text);
    if draft.kind.is_empty() {
        kind.clone_into(&mut draft.kind);
    }
}

/// The page of the suggestion with this form on it. It is the same sending as before.
async fn filled_form(
    app: &App,
    signed: &Signed<Desk>,
    agency: String,
    reference: Reference,
    (fields, draft, errors): (&AnswerFields, AnswerDraft, Vec<FieldError>),
) -> Result<HttpResponse, Failure> {
    let (mut view, _) = load(app, signed, agency.clone(), reference).await?;
    let Some(form) = view.form.as_mut() else {
        let conflict = (StatusCode::CONFLICT, errors);
        return refused(app, signed, (agency, reference), fields, conflict).await;
    };
    let status = match errors.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    form.draft = draft;
    form.errors = errors;
    form.seen = fields.seen;
    form.key.clone_from(&fields.key);
    Ok(render::page(&signed.visitor, status, |lang| {
        pages::desk_suggestion::page(lang, view)
    }))
}
