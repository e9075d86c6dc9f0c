//! The outcome report, and concluding the topic that it speaks of.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages;
use serde::Deserialize;
use shared::account::Action;
use shared::error::Coded;
use shared::input::{FieldError, ReportDraft};
use shared::lang::Lang;
use shared::suggestion::PublicationState;
use shared::topic::may_answer;
use shared::view::composed::Composed;
use shared::view::text::UserText;
use shared::view::topic_editor::{Composing, ConcludePage, ReportPage};

use super::head;
use super::topic_editor::{SavedQuery, TopicPath};
use super::topic_running::to_topics;
use super::topics::title;
use crate::app::App;
use crate::db::topics_write::{self, Waiting};
use crate::usecases::desk;
use crate::usecases::topic::compose_report;
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
                composing: Composing::No,
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
    /// `compose`, then `replace` or `append` where something is written; anything else saves.
    then: String,
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
    let ReportFields {
        ar,
        en,
        version,
        then,
    } = fields.into_inner();
    let draft = ReportDraft { ar, en };
    if let Some(wish) = Wish::of(&then, &draft) {
        return compose(&app, &signed, agency, slug, (draft, version, wish)).await;
    }
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

/// What is wanted of a composed draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    /// Nothing before the manager has said where it goes: something is written.
    Ask,
    Replace,
    Append,
}

impl Wish {
    /// None where the report is to be saved.
    fn of(then: &str, draft: &ReportDraft) -> Option<Wish> {
        let written = !(draft.ar.trim().is_empty() && draft.en.trim().is_empty());
        match then {
            "compose" if written => Some(Wish::Ask),
            "compose" | "replace" => Some(Wish::Replace),
            "append" => Some(Wish::Append),
            _ => None,
        }
    }
}

/// Shows the form again with the composed draft in it; nothing is stored.
async fn compose(
    app: &App,
    signed: &Signed<Manager>,
    agency: String,
    slug: String,
    (draft, version, wish): (ReportDraft, i32, Wish),
) -> Result<HttpResponse, Failure> {
    let view = reporting(app, signed, agency.clone(), slug.clone()).await?;
    let (draft, composing) = if wish == Wish::Ask {
        (draft, Composing::Asked)
    } else {
        let person = signed.person().clone();
        let composed = app
            .db
            .read(move |conn| -> Result<Composed, Failure> {
                let action = Action::WriteOutcomeReport;
                let (topic, _) = desk::topic(conn, &person, &agency, &slug, action)??;
                Ok(compose_report::compose(conn, &topic)?)
            })
            .await?;
        let filled = |lang, written: &str| {
            let text = frontend::composed::report(lang, &composed);
            match wish == Wish::Append && !written.trim().is_empty() {
                true => format!("{}\n\n{text}", written.trim_end()),
                false => text,
            }
        };
        let draft = ReportDraft {
            ar: filled(Lang::Ar, &draft.ar),
            en: filled(Lang::En, &draft.en),
        };
        (draft, Composing::Filled)
    };
    let view = ReportPage {
        draft,
        version,
        composing,
        ..view
    };
    Ok(render::ok(&signed.visitor, |lang| {
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
            let pending = PublicationState::Pending.as_str();
            let (pending, waiting): (Vec<_>, Vec<_>) = balance
                .waiting
                .into_iter()
                .partition(|one| one.publication == pending);
            let named = |some: Vec<Waiting>| {
                some.into_iter()
                    .map(|one| {
                        let title = UserText::stored(one.title, &one.lang, &one.dir);
                        (one.reference, title)
                    })
                    .collect()
            };
            Ok(ConcludePage {
                head: head(&person, &agency),
                title: title(&topic),
                state: topic.state(),
                slug: topic.slug,
                waiting: named(waiting),
                pending: named(pending),
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
