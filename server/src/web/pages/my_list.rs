//! One's own priority list in a topic.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use frontend::pages::my_list as pages;
use serde::Deserialize;
use shared::account::{Action, Subject, can};
use shared::error::{Code, Coded};
use shared::ids::Reference;
use shared::lang::Lang;
use shared::priority_list::Version;
use shared::suggestion::{PublicationState, VISIBLE};
use shared::text::digits::parse_whole;
use shared::topic;
use shared::view::my_list::{
    EditionNote, ListedSuggestion, MyListView, Refused, Saved, StaleChange,
};
use shared::view::question::WaitingQuestion;
use shared::view::text::UserText;

use super::sign_in::own_path;
use crate::app::App;
use crate::chance;
use crate::db::lists::{self, Entry, Stored};
use crate::db::questions;
use crate::db::topics::{self, Topic};
use crate::usecases::list::ListRefused;
use crate::usecases::list::change::{Change, Op, change_list, preview};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Anyone, Signed};

/// The suggestion that was saved last, to say where it stands.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SavedQuery {
    saved: String,
}

/// A change as it is sent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    op: String,
    suggestion: String,
    place: String,
    version: String,
    key: String,
    back: String,
}

impl From<ListRefused> for Failure {
    fn from(refused: ListRefused) -> Failure {
        match refused {
            ListRefused::Database(error) => Failure::Database(error),
            other => Failure::of(&other),
        }
    }
}

/// `GET /{lang}/topics/{slug}/my-list`
///
/// # Errors
/// A topic that is not there; staff of its agency.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    path: web::Path<(String, String)>,
    query: web::Query<SavedQuery>,
) -> Result<HttpResponse, Failure> {
    let (mut view, stored) = view_of(&app, &signed, path.into_inner().1).await?;
    view.saved = saved_of(&stored, &query.saved);
    Ok(render::ok(&signed.visitor, move |lang| {
        pages::page(lang, view)
    }))
}

/// `POST /{lang}/topics/{slug}/my-list`
///
/// # Errors
/// A topic or suggestion that is not there; staff of its agency.
pub async fn change(
    app: web::Data<App>,
    req: HttpRequest,
    signed: Signed<Anyone>,
    path: web::Path<(String, String)>,
    sent: web::Form<Sent>,
) -> Result<HttpResponse, Failure> {
    let (slug, mut sent) = (path.into_inner().1, sent.into_inner());
    if sent.back == "here" {
        sent.back = came_from(&req, &app).unwrap_or_default();
    }
    let change = sent.read(&slug)?;
    let refused = match change_list(&app, signed.person().clone(), change.clone()).await {
        Ok(_) => {
            return Ok(render::see(way_back(
                signed.lang(),
                &slug,
                &sent.back,
                &change,
            )));
        }
        Err(refused) => refused,
    };
    let stale = match &refused {
        ListRefused::Stale(_) => true,
        // The page was left and come back to: its keys are used, and its order is old.
        ListRefused::KeyReused => change.op != Op::Add,
        ListRefused::Shut(_) | ListRefused::List(_) => false,
        _ => return Err(refused.into()),
    };
    let code = if stale { Code::Stale } else { refused.code() };
    let (mut view, stored) = view_of(&app, &signed, slug).await?;
    view.refused = Some(match stale {
        false => Refused::Because {
            code,
            max: view.max,
        },
        true => Refused::Stale(StaleChange {
            wanted: preview(&stored, &change)
                .into_iter()
                .filter_map(listed)
                .collect(),
            op: sent.op,
            reference: change.suggestion.to_string(),
            place: sent.place,
            back: sent.back,
        }),
    });
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    Ok(render::page(&signed.visitor, status, move |lang| {
        pages::page(lang, view)
    }))
}

impl Sent {
    fn read(&self, slug: &str) -> Result<Change, Failure> {
        let malformed = || Failure::Refused(Code::Malformed);
        let place = match self.place.trim() {
            "" => None,
            typed => Some(parse_whole(typed, 1, 16).map_err(|_| malformed())?),
        };
        Ok(Change {
            slug: slug.to_owned(),
            op: Op::parse(&self.op).ok_or_else(malformed)?,
            suggestion: Reference::parse(&self.suggestion)
                .map_err(|refused| Failure::of(&refused))?,
            place: place.and_then(|place| usize::try_from(place).ok()),
            version: self.version.trim().parse().ok().map(Version::new),
            key: self.key.clone(),
        })
    }
}

/// Path and query of our page that sent the form. A card's form only says "here": it stands on many
/// pages, and the browser knows which.
fn came_from(req: &HttpRequest, app: &App) -> Option<String> {
    let referer = req.headers().get(header::REFERER)?.to_str().ok()?;
    let (_, address) = referer.split_once("://")?;
    let (host, path) = address.split_once('/')?;
    let path = format!("/{path}");
    (app.config.base.serves(host) && own_path(&path).is_some()).then_some(path)
}

/// Back to where the change was asked for; the list itself says where the suggestion stands.
fn way_back(lang: Lang, slug: &str, back: &str, change: &Change) -> String {
    let list = format!("/{}/topics/{slug}/my-list", lang.code());
    match own_path(back) {
        Some(back) if back != list => back.to_owned(),
        _ => format!("{list}?saved={}", change.suggestion),
    }
}

/// Reads the list with what its page says.
async fn view_of(
    app: &web::Data<App>,
    signed: &Signed<Anyone>,
    slug: String,
) -> Result<(MyListView, Stored), Failure> {
    let (topic, stored, note) = read(app, signed, slug).await?;
    let days = topic.days().ok_or_else(Failure::not_found)?;
    let (title, max) = match signed.lang() {
        Lang::Ar => (&topic.title_ar, topic.settings().list_places),
        Lang::En => (&topic.title_en, topic.settings().list_places),
    };
    let view = MyListView {
        slug: topic.slug.clone(),
        topic: title.clone(),
        closes: days.closes,
        shut: topic::may_rank(topic.state(), days, app.today())
            .err()
            .map(|shut| shut.code()),
        max: usize::try_from(max).unwrap_or_default(),
        version: stored.version().number(),
        entries: stored.entries.iter().cloned().filter_map(listed).collect(),
        edition: note.map(|(number, counted_at, official)| EditionNote {
            number,
            counted_on: app.config.zone.day(counted_at.time()),
            official,
        }),
        asked: asked(app, signed, topic.id.clone()).await?,
        key: chance::id(app.now()),
        saved: None,
        refused: None,
    };
    Ok((view, stored))
}

/// Own suggestions of the topic that the agency asks about.
async fn asked(
    app: &App,
    signed: &Signed<Anyone>,
    topic_id: String,
) -> Result<Vec<WaitingQuestion>, Failure> {
    let person = signed.id();
    let waiting = app
        .db
        .read_short(move |conn| questions::waiting_for(conn, &topic_id, &person))
        .await?;
    let line = |(reference, title, lang, dir): questions::Titled| WaitingQuestion {
        reference,
        title: UserText::stored(title, &lang, &dir),
    };
    Ok(waiting.into_iter().map(line).collect())
}

type Read = (Topic, Stored, Option<(i32, crate::db::types::At, bool)>);

/// The topic, the person's list in it, and when it was counted last.
///
/// # Errors
/// A topic that is not there; staff of its agency.
pub async fn read(app: &App, signed: &Signed<Anyone>, slug: String) -> Result<Read, Failure> {
    let person = signed.person().clone();
    app.db
        .read_short(move |conn| {
            let topic = topics::by_slug(conn, &slug)?
                .filter(|topic| topic.state().is_in(topic::VISIBLE))
                .ok_or(ListRefused::NotFound)?;
            let subject = Subject::Agency {
                agency: &topic.agency_id,
            };
            can(Some(&person), Action::SaveList, subject)?;
            let stored = lists::of_person(conn, &topic.id, &person.id)?;
            let note = match &topic.edition_id {
                Some(edition) => lists::edition_note(conn, edition)?,
                None => None,
            };
            Ok((topic, stored, note))
        })
        .await
        .map_err(|refused: ListRefused| Failure::from(refused))
}

/// A suggestion as its list shows it: a text that is out of public is not shown.
pub fn listed(entry: Entry) -> Option<ListedSuggestion> {
    let publication = entry.publication?;
    let readable = publication.is_in(VISIBLE) || publication == PublicationState::Pending;
    Some(ListedSuggestion {
        reference: entry.reference,
        title: if readable { entry.title } else { String::new() },
        lang: entry.lang,
        dir: entry.dir,
        publication,
        answer: entry.answer,
    })
}

fn saved_of(stored: &Stored, reference: &str) -> Option<Saved> {
    let reference = Reference::parse(reference).ok()?.to_string();
    let before = stored
        .entries
        .iter()
        .position(|entry| entry.reference == reference);
    Some(match before {
        Some(before) => Saved::At {
            reference,
            place: before + 1,
        },
        None => Saved::Off { reference },
    })
}
