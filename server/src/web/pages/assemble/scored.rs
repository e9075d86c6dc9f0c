//! From sums to what transparency pages show of each agency.

use jiff::civil::Date;
use shared::clocks::{self, DueKind, Stage};
use shared::scorecard::figures::Share;
use shared::scorecard::period::{Period, Step};
use shared::scorecard::{Measure, SILENT_AFTER};
use shared::view::agency::{AgencyName, OldestDebt};
use shared::view::transparency::{AsOf, Scored, Silent, TrendPoint};

use super::{Day, both, stored_day};
use crate::db::scorecards::{AgencySum, MonthSum};

/// All agencies, and as of when they are.
pub fn agencies(sums: &[AgencySum], day: &Day) -> (AsOf, Vec<Scored>) {
    let as_of = AsOf {
        day: day.today,
        seq: sums.first().map_or(0, |sum| sum.seq),
        checked: sums.first().and_then(|sum| {
            let on = stored_day(sum.checked.as_deref()?)?;
            Some((on, sum.differences?))
        }),
    };
    let of_one = sums.chunk_by(|one, next| one.slug == next.slug);
    (as_of, of_one.filter_map(|sums| agency(sums, day)).collect())
}

fn agency(sums: &[AgencySum], day: &Day) -> Option<Scored> {
    let first = sums.first()?;
    let mut scored = Scored {
        agency: AgencyName {
            slug: first.slug.clone(),
            name: both(first.name_ar.clone(), first.name_en.clone()),
        },
        topics: first.topics,
        joined: day.of(first.admitted_at),
        closed: first.closed_at.map(|at| day.of(at)),
        taken_in: first.taken_in,
        published: 0,
        acknowledge: Share::default(),
        decide: Share::default(),
        late_acknowledge: 0,
        late_decide: 0,
        oldest: None,
        last_answer: None,
        silent: None,
        adopted: 0,
        rejected: 0,
        promises: Default::default(),
        gone: Default::default(),
        said: Default::default(),
    };
    for sum in sums {
        if let Some(Ok(measure)) = sum.measure.as_deref().map(Measure::parse) {
            in_period(&mut scored, measure, sum);
            owed(&mut scored, measure, sum, day);
        }
    }
    scored.silent = silent(&scored, day);
    Some(scored)
}

fn in_period(scored: &mut Scored, measure: Measure, sum: &AgencySum) {
    let cases = sum.cases.unwrap_or_default();
    let gone = (cases, sum.late.unwrap_or_default());
    let share = Share {
        of: cases,
        hits: sum.in_time.unwrap_or_default(),
    };
    match measure {
        Measure::Acknowledge => scored.acknowledge = share,
        Measure::Decide => scored.decide = share,
        Measure::Published => scored.published = cases,
        Measure::Adopted => scored.adopted = cases,
        Measure::Rejected => scored.rejected = cases,
        Measure::Hidden => scored.gone.hidden = gone,
        Measure::Merged => scored.gone.merged = gone,
        Measure::Withdrawn => scored.gone.withdrawn = gone,
        Measure::Planned => scored.promises.planned = cases,
        Measure::InProgress => scored.promises.in_progress = cases,
        Measure::Done => scored.promises.done = cases,
        Measure::Dropped => scored.promises.dropped = cases,
        Measure::Yes => scored.said.yes = cases,
        Measure::Partly => scored.said.partly = cases,
        Measure::No => scored.said.no = cases,
        Measure::Answered => scored.last_answer = sum.last_day.as_deref().and_then(stored_day),
        Measure::Standing => {}
    }
}

fn owed(scored: &mut Scored, measure: Measure, sum: &AgencySum, day: &Day) {
    let owed = sum.owed.unwrap_or_default();
    let kind = match measure {
        Measure::Acknowledge => {
            scored.late_acknowledge = owed;
            DueKind::Acknowledge
        }
        Measure::Decide => {
            scored.late_decide = owed;
            DueKind::Decide
        }
        Measure::Standing => {
            scored.promises.overdue = owed;
            return;
        }
        _ => return,
    };
    let Some(due) = sum.first_unmet.as_deref().and_then(stored_day) else {
        return;
    };
    if scored.oldest.is_none_or(|oldest| due < oldest.due) {
        scored.oldest = Some(late(kind, due, day));
    }
}

/// A debt that is past its day.
pub fn late(kind: DueKind, due: Date, day: &Day) -> OldestDebt {
    let taken = clocks::taken(kind, due, day.today, &day.calendar);
    OldestDebt {
        due,
        working_days_late: taken - i64::from(kind.working_days()),
        long: clocks::stage(kind, due, day.today, &day.calendar) == Stage::LongOverdue,
    }
}

/// Silent is who owes a late answer and has given none since: from the day after the oldest of them
/// was due, or from that of the last answer, whichever is later.
fn silent(scored: &Scored, day: &Day) -> Option<Silent> {
    let due = scored.oldest?.due;
    let since = due.max(scored.last_answer.unwrap_or(due));
    let working_days = day.calendar.working_days_between(since, day.today);
    (working_days >= SILENT_AFTER).then_some(Silent {
        since,
        working_days,
    })
}

/// The steps of a trend of all agencies; those without a case too.
pub fn trend(sums: &[MonthSum], period: Period) -> Vec<TrendPoint> {
    let mut points = empty(period);
    for sum in sums {
        let Some(day) = stored_day(&format!("{}-01", sum.month)) else {
            continue;
        };
        let Ok(measure) = Measure::parse(&sum.measure) else {
            continue;
        };
        add(&mut points, period, measure, day, (sum.cases, sum.in_time));
    }
    points
}

/// The steps of a period, nothing in them.
pub fn empty(period: Period) -> Vec<TrendPoint> {
    let point = |step: Step| TrendPoint {
        step,
        acknowledge: Share::default(),
        decide: Share::default(),
        adopted: 0,
        done: 0,
    };
    period.steps().into_iter().map(point).collect()
}

/// Adds cases of a day to the step that it is in.
pub fn add(
    points: &mut [TrendPoint],
    period: Period,
    measure: Measure,
    day: Date,
    (cases, in_time): (i64, i64),
) {
    let step = period.pace().step(day);
    let Some(point) = points.iter_mut().find(|point| point.step == step) else {
        return;
    };
    let share = match measure {
        Measure::Acknowledge => &mut point.acknowledge,
        Measure::Decide => &mut point.decide,
        Measure::Adopted => {
            point.adopted += cases;
            return;
        }
        Measure::Done => {
            point.done += cases;
            return;
        }
        _ => return,
    };
    share.of += cases;
    share.hits += in_time;
}
