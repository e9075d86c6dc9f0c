//! All topics of an agency, with what is missing for the next step of each.

use actix_web::{HttpResponse, web};
use frontend::pages;
use jiff::civil::Date;
use shared::account::{Action, Person};
use shared::topic::{OpenRefusal, OpeningFault, Phase, TopicState, is_due_to_close};
use shared::view::text::Bilingual;
use shared::view::topic_editor::{DeskTopic, DeskTopicsPage};

use super::head;
use crate::app::App;
use crate::db::topics::Topic;
use crate::db::{Conn, topics_write};
use crate::usecases::desk;
use crate::usecases::topic::open;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Manager, Signed};

/// `GET /{lang}/desk/{agency}/topics`
///
/// # Errors
/// Not found for another agency's managers; else the database's fault.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (_, agency) = path.into_inner();
    let (person, today) = (signed.person().clone(), app.today());
    let view = app
        .db
        .read(move |conn| view(conn, &person, &agency, today))
        .await?;
    Ok(render::ok(&signed.visitor, |lang| {
        pages::desk_topics::page(lang, view)
    }))
}

fn view(
    conn: &mut Conn,
    person: &Person,
    agency: &str,
    today: Date,
) -> Result<DeskTopicsPage, Failure> {
    let agency = desk::agency(conn, person, agency, Action::EditTopic)??;
    let topics = topics_write::of_agency(conn, &agency.id)?;
    let waiting = topics_write::waiting(conn, &agency.id)?;
    let reported = topics_write::reported(conn, &agency.id)?;
    let row = |topic: Topic| DeskTopic {
        waiting: waiting
            .iter()
            .find(|(id, _)| *id == topic.id)
            .map_or(0, |(_, count)| *count),
        reported: reported.contains(&topic.id),
        faults: faults(&topic, today),
        ..line(&topic, today)
    };
    Ok(DeskTopicsPage {
        head: head(person, &agency),
        rows: topics.into_iter().map(row).collect(),
    })
}

fn line(topic: &Topic, today: Date) -> DeskTopic {
    let (days, state) = (topic.days(), topic.state());
    let percent = topic.settings().ranking_only_percent;
    let open = state == TopicState::Open;
    DeskTopic {
        slug: topic.slug.clone(),
        title: title(topic),
        state,
        opens: topic.opens_on.parse().ok(),
        closes: topic.closes_on.parse().ok(),
        faults: Vec::new(),
        due_to_close: days.is_some_and(|days| is_due_to_close(state, days.closes, today)),
        announced: open
            && days.is_some_and(|days| days.phase(percent, today) == Phase::BeforeOpening),
        waiting: 0,
        reported: false,
    }
}

/// What keeps a draft from opening; nothing for any other topic.
pub(super) fn faults(topic: &Topic, today: Date) -> Vec<OpeningFault> {
    match open::check(topic, today) {
        Err(OpenRefusal::Faults(faults)) => faults,
        Err(OpenRefusal::NotDraft { .. }) | Ok(_) => Vec::new(),
    }
}

pub(super) fn title(topic: &Topic) -> Bilingual {
    Bilingual {
        ar: topic.title_ar.clone(),
        en: topic.title_en.clone(),
    }
}
