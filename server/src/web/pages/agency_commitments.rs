//! What became of an agency's commitments.

use std::collections::HashMap;

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use frontend::pages;
use shared::commitment::CommitmentState;
use shared::lang::Lang;
use shared::view::commitment::Update;
use shared::view::commitments::{AgencyCommitmentsPage, Followed};
use shared::view::text::UserText;

use super::asked::{Asked, malformed};
use super::assemble::{Day, agency_name};
use super::cursor::Cursor;
use super::outcome::{line, promises};
use crate::app::App;
use crate::db::agency_commitments::{self as queries, Which};
use crate::db::answers::Answered;
use crate::db::commitments::Commitment;
use crate::db::{Conn, agencies, holidays};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::Visitor;

/// Commitments on one page.
pub const PAGE: usize = 50;

/// Rows to ask for: one more than a page, to know of a next one.
pub fn asked_for(have: usize) -> i64 {
    i64::try_from(PAGE + 1 - have.min(PAGE + 1)).unwrap_or_default()
}

type Row = (Commitment, Answered);

/// `GET /{lang}/agencies/{slug}/commitments?after=CURSOR`
///
/// # Errors
/// Not found for no agency; malformed for a cursor that no page wrote; the database's fault.
pub async fn show(
    app: Data<App>,
    visitor: Visitor,
    path: Path<(String, String)>,
    req: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let (_, slug) = path.into_inner();
    let after = match Asked::of(&req)?.cursor()? {
        None => None,
        Some(Cursor::Part { second, day, id }) => Some((second, day, id)),
        Some(_) => return Err(malformed()),
    };
    let (today, zone) = (app.today(), app.config.zone.clone());
    let view = app
        .db
        .read(move |conn| {
            let agency = agencies::by_slug(conn, &slug)?.ok_or_else(Failure::not_found)?;
            let day = Day {
                today,
                zone,
                calendar: holidays::calendar(conn)?,
            };
            let later = after.is_some();
            let rows = rows(conn, &agency.id, after, &day)?;
            let (rows, more) = cut(rows);
            let counts = queries::counts(conn, &agency.id)?;
            let commitments = followed(conn, rows, &day)?;
            let next = commitments.last().filter(|_| more.is_some());
            let next = next.zip(more).map(|(last, id)| {
                let cursor = Cursor::Part {
                    second: !last.line.overdue,
                    day: last.line.until.to_string(),
                    id,
                };
                cursor.to_string()
            });
            Ok::<_, Failure>(AgencyCommitmentsPage {
                agency: agency_name(agency),
                promises: promises(&counts, today),
                commitments,
                later,
                next,
            })
        })
        .await?;
    Ok(render::ok(&visitor, move |lang| {
        pages::commitments::of_agency(lang, view)
    }))
}

/// The overdue ones, and after them the others.
fn rows(
    conn: &mut Conn,
    agency_id: &str,
    after: Option<(bool, String, String)>,
    day: &Day,
) -> Result<Vec<Row>, Failure> {
    let second = after.as_ref().is_some_and(|(second, ..)| *second);
    let from = after
        .as_ref()
        .map(|(_, day, id)| (day.as_str(), id.as_str()));
    let mut rows = Vec::new();
    if !second {
        let overdue = Which::Overdue(day.today);
        rows = queries::page(conn, agency_id, overdue, from, asked_for(0))?;
    }
    if rows.len() <= PAGE {
        let others = Which::NotOverdue(day.today);
        let from = from.filter(|_| second);
        let limit = asked_for(rows.len());
        rows.extend(queries::page(conn, agency_id, others, from, limit)?);
    }
    Ok(rows)
}

/// A page of rows, and the id of its last one where more follow.
pub fn cut(mut rows: Vec<Row>) -> (Vec<Row>, Option<String>) {
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let last = rows
        .last()
        .filter(|_| more)
        .map(|(last, _)| last.id.clone());
    (rows, last)
}

/// Commitments with their news.
pub fn followed(conn: &mut Conn, rows: Vec<Row>, day: &Day) -> Result<Vec<Followed>, Failure> {
    let ids: Vec<&str> = rows.iter().map(|(one, _)| one.id.as_str()).collect();
    let mut news: HashMap<String, Vec<Update>> = HashMap::new();
    for update in queries::updates_of(conn, &ids)? {
        let Ok(state) = CommitmentState::parse(&update.state) else {
            continue;
        };
        let note = (!update.note.is_empty()).then(|| UserText::detected(update.note, Lang::Ar));
        news.entry(update.commitment_id).or_default().push(Update {
            state,
            note,
            on: day.of(update.updated_at),
        });
    }
    let followed = |row: Row| {
        let updates = news.remove(&row.0.id).unwrap_or_default();
        let done = updates
            .iter()
            .find(|one| one.state == CommitmentState::Done);
        Some(Followed {
            line: line(row, done.map(|one| one.on), day.today)?,
            updates,
        })
    };
    Ok(rows.into_iter().filter_map(followed).collect())
}
