//! Agencies.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use frontend::pages;
use shared::view::agency::{AgencyName, AgencyPage, AgencyPast};

use super::assemble::{Day, agency_name, answer_line, both, debts, topic_line};
use crate::app::App;
use crate::db::agencies::Agency;
use crate::db::{Conn, agencies, agency_promises, answers, satisfaction, topics};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::Visitor;

/// Topics and decisions shown of one agency.
const TOPICS: i64 = 100;
const ANSWERS: i64 = 10;

/// `GET /{lang}/agencies/{slug}`
///
/// # Errors
/// Not found for no agency; the database's fault.
pub async fn show(
    app: Data<App>,
    visitor: Visitor,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (_, slug) = path.into_inner();
    let (today, zone) = (app.today(), app.config.zone.clone());
    let view = app
        .db
        .read_short(move |conn| {
            let found = agency_promises::with_agency(conn, &slug)?;
            let (agency, promise) = found.ok_or_else(Failure::not_found)?;
            let day = Day::load(conn, today, zone)?;
            let owed = agencies::owed(conn, Some(&agency.id), None)?;
            let topics = topics::of_agency(conn, &agency.id, TOPICS)?;
            let answers = answers::latest_of(conn, &agency.id, ANSWERS)?;
            let said = satisfaction::of_agency(conn, &agency.id)?;
            let past = past(conn, &agency, &day)?;
            Ok::<_, Failure>(AgencyPage {
                past,
                about: both(agency.about_ar.clone(), agency.about_en.clone()),
                topics: topics
                    .into_iter()
                    .filter_map(|row| topic_line(row, &day))
                    .collect(),
                promise,
                // One's own: under its own name, or under that of whom it was merged into.
                debt: debts(&owed, &day).into_values().next().unwrap_or_default(),
                answers: answers
                    .into_iter()
                    .map(|one| answer_line(one, &day))
                    .collect(),
                satisfaction: said.shown(),
                agency: agency_name(agency),
            })
        })
        .await?;
    Ok(render::ok(&visitor, move |lang| {
        pages::agency::page(lang, view)
    }))
}

/// Its former names and its relations; most agencies have neither.
fn past(conn: &mut Conn, agency: &Agency, day: &Day) -> Result<AgencyPast, Failure> {
    let mut past = AgencyPast {
        closed: agency.closed_at.map(|at| day.of(at)),
        ..AgencyPast::default()
    };
    for one in agencies::past(conn, &agency.id)? {
        let name = both(one.name_ar, one.name_en);
        match (one.kind.as_str(), one.until) {
            ("name", Some(until)) => past.former.push((name, day.of(until))),
            ("into", _) => {
                past.merged_into = Some(AgencyName {
                    slug: one.slug,
                    name,
                })
            }
            ("from", _) => past.taken_in.push(AgencyName {
                slug: one.slug,
                name,
            }),
            _ => {}
        }
    }
    Ok(past)
}
