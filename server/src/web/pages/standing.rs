//! The standing of a topic.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use frontend::pages;
use shared::topic::{Settings, may_rank};
use shared::view::standing::{StandingPage, StandingRow};
use shared::view::text::UserText;

use super::asked::{Asked, malformed};
use super::assemble::{Day, score};
use super::cursor::Cursor;
use super::topic::{headed, part_of};
use crate::app::App;
use crate::db::editions::{self, Stood, Titled};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::Visitor;

const PAGE: i64 = 50;

/// `GET /{lang}/topics/{slug}/standing?after=CURSOR`
///
/// # Errors
/// Not found for a draft; malformed for a cursor that no page wrote; the database's fault.
pub async fn show(
    app: Data<App>,
    visitor: Visitor,
    path: Path<(String, String)>,
    req: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let (_, slug) = path.into_inner();
    let after = match Asked::of(&req)?.cursor()? {
        None => 0,
        Some(Cursor::Position(position)) => position,
        Some(_) => return Err(malformed()),
    };
    let (today, zone) = (app.today(), app.config.zone.clone());
    let person = visitor.person().cloned();
    let view = app
        .db
        .read_short(move |conn| {
            let day = Day::load(conn, today, zone)?;
            let (headed, head) = headed(conn, &slug, &day)?;
            let days = headed.topic.days().ok_or_else(Failure::not_found)?;
            let settings = headed.topic.settings();
            let shortlist_places = i64::from(settings.shortlist_places);
            let (mut official, mut shortlist) = (Vec::new(), Vec::new());
            if let Some(edition) = &headed.edition {
                official = editions::official(conn, &edition.id, after, PAGE + 1)?;
                if after == 0 {
                    shortlist = editions::shortlist(conn, &edition.id, shortlist_places)?;
                }
            }
            let page = usize::try_from(PAGE).unwrap_or_default();
            let more = official.len() > page;
            official.truncate(page);
            let next = official
                .last()
                .filter(|_| more)
                .map(|(_, stood)| Cursor::Position(stood.position).to_string());
            let rows = |rows: Vec<_>| rows.into_iter().map(|one| row(one, &settings)).collect();
            Ok::<_, Failure>(StandingPage {
                head,
                official: rows(official),
                shortlist: rows(shortlist),
                shortlist_places,
                continued: after > 0,
                next,
                ranking: may_rank(headed.topic.state(), days, day.today),
                part: part_of(conn, person.as_ref(), &headed)?,
            })
        })
        .await?;
    Ok(render::ok(&visitor, move |lang| {
        pages::standing::page(lang, view)
    }))
}

fn row((titled, stood): (Titled, Stood), settings: &Settings) -> StandingRow {
    StandingRow {
        reference: titled.reference,
        title: UserText::stored(titled.title, &titled.lang, &titled.dir),
        score: score(&stood, settings),
    }
}
