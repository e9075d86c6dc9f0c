//! One suggestion.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::{Data, Path};
use frontend::pages;
use shared::account::Person;
use shared::ids::Reference;
use shared::input::places::Governorate;
use shared::lang::Lang;
use shared::objection::{ObjectionKind, ObjectionOutcome};
use shared::suggestion::PublicationState;
use shared::topic::may_rank;
use shared::view::objection::Decision;
use shared::view::suggestion::{
    Addition, Author, Body, GroundView, PlaceView, SuggestionPage, SuggestionText, Version,
    Visibility,
};
use shared::view::text::UserText;

use super::answered::{answered, promised};
use super::assemble::{ClockFacts, Day, clocks, head, stands, stored_day};
use super::beside;
use super::topic::part_of;
use crate::app::App;
use crate::db::figures::Counts;
use crate::db::suggestions::{self, Full, Kind, Suggestion};
use crate::db::topics::{self, Headed};
use crate::db::types::At;
use crate::db::{Conn, commitments};
use crate::web::error::Failure;
use crate::web::questions::{gathered, is_plain_addition, questions, reply_form};
use crate::web::render;
use crate::web::visitor::Visitor;

/// `GET /{lang}/suggestions/{ref}`; a reference typed otherwise leads to its usual form.
///
/// # Errors
/// Not found for no suggestion and for one that is not in public; the database's fault.
pub async fn show(
    app: Data<App>,
    visitor: Visitor,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (_, typed) = path.into_inner();
    let reference = Reference::parse(&typed).map_err(|_| Failure::not_found())?;
    if typed != reference.to_string() {
        let usual = format!("/{}/suggestions/{reference}", visitor.lang.code());
        return Ok(HttpResponse::MovedPermanently()
            .insert_header((header::LOCATION, usual))
            .finish());
    }
    let view = load_page(&app, &visitor, reference).await?;
    Ok(render::ok(&visitor, move |lang| {
        pages::suggestion::page(lang, view)
    }))
}

/// The page of a suggestion as its reader sees it.
///
/// # Errors
/// As of [`show`].
pub(super) async fn load_page(
    app: &App,
    visitor: &Visitor,
    reference: Reference,
) -> Result<SuggestionPage, Failure> {
    let (today, zone) = (app.today(), app.config.zone.clone());
    let person = visitor.person().cloned();
    app.db
        .read_short(move |conn| {
            let day = Day::load(conn, today, zone)?;
            load(conn, reference, person.as_ref(), &day)
        })
        .await
}

fn load(
    conn: &mut Conn,
    reference: Reference,
    person: Option<&Person>,
    day: &Day,
) -> Result<SuggestionPage, Failure> {
    let reader = person.map_or("", |person| person.id.as_str());
    let full = suggestions::full(conn, reference, reader)?.ok_or_else(Failure::not_found)?;
    let publication = full
        .suggestion
        .publication()
        .ok_or_else(Failure::not_found)?;
    let own = person.is_some_and(|person| full.suggestion.author_id.as_ref() == Some(&person.id));
    if publication == PublicationState::Pending && !own {
        return Err(Failure::not_found());
    }
    let headed =
        topics::headed_by_id(conn, &full.suggestion.topic_id)?.ok_or_else(Failure::not_found)?;
    // This page shows no counts: a row that is missing is not counted for it.
    let counts = headed
        .figures
        .as_ref()
        .map(Counts::from)
        .unwrap_or_default();
    let head = head(&headed, counts, day).ok_or_else(Failure::not_found)?;
    let posted_on = day.of(full.suggestion.posted_at);
    let reference = full.suggestion.reference.clone();
    let body = match publication {
        PublicationState::Hidden => {
            let reported = beside::own_report(full.reported, day);
            beside::hidden(conn, full.suggestion, reported, own, day)?
        }
        PublicationState::Withdrawn => Body::Withdrawn,
        _ => Body::Text(Box::new(text(conn, full, &headed, person, day)?)),
    };
    Ok(SuggestionPage {
        head,
        reference,
        posted_on,
        body,
    })
}

fn text(
    conn: &mut Conn,
    full: Full,
    headed: &Headed,
    person: Option<&Person>,
    day: &Day,
) -> Result<SuggestionText, Failure> {
    let topic = &headed.topic;
    let days = topic.days().ok_or_else(Failure::not_found)?;
    let part = part_of(conn, person, headed)?;
    let Full {
        suggestion,
        author,
        stood,
        target,
        reported,
        first_read_at,
    } = full;
    let record = suggestions::record_of(conn, &suggestion.id)?;
    let (given, promised) = promised(commitments::of_suggestion(conn, &suggestion.id)?, day);
    let own = person.is_some_and(|person| suggestion.author_id.as_ref() == Some(&person.id));
    let asked = beside::Asked {
        person,
        part: &part,
        own,
    };
    let satisfaction = beside::satisfaction(conn, &suggestion, given.last(), &asked)?;
    let reported = beside::own_report(reported, day);
    let state = suggestion
        .publication()
        .unwrap_or(PublicationState::Withdrawn);
    let reporting = beside::reporting(state, own, &part, reported);
    let author = match (&suggestion.author_id, author) {
        (None, _) if suggestion.import_id.is_some() || topic.imported => Author::Imported,
        (None, _) => Author::Participant,
        (Some(_), _) if own => Author::You,
        (Some(_), Some(name)) => Author::Named(name),
        (Some(_), None) => Author::Participant,
    };
    let facts = ClockFacts {
        published_at: suggestion.published_at,
        acknowledge_due: suggestion.acknowledge_due.as_deref(),
        decide_due: suggestion.decide_due.as_deref(),
        acknowledged_at: suggestion.acknowledged_at,
        decided_at: suggestion.decided_at,
    };
    let visibility = match (suggestion.publication(), target) {
        (Some(PublicationState::Merged), Some(target)) => {
            beside::merged(conn, &suggestion, target, own, day)?
        }
        (Some(PublicationState::Pending), _) => Visibility::Pending {
            publishes_on: suggestion.publishes_on.as_deref().and_then(stored_day),
        },
        _ => Visibility::Published,
    };
    let answered_at: Vec<At> = given.iter().map(|one| one.answered_at).collect();
    let questions = questions(&record, &answered_at, &day.zone);
    let published = visibility == Visibility::Published;
    let reply = (own && published).then(|| reply_form(&questions)).flatten();
    let gathered = gathered(&record, &day.zone);
    let (versions, additions, restored) = written(record, &suggestion, day);
    let user = |text: String| UserText::stored(text, &suggestion.lang, &suggestion.dir);
    Ok(SuggestionText {
        title: user(suggestion.title.clone()),
        text: user(suggestion.body.clone()),
        author,
        ground: suggestion.ground_kind.clone().map(|kind| GroundView {
            kind,
            text: suggestion
                .ground_text
                .clone()
                .filter(|text| !text.is_empty())
                .map(|text| UserText::detected(text, Lang::Ar)),
            link: suggestion
                .ground_link
                .clone()
                .filter(|link| !link.is_empty()),
        }),
        place: suggestion
            .governorate
            .as_deref()
            .and_then(Governorate::parse)
            .map(|governorate| PlaceView {
                governorate,
                wilayat: suggestion.wilayat.clone(),
            }),
        category: suggestion.category.clone(),
        versions,
        additions,
        questions,
        reply,
        first_read_on: first_read_at.map(|at| day.of(at)),
        answer: suggestion.answer_state(),
        clocks: clocks(&facts, days.closes, day).filter(|_| visibility == Visibility::Published),
        visibility,
        gathered,
        answers: answered(given, promised, day),
        restored,
        satisfaction,
        reporting,
        stands: stood.map(|stood| stands(&stood, &topic.settings())),
        part,
        ranking: may_rank(topic.state(), days, day.today),
    })
}

/// What was objected to, and the decision that brought it back.
type Restored = (ObjectionKind, Decision);

/// Earlier versions (the text that stands is not among them), additions, and why it came back.
fn written(
    record: Vec<suggestions::Written>,
    suggestion: &Suggestion,
    day: &Day,
) -> (Vec<Version>, Vec<Addition>, Vec<Restored>) {
    let (mut versions, mut additions, mut restored) = (Vec::new(), Vec::new(), Vec::new());
    for one in record {
        let plain = is_plain_addition(&one);
        let text = UserText::stored(one.body, &one.lang, &one.dir);
        let on = day.of(one.at);
        match one.kind {
            Kind::Version => versions.push(Version {
                number: one.number.unwrap_or_default(),
                title: UserText::stored(one.title.unwrap_or_default(), &one.lang, &one.dir),
                text,
                on,
            }),
            Kind::Addition if plain => additions.push(Addition { text, on }),
            Kind::Addition | Kind::Question | Kind::Gathered => {}
            Kind::Restored => {
                let kind = one.ended_as.as_deref();
                let kind = kind.and_then(|word| ObjectionKind::parse(word).ok());
                let decision = Decision {
                    outcome: ObjectionOutcome::Restored,
                    reason: text,
                    on,
                };
                restored.push((kind.unwrap_or(ObjectionKind::Hiding), decision));
            }
        }
    }
    let stands = |version: &Version| {
        version.title.text == suggestion.title && version.text.text == suggestion.body
    };
    if versions.last().is_some_and(stands) {
        versions.pop();
    }
    (versions, additions, restored)
}
