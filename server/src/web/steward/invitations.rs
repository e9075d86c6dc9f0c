//! Invitations: who is asked to become staff, and what became of it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages::steward_invitations as pages;
use jiff::Timestamp;
use shared::account::RoleKind;
use shared::input::{FieldError, InviteDraft};
use shared::lang::Lang;
use shared::time::Zone;
use shared::view::invitations::{InvitationDone, InvitationRow, InvitationState, InvitationsPage};
use shared::view::text::UserText;

use crate::app::App;
use crate::db::agencies;
use crate::db::invitations::{self, Listed};
use crate::usecases::people::PersonRefusal;
use crate::usecases::people::invite::{NewLink, invite, send_again, withdraw_invitation};
use crate::web::done::DoneQuery;
use crate::web::error::Failure;
use crate::web::pages::assemble::{both, local};
use crate::web::pages::links;
use crate::web::render;
use crate::web::visitor::{Signed, Steward};

/// Invitations shown.
const LATEST: i64 = 100;

/// `{lang}`, `{invitation}`
type Path = web::Path<(String, String)>;

/// `GET /{lang}/steward/invitations`
///
/// # Errors
/// The database's fault.
pub async fn list(
    app: web::Data<App>,
    signed: Signed<Steward>,
    query: web::Query<DoneQuery>,
) -> Result<HttpResponse, Failure> {
    let mut view = load(&app).await?;
    view.done = match query.done.as_str() {
        "invited" => Some(InvitationDone::Invited),
        "again" => Some(InvitationDone::Again),
        "withdrawn" => Some(InvitationDone::Withdrawn),
        _ => None,
    };
    Ok(render::ok(&signed.visitor, move |lang| {
        pages::page(lang, view)
    }))
}

async fn load(app: &App) -> Result<InvitationsPage, Failure> {
    let (zone, now) = (app.config.zone.clone(), app.now());
    app.db
        .read(move |conn| {
            let rows = invitations::latest(conn, LATEST)?;
            let agencies = agencies::all(conn)?;
            Ok(InvitationsPage {
                invitations: rows
                    .into_iter()
                    .filter_map(|one| row(one, &zone, now))
                    .collect(),
                agencies: agencies
                    .into_iter()
                    .map(|one| (one.id, both(one.name_ar, one.name_en)))
                    .collect(),
                draft: InviteDraft::default(),
                errors: Vec::new(),
                done: None,
            })
        })
        .await
}

fn row((one, by, agency): Listed, zone: &Zone, now: Timestamp) -> Option<InvitationRow> {
    let expires = local(zone, one.expires_at);
    let state = match (one.ended_as.as_deref(), one.ended_at) {
        (Some("accepted"), Some(at)) => InvitationState::Accepted(local(zone, at)),
        (Some(_), Some(at)) => InvitationState::Withdrawn(local(zone, at)),
        _ if one.expires_at.time() > now => InvitationState::Open(expires),
        _ => InvitationState::Expired(expires),
    };
    Some(InvitationRow {
        id: one.id,
        address: one.address,
        role: RoleKind::parse(&one.role).ok()?,
        agency: agency.map(|(ar, en)| both(ar, en)),
        by,
        reason: UserText::detected(one.reason, Lang::Ar),
        at: local(zone, one.invited_at),
        state,
    })
}

fn new_link() -> NewLink {
    let (token, hash) = links::new();
    NewLink { token, hash }
}

fn back(signed: &Signed<Steward>, done: &str) -> HttpResponse {
    let lang = signed.lang().code();
    render::see(format!("/{lang}/steward/invitations?done={done}"))
}

async fn again(
    app: &App,
    signed: &Signed<Steward>,
    draft: InviteDraft,
    errors: Vec<FieldError>,
) -> Result<HttpResponse, Failure> {
    let mut view = load(app).await?;
    view.draft = draft;
    view.errors = errors;
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(render::page(&signed.visitor, status, move |lang| {
        pages::page(lang, view)
    }))
}

/// `POST /{lang}/steward/invitations`
///
/// # Errors
/// The database's fault.
pub async fn submit(
    app: web::Data<App>,
    signed: Signed<Steward>,
    sent: web::Form<InviteDraft>,
) -> Result<HttpResponse, Failure> {
    let draft = sent.into_inner();
    let (base, steward, now) = (app.config.base.clone(), signed.person().clone(), app.now());
    let (typed, link) = (draft.clone(), new_link());
    let invited = app
        .db
        .write(move |conn| invite(conn, &base, &steward, now, (&typed, &link)))
        .await;
    match invited {
        Ok(()) => Ok(back(&signed, "invited")),
        Err(PersonRefusal::Form(errors)) => again(&app, &signed, draft, errors.0).await,
        Err(other) => Err(other.into()),
    }
}

/// `POST /{lang}/steward/invitations/{invitation}/again`
///
/// # Errors
/// Not found where it is not open; else the database's fault.
pub async fn resend(
    app: web::Data<App>,
    signed: Signed<Steward>,
    path: Path,
) -> Result<HttpResponse, Failure> {
    let id = path.into_inner().1;
    let (base, steward, now) = (app.config.base.clone(), signed.person().clone(), app.now());
    let link = new_link();
    let sent = app
        .db
        .write(move |conn| send_again(conn, &base, &steward, now, (&id, &link)))
        .await;
    match sent {
        Ok(()) => Ok(back(&signed, "again")),
        Err(PersonRefusal::Form(errors)) => {
            again(&app, &signed, InviteDraft::default(), errors.0).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /{lang}/steward/invitations/{invitation}/withdraw`
///
/// # Errors
/// Not found where it is not open; else the database's fault.
pub async fn withdraw(
    app: web::Data<App>,
    signed: Signed<Steward>,
    path: Path,
) -> Result<HttpResponse, Failure> {
    let (id, steward, now) = (path.into_inner().1, signed.person().clone(), app.now());
    app.db
        .write(move |conn| withdraw_invitation(conn, &steward, now, &id))
        .await?;
    Ok(back(&signed, "withdrawn"))
}
