//! How one agency answers.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use frontend::pages;
use jiff::civil::Date;
use shared::clocks::DueKind;
use shared::scorecard::figures::{Ended, Reading, Share};
use shared::scorecard::period::Period;
use shared::scorecard::{Measure, Sums};
use shared::view::agency::Debt;
use shared::view::text::UserText;
use shared::view::transparency::{ClockCard, ScorecardPage, Scored, TrendPoint, Waiting};

use super::assemble::{Day, both, owe, scored, stored_day};
use super::transparency::{Choice, chosen, link, load};
use crate::app::App;
use crate::db::scorecards::{DayCell, Late};
use crate::db::scorecards_write::read_met;
use crate::db::{agencies, scorecards};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::Visitor;

/// Suggestions shown that wait longest.
const WAITING: i64 = 5;

/// What stands under an address name.
enum Found {
    Card(Box<ScorecardPage>),
    /// The address name of the agency that it was merged into, whose figures take in its own.
    MergedInto(String),
}

/// `GET /{lang}/agencies/{slug}/scorecard?from=&to=&governorate=&category=`; that of an agency that
/// was merged into another leads to the other's.
///
/// # Errors
/// Not found for no agency; malformed where a parameter stands there twice; the database's fault.
pub async fn show(
    app: Data<App>,
    visitor: Visitor,
    path: Path<(String, String)>,
    req: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let (_, slug) = path.into_inner();
    let Choice {
        wish,
        mut choosing,
        status,
    } = chosen(&req, &app)?;
    let (zone, link) = (app.config.zone.clone(), link(&req, &app));
    let found = app
        .db
        .read(move |conn| {
            let (day, as_of, agencies) = load(conn, &wish, &mut choosing, zone)?;
            let position = agencies.iter().position(|one| one.agency.slug == slug);
            let Some(own) = position.and_then(|at| agencies.get(at)).cloned() else {
                let gone = agencies::by_slug(conn, &slug)?.ok_or_else(Failure::not_found)?;
                let kin = agencies::kin(conn, &gone)?;
                let heir = kin
                    .into_iter()
                    .find(|one| Some(&one.id) == gone.merged_into.as_ref());
                return heir
                    .map(|heir| Found::MergedInto(heir.slug))
                    .ok_or_else(Failure::not_found);
            };
            let cells = scorecards::of_agency(conn, &slug, wish.period, &wish.cut)?;
            let waiting = scorecards::longest(conn, &slug, &wish.cut, day.today, WAITING)?;
            let read = read(&cells, wish.period, &day);
            let card = |kind: DueKind, ended: Ended| ClockCard {
                ended,
                owed: match kind {
                    DueKind::Acknowledge => read.debt.acknowledge,
                    DueKind::Decide => read.debt.decide,
                },
                median_of_all: median(&agencies, kind),
                rank: rank(&agencies, &own, kind),
            };
            Ok::<_, Failure>(Found::Card(Box::new(ScorecardPage {
                as_of,
                link,
                acknowledge: card(DueKind::Acknowledge, read.acknowledge),
                decide: card(DueKind::Decide, read.decide),
                choosing,
                scored: own,
                trend: read.trend,
                waiting: waiting
                    .into_iter()
                    .filter_map(|one| late(one, &day))
                    .collect(),
            })))
        })
        .await?;
    let view = match found {
        Found::Card(view) => view,
        Found::MergedInto(heir) => {
            let query = req.query_string();
            let lang = visitor.lang.code();
            let mark = if query.is_empty() { "" } else { "?" };
            let path = format!("/{lang}/agencies/{heir}/scorecard{mark}{query}");
            return Ok(render::see(path));
        }
    };
    Ok(render::page(&visitor, status, move |lang| {
        pages::scorecard::page(lang, *view)
    }))
}

struct Read {
    acknowledge: Ended,
    decide: Ended,
    debt: Debt,
    trend: Vec<TrendPoint>,
}

fn read(cells: &[DayCell], period: Period, day: &Day) -> Read {
    let mut reading = Reading::new(&day.calendar);
    let mut read = Read {
        acknowledge: Ended::default(),
        decide: Ended::default(),
        debt: Debt::default(),
        trend: scored::empty(period),
    };
    for cell in cells {
        let (Ok(measure), Some(on)) = (Measure::parse(&cell.measure), stored_day(&cell.day)) else {
            continue;
        };
        let kind = match measure {
            Measure::Acknowledge => Some(DueKind::Acknowledge),
            Measure::Decide => Some(DueKind::Decide),
            _ => None,
        };
        let unmet = cell.cases - cell.in_time - cell.late;
        if let Some(kind) = kind.filter(|_| unmet > 0) {
            owe(&mut read.debt, kind, on, unmet, day);
        }
        let came_due = kind.is_none() || on < day.today;
        if !period.has(on) || !came_due {
            continue;
        }
        let sums = (cell.cases, cell.in_time);
        scored::add(&mut read.trend, period, measure, on, sums);
        if let Some(kind) = kind {
            let sums = Sums {
                cases: cell.cases,
                in_time: cell.in_time,
                late: cell.late,
                met: read_met(&cell.met),
            };
            let ended = match kind {
                DueKind::Acknowledge => &mut read.acknowledge,
                DueKind::Decide => &mut read.decide,
            };
            reading.add(ended, kind, on, &sums);
        }
    }
    read
}

/// The middle share of those with cases enough; of an even number the mean of the two in the
/// middle.
fn median(agencies: &[Scored], kind: DueKind) -> Option<f64> {
    let mut values = ranked(agencies, kind);
    values.sort_by(f64::total_cmp);
    let upper = *values.get(values.len() / 2)?;
    let lower = *values.get(values.len().checked_sub(1)? / 2)?;
    Some(f64::midpoint(lower, upper))
}

fn ranked(agencies: &[Scored], kind: DueKind) -> Vec<f64> {
    let share = |one: &Scored| Some(one.on_time(kind)).filter(|share| share.is_ranked());
    agencies
        .iter()
        .filter_map(|one| share(one).and_then(Share::value))
        .collect()
}

/// Its place among those with cases enough, and how many those are.
fn rank(agencies: &[Scored], own: &Scored, kind: DueKind) -> Option<(usize, usize)> {
    let share = Some(own.on_time(kind)).filter(|share| share.is_ranked());
    let value = share.and_then(Share::value)?;
    let values = ranked(agencies, kind);
    let better = values.iter().filter(|other| **other > value).count();
    Some((better + 1, values.len()))
}

fn late(one: Late, day: &Day) -> Option<Waiting> {
    let kind = match one.answer_state.as_str() {
        "none" => DueKind::Acknowledge,
        _ => DueKind::Decide,
    };
    let due: Date = stored_day(&one.due)?;
    let debt = scored::late(kind, due, day);
    Some(Waiting {
        reference: one.reference,
        title: UserText::stored(one.title, &one.lang, &one.dir),
        topic: both(one.topic_ar, one.topic_en),
        kind,
        due,
        working_days_late: debt.working_days_late,
        long: debt.long,
    })
}
