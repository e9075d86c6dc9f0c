//! Correcting the description of an open topic, with a public reason.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages;
use serde::Deserialize;
use shared::account::Action;
use shared::error::Code;
use shared::input::TopicCorrectionDraft;
use shared::topic::TopicState;
use shared::view::topic_editor::CorrectPage;

use super::head;
use super::topic_editor::TopicPath;
use super::topics::title;
use crate::app::App;
use crate::usecases::desk;
use crate::usecases::topic::correct::{self, CorrectTopicRefusal};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Manager, Signed};

async fn load(
    app: &App,
    signed: &Signed<Manager>,
    agency: String,
    slug: String,
) -> Result<CorrectPage, Failure> {
    let person = signed.person().clone();
    app.db
        .read(move |conn| {
            let (topic, agency) = desk::topic(conn, &person, &agency, &slug, Action::EditTopic)??;
            if topic.state() != TopicState::Open {
                return Err(Failure::Refused(Code::TopicNotOpen));
            }
            Ok(CorrectPage {
                head: head(&person, &agency),
                title: title(&topic),
                slug: topic.slug,
                draft: TopicCorrectionDraft {
                    description_ar: topic.description_ar,
                    description_en: topic.description_en,
                    ..TopicCorrectionDraft::default()
                },
                version: topic.version,
                errors: Vec::new(),
                stale: false,
            })
        })
        .await
}

/// `GET /{lang}/desk/{agency}/topics/{slug}/correct`
///
/// # Errors
/// Not found for another agency's; refused for what is not open; else the database's fault.
pub async fn form(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: TopicPath,
) -> Result<HttpResponse, Failure> {
    let (_, agency, slug) = path.into_inner();
    let view = load(&app, &signed, agency, slug).await?;
    Ok(render::ok(&signed.visitor, |lang| {
        pages::topic_correct::page(lang, view)
    }))
}

/// The form of a correction.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CorrectFields {
    description_ar: String,
    description_en: String,
    reason_ar: String,
    reason_en: String,
    version: i32,
}

/// `POST /{lang}/desk/{agency}/topics/{slug}/correct`
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn correct(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: TopicPath,
    fields: web::Form<CorrectFields>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, slug) = path.into_inner();
    let fields = fields.into_inner();
    let version = fields.version;
    let draft = TopicCorrectionDraft {
        description_ar: fields.description_ar,
        description_en: fields.description_en,
        reason_ar: fields.reason_ar,
        reason_en: fields.reason_en,
    };
    let (person, now) = (signed.person().clone(), app.now());
    let (of, at, sent) = (agency.clone(), slug.clone(), draft.clone());
    let corrected = app
        .db
        .write(move |conn| correct::correct(conn, &person, now, (&of, &at), version, &sent))
        .await;
    let (status, errors, stale) = match corrected {
        Ok(()) => {
            let lang = signed.lang().code();
            return Ok(render::see(format!("/{lang}/topics/{slug}/about#h-v")));
        }
        Err(CorrectTopicRefusal::Form(errors)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, errors.0, false)
        }
        Err(CorrectTopicRefusal::Stale) => (StatusCode::CONFLICT, Vec::new(), true),
        Err(other) => return Err(other.into()),
    };
    let view = load(&app, &signed, agency, slug).await?;
    let version = if stale { view.version } else { version };
    let view = CorrectPage {
        draft,
        version,
        errors,
        stale,
        ..view
    };
    Ok(render::page(&signed.visitor, status, |lang| {
        pages::topic_correct::page(lang, view)
    }))
}
