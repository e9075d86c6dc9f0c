//! A year of deadlines over a hundred thousand suggestions: one statement says how many are in each
//! stage, and its answer is that of the rule.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use server::db::agencies::Agency;
use server::db::holidays;
use server::db::queue::{self, Narrowed};
use server::db::topics::Topic;
use shared::calendar::Calendar;
use shared::clocks::{DueKind, Stage, due_days, stage};
use tests::on_both;
use tests::support::app::App;

on_both!(a_year_of_deadlines_is_evaluated_in_one_statement);

/// The first of the year's due days.
const FIRST: Date = date(2026, 6, 1);
const DAYS: i64 = 365;
const SUGGESTIONS: i64 = 100_000;

/// How many suggestions owe a step by each day.
type Year = Vec<(DueKind, Date, i64)>;

/// Sums to [`SUGGESTIONS`], and no two days running hold as many.
fn year() -> Year {
    let mut left = SUGGESTIONS;
    let mut year = Vec::new();
    for day in 0..DAYS {
        let due = FIRST.saturating_add(day.days());
        let acknowledge = 100 + day * 31 % 73;
        let decide = match day == DAYS - 1 {
            true => left - acknowledge,
            false => 90 + day * 17 % 91,
        };
        left -= acknowledge + decide;
        year.push((DueKind::Acknowledge, due, acknowledge));
        year.push((DueKind::Decide, due, decide));
    }
    assert!(left == 0 && year.iter().all(|(_, _, count)| *count > 0));
    year
}

/// One set of rows for each step and day.
fn fill(app: &App, topic: &Topic, year: &Year) {
    let numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ";
    let mut sets: Vec<(String, &str, &str, Date, i64)> = year
        .iter()
        .map(|(kind, due, count)| {
            let state = match kind {
                DueKind::Acknowledge => "none",
                DueKind::Decide => "acknowledged",
            };
            (format!("{kind}-{due}"), "published", state, *due, *count)
        })
        .collect();
    // What owes nothing is not counted: decided, and taken back.
    sets.push(("decided".to_owned(), "published", "rejected", FIRST, 40));
    sets.push(("gone".to_owned(), "withdrawn", "none", FIRST, 40));
    for (name, publication, state, due, count) in sets {
        // The other clock of each runs to another day, which must not be read.
        let (acknowledge, decide) = match state {
            "none" => (due, due.saturating_add(30.days())),
            _ => (due.saturating_sub(30.days()), due),
        };
        let topic = &topic.id;
        app.sql(&format!(
            "{numbers}{count}) INSERT INTO suggestions (id, reference, topic_id, show_name, \
             publication, title, body, lang, dir, posted_at, published_at, acknowledge_due, \
             decide_due, answer_state, shuffle, version) \
             SELECT '{name}-' || CAST(i AS TEXT), '{name}-' || CAST(i AS TEXT), '{topic}', {off}, \
             '{publication}', 'Shade', 'Shade at the stop.', 'en', 'ltr', \
             '2026-05-01 06:00:00', '2026-05-01 06:00:00', '{acknowledge}', '{decide}', \
             '{state}', i, 1 FROM n",
            off = false_of(app),
        ));
    }
}

/// Both databases read it as what it is.
fn false_of(app: &App) -> &'static str {
    match app.backend() {
        tests::support::app::Backend::Sqlite => "0",
        tests::support::app::Backend::Postgres => "FALSE",
    }
}

type Counted = BTreeMap<(DueKind, Stage), i64>;

/// The rule itself, asked of every due day.
fn by_the_rule(year: &Year, today: Date, calendar: &Calendar) -> Counted {
    let mut counted = Counted::new();
    for (kind, due, count) in year {
        let stage = stage(*kind, *due, today, calendar);
        *counted.entry((*kind, stage)).or_default() += count;
    }
    counted
}

/// One statement, read by the span of due days of each stage.
fn by_the_database(app: &App, agency: &Agency, today: Date, calendar: &Calendar) -> Counted {
    let before = app.statements();
    let debts = app
        .db()
        .read_now(|conn| queue::debts(conn, &agency.id, &Narrowed::default()))
        .expect("debts");
    assert_eq!(app.statements() - before, 1, "one statement for all stages");
    let mut counted = Counted::new();
    for kind in DueKind::ALL.iter().copied() {
        for stage in Stage::ALL.iter().copied() {
            let (first, last) = due_days(kind, stage, today, calendar);
            let holds = |due: Date| {
                first.is_none_or(|first| first <= due) && last.is_none_or(|last| due <= last)
            };
            let of_stage = debts
                .iter()
                .filter(|debt| debt.owed == kind && holds(debt.due.parse().expect("a day")))
                .map(|debt| debt.count)
                .sum::<i64>();
            if of_stage > 0 {
                counted.insert((kind, stage), of_stage);
            }
        }
    }
    counted
}

fn a_year_of_deadlines_is_evaluated_in_one_statement(app: &App) {
    let agency = app.agency("libraries");
    let topic = app.topic(&agency);
    // A feast of several days, and one on the day before the test's own.
    for day in ["2026-08-25", "2026-08-26", "2026-08-27", "2026-11-23"] {
        app.holiday(day);
    }
    let year = year();
    fill(app, &topic, &year);
    let calendar = app.query(holidays::calendar);
    for today in [
        // Before all due days, their first, a feast, a Friday, the test's own, the new year, and
        // after them all.
        date(2026, 5, 1),
        FIRST,
        date(2026, 8, 26),
        date(2026, 11, 20),
        date(2026, 11, 24),
        date(2027, 1, 1),
        date(2027, 2, 28),
        date(2027, 12, 31),
    ] {
        let ruled = by_the_rule(&year, today, &calendar);
        assert_eq!(ruled.values().sum::<i64>(), SUGGESTIONS, "{today}");
        let counted = by_the_database(app, &agency, today, &calendar);
        assert_eq!(counted, ruled, "{today}");
    }
    // The queue says the same, in as many statements as with three suggestions.
    let today = date(2026, 11, 24);
    let ruled = by_the_rule(&year, today, &calendar);
    let client = app.signed_in(&app.moderator("mod", &agency));
    client.get("/en/desk/libraries").expect_status(200);
    for one in Stage::ALL.iter().copied() {
        let path = format!("/en/desk/libraries?stage={one}");
        let before = app.statements();
        let page = client.get(&path).expect_status(200).page();
        let spent = app.statements() - before;
        assert!(spent <= 8, "{spent} statements for {one}");
        let wanted: i64 = DueKind::ALL
            .iter()
            .filter_map(|kind| ruled.get(&(*kind, one)))
            .sum();
        let shown = page.text(".queue .head p").replace(',', "");
        assert!(
            shown.starts_with(&wanted.to_string()),
            "{one}: {wanted}, but {shown}"
        );
    }
}
