//! A draft as the public will see it.

use actix_web::{HttpResponse, web};
use frontend::pages;
use jiff::ToSpan;
use shared::account::Action;
use shared::topic::{TopicDays, TopicState};
use shared::view::topic_editor::PreviewPage;

use super::head;
use super::topic_editor::TopicPath;
use crate::app::App;
use crate::db::figures::Counts;
use crate::db::topics::Headed;
use crate::db::{agency_promises, holidays, topic_links};
use crate::usecases::desk;
use crate::web::error::Failure;
use crate::web::pages::assemble::{self, Day};
use crate::web::pages::topic_about::{about, link_line};
use crate::web::render;
use crate::web::visitor::{Manager, Signed};

/// The days of a draft that has none yet: as many as a topic usually has.
const EXAMPLE_DAYS: i64 = 30;

/// `GET /{lang}/desk/{agency}/topics/{slug}/preview`
///
/// # Errors
/// Not found for another agency's; else the database's fault.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: TopicPath,
) -> Result<HttpResponse, Failure> {
    let (lang, agency, slug) = path.into_inner();
    let person = signed.person().clone();
    let (today, zone) = (app.today(), app.config.zone.clone());
    let at = slug.clone();
    let view = app
        .db
        .read(move |conn| -> Result<Option<PreviewPage>, Failure> {
            let (topic, agency) = desk::topic(conn, &person, &agency, &at, Action::EditTopic)??;
            if topic.state() != TopicState::Draft {
                return Ok(None);
            }
            let links = topic_links::of_topic(conn, &topic.id)?;
            let (promise, _) = agency_promises::of_agency(conn, &agency.id)?;
            let calendar = holidays::calendar(conn)?;
            let day = Day {
                today,
                zone,
                calendar,
            };
            let stored = topic.days().filter(|days| days.opens <= days.closes);
            let days = stored.unwrap_or(TopicDays {
                opens: today,
                closes: today
                    .checked_add((EXAMPLE_DAYS - 1).days())
                    .unwrap_or(today),
            });
            let desk = head(&person, &agency);
            let headed = Headed {
                topic,
                agency,
                edition: None,
                figures: None,
            };
            let shown =
                assemble::head_as(&headed, (TopicState::Open, days), Counts::default(), &day);
            let lines = links
                .into_iter()
                .filter_map(|link| link_line(link, None, &day.zone))
                .collect();
            Ok(Some(PreviewPage {
                desk,
                about: about(headed.topic, shown, promise, lines),
                example_days: stored.is_none(),
            }))
        })
        .await?;
    let Some(view) = view else {
        return Ok(render::see(format!("/{lang}/topics/{slug}/about")));
    };
    Ok(render::ok(&signed.visitor, |lang| {
        pages::topic_preview::page(lang, view)
    }))
}
