//! What became of commitments: of all agencies, and of one.

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use frontend::pages;
use jiff::civil::Date;
use shared::commitment::CommitmentState;
use shared::input::{FollowDraft, FollowWish};
use shared::lang::Lang;
use shared::time::Zone;
use shared::view::commitment::Update;
use shared::view::commitments::{AgencyCommitmentsPage, FollowList, FollowThroughPage, Followed};
use shared::view::outcome::Promises;
use shared::view::text::UserText;

use super::asked::{Asked, malformed};
use super::assemble::agency_name;
use super::cursor::Cursor;
use super::outcome::line;
use crate::app::App;
use crate::db::follow_through::{self as queries, After, Chosen, Row};
use crate::db::{Conn, agencies};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::Visitor;

/// Commitments on one page.
const PAGE: usize = 50;

/// Rows to ask for: one more than a page, to know of a next one.
pub const ASKED: i64 = 51;

/// `GET /{lang}/commitments?agency=&state=&due=&after=CURSOR`
///
/// # Errors
/// Malformed for a cursor that no page wrote; the database's fault. A choice that cannot be shown
/// comes back with what is wrong with it.
pub async fn show(
    app: Data<App>,
    visitor: Visitor,
    req: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let asked = Query::<Vec<(String, String)>>::from_query(req.query_string());
    let asked = asked.map_err(|_| malformed())?.into_inner();
    let draft = FollowDraft::of(&asked);
    let mut cursors = asked.iter().filter(|(name, _)| name == "after");
    let after = match (cursors.next(), cursors.next()) {
        (Some(_), Some(_)) => return Err(malformed()),
        (Some((_, cursor)), None) if !cursor.is_empty() => part(Some(Cursor::parse(cursor)?))?,
        _ => None,
    };
    let (today, zone) = (app.today(), app.config.zone.clone());
    let (view, status) = app
        .db
        .read(move |conn| {
            let agencies = agencies::all(conn)?;
            let agency = agencies.iter().find(|one| one.slug == draft.agency);
            let (wish, errors, status) = match draft.check(agency.is_some()) {
                Ok(wish) => (wish, Vec::new(), StatusCode::OK),
                Err(errors) => (
                    FollowWish::default(),
                    errors.0,
                    StatusCode::UNPROCESSABLE_ENTITY,
                ),
            };
            let shown = errors.is_empty();
            let (from, until) = wish.due.map(|due| due.days(today)).unwrap_or_default();
            let chosen = Chosen {
                agency_id: agency.filter(|_| shown).map(|one| one.id.as_str()),
                merged: true,
                state: wish.state,
                standing: wish.due.is_some(),
                from,
                until,
            };
            let list = list(conn, chosen, after.filter(|_| shown), (today, &zone))?;
            let view = FollowThroughPage {
                draft,
                errors,
                agencies: agencies.into_iter().map(agency_name).collect(),
                list,
            };
            Ok::<_, Failure>((view, status))
        })
        .await?;
    Ok(render::page(&visitor, status, move |lang| {
        pages::commitments::of_all(lang, view)
    }))
}

/// `GET /{lang}/agencies/{slug}/commitments?after=CURSOR`
///
/// # Errors
/// Not found for no agency; malformed for a cursor that no page wrote; the database's fault.
pub async fn of_agency(
    app: Data<App>,
    visitor: Visitor,
    path: Path<(String, String)>,
    req: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let (_, slug) = path.into_inner();
    let after = part(Asked::of(&req)?.cursor()?)?;
    let (today, zone) = (app.today(), app.config.zone.clone());
    let view = app
        .db
        .read(move |conn| {
            let agency = agencies::by_slug(conn, &slug)?.ok_or_else(Failure::not_found)?;
            let chosen = Chosen {
                agency_id: Some(&agency.id),
                merged: true,
                ..Chosen::default()
            };
            let list = list(conn, chosen, after, (today, &zone))?;
            Ok::<_, Failure>(AgencyCommitmentsPage {
                agency: agency_name(agency),
                list,
            })
        })
        .await?;
    Ok(render::ok(&visitor, move |lang| {
        pages::commitments::of_agency(lang, view)
    }))
}

/// Where a page goes on: the part, the day and the id.
type From = Option<(bool, String, String)>;

fn part(cursor: Option<Cursor>) -> Result<From, Failure> {
    match cursor {
        None => Ok(None),
        Some(Cursor::Part { second, day, id }) => Ok(Some((second, day, id))),
        Some(_) => Err(malformed()),
    }
}

/// A page of the chosen ones, the overdue ones first.
fn list(
    conn: &mut Conn,
    chosen: Chosen<'_>,
    after: From,
    (today, zone): (Date, &Zone),
) -> Result<FollowList, Failure> {
    let from = after.as_ref().map(|(second, day, id)| After {
        second: *second,
        day,
        id,
    });
    let rows = queries::overdue_first(conn, chosen, today, from, ASKED)?;
    let (rows, more) = cut(rows);
    let promises = promises(conn, chosen, today)?;
    let commitments = followed(conn, rows, (today, zone))?;
    let next = commitments.last().zip(more).map(|(last, id)| {
        let cursor = Cursor::Part {
            second: !last.line.overdue,
            day: last.line.until.to_string(),
            id,
        };
        cursor.to_string()
    });
    Ok(FollowList {
        promises,
        commitments,
        later: after.is_some(),
        next,
    })
}

/// How many of the chosen ones stand where.
pub fn promises(conn: &mut Conn, chosen: Chosen<'_>, today: Date) -> Result<Promises, Failure> {
    let sums = queries::sums(conn, chosen, today)?;
    Ok(Promises {
        planned: sums.planned,
        in_progress: sums.in_progress,
        done: sums.done,
        dropped: sums.dropped,
        overdue: sums.overdue,
    })
}

/// A page of rows, and the id of its last one where more follow.
pub fn cut(mut rows: Vec<Row>) -> (Vec<Row>, Option<String>) {
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let last = rows
        .last()
        .filter(|_| more)
        .map(|(last, ..)| last.id.clone());
    (rows, last)
}

/// Commitments with their news.
pub fn followed(
    conn: &mut Conn,
    rows: Vec<Row>,
    (today, zone): (Date, &Zone),
) -> Result<Vec<Followed>, Failure> {
    let ids: Vec<&str> = rows.iter().map(|(one, ..)| one.id.as_str()).collect();
    let mut news: HashMap<String, Vec<Update>> = HashMap::new();
    for update in queries::updates_of(conn, &ids)? {
        let Ok(state) = CommitmentState::parse(&update.state) else {
            continue;
        };
        let note = (!update.note.is_empty()).then(|| UserText::detected(update.note, Lang::Ar));
        news.entry(update.commitment_id).or_default().push(Update {
            state,
            note,
            on: zone.day(update.updated_at.time()),
        });
    }
    let followed = |(commitment, answered, agency): Row| {
        let updates = news.remove(&commitment.id).unwrap_or_default();
        let done = updates
            .iter()
            .find(|one| one.state == CommitmentState::Done);
        Some(Followed {
            agency: agency_name(agency),
            line: line((commitment, answered), done.map(|one| one.on), today)?,
            updates,
        })
    };
    Ok(rows.into_iter().filter_map(followed).collect())
}
