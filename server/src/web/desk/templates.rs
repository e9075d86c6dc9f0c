//! An agency's answer templates, kept by its managers.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages;
use serde::Deserialize;
use shared::account::Action;
use shared::input::{Errors, FieldError, TemplateDraft};
use shared::time::Zone;
use shared::view::templates::{TemplateDone, TemplateLine, TemplatePage, TemplatesPage};

use super::head;
use super::promises::AgencyPath;
use crate::app::App;
use crate::db::templates::{self, Template};
use crate::usecases::desk;
use crate::usecases::template::filled::kind_of;
use crate::usecases::template::{TemplateRefusal, add, change, retire};
use crate::web::done::DoneQuery;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Manager, Signed};

/// `{lang}`, `{agency}`, `{template}`
pub type TemplatePath = web::Path<(String, String, String)>;

fn line(template: Template, zone: &Zone) -> TemplateLine {
    TemplateLine {
        kind: kind_of(&template),
        retired_on: template.retired_at.map(|at| zone.day(at.time())),
        id: template.id,
        label: template.label,
        text_ar: template.text_ar,
        text_en: template.text_en,
    }
}

async fn list(
    app: &App,
    signed: &Signed<Manager>,
    agency: String,
) -> Result<TemplatesPage, Failure> {
    let (person, zone) = (signed.person().clone(), app.config.zone.clone());
    app.db
        .read(move |conn| {
            let agency = desk::agency(conn, &person, &agency, Action::KeepTemplates)??;
            let all = templates::of_agency(conn, &agency.id)?;
            let (retired, mut kept): (Vec<_>, Vec<_>) = all
                .into_iter()
                .map(|template| line(template, &zone))
                .partition(|line| line.retired_on.is_some());
            kept.extend(retired);
            Ok(TemplatesPage {
                head: head(&person, &agency),
                templates: kept,
                draft: TemplateDraft::default(),
                errors: Vec::new(),
                done: None,
            })
        })
        .await
}

/// `GET /{lang}/desk/{agency}/templates`
///
/// # Errors
/// Not found for another agency's managers; else the database's fault.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: AgencyPath,
    query: web::Query<DoneQuery>,
) -> Result<HttpResponse, Failure> {
    let mut view = list(&app, &signed, path.1.clone()).await?;
    view.done = match query.done.as_str() {
        "added" => Some(TemplateDone::Added),
        "changed" => Some(TemplateDone::Changed),
        "retired" => Some(TemplateDone::Retired),
        _ => None,
    };
    Ok(render::ok(&signed.visitor, |lang| {
        pages::desk_templates::page(lang, view)
    }))
}

fn done(signed: &Signed<Manager>, agency: &str, what: &str) -> HttpResponse {
    let lang = signed.lang().code();
    render::see(format!("/{lang}/desk/{agency}/templates?done={what}"))
}

/// `POST /{lang}/desk/{agency}/templates`: adds one.
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn add(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: AgencyPath,
    draft: web::Form<TemplateDraft>,
) -> Result<HttpResponse, Failure> {
    let (agency, draft) = (path.1.clone(), draft.into_inner());
    let (person, now) = (signed.person().clone(), app.now());
    let (of, sent) = (agency.clone(), draft.clone());
    let added = app
        .db
        .write(move |conn| add::add(conn, &person, now, &of, &sent))
        .await;
    let Errors(errors) = match added {
        Ok(()) => return Ok(done(&signed, &agency, "added")),
        Err(TemplateRefusal::Form(errors)) => errors,
        Err(other) => return Err(other.into()),
    };
    let view = TemplatesPage {
        draft,
        errors,
        ..list(&app, &signed, agency).await?
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(render::page(&signed.visitor, status, |lang| {
        pages::desk_templates::page(lang, view)
    }))
}

async fn one(
    app: &App,
    signed: &Signed<Manager>,
    agency: String,
    id: String,
) -> Result<TemplatePage, Failure> {
    let person = signed.person().clone();
    app.db
        .read(move |conn| {
            let agency = desk::agency(conn, &person, &agency, Action::KeepTemplates)??;
            let template = templates::one(conn, &agency.id, &id)?.ok_or_else(Failure::not_found)?;
            Ok(TemplatePage {
                head: head(&person, &agency),
                id: template.id,
                version: template.version,
                draft: TemplateDraft {
                    kind: template.kind,
                    label: template.label,
                    text_ar: template.text_ar,
                    text_en: template.text_en,
                },
                errors: Vec::new(),
                stale: false,
            })
        })
        .await
}

/// `GET /{lang}/desk/{agency}/templates/{template}`
///
/// # Errors
/// Not found for one that is retired or another agency's; else the database's fault.
pub async fn form(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: TemplatePath,
) -> Result<HttpResponse, Failure> {
    let (_, agency, id) = path.into_inner();
    let view = one(&app, &signed, agency, id).await?;
    Ok(render::ok(&signed.visitor, |lang| {
        pages::desk_templates::form(lang, view)
    }))
}

/// The form of a change.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ChangeFields {
    version: i32,
    kind: String,
    label: String,
    text_ar: String,
    text_en: String,
}

/// `POST /{lang}/desk/{agency}/templates/{template}`
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn change(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: TemplatePath,
    fields: web::Form<ChangeFields>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, id) = path.into_inner();
    let ChangeFields {
        version,
        kind,
        label,
        text_ar,
        text_en,
    } = fields.into_inner();
    let draft = TemplateDraft {
        kind,
        label,
        text_ar,
        text_en,
    };
    let (person, now) = (signed.person().clone(), app.now());
    let (of, which, sent) = (agency.clone(), id.clone(), draft.clone());
    let changed = app
        .db
        .write(move |conn| change::change(conn, &person, now, (&of, &which), version, &sent))
        .await;
    let (status, errors, stale): (_, Vec<FieldError>, _) = match changed {
        Ok(()) => return Ok(done(&signed, &agency, "changed")),
        Err(TemplateRefusal::Form(errors)) => (StatusCode::UNPROCESSABLE_ENTITY, errors.0, false),
        Err(TemplateRefusal::Stale) => (StatusCode::CONFLICT, Vec::new(), true),
        Err(other) => return Err(other.into()),
    };
    let mut view = one(&app, &signed, agency, id).await?;
    // A stale form has seen the newer text once it is shown; a refused one is still of the older.
    if !stale {
        view.version = version;
    }
    let view = TemplatePage {
        draft,
        errors,
        stale,
        ..view
    };
    Ok(render::page(&signed.visitor, status, |lang| {
        pages::desk_templates::form(lang, view)
    }))
}

/// The form of a retirement.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RetireFields {
    version: i32,
}

/// `POST /{lang}/desk/{agency}/templates/{template}/retire`
///
/// # Errors
/// The refusal; else the database's fault.
pub async fn retire(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: TemplatePath,
    fields: web::Form<RetireFields>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, id) = path.into_inner();
    let (person, now, version) = (signed.person().clone(), app.now(), fields.version);
    let of = agency.clone();
    app.db
        .write(move |conn| retire::retire(conn, &person, now, (&of, &id), version))
        .await?;
    Ok(done(&signed, &agency, "retired"))
}
