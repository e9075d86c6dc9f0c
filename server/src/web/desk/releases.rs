//! Decisions that wait until a second person of the desk releases them.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages;
use serde::Deserialize;
use shared::account::{Action, Person};
use shared::answer::AnswerKind;
use shared::error::{Code, Coded};
use shared::ids::Reference;
use shared::input::{FieldError, ReturnDraft};
use shared::time::Zone;
use shared::view::releases::{ReleaseDone, ReleaseRow, ReleasesPage};
use shared::view::text::{Bilingual, UserText};

use super::head;
use super::promises::AgencyPath;
use super::suggestion::load;
use crate::app::App;
use crate::db::{Conn, answer_releases, desk as cases};
use crate::usecases::desk;
use crate::usecases::release::{ReleaseRefusal, free, second_person, send_back};
use crate::web::done::DoneQuery;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Desk, Manager, Signed};

/// `{lang}`, `{agency}`, `{release}`
pub type ReleasePath = web::Path<(String, String, String)>;

/// Rows of the list; the counts are of all.
const ROWS: i64 = 100;

/// `GET /{lang}/desk/{agency}/releases`
///
/// # Errors
/// Not found for another agency's staff; else the database's fault.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: AgencyPath,
    query: web::Query<DoneQuery>,
) -> Result<HttpResponse, Failure> {
    let (person, agency) = (signed.person().clone(), path.1.clone());
    let zone = app.config.zone.clone();
    let mut view = app
        .db
        .read(move |conn| list(conn, &person, &agency, &zone))
        .await?;
    view.done = match query.done.as_str() {
        "released" => Some(ReleaseDone::Released),
        "returned" => Some(ReleaseDone::Returned),
        _ => None,
    };
    Ok(render::ok(&signed.visitor, |lang| {
        pages::desk_releases::page(lang, view)
    }))
}

/// Three statements, and the session's.
fn list(
    conn: &mut Conn,
    person: &Person,
    agency: &str,
    zone: &Zone,
) -> Result<ReleasesPage, Failure> {
    let agency = desk::agency(conn, person, agency, Action::ReadDesk)??;
    let counted = answer_releases::counts(conn, &agency.id)?;
    let sum = |of: &dyn Fn(&str, &str) -> bool| -> i64 {
        let those = counted.iter().filter(|(kind, by, _)| of(kind, by));
        those.map(|(_, _, count)| *count).sum()
    };
    let decisions = [AnswerKind::Adopted, AnswerKind::Rejected];
    Ok(ReleasesPage {
        head: head(person, &agency),
        counts: decisions
            .map(|kind| (kind, sum(&|word, _| word == kind.as_str())))
            .to_vec(),
        total: sum(&|_, _| true),
        own: sum(&|_, by| by == person.id),
        rows: answer_releases::waiting(conn, &agency.id, ROWS)?
            .into_iter()
            .filter_map(|row| {
                Some(ReleaseRow {
                    title: UserText::stored(row.title, &row.lang, &row.dir),
                    reference: row.reference,
                    topic: Bilingual {
                        ar: row.topic_ar,
                        en: row.topic_en,
                    },
                    kind: AnswerKind::parse(&row.kind).ok()?,
                    own: row.written_by == person.id,
                    writer: row.writer,
                    at: zone.civil(row.written_at.time()),
                })
            })
            .collect(),
        done: None,
    })
}

fn done(signed: &Signed<Desk>, agency: &str, what: &str) -> HttpResponse {
    let lang = signed.lang().code();
    render::see(format!("/{lang}/desk/{agency}/releases?done={what}"))
}

/// `POST /{lang}/desk/{agency}/releases/{release}`
///
/// # Errors
/// The refusal where the page of the suggestion cannot show it; else the database's fault.
pub async fn release(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: ReleasePath,
) -> Result<HttpResponse, Failure> {
    let (_, agency, id) = path.into_inner();
    let (person, now, today) = (signed.person().clone(), app.now(), app.today());
    let (of, which) = (agency.clone(), id.clone());
    let released = app
        .db
        .write(move |conn| free::release(conn, &person, (now, today), &of, &which))
        .await;
    match released {
        Ok(()) => Ok(done(&signed, &agency, "released")),
        Err(ReleaseRefusal::Answer(refusal)) => {
            let code = ReleaseRefusal::Answer(refusal).code();
            match code.status() {
                500.. => Err(Failure::Refused(code)),
                _ => waits_on(&app, &signed, (agency, id), Refused::Kept(code)).await,
            }
        }
        Err(other) => Err(other.into()),
    }
}

/// What the page of the suggestion says beside a decision that waits on.
enum Refused {
    Kept(Code),
    Note(String, Vec<FieldError>),
}

/// The page of the suggestion, with the decision still on it.
async fn waits_on(
    app: &App,
    signed: &Signed<Desk>,
    (agency, id): (String, String),
    refused: Refused,
) -> Result<HttpResponse, Failure> {
    let of = agency.clone();
    let reference = app
        .db
        .read(move |conn| -> Result<Option<String>, Failure> {
            let Some(release) = answer_releases::by_id(conn, &id)? else {
                return Ok(None);
            };
            let found = cases::cases_by_id(conn, &of, &[release.suggestion_id])?;
            Ok(found
                .into_iter()
                .next()
                .map(|case| case.suggestion.reference))
        })
        .await?;
    let reference = reference.and_then(|one| Reference::parse(&one).ok());
    let reference = reference.ok_or_else(Failure::not_found)?;
    let (mut view, _) = load(app, signed, agency, reference).await?;
    let Some(release) = view.release.as_mut() else {
        return Err(Failure::Refused(Code::ReleaseEnded));
    };
    let status = match refused {
        Refused::Kept(code) => {
            release.refused = Some(code);
            StatusCode::CONFLICT
        }
        Refused::Note(note, errors) => {
            (release.note, release.errors) = (note, errors);
            StatusCode::UNPROCESSABLE_ENTITY
        }
    };
    Ok(render::page(&signed.visitor, status, |lang| {
        pages::desk_suggestion::page(lang, view)
    }))
}

/// `POST /{lang}/desk/{agency}/releases/{release}/return`
///
/// # Errors
/// The refusal where the page of the suggestion cannot show it; else the database's fault.
pub async fn send_back(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: ReleasePath,
    draft: web::Form<ReturnDraft>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, id) = path.into_inner();
    let (person, now) = (signed.person().clone(), app.now());
    let (of, which, sent) = (agency.clone(), id.clone(), draft.clone());
    let returned = app
        .db
        .write(move |conn| send_back::send_back(conn, &person, now, (&of, &which), &sent))
        .await;
    match returned {
        Ok(()) => Ok(done(&signed, &agency, "returned")),
        Err(ReleaseRefusal::Form(errors)) => {
            let refused = Refused::Note(draft.note.clone(), errors.0);
            waits_on(&app, &signed, (agency, id), refused).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The form of the setting.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SettingFields {
    /// `yes` for a second person.
    second_person: String,
}

/// `POST /{lang}/desk/{agency}/team/release`
///
/// # Errors
/// The refusal; else the database's fault.
pub async fn set(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: AgencyPath,
    fields: web::Form<SettingFields>,
) -> Result<HttpResponse, Failure> {
    let (agency, wanted) = (path.1.clone(), fields.second_person == "yes");
    let (person, now, of) = (signed.person().clone(), app.now(), agency.clone());
    app.db
        .write(move |conn| second_person::set(conn, &person, now, &of, wanted))
        .await?;
    let lang = signed.lang().code();
    Ok(render::see(format!(
        "/{lang}/desk/{agency}/team?done=release"
    )))
}
