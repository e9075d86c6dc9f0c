//! All topics.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use frontend::pages;
use shared::topic::{TopicState, VISIBLE};
use shared::view::topics::TopicsPage;

use super::asked::{Asked, given, malformed};
use super::assemble::{Day, agency_name, topic_line};
use super::cursor::Cursor;
use crate::app::App;
use crate::db::{agencies, topics};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::Visitor;

const PAGE: i64 = 20;

/// `GET /{lang}/topics?state=open|closed|concluded&agency=SLUG&after=CURSOR`
///
/// # Errors
/// Malformed for a state, agency or cursor that there is not; the database's fault.
pub async fn list(
    app: Data<App>,
    visitor: Visitor,
    req: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let asked = Asked::of(&req)?;
    let state = match given(&asked.state) {
        None => TopicState::Open,
        Some(word) => TopicState::parse(word).map_err(|_| malformed())?,
    };
    if !state.is_in(VISIBLE) {
        return Err(malformed());
    }
    let after = match asked.cursor()? {
        None => None,
        Some(Cursor::Day { day, id }) => Some((day, id)),
        Some(_) => return Err(malformed()),
    };
    let continued = after.is_some();
    let (today, zone) = (app.today(), app.config.zone.clone());
    let view = app
        .db
        .read_short(move |conn| {
            let agencies = agencies::all(conn)?;
            let agency = match given(&asked.agency) {
                None => None,
                Some(slug) => {
                    let found = agencies.iter().find(|agency| agency.slug == slug);
                    Some(found.cloned().ok_or_else(malformed)?)
                }
            };
            let id = agency.as_ref().map(|agency| agency.id.as_str());
            let from = after.as_ref().map(|(day, id)| (day.as_str(), id.as_str()));
            let mut rows = topics::page(conn, state, id, from, PAGE + 1)?;
            let next = next_of(&mut rows);
            let day = Day::load(conn, today, zone)?;
            Ok::<_, Failure>(TopicsPage {
                state,
                agency: agency.map(agency_name),
                agencies: agencies.into_iter().map(agency_name).collect(),
                topics: rows
                    .into_iter()
                    .filter_map(|row| topic_line(row, &day))
                    .collect(),
                next,
            })
        })
        .await?;
    Ok(render::ok(&visitor, move |lang| {
        pages::topics::page(lang, view, continued)
    }))
}

/// Cuts the one row too many and gives the cursor after the last that stays.
fn next_of(rows: &mut Vec<topics::Listed>) -> Option<String> {
    let page = usize::try_from(PAGE).unwrap_or_default();
    if rows.len() <= page {
        return None;
    }
    rows.truncate(page);
    let (last, ..) = rows.last()?;
    Some(
        Cursor::Day {
            day: last.opens_on.clone(),
            id: last.id.clone(),
        }
        .to_string(),
    )
}
