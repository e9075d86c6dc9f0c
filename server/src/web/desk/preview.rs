//! An answer as the author will see it, before it is sent.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages;
use jiff::civil::Date;
use shared::answer::AnswerState;
use shared::commitment::CommitmentState;
use shared::lang::{Lang, detect, direction};
use shared::view::answer::{Answer, step};
use shared::view::commitment::Commitment;
use shared::view::preview::PreviewPage;
use shared::view::text::UserText;

use super::head;
use super::reference;
use super::suggestion::{AnswerFields, CasePath, refused};
use crate::app::App;
use crate::usecases::suggestion::answer::{AnswerSuggestionRefusal, Sent};
use crate::usecases::suggestion::preview;
use crate::usecases::suggestion::reason::Decided;
use crate::usecases::suggestion::save_draft::{self, SaveDraftRefusal};
use crate::usecases::template::filled::answered_in;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Desk, Signed};

/// `POST /{lang}/desk/{agency}/suggestions/{ref}/answer/preview`: the answer as it would be public. What
/// was typed is kept as a draft, and nothing else of it.
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: CasePath,
    fields: web::Form<AnswerFields>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, typed) = path.into_inner();
    let reference = reference(&typed)?;
    let sent = Sent {
        agency: agency.clone(),
        reference,
        seen: fields.seen,
        key: fields.key.clone(),
        draft: fields.draft(),
        page: signed.lang(),
    };
    let draft = save_draft::Sent {
        agency: agency.clone(),
        reference,
        key: fields.key.clone(),
        draft: fields.draft(),
    };
    let (person, now, today) = (signed.person().clone(), app.now(), app.today());
    let looked = app
        .db
        .write(move |conn| {
            match save_draft::save_draft(conn, &person, now, &draft) {
                // What is too long for a draft is too long for an answer, which says so below.
                Ok(()) | Err(SaveDraftRefusal::Form(_)) => {}
                Err(other) => return Err(Failure::from(other)),
            }
            // A refused answer keeps its draft.
            Ok(preview::preview(conn, &person, today, &sent))
        })
        .await?;
    let (case, weighed) = match looked {
        Ok(found) => found,
        Err(AnswerSuggestionRefusal::Form(errors)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return refused(
                &app,
                &signed,
                (agency, reference),
                &fields,
                (status, errors.0),
            )
            .await;
        }
        Err(AnswerSuggestionRefusal::Stale) => {
            let status = StatusCode::CONFLICT;
            return refused(
                &app,
                &signed,
                (agency, reference),
                &fields,
                (status, Vec::new()),
            )
            .await;
        }
        Err(other) => return Err(other.into()),
    };
    let kind = weighed.decided.kind;
    let lang = answered_in(&case.suggestion.lang, signed.lang());
    let view = PreviewPage {
        head: head(signed.person(), &case.agency),
        reference: case.suggestion.reference.clone(),
        title: UserText::stored(
            case.suggestion.title.clone(),
            &case.suggestion.lang,
            &case.suggestion.dir,
        ),
        lang,
        answer: shown(
            weighed.decided,
            (weighed.number, weighed.from),
            (signed.lang(), today),
        ),
        draft: fields.draft(),
        seen: fields.seen,
        key: fields.key.clone(),
        second_person: case.agency.second_person && kind.is_final(),
    };
    Ok(render::ok(&signed.visitor, |lang| {
        pages::desk_preview::page(lang, view)
    }))
}

/// The answer as the page of the suggestion would show it: the number that it gets, and how the
/// suggestion was answered before.
pub(super) fn shown(
    decided: Decided,
    (number, from): (i32, AnswerState),
    (page, today): (Lang, Date),
) -> Answer {
    let written = |text: String| {
        (!text.is_empty()).then(|| UserText {
            lang: detect(&text, page),
            dir: direction(&text, page),
            text,
        })
    };
    Answer {
        number,
        kind: decided.kind,
        step: step(from.kind(), decided.kind),
        reason: written(decided.answer.reason),
        other: decided.answer.other_reason.and_then(written),
        on: today,
        stands: true,
        commitment: decided.promise.map(|(what, until)| Commitment {
            what: UserText::detected(what, page),
            until,
            made_on: today,
            state: CommitmentState::Planned,
            overdue: false,
            updates: Vec::new(),
        }),
    }
}
