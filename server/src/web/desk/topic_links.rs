//! The documents and videos of a topic.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages;
use serde::Deserialize;
use shared::account::Action;
use shared::input::TopicLinkDraft;
use shared::topic::{may_add_link, may_remove_link};
use shared::view::topic_editor::LinksPage;

use super::head;
use super::topic_editor::{SavedQuery, TopicPath};
use super::topics::title;
use crate::app::App;
use crate::db::topic_links;
use crate::usecases::desk;
use crate::usecases::topic::add_link::{self, AddLinkRefusal};
use crate::usecases::topic::remove_link;
use crate::web::error::Failure;
use crate::web::pages::topic_about::link_line;
use crate::web::render;
use crate::web::visitor::{Manager, Signed};

async fn load(
    app: &App,
    signed: &Signed<Manager>,
    agency: String,
    slug: String,
) -> Result<LinksPage, Failure> {
    let (person, zone) = (signed.person().clone(), app.config.zone.clone());
    app.db
        .read(move |conn| {
            let (topic, agency) = desk::topic(conn, &person, &agency, &slug, Action::EditTopic)??;
            let links = topic_links::of_topic(conn, &topic.id)?;
            let has = i64::try_from(links.len()).unwrap_or(i64::MAX);
            Ok(LinksPage {
                head: head(&person, &agency),
                title: title(&topic),
                may_add: may_add_link(topic.state(), has).is_ok(),
                may_remove: may_remove_link(topic.state()).is_ok(),
                links: links
                    .into_iter()
                    .filter_map(|link| {
                        Some((link.id.clone(), link_line(link, topic.opened_at, &zone)?))
                    })
                    .collect(),
                slug: topic.slug,
                draft: TopicLinkDraft::default(),
                errors: Vec::new(),
                saved: false,
            })
        })
        .await
}

fn page(signed: &Signed<Manager>, status: StatusCode, view: LinksPage) -> HttpResponse {
    render::page(&signed.visitor, status, |lang| {
        pages::topic_links::page(lang, view)
    })
}

fn again(signed: &Signed<Manager>, agency: &str, slug: &str) -> HttpResponse {
    let lang = signed.lang().code();
    render::see(format!(
        "/{lang}/desk/{agency}/topics/{slug}/links?saved=yes"
    ))
}

/// `GET /{lang}/desk/{agency}/topics/{slug}/links`
///
/// # Errors
/// Not found for another agency's; else the database's fault.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: TopicPath,
    query: web::Query<SavedQuery>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, slug) = path.into_inner();
    let view = LinksPage {
        saved: query.saved == "yes",
        ..load(&app, &signed, agency, slug).await?
    };
    Ok(page(&signed, StatusCode::OK, view))
}

/// `POST /{lang}/desk/{agency}/topics/{slug}/links`
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn add(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: TopicPath,
    draft: web::Form<TopicLinkDraft>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, slug) = path.into_inner();
    let draft = draft.into_inner();
    let (person, now) = (signed.person().clone(), app.now());
    let (of, at, sent) = (agency.clone(), slug.clone(), draft.clone());
    let added = app
        .db
        .write(move |conn| add_link::add_link(conn, &person, now, (&of, &at), &sent))
        .await;
    match added {
        Ok(()) => Ok(again(&signed, &agency, &slug)),
        Err(AddLinkRefusal::Form(errors)) => {
            let view = LinksPage {
                draft,
                errors: errors.0,
                ..load(&app, &signed, agency, slug).await?
            };
            Ok(page(&signed, StatusCode::UNPROCESSABLE_ENTITY, view))
        }
        Err(other) => Err(other.into()),
    }
}

/// Which link is taken away.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RemoveFields {
    link: String,
}

/// `POST /{lang}/desk/{agency}/topics/{slug}/links/remove`
///
/// # Errors
/// The refusal; else the database's fault.
pub async fn remove(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: TopicPath,
    fields: web::Form<RemoveFields>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, slug) = path.into_inner();
    let (person, link) = (signed.person().clone(), fields.into_inner().link);
    let (of, at) = (agency.clone(), slug.clone());
    app.db
        .write(move |conn| remove_link::remove_link(conn, &person, (&of, &at), &link))
        .await?;
    Ok(again(&signed, &agency, &slug))
}
