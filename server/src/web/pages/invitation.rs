//! Behind the link of an invitation.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use frontend::pages::invitation as pages;
use frontend::pages::link_over::For;
use shared::input::{FieldError, RegisterDraft};
use shared::view::invitations::{InvitedPage, InvitedWay};

use super::assemble::both;
use super::links::{self, guarded, over};
use super::register::status;
use crate::app::App;
use crate::usecases::account::Digest;
use crate::usecases::account::accept::{self, AcceptRefused, Invited, Joining};
use crate::usecases::account::enter::Entering;
use crate::web::error::Failure;
use crate::web::visitor::Visitor;
use crate::web::{asker, render, session};

/// `{lang}`, `{token}`
type Path = web::Path<(String, String)>;

/// `GET /{lang}/invitation/{token}`: uses nothing up, however often it is opened.
///
/// # Errors
/// The database's fault.
pub async fn open(
    app: web::Data<App>,
    visitor: Visitor,
    path: Path,
) -> Result<HttpResponse, Failure> {
    let token = path.into_inner().1;
    let Some(hash) = links::digest(&token) else {
        return Ok(over(&visitor, For::Invitation));
    };
    let Some(invited) = look(&app, hash).await? else {
        return Ok(over(&visitor, For::Invitation));
    };
    let way = way(
        &visitor,
        &invited,
        RegisterDraft::default(),
        Vec::new(),
        false,
    );
    Ok(page(&visitor, StatusCode::OK, shown(token, invited, way)))
}

async fn look(app: &App, hash: Digest) -> Result<Option<Invited>, Failure> {
    let now = app.now();
    Ok(app
        .db
        .read(move |conn| accept::look(conn, &hash, now))
        .await?)
}

fn way(
    visitor: &Visitor,
    invited: &Invited,
    draft: RegisterDraft,
    errors: Vec<FieldError>,
    busy: bool,
) -> InvitedWay {
    match (&invited.account, &visitor.reader) {
        (None, Some(reader)) => InvitedWay::Other(reader.name.clone()),
        (None, None) => InvitedWay::Join {
            draft,
            errors,
            busy,
        },
        (Some(account), Some(reader)) if reader.person.id == account.id => InvitedWay::Accept,
        (Some(_), Some(reader)) => InvitedWay::Other(reader.name.clone()),
        (Some(_), None) => InvitedWay::SignIn,
    }
}

fn shown(token: String, invited: Invited, way: InvitedWay) -> InvitedPage {
    InvitedPage {
        token,
        address: invited.invitation.address,
        role: invited.role.kind(),
        agency: invited.agency.map(|(ar, en)| both(ar, en)),
        way,
    }
}

fn page(visitor: &Visitor, status: StatusCode, view: InvitedPage) -> HttpResponse {
    guarded(render::page(visitor, status, move |lang| {
        pages::page(lang, view)
    }))
}

/// `POST /{lang}/invitation/{token}`: the role, for the account of the address or a new one.
///
/// # Errors
/// The database's fault, or a refusal of the role.
pub async fn submit(
    app: web::Data<App>,
    req: HttpRequest,
    visitor: Visitor,
    path: Path,
    draft: web::Form<RegisterDraft>,
) -> Result<HttpResponse, Failure> {
    let ((_, token), draft) = (path.into_inner(), draft.into_inner());
    let Some(hash) = links::digest(&token) else {
        return Ok(over(&visitor, For::Invitation));
    };
    let Some(invited) = look(&app, hash).await? else {
        return Ok(over(&visitor, For::Invitation));
    };
    let refused = match (&invited.account, &visitor.reader) {
        (None, None) => match join(&app, &req, &visitor, hash, draft.clone()).await? {
            Ok(answer) => return Ok(answer),
            Err(refused) => refused,
        },
        (_, reader) => {
            let person = reader.as_ref().map(|reader| reader.person.clone());
            match accept::accept(&app, hash, person).await {
                // Sessions end with a change of roles: sign in as staff.
                Ok(()) => {
                    let to = format!(
                        "/{}/sign-in?next={}",
                        visitor.lang.code(),
                        room(&visitor, &invited)
                    );
                    return Ok(guarded(render::see(to)));
                }
                Err(refused) => refused,
            }
        }
    };
    let (errors, busy) = match refused {
        AcceptRefused::Over => return Ok(over(&visitor, For::Invitation)),
        AcceptRefused::Form(errors) => (errors.0, false),
        AcceptRefused::Busy(_) => (Vec::new(), true),
        AcceptRefused::OtherAccount => {
            let way = way(&visitor, &invited, draft, Vec::new(), false);
            return Ok(page(
                &visitor,
                StatusCode::FORBIDDEN,
                shown(token, invited, way),
            ));
        }
        AcceptRefused::Role(refusal) => return Err(refusal.into()),
        AcceptRefused::Database(fault) => return Err(fault.into()),
    };
    let way = way(&visitor, &invited, draft, errors, busy);
    Ok(page(&visitor, status(busy), shown(token, invited, way)))
}

/// Where the new role works.
fn room(visitor: &Visitor, invited: &Invited) -> String {
    let lang = visitor.lang.code();
    match invited.role.agency() {
        Some(_) => format!("/{lang}/desk"),
        None => format!("/{lang}/steward"),
    }
}

async fn join(
    app: &App,
    req: &HttpRequest,
    visitor: &Visitor,
    hash: Digest,
    draft: RegisterDraft,
) -> Result<Result<HttpResponse, AcceptRefused>, Failure> {
    let (value, new) = session::new_token();
    let place = asker::place(req, app);
    let joining = Joining {
        hash,
        entering: Entering {
            new: new.0,
            previous: session::token_of(req, app).map(|token| token.0),
            lives: session::STAFF.absolute,
            device: place.device.stored(),
            network: place.network,
        },
    };
    let expires = match accept::join(app, draft, joining).await {
        Ok(expires) => expires,
        Err(refused) => return Ok(Err(refused)),
    };
    let mut answer = render::see(format!("/{}", visitor.lang.code()));
    let cookie = session::cookie(app, value, app.now(), expires);
    answer
        .add_cookie(&cookie)
        .map_err(|error| Failure::Fault(error.to_string()))?;
    Ok(Ok(guarded(answer)))
}
