//! What readers reported, at the desk of the topic's agency.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use frontend::pages;
use serde::Deserialize;
use shared::account::Action;
use shared::ids::Reference;
use shared::input::KeepDraft;
use shared::suggestion::PolicyReason;
use shared::view::reports::{ReportedPage, ReportedRow, ReportsPage};
use shared::view::text::UserText;
use shared::waiting::Waiting;

use super::suggestion::CasePath;
use super::{head, reference};
use crate::app::App;
use crate::db::answers::Answered;
use crate::db::reports::{self as queries, ReportCase};
use crate::usecases::desk;
use crate::usecases::suggestion::settle_reports::{self, SettleReportsRefusal};
use crate::web::done::DoneQuery;
use crate::web::error::Failure;
use crate::web::pages::asked::{Asked, malformed};
use crate::web::pages::assemble::{Day, stored_day};
use crate::web::pages::beside;
use crate::web::pages::cursor::Cursor;
use crate::web::render;
use crate::web::visitor::{Desk, Signed};

/// Rows of the queue, and words of reporters, on one page.
const ROWS: usize = 50;
const NOTES: i64 = 50;

/// `GET /{lang}/desk/{agency}/reports?after=CURSOR`
///
/// # Errors
/// Not found for another agency's staff; malformed for a cursor that no page wrote; else the
/// database's fault.
pub async fn list(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: web::Path<(String, String)>,
    query: web::Query<DoneQuery>,
    req: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let (_, agency) = path.into_inner();
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
    let done = query.done == "kept";
    let view = app
        .db
        .read(move |conn| {
            let agency = desk::agency(conn, &person, &agency, Action::SettleReports)??;
            let day = Day::load(conn, today, zone)?;
            let from = after.as_ref().map(|(day, id)| (day.as_str(), id.as_str()));
            let limit = i64::try_from(ROWS + 1).unwrap_or_default();
            let mut cases = queries::open(conn, &agency.id, from, limit)?;
            let more = cases.len() > ROWS;
            cases.truncate(ROWS);
            let next = cases.last().filter(|_| more).map(|(last, _)| {
                let cursor = Cursor::Day {
                    day: last.due_on.clone(),
                    id: last.id.clone(),
                };
                cursor.to_string()
            });
            let ids: Vec<&str> = cases.iter().map(|(case, _)| case.id.as_str()).collect();
            let counts = queries::counts(conn, &ids)?;
            Ok::<_, Failure>(ReportsPage {
                head: head(&person, &agency),
                total: queries::count_open(conn, &agency.id)?,
                rows: cases
                    .iter()
                    .filter_map(|(case, of)| row(case, of, &counts, &day))
                    .collect(),
                later: after.is_some(),
                next,
                done,
            })
        })
        .await?;
    Ok(render::ok(&signed.visitor, |lang| {
        pages::desk_reports::list(lang, view)
    }))
}

fn reason(number: i32) -> Option<PolicyReason> {
    PolicyReason::numbered(u8::try_from(number).ok()?).ok()
}

fn row(
    case: &ReportCase,
    of: &Answered,
    counts: &[(String, i32, i64)],
    day: &Day,
) -> Option<ReportedRow> {
    let mut reasons: Vec<(PolicyReason, i64)> = counts
        .iter()
        .filter(|(id, ..)| *id == case.id)
        .filter_map(|(_, number, many)| Some((reason(*number)?, *many)))
        .collect();
    reasons.sort_by_key(|(reason, many)| (std::cmp::Reverse(*many), reason.number()));
    Some(ReportedRow {
        reference: of.reference.clone(),
        title: UserText::stored(of.title.clone(), &of.title_lang, &of.title_dir),
        waiting: Waiting::read(stored_day(&case.due_on)?, day.today, &day.calendar),
        reports: i64::from(case.reports),
        reasons,
    })
}

/// `GET /{lang}/desk/{agency}/reports/{ref}`
///
/// # Errors
/// Not found for another agency's, and where no report waits; else the database's fault.
pub async fn show(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: CasePath,
) -> Result<HttpResponse, Failure> {
    let (_, agency, typed) = path.into_inner();
    let view = load(&app, &signed, agency, reference(&typed)?).await?;
    Ok(render::ok(&signed.visitor, |lang| {
        pages::desk_reports::one(lang, view)
    }))
}

async fn load(
    app: &App,
    signed: &Signed<Desk>,
    agency: String,
    reference: Reference,
) -> Result<ReportedPage, Failure> {
    let (person, today, zone) = (
        signed.person().clone(),
        app.today(),
        app.config.zone.clone(),
    );
    app.db
        .read(move |conn| {
            let found = desk::case(conn, &person, &agency, reference, Action::SettleReports)??;
            let day = Day::load(conn, today, zone)?;
            let stored = found.suggestion;
            let case = queries::open_case(conn, &stored.id)?.ok_or_else(Failure::not_found)?;
            let counts = queries::counts(conn, &[&case.id])?;
            let notes = queries::of_case(conn, &case.id, NOTES)?;
            let of = Answered {
                reference: stored.reference,
                title: stored.title,
                title_lang: stored.lang.clone(),
                title_dir: stored.dir.clone(),
            };
            Ok(ReportedPage {
                head: head(&person, &found.agency),
                row: row(&case, &of, &counts, &day).ok_or_else(Failure::not_found)?,
                text: UserText::stored(stored.body, &stored.lang, &stored.dir),
                posted_on: day.of(stored.posted_at),
                notes: notes
                    .into_iter()
                    .filter_map(|(number, words, at)| {
                        Some((reason(number)?, beside::note(words)?, day.of(at)))
                    })
                    .collect(),
                seen: case.reports,
                draft: KeepDraft::default(),
                errors: Vec::new(),
                stale: false,
            })
        })
        .await
}

/// The form of keeping.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct KeepFields {
    keep_note: String,
    seen: i32,
}

/// `POST /{lang}/desk/{agency}/reports/{ref}`
///
/// # Errors
/// The refusal where no form can mend it; else the database's fault.
pub async fn keep(
    app: web::Data<App>,
    signed: Signed<Desk>,
    path: CasePath,
    fields: web::Form<KeepFields>,
) -> Result<HttpResponse, Failure> {
    let (_, agency, typed) = path.into_inner();
    let reference = reference(&typed)?;
    let (person, now, seen) = (signed.person().clone(), app.now(), fields.seen);
    let draft = KeepDraft {
        keep_note: fields.into_inner().keep_note,
    };
    let (of, sent) = (agency.clone(), draft.clone());
    let kept = app
        .db
        .write(move |conn| settle_reports::keep(conn, &person, now, (&of, reference), seen, &sent))
        .await;
    let (status, errors, stale) = match kept {
        Ok(()) => {
            let lang = signed.lang().code();
            return Ok(render::see(format!(
                "/{lang}/desk/{agency}/reports?done=kept"
            )));
        }
        Err(SettleReportsRefusal::Form(errors)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, errors.0, false)
        }
        Err(SettleReportsRefusal::Stale) => (StatusCode::CONFLICT, Vec::new(), true),
        Err(other) => return Err(other.into()),
    };
    let view = match load(&app, &signed, agency, reference).await {
        // Settled by a colleague: nothing is left to decide.
        Err(_) if stale => return Err(Failure::of(&SettleReportsRefusal::Stale)),
        loaded => loaded?,
    };
    let view = ReportedPage {
        draft,
        errors,
        stale,
        ..view
    };
    Ok(render::page(&signed.visitor, status, |lang| {
        pages::desk_reports::one(lang, view)
    }))
}
