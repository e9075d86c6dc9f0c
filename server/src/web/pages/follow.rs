//! Following a topic.

use actix_web::{HttpResponse, web};
use frontend::pages;
use serde::Deserialize;
use shared::view::notices::FollowPage;

use super::assemble::both;
use crate::app::App;
use crate::db::follows;
use crate::usecases::notice::follow::{follow, public};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::{Anyone, Signed};

/// `GET /{lang}/topics/{slug}/follow`
///
/// # Errors
/// Not found for a draft; the database's fault.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (_, slug) = path.into_inner();
    let person = signed.person().clone();
    let view = app
        .db
        .read_short(move |conn| {
            let topic = public(conn, &slug)?.ok_or_else(Failure::not_found)?;
            Ok::<_, Failure>(FollowPage {
                followed: follows::is_followed(conn, &topic.id, &person.id)?,
                staff: person.is_staff_of(&topic.agency_id),
                slug: topic.slug,
                title: both(topic.title_ar, topic.title_en),
            })
        })
        .await?;
    Ok(render::ok(&signed.visitor, move |lang| {
        pages::follow::page(lang, view)
    }))
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Posted {
    follow: String,
    back: String,
}

/// `POST /{lang}/topics/{slug}/follow`
///
/// # Errors
/// Not found for a draft; the database's fault.
pub async fn submit(
    app: web::Data<App>,
    signed: Signed<Anyone>,
    path: web::Path<(String, String)>,
    posted: web::Form<Posted>,
) -> Result<HttpResponse, Failure> {
    let (lang, slug) = path.into_inner();
    let (id, now, wanted) = (signed.id(), app.now(), posted.follow == "yes");
    let of = slug.clone();
    let found = app
        .db
        .write(move |conn| follow(conn, &id, &of, wanted, now))
        .await?;
    if !found {
        return Err(Failure::not_found());
    }
    Ok(render::see(match posted.back.as_str() {
        "choices" => format!("/{lang}/account/notices/choices?done=saved"),
        _ => format!("/{lang}/topics/{}/follow", render::encode(&slug)),
    }))
}
