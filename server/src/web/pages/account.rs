//! A person's own account.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use frontend::i18n::t;
use frontend::pages::account as pages;
use frontend::pages::link_over::For;
use serde::Deserialize;
use shared::input::{AddressDraft, Errors, NewPassword};
use shared::lang::Lang;
use shared::limit::{Act, Wait};
use shared::view::account::{AccountDone, AccountForm, AccountPage, AccountRefused};

use super::links::{self, guarded, over};
use super::register::status;
use crate::app::App;
use crate::db::{accounts, notices};
use crate::usecases::account::change_address::{self, ChangeAddressRefused, Wanted};
use crate::usecases::account::change_details::{ChangeDetailsRefusal, Details, change_details};
use crate::usecases::account::change_password::{ChangePasswordRefused, change_password};
use crate::usecases::account::enter::Entering;
use crate::web::done::DoneQuery;
use crate::web::error::Failure;
use crate::web::visitor::{Anyone, Signed, Visitor};
use crate::web::{asker, render, session};

/// `GET /{lang}/account`
///
/// # Errors
/// The database's fault.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    query: web::Query<DoneQuery>,
) -> Result<HttpResponse, Failure> {
    let mut view = load(&app, &signed).await?;
    view.done = match query.done.as_str() {
        "details" => Some(AccountDone::Details),
        "password" => Some(AccountDone::Password),
        "address" => Some(AccountDone::Address),
        "asked" => Some(AccountDone::Asked),
        _ => None,
    };
    Ok(render::ok(&signed.visitor, |lang| pages::page(lang, view)))
}

async fn load(app: &App, signed: &Signed<Anyone>) -> Result<AccountPage, Failure> {
    let id = signed.person().id.clone();
    let (kept, unread) = app
        .db
        .read(move |conn| {
            let kept = accounts::by_id(conn, &id)?;
            Ok::<_, diesel::result::Error>((kept, notices::unread(conn, &id)?))
        })
        .await?;
    let kept = kept.ok_or_else(Failure::not_found)?;
    let nameless = Lang::ALL.map(t::account::nameless);
    let lang = kept.lang();
    Ok(AccountPage {
        sign_in: kept.sign_in,
        address: kept.address,
        name: match nameless.contains(&kept.name.as_str()) {
            true => String::new(),
            false => kept.name,
        },
        show_name: kept.show_name,
        lang,
        staff: signed.person().is_staff(),
        unread,
        done: None,
        refused: None,
        wanted: String::new(),
    })
}

/// A form of the page comes back with what was typed.
fn again(
    signed: &Signed<Anyone>,
    mut view: AccountPage,
    form: AccountForm,
    refused: Option<Errors>,
) -> HttpResponse {
    let busy = refused.is_none();
    view.refused = Some(AccountRefused {
        form,
        errors: refused.map(|errors| errors.0).unwrap_or_default(),
        busy,
    });
    render::page(&signed.visitor, status(busy), |lang| {
        pages::page(lang, view)
    })
}

/// Whoever tries passwords waits, as at the door.
fn waits(
    signed: &Signed<Anyone>,
    mut view: AccountPage,
    form: AccountForm,
    wait: Wait,
) -> HttpResponse {
    view.refused = Some(AccountRefused {
        form,
        errors: vec![render::wait_fault(wait)],
        busy: false,
    });
    let answer = render::page(&signed.visitor, StatusCode::TOO_MANY_REQUESTS, |lang| {
        pages::page(lang, view)
    });
    render::retry_after(answer, wait)
}

fn done(signed: &Signed<Anyone>, what: &str) -> HttpResponse {
    render::see(format!("/{}/account?done={what}", signed.lang().code()))
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DetailsPosted {
    name: String,
    show_name: String,
    lang: String,
}

/// `POST /{lang}/account`: name and language.
///
/// # Errors
/// The database's fault.
pub async fn details(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    posted: web::Form<DetailsPosted>,
) -> Result<HttpResponse, Failure> {
    let posted = posted.into_inner();
    let details = Details {
        name: posted.name.clone(),
        show_name: posted.show_name == "yes",
        lang: posted.lang.clone(),
    };
    let (id, nameless) = (
        signed.person().id.clone(),
        t::account::nameless(signed.lang()),
    );
    let changed = app
        .db
        .write(move |conn| change_details(conn, &id, &details, nameless))
        .await;
    match changed {
        Ok(()) => Ok(done(&signed, "details")),
        Err(ChangeDetailsRefusal::Database(fault)) => Err(fault.into()),
        Err(ChangeDetailsRefusal::Form(errors)) => {
            let mut view = load(&app, &signed).await?;
            view.name = posted.name;
            view.show_name = posted.show_name == "yes";
            Ok(again(&signed, view, AccountForm::Details, Some(errors)))
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PasswordPosted {
    current: NewPassword,
    password: NewPassword,
}

/// `POST /{lang}/account/password`: every session ends, and a new one begins here.
///
/// # Errors
/// The database's fault.
pub async fn password(
    app: web::Data<App>,
    req: HttpRequest,
    signed: Signed<Anyone>,
    posted: web::Form<PasswordPosted>,
) -> Result<HttpResponse, Failure> {
    let posted = posted.into_inner();
    if let Some(wait) = asker::must_wait(&req, &app, &signed, Act::Password).await? {
        let view = load(&app, &signed).await?;
        return Ok(waits(&signed, view, AccountForm::Password, wait));
    }
    let place = asker::place(&req, &app);
    let person = signed.person().clone();
    let (value, new) = session::new_token();
    let entering = Entering {
        new: new.0,
        previous: None,
        lives: match person.is_staff() {
            true => session::STAFF.absolute,
            false => session::CITIZEN.absolute,
        },
        device: place.device.stored(),
        network: place.network,
    };
    let changed = change_password(&app, person, posted.current, posted.password, entering).await;
    let refused = match changed {
        Ok(expires) => {
            let mut answer = done(&signed, "password");
            let cookie = session::cookie(&app, value, app.now(), expires);
            answer
                .add_cookie(&cookie)
                .map_err(|error| Failure::Fault(error.to_string()))?;
            return Ok(answer);
        }
        Err(ChangePasswordRefused::Form(errors)) => Some(errors),
        Err(ChangePasswordRefused::Busy(_)) => None,
        Err(ChangePasswordRefused::NotFound) => return Err(Failure::not_found()),
        Err(ChangePasswordRefused::Database(fault)) => return Err(fault.into()),
    };
    let view = load(&app, &signed).await?;
    Ok(again(&signed, view, AccountForm::Password, refused))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AddressPosted {
    address: String,
    current: NewPassword,
}

/// `POST /{lang}/account/address`: a letter goes to the new address.
///
/// # Errors
/// The database's fault.
pub async fn address(
    app: web::Data<App>,
    req: HttpRequest,
    signed: Signed<Anyone>,
    posted: web::Form<AddressPosted>,
) -> Result<HttpResponse, Failure> {
    let posted = posted.into_inner();
    if let Some(wait) = asker::must_wait(&req, &app, &signed, Act::Password).await? {
        let mut view = load(&app, &signed).await?;
        view.wanted = posted.address;
        return Ok(waits(&signed, view, AccountForm::Address, wait));
    }
    let draft = AddressDraft {
        address: posted.address.clone(),
    };
    let refused = match draft.check() {
        Err(errors) => Some(errors),
        Ok(address) => {
            let (token, hash) = links::new();
            let wanted = Wanted {
                address,
                token,
                hash,
            };
            let person = signed.person().clone();
            match change_address::ask(&app, person, posted.current, wanted).await {
                Ok(()) => return Ok(done(&signed, "asked")),
                Err(ChangeAddressRefused::Form(errors)) => Some(errors),
                Err(ChangeAddressRefused::Busy(_)) => None,
                Err(ChangeAddressRefused::Database(fault)) => return Err(fault.into()),
                Err(other) => return Err(Failure::of(&other)),
            }
        }
    };
    let mut view = load(&app, &signed).await?;
    view.wanted = posted.address;
    Ok(again(&signed, view, AccountForm::Address, refused))
}

/// `GET /{lang}/account/address/{token}`: for whoever has the letter, on whatever device.
///
/// # Errors
/// The database's fault.
pub async fn open_address(
    app: web::Data<App>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (_, token) = path.into_inner();
    let found = match links::digest(&token) {
        Some(hash) => change_address::look(&app, hash).await?,
        None => None,
    };
    let Some(carried) = found else {
        return Ok(over(&visitor, For::NewAddress));
    };
    Ok(guarded(render::ok(&visitor, |lang| {
        pages::confirm_address(lang, token, carried.address)
    })))
}

/// `POST /{lang}/account/address/{token}`
///
/// # Errors
/// The database's fault.
pub async fn confirm_address(
    app: web::Data<App>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (lang, token) = path.into_inner();
    let Some(hash) = links::digest(&token) else {
        return Ok(over(&visitor, For::NewAddress));
    };
    match change_address::change(&app, hash).await {
        Ok(()) => {
            let on = format!("/{lang}/account?done=address");
            Ok(guarded(render::see(on)))
        }
        Err(ChangeAddressRefused::Database(fault)) => Err(fault.into()),
        Err(_) => Ok(over(&visitor, For::NewAddress)),
    }
}
