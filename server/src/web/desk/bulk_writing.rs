//! One answer to many while it is written: looked at as the public will see it, kept, thrown away.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages;
use shared::bulk::BulkKind;
use shared::error::Code;
use shared::input::{BulkDraft, Errors, FieldError};
use shared::template::below;
use shared::view::bulk::{BulkPreviewPage, Kept, PreviewOf, SHOWN};
use shared::view::text::UserText;

use super::assign::{Fields, value};
use super::bulk::{again, load, read};
use super::drafts::told;
use super::head;
use super::preview::shown;
use crate::app::App;
use crate::db::desk::Case;
use crate::db::templates;
use crate::usecases::bulk::preview::{self, Looked};
use crate::usecases::bulk::propose::{ProposeRefusal, Sent};
use crate::usecases::bulk::save_draft;
use crate::usecases::desk;
use crate::usecases::suggestion::save_draft::SaveDraftRefusal;
use crate::usecases::template::filled::{answered_in, text_in};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Desk, Signed};

/// `{lang}`, `{agency}`
type Path = web::Path<(String, String)>;

fn draft_of(sent: &Sent) -> save_draft::Sent {
    save_draft::Sent {
        agency: sent.agency.clone(),
        kind: sent.kind,
        key: sent.key.clone(),
        draft: sent.draft.clone(),
    }
}

/// `POST /{lang}/desk/{agency}/bulk/preview`: the answer as the first of them would show it. What was
/// typed is kept as a draft, and nothing else of it.
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn preview(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: Path,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Failure> {
    let sent = read(&signed, path.into_inner().1, &fields)?;
    let (person, now, today) = (signed.person().clone(), app.now(), app.today());
    let of = sent.clone();
    let looked = app
        .db
        .write(move |conn| {
            match save_draft::save_draft(conn, &person, now, &draft_of(&of)) {
                // What is too long for a draft is too long for an answer, which says so below.
                Ok(()) | Err(SaveDraftRefusal::Form(_)) => {}
                Err(other) => return Err(Failure::from(other)),
            }
            // A refused answer keeps its draft.
            Ok(preview::preview(conn, &person, today, &of))
        })
        .await?;
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let looked = match looked {
        Ok(looked) if looked.would.is_empty() => {
            let refused = (sent.kind != BulkKind::Hide).then_some(Code::Stale);
            return again(&app, &signed, sent, (StatusCode::CONFLICT, refused), vec![]).await;
        }
        Ok(looked) => looked,
        Err(ProposeRefusal::Form(errors)) => {
            return again(&app, &signed, sent, (status, None), errors.0).await;
        }
        Err(ProposeRefusal::Nothing | ProposeRefusal::TooMany) => {
            return again(&app, &signed, sent, (status, None), vec![]).await;
        }
        Err(other) => return Err(other.into()),
    };
    let view = page(&signed, sent, looked, today);
    Ok(render::ok(&signed.visitor, |lang| {
        pages::desk_bulk_preview::page(lang, view)
    }))
}

fn page(
    signed: &Signed<Desk>,
    sent: Sent,
    looked: Looked,
    today: jiff::civil::Date,
) -> BulkPreviewPage {
    let title = |case: &Case| {
        let stored = &case.suggestion;
        UserText::stored(stored.title.clone(), &stored.lang, &stored.dir)
    };
    let head = head(signed.person(), &looked.agency);
    let reached: Vec<String> = looked
        .would
        .iter()
        .map(|one| one.case.suggestion.reference.clone())
        .collect();
    let chosen: Vec<(String, i32)> = sent
        .chosen
        .into_iter()
        .filter(|(reference, _)| reached.contains(reference))
        .collect();
    let decides = sent.kind.answer().is_some_and(|kind| kind.is_final());
    BulkPreviewPage {
        second_person: head.second_person && decides,
        head,
        kind: sent.kind,
        total: i64::try_from(chosen.len()).unwrap_or(i64::MAX),
        chosen,
        shown: looked
            .would
            .into_iter()
            .take(SHOWN)
            .map(|one| PreviewOf {
                reference: one.case.suggestion.reference.clone(),
                title: title(&one.case),
                lang: answered_in(&one.case.suggestion.lang, signed.lang()),
                answer: shown(one.decided, (one.number, one.from), (signed.lang(), today)),
            })
            .collect(),
        cannot: looked
            .cannot
            .into_iter()
            .map(|(reference, case, why)| Kept {
                reference,
                title: case.as_ref().map(title),
                why,
            })
            .collect(),
        draft: sent.draft,
        key: sent.key,
    }
}

async fn keep(
    app: &App,
    signed: &Signed<Desk>,
    sent: &Sent,
) -> Result<Result<(), Errors>, Failure> {
    let (person, now, draft) = (signed.person().clone(), app.now(), draft_of(sent));
    let kept = app
        .db
        .write(move |conn| save_draft::save_draft(conn, &person, now, &draft))
        .await;
    match kept {
        Ok(()) => Ok(Ok(())),
        Err(SaveDraftRefusal::Form(errors)) => Ok(Err(errors)),
        Err(other) => Err(other.into()),
    }
}

/// `POST /{lang}/desk/{agency}/bulk/draft`: the form again, which says that it is kept.
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn save(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: Path,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Failure> {
    let sent = read(&signed, path.into_inner().1, &fields)?;
    match keep(&app, &signed, &sent).await? {
        Ok(()) => form(&app, &signed, sent).await,
        Err(Errors(errors)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            again(&app, &signed, sent, (status, None), errors).await
        }
    }
}

/// `PUT /{lang}/desk/{agency}/bulk/draft`: answers the sentence that the script shows, as JSON.
///
/// # Errors
/// The refusal; else the database's fault.
pub async fn put(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: Path,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Failure> {
    let sent = read(&signed, path.into_inner().1, &fields)?;
    let kept = keep(&app, &signed, &sent).await?;
    let written = sent.draft.answer(sent.kind).is_written();
    Ok(told(&app, signed.lang(), kept, written))
}

/// `POST /{lang}/desk/{agency}/bulk/draft/throw-away`: the form again, empty.
///
/// # Errors
/// The refusal; else the database's fault.
pub async fn throw_away(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: Path,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Failure> {
    let mut sent = read(&signed, path.into_inner().1, &fields)?;
    let (person, agency, kind) = (signed.person().clone(), sent.agency.clone(), sent.kind);
    app.db
        .write(move |conn| save_draft::throw_away(conn, &person, &agency, kind))
        .await?;
    sent.draft = BulkDraft::default();
    form(&app, &signed, sent).await
}

/// `POST /{lang}/desk/{agency}/bulk/form`: the form again with what was typed, back from looking.
///
/// # Errors
/// The refusal; else the database's fault.
pub async fn back(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: Path,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Failure> {
    let sent = read(&signed, path.into_inner().1, &fields)?;
    form(&app, &signed, sent).await
}

/// `POST /{lang}/desk/{agency}/bulk/template`: the form again with the text of a template below what
/// was typed, in the language of the first suggestion. Its names are filled in on each.
///
/// # Errors
/// The refusal; else the database's fault.
pub async fn template(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: Path,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Failure> {
    let (_, agency) = path.into_inner();
    let sent = read(&signed, agency, &fields)?;
    let id = value(&fields, "template");
    let (person, zone) = (signed.person().clone(), app.config.zone.clone());
    let view = app
        .db
        .read(move |conn| {
            let references: Vec<String> = sent.chosen.iter().map(|(one, _)| one.clone()).collect();
            let of = (sent.agency.as_str(), sent.kind);
            let mut page = load(conn, &person, of, &references, (sent.key, &zone))?;
            page.draft = sent.draft;
            // Choosing among those that are offered keeps out other kinds and other agencies.
            let agency = desk::agency(conn, &person, &sent.agency, sent.kind.action())??;
            let template = match page.templates.iter().any(|one| one.id == id) {
                true => templates::one(conn, &agency.id, &id)?,
                false => None,
            };
            match template {
                Some(template) => {
                    let first = page.will.first().map_or("", |one| one.title.lang.code());
                    let (_, text) = text_in(&template, answered_in(first, sent.page));
                    page.draft.reason = below(&page.draft.reason, text);
                }
                // Where none is offered there is no field to say it at.
                None if page.will.is_empty() || page.templates.is_empty() => {
                    page.refused.get_or_insert(Code::ChoiceUnknown);
                }
                None => {
                    let fault = FieldError::new("template", Code::ChoiceUnknown.as_str());
                    page.errors.push(fault);
                }
            }
            Ok::<_, Failure>(page)
        })
        .await?;
    let status = match view.errors.is_empty() && view.refused.is_none() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok(render::page(&signed.visitor, status, |lang| {
        pages::desk_bulk::page(lang, view)
    }))
}

async fn form(app: &App, signed: &Signed<Desk>, sent: Sent) -> Result<HttpResponse, Failure> {
    let (person, zone) = (signed.person().clone(), app.config.zone.clone());
    let view = app
        .db
        .read(move |conn| {
            let references: Vec<String> = sent.chosen.iter().map(|(one, _)| one.clone()).collect();
            let of = (sent.agency.as_str(), sent.kind);
            let mut page = load(conn, &person, of, &references, (sent.key, &zone))?;
            page.draft = sent.draft;
            Ok::<_, Failure>(page)
        })
        .await?;
    Ok(render::ok(&signed.visitor, |lang| {
        pages::desk_bulk::page(lang, view)
    }))
}
