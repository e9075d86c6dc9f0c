//! The people of a desk: appointed, removed, and made responsible for topics by its managers.

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use shared::account::{Action, RoleKind};
use shared::answer::AnswerKind;
use shared::calendar::Calendar;
use shared::input::{AppointDraft, FieldError};
use shared::speed::{Waits, median};
use shared::time::Zone;
use shared::topic::TopicState;
use shared::view::team::{Member, Pace, RemoveModeratorPage, TeamDone, TeamPage, TeamTopic};
use shared::view::text::Bilingual;

use super::head;
use super::promises::AgencyPath;
use super::topic_editor::TopicPath;
use crate::app::App;
use crate::db::holidays;
use crate::db::queue::{self as stored, Debts, Narrowed};
use crate::db::team::{self, Kept, MemberRow, Work};
use crate::usecases::agency::appoint::{self, AppointRefusal};
use crate::usecases::agency::assign_topic::{self, AssignTopicRefusal};
use crate::usecases::agency::remove_moderator;
use crate::usecases::desk;
use crate::web::done::DoneQuery;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Manager, Signed};

/// Load and speed are of so long.
const LATELY: SignedDuration = SignedDuration::from_hours(24 * 30);

async fn load(app: &App, signed: &Signed<Manager>, agency: String) -> Result<TeamPage, Failure> {
    let person = signed.person().clone();
    let (now, zone) = (app.now(), app.config.zone.clone());
    app.db
        .read(move |conn| {
            let agency = desk::agency(conn, &person, &agency, Action::AppointModerator)??;
            let rows = team::members(conn, &agency.id)?;
            let topics = team::topics(conn, &agency.id)?;
            let debts = stored::debts(conn, &agency.id, &Narrowed::default())?;
            let since = now.checked_sub(LATELY).unwrap_or(Timestamp::MIN);
            let work = team::work_since(conn, &agency.id, since.into())?;
            let calendar = holidays::calendar(conn)?;
            let topics: Vec<TeamTopic> = topics
                .into_iter()
                .map(|topic| team_topic(topic, &debts))
                .collect();
            Ok(TeamPage {
                head: head(&person, &agency),
                members: members(rows, &topics, &paces(&work, &calendar, &zone)),
                topics,
                draft: AppointDraft::default(),
                errors: Vec::new(),
                done: None,
                stale: false,
            })
        })
        .await
}

fn team_topic(topic: Kept, debts: &[Debts]) -> TeamTopic {
    let owed = debts.iter().filter(|debt| debt.topic_id == topic.id);
    TeamTopic {
        slug: topic.slug,
        title: Bilingual {
            ar: topic.title_ar,
            en: topic.title_en,
        },
        state: TopicState::parse(&topic.state).unwrap_or(TopicState::Draft),
        open: owed.map(|debt| debt.count).sum(),
        responsible: topic.responsible.unwrap_or_default(),
    }
}

/// What each account acknowledged and decided.
type Paces = HashMap<String, [Pace; 2]>;

/// The first answer of its kind to each suggestion counts, for whoever gave it: corrections do not.
fn paces(work: &[Work], calendar: &Calendar, zone: &Zone) -> Paces {
    let mut waits = Waits::new(calendar);
    let mut waited: HashMap<&str, [Vec<i64>; 2]> = HashMap::new();
    for one in work {
        let Some(published) = one.published_at else {
            continue;
        };
        let acknowledged = one.kind == AnswerKind::Acknowledged.as_str();
        if !acknowledged && one.decided_at != Some(one.answered_at) {
            continue;
        }
        let days = waits.between(zone.day(published.time()), zone.day(one.answered_at.time()));
        let [first, last] = waited.entry(&one.answered_by).or_default();
        if acknowledged { first } else { last }.push(days);
    }
    let pace = |days: Vec<i64>| Pace {
        count: i64::try_from(days.len()).unwrap_or(i64::MAX),
        median: median(days),
    };
    waited
        .into_iter()
        .map(|(account, days)| (account.to_owned(), days.map(pace)))
        .collect()
}

/// A person with both roles is one member.
fn members(rows: Vec<MemberRow>, topics: &[TeamTopic], paces: &Paces) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    for row in rows {
        let manages = row.role == RoleKind::Manager.as_str();
        if let Some(known) = members.iter_mut().find(|one| one.id == row.account_id) {
            known.manages |= manages;
            known.moderates |= !manages;
            continue;
        }
        let theirs = topics
            .iter()
            .filter(|one| one.responsible == row.account_id);
        let [acknowledged, decided] = paces.get(&row.account_id).copied().unwrap_or_default();
        members.push(Member {
            open: theirs.map(|topic| topic.open).sum(),
            id: row.account_id,
            name: row.name,
            sign_in: row.sign_in,
            moderates: !manages,
            manages,
            acknowledged,
            decided,
        });
    }
    members
}

/// `GET /{lang}/desk/{agency}/team`
///
/// # Errors
/// Not found for another agency's managers; else the database's fault.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: AgencyPath,
    query: web::Query<DoneQuery>,
) -> Result<HttpResponse, Failure> {
    let mut view = load(&app, &signed, path.1.clone()).await?;
    view.done = match query.done.as_str() {
        "appointed" => Some(TeamDone::Appointed),
        "removed" => Some(TeamDone::Removed),
        "assigned" => Some(TeamDone::Assigned),
        "release" => Some(TeamDone::Release),
        _ => None,
    };
    Ok(render::ok(&signed.visitor, |lang| {
        pages::desk_team::page(lang, view)
    }))
}

fn done(signed: &Signed<Manager>, agency: &str, what: &str) -> HttpResponse {
    let lang = signed.lang().code();
    render::see(format!("/{lang}/desk/{agency}/team?done={what}"))
}

/// `POST /{lang}/desk/{agency}/team`: appoints a moderator.
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn appoint(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: AgencyPath,
    draft: web::Form<AppointDraft>,
) -> Result<HttpResponse, Failure> {
    let (agency, draft) = (path.1.clone(), draft.into_inner());
    let (person, now) = (signed.person().clone(), app.now());
    let (of, sent) = (agency.clone(), draft.clone());
    let appointed = app
        .db
        .write(move |conn| appoint::appoint(conn, &person, now, &of, &sent))
        .await;
    let errors: Vec<FieldError> = match appointed {
        Ok(()) => return Ok(done(&signed, &agency, "appointed")),
        Err(AppointRefusal::Form(errors)) => errors.0,
        Err(other) => return Err(other.into()),
    };
    let view = TeamPage {
        draft,
        errors,
        ..load(&app, &signed, agency).await?
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(render::page(&signed.visitor, status, |lang| {
        pages::desk_team::page(lang, view)
    }))
}

/// The form of a topic's responsible person.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AssignFields {
    saw: String,
    account: String,
}

/// `POST /{lang}/desk/{agency}/team/topics/{slug}`
///
/// # Errors
/// The refusal where the page cannot show it; else the database's fault.
pub async fn assign(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: TopicPath,
    fields: web::Form<AssignFields>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, slug) = path.into_inner();
    let AssignFields { saw, account } = fields.into_inner();
    let (person, now, of) = (signed.person().clone(), app.now(), agency.clone());
    let assigned = app
        .db
        .write(move |conn| {
            assign_topic::assign_topic(conn, &person, now, (&of, &slug), &saw, &account)
        })
        .await;
    match assigned {
        Ok(()) => Ok(done(&signed, &agency, "assigned")),
        Err(AssignTopicRefusal::Stale) => {
            let view = TeamPage {
                stale: true,
                ..load(&app, &signed, agency).await?
            };
            Ok(render::page(
                &signed.visitor,
                StatusCode::CONFLICT,
                |lang| pages::desk_team::page(lang, view),
            ))
        }
        Err(other) => Err(other.into()),
    }
}

/// `GET /{lang}/desk/{agency}/team/{account}/remove`
///
/// # Errors
/// Not found for who does not moderate here; else the database's fault.
pub async fn ask_remove(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: TopicPath,
) -> Result<HttpResponse, Failure> {
    let (_, agency, account) = path.into_inner();
    let person = signed.person().clone();
    let view = app
        .db
        .read(move |conn| -> Result<RemoveModeratorPage, Failure> {
            let agency = desk::agency(conn, &person, &agency, Action::AppointModerator)??;
            let rows = team::members(conn, &agency.id)?;
            let topics = team::topics(conn, &agency.id)?;
            let topics: Vec<TeamTopic> = topics
                .into_iter()
                .map(|topic| team_topic(topic, &[]))
                .filter(|topic| topic.responsible == account)
                .collect();
            let member = members(rows, &topics, &Paces::new())
                .into_iter()
                .find(|one| one.id == account && one.moderates)
                .ok_or_else(Failure::not_found)?;
            let freed = topics.into_iter().filter(|_| !member.manages);
            Ok(RemoveModeratorPage {
                head: head(&person, &agency),
                topics: freed.map(|topic| topic.title).collect(),
                id: member.id,
                name: member.name,
                sign_in: member.sign_in,
                manages: member.manages,
            })
        })
        .await?;
    Ok(render::ok(&signed.visitor, |lang| {
        pages::desk_team::remove(lang, view)
    }))
}

/// `POST /{lang}/desk/{agency}/team/{account}/remove`
///
/// # Errors
/// Not found for who does not moderate here; else the database's fault.
pub async fn remove(
    app: web::Data<App>,
    signed: Signed<Manager>,
    path: TopicPath,
) -> Result<HttpResponse, Failure> {
    let (_, agency, account) = path.into_inner();
    let (person, now, of) = (signed.person().clone(), app.now(), agency.clone());
    app.db
        .write(move |conn| remove_moderator::remove_moderator(conn, &person, now, &of, &account))
        .await?;
    Ok(done(&signed, &agency, "removed"))
}
