//! The published count of a topic.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use frontend::pages;
use shared::topic::Settings;
use shared::view::count::{CountPage, CountRow, CountView, FileLine, OtherCount};
use shared::view::text::UserText;

use super::asked::{Asked, given, malformed};
use super::assemble::{Day, both, local, score};
use super::topic::headed;
use crate::app::App;
use crate::db::counts::{self, Counted};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::Visitor;

/// So many places of the official order are shown; the standing shows them all.
const PLACES: i64 = 20;

/// `GET /{lang}/topics/{slug}/count?number=N`: the newest, or an earlier one.
///
/// # Errors
/// Not found for a draft and for a number that no count has; the database's fault.
pub async fn show(
    app: Data<App>,
    visitor: Visitor,
    path: Path<(String, String)>,
    req: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let (_, slug) = path.into_inner();
    let asked = match given(&Asked::of(&req)?.number) {
        None => None,
        Some(number) => Some(number.parse::<i32>().map_err(|_| malformed())?),
    };
    let (today, zone) = (app.today(), app.config.zone.clone());
    let view = app
        .db
        .read(move |conn| {
            let day = Day::load(conn, today, zone)?;
            let (headed, head) = headed(conn, &slug, &day)?;
            let settings = headed.topic.settings();
            let mut all = counts::of_topic(conn, &headed.topic.id)?;
            let at = match asked {
                None => (!all.is_empty()).then_some(0),
                Some(number) => {
                    let found = all.iter().position(|(count, ..)| count.number == number);
                    Some(found.ok_or_else(Failure::not_found)?)
                }
            };
            let Some(at) = at else {
                return Ok(CountPage { head, count: None });
            };
            let (count, lists, counted_at) = all.remove(at);
            let others = all.into_iter().map(|(other, _, at)| OtherCount {
                number: other.number,
                at: local(&day.zone, at),
            });
            let rows = |rows: Vec<Counted>| -> Vec<CountRow> {
                rows.into_iter().map(|one| row(one, &settings)).collect()
            };
            let places = i64::from(settings.shortlist_places);
            let files = counts::files(conn, &count.id)?;
            let official = counts::first(conn, &count.edition_id, PLACES.max(places))?;
            let shortlist = counts::shortlist(conn, &count.edition_id, places)?;
            let view = CountView {
                number: count.number,
                at: local(&day.zone, counted_at),
                reason: count
                    .reason_ar
                    .zip(count.reason_en)
                    .map(|(ar, en)| both(ar, en)),
                others: others.collect(),
                lists,
                ranked: count.ranked,
                masked: count.masked,
                list_places: settings.list_places,
                shortlist_places: settings.shortlist_places,
                least_lists: settings.shortlist_min_lists,
                root: count.root,
                files: files
                    .into_iter()
                    .map(|file| FileLine {
                        name: file.name,
                        bytes: file.bytes,
                        sha256: file.sha256,
                    })
                    .collect(),
                official: rows(official),
                shortlist: rows(shortlist),
                // Written by the count itself.
                weeks: serde_json::from_str(&count.weeks).unwrap_or_default(),
            };
            Ok::<_, Failure>(CountPage {
                head,
                count: Some(view),
            })
        })
        .await?;
    Ok(render::ok(&visitor, move |lang| {
        pages::count::page(lang, view)
    }))
}

fn row((titled, stood, places): Counted, settings: &Settings) -> CountRow {
    CountRow {
        reference: titled.reference,
        title: UserText::stored(titled.title, &titled.lang, &titled.dir),
        score: score(&stood, settings),
        places: places.split(',').filter_map(|n| n.parse().ok()).collect(),
    }
}
