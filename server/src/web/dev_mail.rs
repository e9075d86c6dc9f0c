//! `/dev/mail`: what would be sent. It is not there unless it was asked for.

use actix_web::{HttpResponse, web};
use frontend::pages;
use shared::lang::Lang;
use shared::view::outbox::ShownLetter;

use crate::app::App;
use crate::db::outbox;
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::Visitor;

/// Letters shown.
const LATEST: i64 = 50;

/// `GET /dev/mail`
///
/// # Errors
/// Not found unless it is configured; else the database's fault.
pub async fn show(app: web::Data<App>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    if !app.config.mail.shown {
        return Err(Failure::not_found());
    }
    let zone = app.config.zone.clone();
    let letters = app.db.read(|conn| outbox::latest(conn, LATEST)).await?;
    let letters = letters
        .into_iter()
        .map(|letter| ShownLetter {
            to: letter.to_address,
            lang: Lang::parse(&letter.lang).unwrap_or(Lang::Ar),
            subject: letter.subject,
            text: letter.text,
            written: zone.civil(letter.created_at.time()),
        })
        .collect();
    Ok(render::ok(&visitor, |lang| {
        pages::dev_mail::page(lang, letters)
    }))
}
