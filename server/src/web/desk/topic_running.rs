//! Opening, extending and closing a topic. Opening and extending ask on a page of their own before
//! anything happens.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages;
use jiff::civil::Date;
use serde::Deserialize;
use shared::account::{Action, Person};
use shared::error::Code;
use shared::topic::{OpenRefusal, TopicState};
use shared::view::text::Bilingual;
use shared::view::topic_editor::{ExtendPage, ExtendTyped, OpeningPage};

use super::head;
use super::topic_editor::TopicPath;
use super::topics::{faults, title};
use crate::app::App;
use crate::db::Conn;
use crate::usecases::desk;
use crate::usecases::topic::close;
use crate::usecases::topic::extend::{self, ExtendTopicRefusal};
use crate::usecases::topic::open::{self, OpenTopicRefusal};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Manager, Signed};

/// The version that the manager had before them.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub struct VersionField {
    version: i32,
}

fn opening(
    conn: &mut Conn,
    person: &Person,
    (agency, slug): (&str, &str),
    today: Date,
) -> Result<OpeningPage, Failure> {
    let (topic, agency) = desk::topic(conn, person, agency, slug, Action::OpenTopic)??;
    if topic.state() != TopicState::Draft {
        return Err(Failure::Refused(Code::TopicNotDraft));
    }
    let days = topic.days();
    Ok(OpeningPage {
        head: head(person, &agency),
        title: title(&topic),
        question: Bilingual {
            ar: topic.question_ar.clone(),
            en: topic.question_en.clone(),
        },
        version: topic.version,
        days: days.map(|days| (days.opens, days.closes)),
        announced: days.is_some_and(|days| today < days.opens),
        faults: faults(&topic, today),
        stale: false,
        slug: topic.slug,
    })
}

/// `GET /{lang}/desk/{agency}/topics/{slug}/open`
///
/// # Errors
/// Not found for another agency's; refused for what is no draft; else the database's fault.
pub async fn ask_open(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: TopicPath,
) -> Result<HttpResponse, Failure> {
    let (_, agency, slug) = path.into_inner();
    let (person, today) = (signed.person().clone(), app.today());
    let view = app
        .db
        .read(move |conn| opening(conn, &person, (&agency, &slug), today))
        .await?;
    Ok(render::ok(&signed.visitor, |lang| {
        pages::topic_opening::page(lang, view)
    }))
}

/// `POST /{lang}/desk/{agency}/topics/{slug}/open`
///
/// # Errors
/// The refusal where the page cannot show it; else the database's fault.
pub async fn open(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: TopicPath,
    fields: web::Form<VersionField>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, slug) = path.into_inner();
    let (person, now, today) = (signed.person().clone(), app.now(), app.today());
    let (of, at, version) = (agency.clone(), slug.clone(), fields.version);
    let opened = app
        .db
        .write(move |conn| open::open(conn, &person, now, today, (&of, &at), version))
        .await;
    let (status, stale) = match opened {
        Ok(()) => return Ok(to_topics(&signed, &agency)),
        Err(OpenTopicRefusal::Open(OpenRefusal::Faults(_))) => {
            (StatusCode::UNPROCESSABLE_ENTITY, false)
        }
        Err(OpenTopicRefusal::Stale) => (StatusCode::CONFLICT, true),
        Err(other) => return Err(other.into()),
    };
    let person = signed.person().clone();
    let view = app
        .db
        .read(move |conn| opening(conn, &person, (&agency, &slug), today))
        .await?;
    let view = OpeningPage { stale, ..view };
    Ok(render::page(&signed.visitor, status, |lang| {
        pages::topic_opening::page(lang, view)
    }))
}

async fn extending(
    app: &App,
    signed: &Signed<Manager>,
    agency: String,
    slug: String,
) -> Result<ExtendPage, Failure> {
    let person = signed.person().clone();
    app.db
        .read(move |conn| {
            let (topic, agency) = desk::topic(conn, &person, &agency, &slug, Action::ExtendTopic)??;
            if topic.state() != TopicState::Open {
                return Err(Failure::Refused(Code::TopicNotOpen));
            }
            Ok(ExtendPage {
                head: head(&person, &agency),
                title: title(&topic),
                closes: topic.closes_on.parse().ok(),
                slug: topic.slug,
                typed: ExtendTyped::default(),
                errors: Vec::new(),
            })
        })
        .await
}

/// `GET /{lang}/desk/{agency}/topics/{slug}/extend`
///
/// # Errors
/// Not found for another agency's; refused for what is not open; else the database's fault.
pub async fn ask_extend(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: TopicPath,
) -> Result<HttpResponse, Failure> {
    let (_, agency, slug) = path.into_inner();
    let view = extending(&app, &signed, agency, slug).await?;
    Ok(render::ok(&signed.visitor, |lang| {
        pages::topic_extend::page(lang, view)
    }))
}

/// `POST /{lang}/desk/{agency}/topics/{slug}/extend`
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn extend(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: TopicPath,
    fields: web::Form<extend::Typed>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, slug) = path.into_inner();
    let typed = fields.into_inner();
    let (person, now, today) = (signed.person().clone(), app.now(), app.today());
    let (of, at, sent) = (agency.clone(), slug.clone(), typed.clone());
    let extended = app
        .db
        .write(move |conn| extend::extend(conn, &person, now, today, (&of, &at), &sent))
        .await;
    match extended {
        Ok(()) => Ok(to_topics(&signed, &agency)),
        Err(ExtendTopicRefusal::Form(errors)) => {
            let view = extending(&app, &signed, agency, slug).await?;
            let extend::Typed {
                closes,
                reason_ar,
                reason_en,
            } = typed;
            let typed = ExtendTyped {
                closes,
                reason_ar,
                reason_en,
            };
            let view = ExtendPage {
                typed,
                errors: errors.0,
                ..view
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(render::page(&signed.visitor, status, |lang| {
                pages::topic_extend::page(lang, view)
            }))
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /{lang}/desk/{agency}/topics/{slug}/close`
///
/// # Errors
/// The refusal; else the database's fault.
pub async fn close(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: TopicPath,
) -> Result<HttpResponse, Failure> {
    let (_, agency, slug) = path.into_inner();
    let (person, now, today) = (signed.person().clone(), app.now(), app.today());
    let of = agency.clone();
    app.db
        .write(move |conn| close::close(conn, &person, now, today, (&of, &slug)))
        .await?;
    Ok(to_topics(&signed, &agency))
}

pub(super) fn to_topics(signed: &Signed<Manager>, agency: &str) -> HttpResponse {
    render::see(format!("/{}/desk/{agency}/topics", signed.lang().code()))
}
