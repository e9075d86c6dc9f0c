//! Letters that could not be sent, and sending them again.

use actix_web::{HttpResponse, web};
use frontend::pages;
use shared::account::Address;
use shared::letter::LetterKind;
use shared::time::Zone;
use shared::view::outbox::{DeadLetter, OutboxPage};

use crate::app::App;
use crate::db::outbox::{self, Dead};
use crate::usecases::mail::send_again::{self, SendAgainRefusal};
use crate::web::done::DoneQuery;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Signed, Steward};

/// Letters on the page.
const SHOWN: i64 = 50;

impl From<SendAgainRefusal> for Failure {
    fn from(refusal: SendAgainRefusal) -> Failure {
        match refusal {
            SendAgainRefusal::Database(fault) => Failure::Database(fault),
            other => Failure::of(&other),
        }
    }
}

/// `GET /{lang}/steward/mail`
///
/// # Errors
/// The database's fault.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Steward>,
    query: web::Query<DoneQuery>,
) -> Result<HttpResponse, Failure> {
    let zone = app.config.zone.clone();
    let configured = app.config.mail.out.is_some();
    let done = query.done == "again";
    let view = app
        .db
        .read(move |conn| {
            let dead = outbox::dead(conn, SHOWN)?;
            Ok::<_, diesel::result::Error>(OutboxPage {
                configured,
                waiting: outbox::waiting(conn)?,
                given_up: outbox::count_dead(conn)?,
                dead: dead.into_iter().filter_map(|one| row(one, &zone)).collect(),
                done,
            })
        })
        .await?;
    Ok(render::ok(&signed.visitor, |lang| {
        pages::steward_mail::page(lang, view)
    }))
}

fn row(dead: Dead, zone: &Zone) -> Option<DeadLetter> {
    let error = dead.last_error.unwrap_or_default();
    let (fault, code) = error.split_once(' ').unwrap_or((&error, ""));
    Some(DeadLetter {
        kind: LetterKind::parse(&dead.kind).ok()?,
        to: Address::parse(&dead.to_address)
            .map(|address| address.masked())
            .unwrap_or_default(),
        written: zone.civil(dead.created_at.time()),
        given_up: zone.civil(dead.dead_at?.time()),
        tries: dead.tries,
        fault: fault.to_owned(),
        code: code.parse().ok(),
        id: dead.id,
    })
}

/// `POST /{lang}/steward/mail/{letter}`
///
/// # Errors
/// Not found where none was given up; else the database's fault.
pub async fn again(
    app: web::Data<App>,
    signed: Signed<Steward>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (lang, letter) = path.into_inner();
    let (person, now) = (signed.person().clone(), app.now());
    app.db
        .write(move |conn| send_again::send_again(conn, &person, now, &letter))
        .await?;
    Ok(render::see(format!("/{lang}/steward/mail?done=again")))
}
