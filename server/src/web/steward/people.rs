//! Accounts: the staff by agency, and one account with its roles and what happened at signing in.
//! Citizens are found by their whole sign-in name alone: nobody browses them.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use frontend::pages::steward_people as pages;
use jiff::Timestamp;
use serde::Deserialize;
use shared::account::{Person, RoleKind};
use shared::device::Device;
use shared::input::PersonDraft;
use shared::lang::Lang;
use shared::view::people::{
    ActRow, HeldRole, Outcome, PeoplePage, PersonAct, PersonDone, PersonPage, SignInRow, StaffLine,
};
use shared::view::text::{Bilingual, UserText};

use crate::app::App;
use crate::db::account_acts::{self, Listed};
use crate::db::people::{self, StaffRow};
use crate::db::sign_ins::{self, SignIn};
use crate::db::{Conn, agencies, traps};
use crate::usecases::people::PersonRefusal;
use crate::usecases::people::disable::disable;
use crate::usecases::people::enable::enable;
use crate::usecases::people::grant_role::grant_role;
use crate::usecases::people::withdraw_role::withdraw_role;
use crate::usecases::session::sign_in::canonical;
use crate::web::done::DoneQuery;
use crate::web::error::Failure;
use crate::web::pages::assemble::{both, local};
use crate::web::render;
use crate::web::visitor::{Signed, Steward};

/// Rows of staff shown.
const STAFF: i64 = 1_000;
/// Attempts to sign in and acts shown of one account.
const LATEST: i64 = 50;

/// `{lang}`, `{account}`
type Path = web::Path<(String, String)>;

impl From<PersonRefusal> for Failure {
    fn from(refusal: PersonRefusal) -> Failure {
        match refusal {
            PersonRefusal::Database(fault) => Failure::Database(fault),
            other => Failure::of(&other),
        }
    }
}

/// `GET /{lang}/steward/people`
///
/// # Errors
/// The database's fault.
pub async fn list(app: web::Data<App>, signed: Signed<Steward>) -> Result<HttpResponse, Failure> {
    let view = staff(&app, None).await?;
    Ok(render::ok(&signed.visitor, move |lang| {
        pages::list(lang, view)
    }))
}

/// The name to look for. It is sent in the body: addresses of pages are written to logs.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Sought {
    sign_in: String,
}

/// `POST /{lang}/steward/people`: to the page of whoever signs in under a name.
///
/// # Errors
/// The database's fault.
pub async fn find(
    app: web::Data<App>,
    signed: Signed<Steward>,
    sought: web::Form<Sought>,
) -> Result<HttpResponse, Failure> {
    let typed = sought.into_inner().sign_in;
    let name = canonical(&typed);
    let found = app
        .db
        .read_short(move |conn| people::by_sign_in(conn, &name))
        .await?;
    if let Some(found) = found {
        return Ok(render::see(path(&signed, &found.person.id)));
    }
    let view = staff(&app, Some(typed)).await?;
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(render::page(&signed.visitor, status, move |lang| {
        pages::list(lang, view)
    }))
}

fn path(signed: &Signed<Steward>, id: &str) -> String {
    format!("/{}/steward/people/{id}", signed.lang().code())
}

async fn staff(app: &App, missed: Option<String>) -> Result<PeoplePage, Failure> {
    let rows = app.db.read(|conn| people::staff(conn, STAFF)).await?;
    let mut page = PeoplePage {
        missed,
        stewards: Vec::new(),
        desks: Vec::new(),
    };
    for row in rows {
        let agency = row.agency.clone();
        let Some(line) = line(row) else { continue };
        let Some((_, ar, en)) = agency else {
            page.stewards.push(line);
            continue;
        };
        let name = both(ar, en);
        match page.desks.last_mut() {
            Some((last, lines)) if *last == name => lines.push(line),
            _ => page.desks.push((name, vec![line])),
        }
    }
    Ok(page)
}

fn line(row: StaffRow) -> Option<StaffLine> {
    Some(StaffLine {
        role: RoleKind::parse(&row.role).ok()?,
        id: row.account_id,
        name: row.name,
        sign_in: row.sign_in,
        disabled: row.disabled_at.is_some(),
    })
}

/// `GET /{lang}/steward/people/{account}`
///
/// # Errors
/// Not found where there is no such account; else the database's fault.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Steward>,
    path: Path,
    query: web::Query<DoneQuery>,
) -> Result<HttpResponse, Failure> {
    let mut view = load(&app, path.into_inner().1).await?;
    view.done = match query.done.as_str() {
        "disabled" => Some(PersonDone::Disabled),
        "enabled" => Some(PersonDone::Enabled),
        "granted" => Some(PersonDone::Granted),
        "withdrawn" => Some(PersonDone::Withdrawn),
        _ => None,
    };
    Ok(render::ok(&signed.visitor, move |lang| {
        pages::one(lang, view)
    }))
}

async fn load(app: &App, id: String) -> Result<PersonPage, Failure> {
    let zone = app.config.zone.clone();
    app.db
        .read(move |conn| {
            let known = people::known(conn, &id)?.ok_or_else(Failure::not_found)?;
            let roles = people::roles_with_names(conn, &id)?;
            let sign_ins = sign_ins::latest_of(conn, &id, LATEST)?;
            let acts = account_acts::latest_of(conn, &id, LATEST)?;
            let agencies = agencies::all(conn)?;
            let unseen = traps::of_account(conn, &id)?;
            let at = |at| local(&zone, at);
            Ok(PersonPage {
                since: at(known.created_at).date(),
                disabled_on: known.disabled_at.map(|disabled| at(disabled).date()),
                unseen,
                id: known.id,
                name: known.name,
                sign_in: known.sign_in,
                roles: roles.into_iter().filter_map(held).collect(),
                sign_ins: sign_ins
                    .into_iter()
                    .filter_map(|one| attempt(at(one.happened_at), one))
                    .collect(),
                acts: acts
                    .into_iter()
                    .filter_map(|one| act(at(one.acted_at), one))
                    .collect(),
                agencies: agencies
                    .into_iter()
                    .map(|one| (one.id, both(one.name_ar, one.name_en)))
                    .collect(),
                draft: PersonDraft::default(),
                errors: Vec::new(),
                done: None,
            })
        })
        .await
}

fn held(row: StaffRow) -> Option<HeldRole> {
    let agency = row.agency.map(|(id, ar, en)| (id, both(ar, en)));
    Some(HeldRole {
        kind: RoleKind::parse(&row.role).ok()?,
        agency,
    })
}

fn attempt(at: jiff::civil::DateTime, one: SignIn) -> Option<SignInRow> {
    let outcome = match one.outcome.as_str() {
        "signed_in" => Outcome::SignedIn,
        "wrong_password" => Outcome::WrongPassword,
        "disabled" => Outcome::Disabled,
        _ => return None,
    };
    Some(SignInRow {
        at,
        outcome,
        device: Device::parse(&one.device),
        network: one.network,
    })
}

fn act(at: jiff::civil::DateTime, one: Listed) -> Option<ActRow> {
    let agency: Option<Bilingual> = one.agency.map(|(ar, en)| both(ar, en));
    let role = one.role.and_then(|role| RoleKind::parse(&role).ok());
    let act = match (one.kind.as_str(), role) {
        ("disabled", _) => PersonAct::Disabled,
        ("enabled", _) => PersonAct::Enabled,
        ("role_granted", Some(role)) => PersonAct::Granted(role, agency),
        ("role_withdrawn", Some(role)) => PersonAct::Withdrawn(role, agency),
        _ => return None,
    };
    Some(ActRow {
        at,
        by: one.by,
        act,
        // At least ten letters, which say what language it is in.
        reason: UserText::detected(one.reason, Lang::Ar),
    })
}

type Verb = fn(&mut Conn, &Person, Timestamp, &str, &PersonDraft) -> Result<(), PersonRefusal>;

/// Does something to an account, or shows the form again with what was typed.
async fn act_on(
    app: &App,
    signed: &Signed<Steward>,
    id: String,
    draft: PersonDraft,
    (verb, done): (Verb, &str),
) -> Result<HttpResponse, Failure> {
    let (steward, now) = (signed.person().clone(), app.now());
    let (of, sent) = (id.clone(), draft.clone());
    let acted = app
        .db
        .write(move |conn| verb(conn, &steward, now, &of, &sent))
        .await;
    match acted {
        // Who took the last right from themselves would only be told that nothing is there.
        Ok(()) if id == signed.id() => Ok(render::see(format!("/{}", signed.lang().code()))),
        Ok(()) => Ok(render::see(format!("{}?done={done}", path(signed, &id)))),
        Err(PersonRefusal::Form(errors)) => {
            let mut view = load(app, id).await?;
            view.draft = draft;
            view.errors = errors.0;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(render::page(&signed.visitor, status, move |lang| {
                pages::one(lang, view)
            }))
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /{lang}/steward/people/{account}/disable`
///
/// # Errors
/// Not found where there is no such account; else the database's fault.
pub async fn disable_person(
    app: web::Data<App>,
    signed: Signed<Steward>,
    path: Path,
    sent: web::Form<PersonDraft>,
) -> Result<HttpResponse, Failure> {
    let (id, draft) = (path.into_inner().1, sent.into_inner());
    act_on(&app, &signed, id, draft, (disable, "disabled")).await
}

/// `POST /{lang}/steward/people/{account}/enable`
///
/// # Errors
/// As [`disable_person`].
pub async fn enable_person(
    app: web::Data<App>,
    signed: Signed<Steward>,
    path: Path,
    sent: web::Form<PersonDraft>,
) -> Result<HttpResponse, Failure> {
    let (id, draft) = (path.into_inner().1, sent.into_inner());
    act_on(&app, &signed, id, draft, (enable, "enabled")).await
}

/// `POST /{lang}/steward/people/{account}/roles`
///
/// # Errors
/// As [`disable_person`].
pub async fn grant(
    app: web::Data<App>,
    signed: Signed<Steward>,
    path: Path,
    sent: web::Form<PersonDraft>,
) -> Result<HttpResponse, Failure> {
    let (id, draft) = (path.into_inner().1, sent.into_inner());
    act_on(&app, &signed, id, draft, (grant_role, "granted")).await
}

/// `POST /{lang}/steward/people/{account}/roles/withdraw`
///
/// # Errors
/// As [`disable_person`].
pub async fn withdraw(
    app: web::Data<App>,
    signed: Signed<Steward>,
    path: Path,
    sent: web::Form<PersonDraft>,
) -> Result<HttpResponse, Failure> {
    let (id, draft) = (path.into_inner().1, sent.into_inner());
    act_on(&app, &signed, id, draft, (withdraw_role, "withdrawn")).await
}
