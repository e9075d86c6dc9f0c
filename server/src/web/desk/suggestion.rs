//! One suggestion at the desk: read, answered, its commitments followed.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages;
use serde::Deserialize;
use shared::account::Action;
use shared::error::Code;
use shared::ids::Reference;
use shared::input::{AnswerDraft, CommitmentUpdateDraft, FieldError};
use shared::view::desk::{CasePage, Done, UpdateForm};

use super::{case_view, reference};
use crate::app::App;
use crate::chance;
use crate::db::desk_work;
use crate::usecases::desk;
use crate::usecases::suggestion::answer::{self, AnswerSuggestionRefusal, Given};
use crate::usecases::suggestion::first_read::first_read;
use crate::usecases::suggestion::save_draft;
use crate::usecases::suggestion::update_commitment::{self, UpdateCommitmentRefusal};
use crate::web::done::DoneQuery;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Desk, Signed};

/// `{lang}`, `{agency}`, `{ref}`
pub type CasePath = web::Path<(String, String, String)>;

fn just_done(query: &DoneQuery) -> Option<Done> {
    Some(match query.done.as_str() {
        "answered" => Done::Answered,
        "held" => Done::Held,
        "drafted" => Done::Drafted,
        "thrown_away" => Done::ThrownAway,
        "updated" => Done::Updated,
        "hidden" => Done::Hidden,
        "restored" => Done::Restored,
        "merged" => Done::Merged,
        "unmerged" => Done::Unmerged,
        "assigned" => Done::Assigned,
        "asked" => Done::Asked,
        "question_withdrawn" => Done::QuestionWithdrawn,
        _ => return None,
    })
}

/// The page of a suggestion, and whether it is to be kept that the reader has it open.
pub(super) async fn load(
    app: &App,
    signed: &Signed<Desk>,
    agency: String,
    reference: Reference,
) -> Result<(CasePage, bool), Failure> {
    let (person, zone, now) = (signed.person().clone(), app.config.zone.clone(), app.now());
    app.db
        .read(move |conn| case_view::load(conn, &person, (&agency, reference), &zone, now))
        .await
}

/// `GET /{lang}/desk/{agency}/suggestions/{ref}`
///
/// # Errors
/// Not found for another agency's; else the database's fault.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: CasePath,
    query: web::Query<DoneQuery>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, typed) = path.into_inner();
    let reference = reference(&typed)?;
    let (mut view, opened) = load(&app, &signed, agency.clone(), reference).await?;
    let (person, now, first) = (signed.person().clone(), app.now(), view.first_reading);
    if first || opened {
        app.db
            .write(move |conn| -> Result<(), Failure> {
                let case = desk::case(conn, &person, &agency, reference, Action::ReadDesk)??;
                if first {
                    first_read(conn, &person, now, &case)?;
                }
                Ok(desk_work::opened(
                    conn,
                    &case.suggestion.id,
                    &person.id,
                    now.into(),
                )?)
            })
            .await?;
    }
    if first {
        view.first_read_on = Some(app.today());
    }
    view.done = just_done(&query);
    if let Some(form) = &mut view.form {
        form.key = chance::id(app.now());
    }
    Ok(render::ok(&signed.visitor, |lang| {
        pages::desk_suggestion::page(lang, view)
    }))
}

/// The answer's form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AnswerFields {
    kind: String,
    reason: String,
    other_reason: String,
    commitment_what: String,
    commitment_due: String,
    pub(super) seen: i32,
    pub(super) key: String,
    /// The id of a template, and the button that asks for its text.
    pub(super) template: String,
    with: String,
}

impl AnswerFields {
    /// Whether the text of a template is asked for.
    pub(super) fn wants_template(&self) -> bool {
        self.with == "template"
    }

    pub(super) fn draft(&self) -> AnswerDraft {
        AnswerDraft {
            kind: self.kind.clone(),
            reason: self.reason.clone(),
            lang: String::new(),
            commitment_what: self.commitment_what.clone(),
            commitment_due: self.commitment_due.clone(),
            other_reason: self.other_reason.clone(),
        }
    }
}

/// `POST /{lang}/desk/{agency}/suggestions/{ref}/answer`
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn answer(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: CasePath,
    fields: web::Form<AnswerFields>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, typed) = path.into_inner();
    let reference = reference(&typed)?;
    // The same bounds as the table of keys.
    if !(8..=100).contains(&fields.key.chars().count()) {
        return Err(Failure::Refused(Code::Malformed));
    }
    let sent = answer::Sent {
        agency: agency.clone(),
        reference,
        seen: fields.seen,
        key: fields.key.clone(),
        draft: fields.draft(),
        page: signed.lang(),
    };
    let (person, now, today) = (signed.person().clone(), app.now(), app.today());
    let given = app
        .db
        .write(move |conn| answer::answer(conn, &person, now, today, &sent))
        .await;
    let (status, errors) = match given {
        Ok(Given::Public) => return Ok(back(&signed, &agency, reference, "answered")),
        Ok(Given::Held) => return Ok(back(&signed, &agency, reference, "held")),
        Err(AnswerSuggestionRefusal::Form(errors)) => (StatusCode::UNPROCESSABLE_ENTITY, errors.0),
        Err(AnswerSuggestionRefusal::Stale) => (StatusCode::CONFLICT, Vec::new()),
        Err(other) => return Err(other.into()),
    };
    refused(
        &app,
        &signed,
        (agency, reference),
        &fields,
        (status, errors),
    )
    .await
}

/// The page of the suggestion with the form as it was sent; a conflict is a form that met another
/// answer. Where there is nothing left to answer, what was typed is kept as a draft.
pub(super) async fn refused(
    app: &App,
    signed: &Signed<Desk>,
    (agency, reference): (String, Reference),
    fields: &AnswerFields,
    (status, errors): (StatusCode, Vec<FieldError>),
) -> Result<HttpResponse, Failure> {
    let stale = status == StatusCode::CONFLICT;
    let (mut view, _) = load(app, signed, agency.clone(), reference).await?;
    if let Some(form) = view.form.as_mut() {
        form.draft = fields.draft();
        form.errors = errors;
        form.stale = stale;
        // A stale form has seen the newer answer once it is shown; a mended one is the same sending.
        form.key = match stale {
            true => chance::id(app.now()),
            false => fields.key.clone(),
        };
        return Ok(render::page(&signed.visitor, status, |lang| {
            pages::desk_suggestion::page(lang, view)
        }));
    }
    let sent = save_draft::Sent {
        agency: agency.clone(),
        reference,
        key: fields.key.clone(),
        draft: fields.draft(),
    };
    let (person, now) = (signed.person().clone(), app.now());
    app.db
        .write(move |conn| save_draft::save_draft(conn, &person, now, &sent))
        .await?;
    let (mut view, _) = load(app, signed, agency, reference).await?;
    view.not_sent = Some(match view.release {
        Some(_) => Code::ReleaseWaits,
        None => Code::SuggestionState,
    });
    let status = StatusCode::CONFLICT;
    Ok(render::page(&signed.visitor, status, |lang| {
        pages::desk_suggestion::page(lang, view)
    }))
}

/// The form of a commitment's update.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct UpdateFields {
    commitment: String,
    seen: String,
    state: String,
    note: String,
}

/// `POST /{lang}/desk/{agency}/suggestions/{ref}/commitment`
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn update(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: CasePath,
    fields: web::Form<UpdateFields>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, typed) = path.into_inner();
    let reference = reference(&typed)?;
    let draft = CommitmentUpdateDraft {
        state: fields.state.clone(),
        note: fields.note.clone(),
    };
    let sent = update_commitment::Sent {
        agency: agency.clone(),
        reference,
        commitment_id: fields.commitment.clone(),
        seen: fields.seen.clone(),
        draft: draft.clone(),
    };
    let (person, now) = (signed.person().clone(), app.now());
    let done = app
        .db
        .write(move |conn| update_commitment::update(conn, &person, now, &sent))
        .await;
    let (status, errors, stale): (_, Vec<FieldError>, _) = match done {
        Ok(()) => return Ok(back(&signed, &agency, reference, "updated")),
        Err(UpdateCommitmentRefusal::Form(errors)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, errors.0, false)
        }
        Err(UpdateCommitmentRefusal::Stale) => (StatusCode::CONFLICT, Vec::new(), true),
        Err(other) => return Err(other.into()),
    };
    let (mut view, _) = load(&app, &signed, agency, reference).await?;
    let open = view
        .commitments
        .iter_mut()
        .find(|one| one.id == fields.commitment);
    match open.and_then(|one| one.form.as_mut()) {
        Some(form) => {
            *form = UpdateForm {
                draft,
                errors,
                stale,
            }
        }
        None => return Err(Failure::of(&UpdateCommitmentRefusal::Stale)),
    }
    if let Some(form) = &mut view.form {
        form.key = chance::id(app.now());
    }
    Ok(render::page(&signed.visitor, status, |lang| {
        pages::desk_suggestion::page(lang, view)
    }))
}

/// The way back to the page of the suggestion, which says what was done.
pub(super) fn back(
    signed: &Signed<Desk>,
    agency: &str,
    reference: Reference,
    done: &str,
) -> HttpResponse {
    let lang = signed.lang().code();
    render::see(format!(
        "/{lang}/desk/{agency}/suggestions/{reference}?done={done}"
    ))
}
