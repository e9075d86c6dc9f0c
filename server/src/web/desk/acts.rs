//! An act on many suggestions while it waits, and what became of it.

use actix_web::{HttpResponse, web};
use frontend::pages;
use shared::account::{Action, Person};
use shared::bulk::{ActState, BulkKind};
use shared::error::Code;
use shared::input::BulkDraft;
use shared::lang::Lang;
use shared::view::bulk::{ActPage, Kept};
use shared::view::text::UserText;

use super::head;
use crate::app::App;
use crate::db::Conn;
use crate::db::pending_acts::{self, HELD, REACHED};
use crate::usecases::bulk::undo;
use crate::usecases::desk;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Desk, Signed};

/// `{lang}`, `{agency}`, `{act}`
pub type ActPath = web::Path<(String, String, String)>;

/// `GET /{lang}/desk/{agency}/acts/{act}`
///
/// # Errors
/// Not found for another agency's; else the database's fault.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: ActPath,
) -> Result<HttpResponse, Failure> {
    let (_, agency, id) = path.into_inner();
    let person = signed.person().clone();
    let view = app
        .db
        .read(move |conn| view(conn, &person, &agency, &id))
        .await?;
    Ok(render::ok(&signed.visitor, |lang| {
        pages::desk_act::page(lang, view)
    }))
}

/// Three statements, and the session's.
fn view(conn: &mut Conn, person: &Person, agency: &str, id: &str) -> Result<ActPage, Failure> {
    let agency = desk::agency(conn, person, agency, Action::ReadDesk)??;
    let act = pending_acts::by_id(conn, id)?.filter(|act| act.agency_id == agency.id);
    let act = act.ok_or_else(Failure::not_found)?;
    let state = ActState::parse(&act.state).map_err(|_| Failure::not_found())?;
    let form: BulkDraft = serde_json::from_str(&act.form).unwrap_or_default();
    let page = Lang::parse(&act.lang).unwrap_or(Lang::Ar);
    let said = Some(form.reason).filter(|text| !text.trim().is_empty());
    let mut reached = Vec::new();
    let mut kept = Vec::new();
    let mut held = false;
    for one in pending_acts::shown(conn, id)? {
        let title = UserText::stored(one.title, &one.lang, &one.dir);
        match one.outcome.as_deref() {
            Some(HELD) => {
                held = true;
                reached.push((one.reference, title));
            }
            None | Some(REACHED) => reached.push((one.reference, title)),
            Some(code) => kept.push(Kept {
                reference: one.reference,
                title: Some(title),
                why: Code::parse(code).unwrap_or(Code::Internal),
            }),
        }
    }
    Ok(ActPage {
        head: head(person, &agency),
        id: act.id,
        kind: BulkKind::parse(&act.kind).map_err(|_| Failure::not_found())?,
        state,
        said: said.map(|text| UserText::detected(text, page)),
        reached,
        held,
        kept,
    })
}

/// `POST /{lang}/desk/{agency}/acts/{act}/undo`
///
/// # Errors
/// The refusal, such as that it is public already; else the database's fault.
pub async fn undo(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: ActPath,
) -> Result<HttpResponse, Failure> {
    let (_, agency, id) = path.into_inner();
    let next = format!("/{}/desk/{agency}/acts/{id}", signed.lang().code());
    let (person, now) = (signed.person().clone(), app.now());
    app.db
        .write(move |conn| undo::undo(conn, &person, now, &agency, &id))
        .await?;
    Ok(render::see(next))
}
