//! Who answers and who is silent: of the whole country, and of all agencies side by side.

use std::cmp::Reverse;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use frontend::pages;
use shared::input::{ScoredDraft, ScoredOrder, ScoredWish};
use shared::scorecard::Cut;
use shared::scorecard::figures::Share;
use shared::scorecard::period::Period;
use shared::time::Zone;
use shared::view::transparency::{AsOf, Choosing, ComparisonPage, NationalPage, Scored};

use super::asked::malformed;
use super::assemble::{Day, scored};
use crate::app::App;
use crate::db::{Conn, scorecards};
use crate::web::error::Failure;
use crate::web::render;
use crate::web::visitor::Visitor;

/// Categories to choose from.
const CATEGORIES: i64 = 50;

/// What was asked for: the last twelve months of everything where it was refused.
pub struct Choice {
    pub wish: ScoredWish,
    pub choosing: Choosing,
    pub status: StatusCode,
}

/// Reads the choice from an address.
///
/// # Errors
/// Malformed where a parameter stands there twice.
pub fn chosen(req: &HttpRequest, app: &App) -> Result<Choice, Failure> {
    let draft = Query::<ScoredDraft>::from_query(req.query_string())
        .map_err(|_| malformed())?
        .into_inner();
    let today = app.today();
    let (wish, errors, status) = match draft.check(today) {
        Ok(wish) => (wish, Vec::new(), StatusCode::OK),
        Err(errors) => {
            let wish = ScoredWish {
                period: Period::last_year(today),
                cut: Cut::default(),
                order: ScoredOrder::Silence,
            };
            let errors = errors.iter().cloned().collect();
            (wish, errors, StatusCode::UNPROCESSABLE_ENTITY)
        }
    };
    let choosing = Choosing {
        draft,
        errors,
        period: wish.period,
        cut: wish.cut.clone(),
        first_year: today.year(),
        today,
        categories: Vec::new(),
    };
    Ok(Choice {
        wish,
        choosing,
        status,
    })
}

/// The address of the page that was asked for, without its query.
pub fn link(req: &HttpRequest, app: &App) -> String {
    format!("{}{}", app.config.base.origin, req.path())
}

/// Every agency in the period and cut that were asked for, and as of when.
///
/// # Errors
/// The database's fault.
pub fn load(
    conn: &mut Conn,
    wish: &ScoredWish,
    choosing: &mut Choosing,
    zone: Zone,
) -> Result<(Day, AsOf, Vec<Scored>), Failure> {
    let day = Day::load(conn, choosing.today, zone)?;
    let sums = scorecards::of_agencies(conn, wish.period, &wish.cut, day.today)?;
    let (as_of, agencies) = scored::agencies(&sums, &day);
    // Years to choose from begin with the first agency.
    let first = agencies.iter().map(|one| one.joined.year()).min();
    choosing.first_year = first.unwrap_or(day.today.year());
    Ok((day, as_of, agencies))
}

/// `GET /{lang}/transparency?from=&to=&governorate=&category=`
///
/// # Errors
/// Malformed where a parameter stands there twice; the database's fault.
pub async fn show(
    app: Data<App>,
    visitor: Visitor,
    req: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let Choice {
        wish,
        mut choosing,
        status,
    } = chosen(&req, &app)?;
    let (zone, link) = (app.config.zone.clone(), link(&req, &app));
    let view = app
        .db
        .read(move |conn| {
            let (day, as_of, mut agencies) = load(conn, &wish, &mut choosing, zone)?;
            let months = scorecards::by_month(conn, wish.period, &wish.cut, day.today)?;
            choosing.categories = scorecards::categories(conn, CATEGORIES)?;
            order(&mut agencies, ScoredOrder::Silence);
            Ok::<_, Failure>(NationalPage {
                as_of,
                link,
                choosing,
                agencies,
                trend: scored::trend(&months, wish.period),
            })
        })
        .await?;
    Ok(render::page(&visitor, status, move |lang| {
        pages::transparency::page(lang, view)
    }))
}

/// `GET /{lang}/agencies?from=&to=&governorate=&category=&order=`
///
/// # Errors
/// Malformed where a parameter stands there twice; the database's fault.
pub async fn compare(
    app: Data<App>,
    visitor: Visitor,
    req: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let Choice {
        wish,
        mut choosing,
        status,
    } = chosen(&req, &app)?;
    let zone = app.config.zone.clone();
    let view = app
        .db
        .read(move |conn| {
            let (_, as_of, mut agencies) = load(conn, &wish, &mut choosing, zone)?;
            choosing.categories = scorecards::categories(conn, CATEGORIES)?;
            order(&mut agencies, wish.order);
            Ok::<_, Failure>(ComparisonPage {
                as_of,
                choosing,
                agencies,
            })
        })
        .await?;
    Ok(render::page(&visitor, status, move |lang| {
        pages::agencies::page(lang, view)
    }))
}

/// Puts agencies in order; those that are equal in it stay in the order of their address names. An
/// order by a share puts those with too few cases last.
fn order(agencies: &mut [Scored], by: ScoredOrder) {
    match by {
        ScoredOrder::Silence => agencies.sort_by_key(|one| {
            let silent = one.silent.map_or(0, |silent| silent.working_days);
            let late = one.oldest.map_or(0, |oldest| oldest.working_days_late);
            (Reverse(silent), Reverse(late))
        }),
        ScoredOrder::Late => agencies.sort_by_key(|one| Reverse(one.late())),
        ScoredOrder::Name => {}
        ScoredOrder::Acknowledged => by_share(agencies, |one| one.acknowledge),
        ScoredOrder::Decided => by_share(agencies, |one| one.decide),
        ScoredOrder::Adopted => by_share(agencies, Scored::adopted_share),
        ScoredOrder::Done => by_share(agencies, Scored::done_share),
    }
}

fn by_share(agencies: &mut [Scored], share: impl Fn(&Scored) -> Share) {
    agencies.sort_by(|one, other| {
        let value = |one: &Scored| share(one).value().filter(|_| share(one).is_ranked());
        value(other)
            .unwrap_or(-1.0)
            .total_cmp(&value(one).unwrap_or(-1.0))
    });
}
