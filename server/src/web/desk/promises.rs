//! What an agency promises beyond the common clocks, set by its manager.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages;
use serde::Deserialize;
use shared::account::Action;
use shared::input::PromiseDraft;
use shared::view::agency::PromisesPage;

use super::head;
use crate::app::App;
use crate::db::agency_promises;
use crate::usecases::agency::promise::{self, PromiseRefusal};
use crate::usecases::desk;
use crate::web::done::DoneQuery;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Manager, Signed};

/// `{lang}`, `{agency}`
pub type AgencyPath = web::Path<(String, String)>;

async fn load(
    app: &App,
    signed: &Signed<Manager>,
    agency: String,
) -> Result<PromisesPage, Failure> {
    let person = signed.person().clone();
    app.db
        .read(move |conn| {
            let agency = desk::agency(conn, &person, &agency, Action::MakePromise)??;
            let (promise, version) = agency_promises::of_agency(conn, &agency.id)?;
            Ok(PromisesPage {
                head: head(&person, &agency),
                draft: PromiseDraft::of(promise),
                version,
                errors: Vec::new(),
                stale: false,
                saved: false,
            })
        })
        .await
}

/// `GET /{lang}/desk/{agency}/promises`
///
/// # Errors
/// Not found for another agency's managers; else the database's fault.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: AgencyPath,
    query: web::Query<DoneQuery>,
) -> Result<HttpResponse, Failure> {
    let mut view = load(&app, &signed, path.1.clone()).await?;
    view.saved = query.done == "saved";
    Ok(render::ok(&signed.visitor, |lang| {
        pages::desk_promises::page(lang, view)
    }))
}

/// The form of the promise.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    acknowledge_days: String,
    decide_days: String,
    version: i32,
}

/// `POST /{lang}/desk/{agency}/promises`
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn save(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: AgencyPath,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Failure> {
    let agency = path.1.clone();
    let draft = PromiseDraft {
        acknowledge_days: fields.acknowledge_days.clone(),
        decide_days: fields.decide_days.clone(),
    };
    let (person, now, seen) = (signed.person().clone(), app.now(), fields.version);
    let (of, sent) = (agency.clone(), draft.clone());
    let done = app
        .db
        .write(move |conn| promise::promise(conn, &person, now, &of, seen, &sent))
        .await;
    let (status, errors, stale) = match done {
        Ok(()) => {
            let lang = signed.lang().code();
            let path = format!("/{lang}/desk/{agency}/promises?done=saved");
            return Ok(render::see(path));
        }
        Err(PromiseRefusal::Form(errors)) => (StatusCode::UNPROCESSABLE_ENTITY, errors.0, false),
        Err(PromiseRefusal::Stale) => (StatusCode::CONFLICT, Vec::new(), true),
        Err(other) => return Err(other.into()),
    };
    let view = PromisesPage {
        draft,
        errors,
        stale,
        ..load(&app, &signed, agency).await?
    };
    Ok(render::page(&signed.visitor, status, |lang| {
        pages::desk_promises::page(lang, view)
    }))
}
