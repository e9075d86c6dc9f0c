//! What every change of the calendar shares: it is worked out, asked about, and made.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use frontend::pages;
use shared::calendar::Weekend;
use shared::clocks::PromisedDay;
use shared::view::calendar::{ChangeLine, ConfirmPage, Moves, TopicMoves, Wanted};
use shared::view::text::Bilingual;

use crate::app::App;
use crate::usecases::calendar::change::{self, ChangeCalendarRefusal, distinct};
use crate::usecases::calendar::plan::{Change, Move, Plan};
use crate::web::render;
use crate::web::visitor::{Signed, Steward};

/// Works a change out without making it.
///
/// # Errors
/// The refusal.
pub async fn preview(
    app: &App,
    signed: &Signed<Steward>,
    wanted: Change,
) -> Result<Plan, ChangeCalendarRefusal> {
    let (person, zone, now) = (signed.person().clone(), app.config.zone.clone(), app.now());
    app.db
        .read(move |conn| change::preview(conn, &person, &zone, now, &wanted))
        .await
}

/// Makes a change of the calendar that had the version `seen`.
///
/// # Errors
/// The refusal; nothing is stored then.
pub async fn make(
    app: &App,
    signed: &Signed<Steward>,
    seen: i32,
    wanted: Change,
) -> Result<(), ChangeCalendarRefusal> {
    let (person, zone, now) = (signed.person().clone(), app.config.zone.clone(), app.now());
    app.db
        .write(move |conn| change::change(conn, &person, &zone, now, seen, &wanted))
        .await
        .map(drop)
}

/// The page that asks, with the version for which it was worked out.
pub fn confirm(
    signed: &Signed<Steward>,
    plan: &Plan,
    wanted: Wanted,
    today: jiff::civil::Date,
    stale: bool,
) -> HttpResponse {
    let told = &plan.told;
    let view = ConfirmPage {
        wanted,
        change: ChangeLine {
            kind: told.kind,
            name: Bilingual {
                ar: told.name_ar.clone(),
                en: told.name_en.clone(),
            },
            weekend: Weekend::parse(&told.days_off).filter(|_| !told.days_off.is_empty()),
            first: told.days.0,
            last: told.days.1,
            was: told.was,
            due_days: 0,
            on: today,
        },
        moves: moves(plan),
        version: plan.version,
        stale,
    };
    let status = match stale {
        true => StatusCode::CONFLICT,
        false => StatusCode::OK,
    };
    render::page(&signed.visitor, status, |lang| {
        pages::steward_calendar::confirm::page(lang, view)
    })
}

fn moves(plan: &Plan) -> Moves {
    let mut by_topic: BTreeMap<&str, Vec<&Move>> = BTreeMap::new();
    for one in &plan.moves {
        by_topic.entry(&one.topic_id).or_default().push(one);
    }
    let of_topic = |(id, moves): (&str, Vec<&Move>)| {
        let topic = plan.topics.get(id)?;
        let by = moves.iter().map(|one| days_later(one));
        Some(TopicMoves {
            slug: topic.slug.clone(),
            title: Bilingual {
                ar: topic.title_ar.clone(),
                en: topic.title_en.clone(),
            },
            by: (by.clone().min()?, by.max()?),
            suggestions: distinct(moves.iter().copied()),
            due_days: count(moves.len()),
        })
    };
    let of_objection = |one: &&Move| one.clock == PromisedDay::Objection;
    let objections = plan.moves.iter().filter(of_objection).count();
    Moves {
        suggestions: distinct(&plan.moves),
        due_days: count(plan.moves.len()),
        objections: count(objections),
        reports: count(plan.reports.len()),
        topics: by_topic.into_iter().filter_map(of_topic).collect(),
    }
}

fn count(of: usize) -> i64 {
    i64::try_from(of).unwrap_or(i64::MAX)
}

fn days_later(one: &Move) -> i64 {
    one.from.duration_until(one.to).as_hours() / 24
}
