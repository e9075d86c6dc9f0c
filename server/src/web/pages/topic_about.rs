//! What a topic is about.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use frontend::pages;
use shared::clocks::Promise;
use shared::time::Zone;
use shared::topic::{LinkKind, Participation};
use shared::view::calendar::ChangeLine;
use shared::view::topic::{ExtensionLine, TopicAbout, TopicHead, TopicLinkLine, VersionLine};

use super::assemble::{Day, both, stored_day};
use super::calendar::change_line;
use super::topic::headed;
use crate::app::App;
use crate::db::topic_links::{self, TopicLink};
use crate::db::topics::{self, Topic};
use crate::db::types::At;
use crate::db::{agency_promises, calendar_changes, topic_versions};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::Visitor;

/// `GET /{lang}/topics/{slug}/about`
///
/// # Errors
/// Not found for a draft; the database's fault.
pub async fn show(
    app: Data<App>,
    visitor: Visitor,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (_, slug) = path.into_inner();
    let (today, zone) = (app.today(), app.config.zone.clone());
    let view = app
        .db
        .read_short(move |conn| {
            let day = Day::load(conn, today, zone)?;
            let (headed, head) = headed(conn, &slug, &day)?;
            let topic = headed.topic;
            let extensions = topics::extensions_of(conn, &topic.id)?
                .into_iter()
                .filter_map(|one| {
                    Some(ExtensionLine {
                        before: stored_day(&one.closes_before)?,
                        after: stored_day(&one.closes_after)?,
                        reason: both(one.reason_ar, one.reason_en),
                        on: day.of(one.extended_at),
                    })
                })
                .collect();
            let (promise, _) = agency_promises::of_agency(conn, &topic.agency_id)?;
            let calendar_changes = calendar_changes::of_topic(conn, &topic.id)?
                .into_iter()
                .filter_map(|(change, due_days)| {
                    let line = change_line(change, &day.zone)?;
                    Some(ChangeLine { due_days, ..line })
                })
                .collect();
            let links = topic_links::of_topic(conn, &topic.id)?
                .into_iter()
                .filter_map(|link| link_line(link, topic.opened_at, &day.zone))
                .collect();
            let versions = topic_versions::of_topic(conn, &topic.id)?
                .into_iter()
                .map(|version| VersionLine {
                    on: day.of(version.corrected_at),
                    reason: both(version.reason_ar, version.reason_en),
                    description: both(version.description_ar, version.description_en),
                })
                .collect();
            Ok::<_, Failure>(TopicAbout {
                extensions,
                calendar_changes,
                versions,
                ..about(topic, head, promise, links)
            })
        })
        .await?;
    Ok(render::ok(&visitor, move |lang| {
        pages::topic_about::page(lang, view)
    }))
}

/// What a topic says of itself, before anything was changed in public.
pub fn about(
    topic: Topic,
    head: TopicHead,
    promise: Promise,
    links: Vec<TopicLinkLine>,
) -> TopicAbout {
    let settings = topic.settings();
    TopicAbout {
        head,
        description: both(topic.description_ar, topic.description_en),
        what_happens: both(topic.what_happens_ar, topic.what_happens_en),
        short_reason: both(topic.short_reason_ar, topic.short_reason_en),
        participation: Participation::parse(&topic.participation)
            .unwrap_or(Participation::Information),
        list_places: settings.list_places,
        per_person: settings.per_person,
        extensions: Vec::new(),
        promise,
        calendar_changes: Vec::new(),
        links,
        versions: Vec::new(),
    }
}

/// A link as the public sees it; one that came after the topic was opened with its day. None for a
/// kind that the domain does not know (never stored).
pub fn link_line(link: TopicLink, opened_at: Option<At>, zone: &Zone) -> Option<TopicLinkLine> {
    let later = opened_at.is_some_and(|opened| opened < link.added_at);
    Some(TopicLinkLine {
        kind: LinkKind::parse(&link.kind).ok()?,
        title: both(link.title_ar, link.title_en),
        address: link.address,
        added_on: later.then(|| zone.day(link.added_at.time())),
    })
}
