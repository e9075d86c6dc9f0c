//! The front page.

use actix_web::HttpResponse;
use actix_web::web::Data;
use frontend::pages;
use shared::view::agency::Debtor;
use shared::view::home::HomePage;

use super::assemble::{Day, agency_name, answer_line, debts, topic_line};
use crate::app::App;
use crate::db::{Conn, agencies, answers, holidays, topics};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::Visitor;

/// Open topics and decisions shown.
const TOPICS: i64 = 12;
const ANSWERS: i64 = 6;

/// `GET /{lang}`
///
/// # Errors
/// The database's fault.
pub async fn show(app: Data<App>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let (today, zone) = (app.today(), app.config.zone.clone());
    let view = app
        .db
        .read_short(move |conn| {
            let calendar = holidays::calendar(conn)?;
            load(
                conn,
                &Day {
                    today,
                    zone,
                    calendar,
                },
            )
        })
        .await?;
    Ok(render::ok(&visitor, move |lang| {
        pages::home::page(lang, view)
    }))
}

fn load(conn: &mut Conn, day: &Day) -> Result<HomePage, Failure> {
    let open = topics::closing_soonest(conn, TOPICS)?;
    let latest = answers::latest(conn, ANSWERS)?;
    let owed = agencies::owed(conn, None, Some(day.today))?;
    let mut debts = debts(&owed, day);
    let mut debtors = Vec::new();
    let mut others = 0;
    for agency in agencies::all(conn)? {
        match debts
            .remove(&agency.id)
            .filter(|debt| debt.oldest.is_some())
        {
            Some(debt) => debtors.push(Debtor {
                agency: agency_name(agency),
                debt,
            }),
            None if agency.closed_at.is_some() => {}
            None => others += 1,
        }
    }
    debtors.sort_by_key(|debtor| debtor.debt.oldest.map(|oldest| oldest.due));
    Ok(HomePage {
        open: open
            .into_iter()
            .filter_map(|line| topic_line(line, day))
            .collect(),
        answers: latest
            .into_iter()
            .map(|decision| answer_line(decision, day))
            .collect(),
        debtors,
        others,
        today: day.today,
    })
}
