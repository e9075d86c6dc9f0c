//! An agency's commitments at its desk, the overdue ones first of all.

use actix_web::{HttpRequest, HttpResponse, web};
use frontend::pages;
use serde::Deserialize;
use shared::account::Action;
use shared::input::Due;
use shared::view::commitments::{DeskCommitmentsPage, FollowList, Show};

use super::head;
use crate::app::App;
use crate::db::follow_through::{self as queries, Chosen};
use crate::usecases::desk;
use crate::web::error::Failure;
use crate::web::pages::asked::{Asked, malformed};
use crate::web::pages::cursor::Cursor;
use crate::web::pages::follow_through::{ASKED, cut, followed, promises};
use crate::web::render;
use crate::web::visitor::{Desk, Signed};

/// The filter, as in the address. A word that it does not know is as if it were not there.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Query {
    show: String,
}

/// `GET /{lang}/desk/{agency}/commitments?show=overdue&after=CURSOR`
///
/// # Errors
/// Not found for another agency's staff; malformed for a cursor that no page wrote; else the
/// database's fault.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: web::Path<(String, String)>,
    query: web::Query<Query>,
    req: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let (_, agency) = path.into_inner();
    let show = Show::parse(&query.show).unwrap_or(Show::Overdue);
    let after = match Asked::of(&req)?.cursor()? {
        None => None,
        Some(Cursor::Day { day, id }) => Some((day, id)),
        Some(_) => return Err(malformed()),
    };
    let (person, today, zone) = (
        signed.person().clone(),
        app.today(),
        app.config.zone.clone(),
    );
    let view = app
        .db
        .read(move |conn| {
            let agency = desk::agency(conn, &person, &agency, Action::ReadDesk)??;
            let of_agency = Chosen {
                agency_id: Some(&agency.id),
                ..Chosen::default()
            };
            let chosen = Chosen {
                standing: show != Show::All,
                until: Due::Overdue.days(today).1.filter(|_| show == Show::Overdue),
                ..of_agency
            };
            let from = after.as_ref().map(|(day, id)| (day.as_str(), id.as_str()));
            let rows = queries::by_day(conn, chosen, from, ASKED)?;
            let (rows, more) = cut(rows);
            let commitments = followed(conn, rows, (today, &zone))?;
            let last = commitments.last().map(|last| last.line.until.to_string());
            let next = last.zip(more);
            let list = FollowList {
                promises: promises(conn, of_agency, today)?,
                commitments,
                later: after.is_some(),
                next: next.map(|(day, id)| Cursor::Day { day, id }.to_string()),
            };
            Ok::<_, Failure>(DeskCommitmentsPage {
                head: head(&person, &agency),
                show,
                list,
            })
        })
        .await?;
    Ok(render::ok(&signed.visitor, |lang| {
        pages::commitments::at_desk(lang, view)
    }))
}
