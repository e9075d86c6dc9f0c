//! The views of a queue that its reader keeps: named, renamed, removed.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages;
use shared::account::{Action, Person};
use shared::input::{FieldError, SavedViewDraft};
use shared::view::desk::AssignedTo;
use shared::view::saved_views::{Chosen, RemoveViewPage, SavedViewDone, SavedViewsPage};
use shared::view::text::{Bilingual, UserText};

use super::assign::{Fields, value};
use super::head;
use super::wanted::{Query, query_of, saved};
use crate::app::App;
use crate::db::Conn;
use crate::db::queue as queries;
use crate::usecases::desk;
use crate::usecases::saved_view::SavedViewRefusal;
use crate::usecases::saved_view::{keep as keeping, remove as removing, rename as renaming};
use crate::web::done::DoneQuery;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Desk, Signed};

/// `{lang}`, `{agency}`
pub type AgencyPath = web::Path<(String, String)>;

/// `{lang}`, `{agency}`, `{view}`
pub type ViewPath = web::Path<(String, String, String)>;

async fn load(
    app: &App,
    signed: &Signed<Desk>,
    agency: String,
    query: Query,
) -> Result<SavedViewsPage, Failure> {
    let person = signed.person().clone();
    app.db
        .read(move |conn| view(conn, &person, &agency, &query))
        .await
}

/// Two statements, and the session's.
fn view(
    conn: &mut Conn,
    person: &Person,
    agency: &str,
    query: &Query,
) -> Result<SavedViewsPage, Failure> {
    let action = Action::ReadDesk;
    let (agency, team, views) = desk::agency_team_and_views(conn, person, agency, action)??;
    let topics = queries::running_topics(conn, &agency.id)?;
    let filter = query.chosen(&topics, &team);
    let topic = topics
        .iter()
        .find(|one| Some(&one.slug) == filter.topic.as_ref());
    let person_named = team.iter().find(
        |(id, _)| matches!(&filter.assigned, Some(AssignedTo::Person(wanted)) if wanted == id),
    );
    Ok(SavedViewsPage {
        head: head(person, &agency),
        views: views
            .into_iter()
            .map(|one| saved(one, &topics, &team))
            .collect(),
        chosen: Chosen {
            topic: topic.map(|topic| Bilingual {
                ar: topic.title_ar.clone(),
                en: topic.title_en.clone(),
            }),
            person: person_named.map(|(_, name)| name.clone()),
        },
        filter,
        name: String::new(),
        errors: Vec::new(),
        renaming: None,
        done: None,
    })
}

fn page(signed: &Signed<Desk>, status: StatusCode, view: SavedViewsPage) -> HttpResponse {
    render::page(&signed.visitor, status, |lang| {
        pages::desk_views::page(lang, view)
    })
}

/// `GET /{lang}/desk/{agency}/views`, with the filter that is to be kept as in the queue.
///
/// # Errors
/// Not found for another agency's staff; else the database's fault.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: AgencyPath,
    query: web::Query<Query>,
    done: web::Query<DoneQuery>,
) -> Result<HttpResponse, Failure> {
    let mut view = load(&app, &signed, path.into_inner().1, query.into_inner()).await?;
    view.done = match done.done.as_str() {
        "kept" => Some(SavedViewDone::Kept),
        "renamed" => Some(SavedViewDone::Renamed),
        "removed" => Some(SavedViewDone::Removed),
        _ => None,
    };
    Ok(page(&signed, StatusCode::OK, view))
}

fn back(signed: &Signed<Desk>, agency: &str, done: &str) -> HttpResponse {
    let lang = signed.lang().code();
    render::see(format!("/{lang}/desk/{agency}/views?done={done}"))
}

fn refused(refusal: SavedViewRefusal) -> Result<Vec<FieldError>, Failure> {
    match refusal {
        SavedViewRefusal::Form(errors) => Ok(errors.0),
        other => Err(other.into()),
    }
}

/// `POST /{lang}/desk/{agency}/views`: `name`, and the filter as in the queue.
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn keep(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: AgencyPath,
    fields: web::Form<Fields>,
) -> Result<HttpResponse, Failure> {
    let (_, agency) = path.into_inner();
    let name = value(&fields, "name");
    let query = Query::of(|field| value(&fields, field));
    let mut view = load(&app, &signed, agency.clone(), query).await?;
    let (person, now, desk) = (signed.person().clone(), app.now(), agency.clone());
    let (draft, query) = (
        SavedViewDraft { name: name.clone() },
        query_of(&view.filter),
    );
    let kept = app
        .db
        .write(move |conn| keeping::keep(conn, &person, now, &desk, &draft, query))
        .await;
    match kept {
        Ok(()) => Ok(back(&signed, &agency, "kept")),
        Err(refusal) => {
            view.errors = refused(refusal)?;
            view.name = name;
            Ok(page(&signed, StatusCode::UNPROCESSABLE_ENTITY, view))
        }
    }
}

/// `POST /{lang}/desk/{agency}/views/{view}`
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn rename(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: ViewPath,
    draft: web::Form<SavedViewDraft>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, id) = path.into_inner();
    let (person, draft) = (signed.person().clone(), draft.into_inner());
    let (desk, own, sent) = (agency.clone(), id.clone(), draft.clone());
    let renamed = app
        .db
        .write(move |conn| renaming::rename(conn, &person, &desk, &own, &sent))
        .await;
    match renamed {
        Ok(()) => Ok(back(&signed, &agency, "renamed")),
        Err(refusal) => {
            let errors = refused(refusal)?;
            let mut view = load(&app, &signed, agency, Query::default()).await?;
            view.renaming = Some((id, draft.name, errors));
            Ok(page(&signed, StatusCode::UNPROCESSABLE_ENTITY, view))
        }
    }
}

/// `GET /{lang}/desk/{agency}/views/{view}/remove`
///
/// # Errors
/// Not found for somebody else's; else the database's fault.
pub async fn ask_remove(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: ViewPath,
) -> Result<HttpResponse, Failure> {
    let (_, agency, id) = path.into_inner();
    let (person, lang) = (signed.person().clone(), signed.lang());
    let view = app
        .db
        .read(move |conn| {
            let action = Action::ReadDesk;
            let (agency, _, views) = desk::agency_team_and_views(conn, &person, &agency, action)??;
            let found = views.into_iter().find(|view| view.id == id);
            let found = found.ok_or_else(Failure::not_found)?;
            Ok::<_, Failure>(RemoveViewPage {
                head: head(&person, &agency),
                id: found.id,
                name: UserText::detected(found.name, lang),
            })
        })
        .await?;
    Ok(render::ok(&signed.visitor, |lang| {
        pages::desk_views::remove(lang, view)
    }))
}

/// `POST /{lang}/desk/{agency}/views/{view}/remove`
///
/// # Errors
/// Not found for somebody else's; else the database's fault.
pub async fn remove(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: ViewPath,
) -> Result<HttpResponse, Failure> {
    let (_, agency, id) = path.into_inner();
    let (person, desk) = (signed.person().clone(), agency.clone());
    app.db
        .write(move |conn| removing::remove(conn, &person, &desk, &id))
        .await?;
    Ok(back(&signed, &agency, "removed"))
}
