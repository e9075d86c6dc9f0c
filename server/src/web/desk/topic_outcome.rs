//! The outcome report, and concluding the topic that it speaks of.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages;
use serde::Deserialize;
use shared::account::Action;
use shared::error::Coded;
use shared::input::{FieldError, ReportDraft};
use shared::topic::may_answer;
use shared::view::text::UserText;
use shared::view::topic_editor::{ConcludePage, ReportPage};

use super::head;
use super::topic_editor::{SavedQuery, TopicPath};
use super::topic_running::to_topics;
use super::topics::title;
use crate::app::App;
use crate::db::topics_write;
use crate::usecases::desk;
use crate::usecases::topic::conclude::{self, ConcludeTopicRefusal};
use crate::usecases::topic::save_report::{self, SaveReportRefusal};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Manager, Signed};

async fn reporting(
    app: &App,
    signed: &Signed<Manager>,
    agency: String,
    slug: String,
) -> Result<ReportPage, Failure> {
    let person = signed.person().clone();
    app.db
        .read(move |conn| {
            let action = Action::WriteOutcomeReport;
            let (topic, agency) = desk::topic(conn, &person, &agency, &slug, action)??;
            may_answer(topic.state()).map_err(|refusal| Failure::Refused(refusal.code()))?;
            let report = topics_write::report(conn, &topic.id)?;
            Ok(ReportPage {
                head: head(&person, &agency),
                title: title(&topic),
                slug: topic.slug,
                version: report.as_ref().map_or(0, |report| report.version),
                draft: report
                    .map(|report| ReportDraft {
                        ar: report.text_ar,
                        en: report.text_en,
                    })
                    .unwrap_or_default(),
                errors: Vec::new(),
                stale: false,
                saved: false,
            })
        })
        .await
}

/// `GET /{lang}/desk/{agency}/topics/{slug}/report`
///
/// # Errors
/// Not found for another agency's; refused for a draft; else the database's fault.
pub async fn report(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: TopicPath,
    query: web::Query<SavedQuery>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, slug) = path.into_inner();
    let view = reporting(&app, &signed, agency, slug).await?;
    let view = ReportPage {
        saved: query.saved == "yes",
        ..view
    };
    Ok(render::ok(&signed.visitor, |lang| {
        pages::topic_report::page(lang, view)
    }))
}

/// The report's form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ReportFields {
    ar: String,
    en: String,
    version: i32,
}

/// `POST /{lang}/desk/{agency}/topics/{slug}/report`
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn save_report(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: TopicPath,
    fields: web::Form<ReportFields>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, slug) = path.into_inner();
    let ReportFields { ar, en, version } = fields.into_inner();
    let draft = ReportDraft { ar, en };
    let (person, now) = (signed.person().clone(), app.now());
    let (of, at, sent) = (agency.clone(), slug.clone(), draft.clone());
    let saved = app
        .db
        .write(move |conn| save_report::save_report(conn, &person, now, (&of, &at), version, &sent))
        .await;
    let (status, errors, stale): (_, Vec<FieldError>, _) = match saved {
        Ok(()) => {
            let lang = signed.lang().code();
            let path = format!("/{lang}/desk/{agency}/topics/{slug}/report?saved=yes");
            return Ok(render::see(path));
        }
        Err(SaveReportRefusal::Form(errors)) => (StatusCode::UNPROCESSABLE_ENTITY, errors.0, false),
        Err(SaveReportRefusal::Stale) => (StatusCode::CONFLICT, Vec::new(), true),
        Err(other) => return Err(other.into()),
    };
    let view = reporting(&app, &signed, agency, slug).await?;
    let version = if stale { view.version } else { version };
    let view = ReportPage {
        draft,
        version,
        errors,
        stale,
        ..view
    };
    Ok(render::page(&signed.visitor, status, |lang| {
        pages::topic_report::page(lang, view)
    }))
}

async fn concluding(
    app: &App,
    signed: &Signed<Manager>,
    agency: String,
    slug: String,
) -> Result<ConcludePage, Failure> {
    let person = signed.person().clone();
    app.db
        .read(move |conn| {
            let (topic, agency) =
                desk::topic(conn, &person, &agency, &slug, Action::ConcludeTopic)??;
            let balance = conclude::balance(conn, &topic)?;
            let report = balance.report_languages();
            Ok(ConcludePage {
                head: head(&person, &agency),
                title: title(&topic),
                state: topic.state(),
                slug: topic.slug,
                waiting: balance
                    .waiting
                    .into_iter()
                    .map(|one| {
                        (
                            one.reference,
                            UserText::stored(one.title, &one.lang, &one.dir),
                        )
                    })
                    .collect(),
                report_ar: report.arabic,
                report_en: report.english,
                refused: false,
            })
        })
        .await
}

/// `GET /{lang}/desk/{agency}/topics/{slug}/conclude`
///
/// # Errors
/// Not found for another agency's; else the database's fault.
pub async fn ask_conclude(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: TopicPath,
) -> Result<HttpResponse, Failure> {
    let (_, agency, slug) = path.into_inner();
    let view = concluding(&app, &signed, agency, slug).await?;
    Ok(render::ok(&signed.visitor, |lang| {
        pages::topic_conclude::page(lang, view)
    }))
}

/// `POST /{lang}/desk/{agency}/topics/{slug}/conclude`
///
/// # Errors
/// The refusal where the page cannot show it; else the database's fault.
pub async fn conclude(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: TopicPath,
) -> Result<HttpResponse, Failure> {
    let (_, agency, slug) = path.into_inner();
    let (person, now) = (signed.person().clone(), app.now());
    let (of, at) = (agency.clone(), slug.clone());
    let concluded = app
        .db
        .write(move |conn| conclude::conclude(conn, &person, now, (&of, &at)))
        .await;
    match concluded {
        Ok(()) => Ok(to_topics(&signed, &agency)),
        Err(ConcludeTopicRefusal::Conclude(_)) => {
            let view = concluding(&app, &signed, agency, slug).await?;
            let view = ConcludePage {
                refused: true,
                ..view
            };
            let status = StatusCode::CONFLICT;
            Ok(render::page(&signed.visitor, status, |lang| {
                pages::topic_conclude::page(lang, view)
            }))
        }
        Err(other) => Err(other.into()),
    }
}
