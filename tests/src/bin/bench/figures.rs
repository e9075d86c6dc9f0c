//! The pages of transparency over 100 agencies, 1,000,000 suggestions and 1,500,000 answers, on
//! SQLite: each asked for anew each time.

use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use server::app::App;
use server::db::scorecards_write::{of_topic, store};
use server::db::{Conn, figures_write};
use server::on_each;
use shared::account::Role;
use tests::support::http::Client;

use crate::desk::{share, timed};
use crate::fill;
use crate::report::Report;
use crate::running::{self, Running};

const AGENCIES: usize = 100;
/// Topics of each agency, over the last thirty months.
const TOPICS: usize = 10;
/// Suggestions of each topic: 950 acknowledged, 600 decided, 200 adopted; half of them with a place,
/// all of them with a category in every fifth topic, as imports bring them.
const SUGGESTIONS: i64 = 1_000;
const ROUNDS: usize = 40;
/// Of the time of a page's last byte, in milliseconds.
const LIMIT: f64 = 100.0;

const PAGES: [&str; 12] = [
    "/ar/transparency",
    "/en/transparency?from=2024-01&to=2026-12",
    "/en/transparency?governorate=muscat",
    "/ar/transparency?category=roads",
    "/en/agencies",
    "/ar/agencies?from=2024-01&to=2026-12&order=done",
    "/en/agencies?governorate=dhofar&order=acknowledged",
    "/en/agencies/agency-50/scorecard",
    "/ar/agencies/agency-50/scorecard?from=2024-01&to=2026-12",
    "/en/agencies/agency-50/scorecard?governorate=muscat&category=roads",
    "/en/commitments",
    "/ar/commitments?agency=agency-50&state=done",
];

pub fn measure(report: &mut Report, folder: &Path) {
    let app = running::app(folder);
    let many = AGENCIES * TOPICS * usize::try_from(SUGGESTIONS).expect("a number");
    println!("\nFilling {AGENCIES} agencies and {many} suggestions");
    filled(&app);
    let running = Running::without_jobs(app);
    let client = Client::new(&running.url(""));
    for path in PAGES {
        let mut times = Vec::with_capacity(ROUNDS);
        for _ in 0..ROUNDS {
            let (took, answer) = timed(|| client.get(path));
            answer.expect_status(200);
            times.push(took);
        }
        times.sort_by(f64::total_cmp);
        let (p50, p95) = (share(&times, 50), share(&times, 95));
        println!("  {path:<70} median {p50:>6.1} ms  p95 {p95:>6.1} ms");
        report.at_most(format!("{path}: p95"), p95, LIMIT, " ms");
    }
}

fn filled(app: &App) {
    let began = crate::now();
    let mut topics = Vec::new();
    for agency in 0..AGENCIES {
        let id = fill::agency(app, &format!("agency-{agency}"));
        let keeper = fill::sign_in(
            app,
            &format!("keeper-{agency}"),
            Role::Manager { agency: id.clone() },
        );
        for number in 0..TOPICS {
            let slug = format!("topic-{agency}-{number}");
            let topic = fill::topic(app, &slug, &id, &keeper.person.id);
            // Three months apart, the agencies a day or so each after the other.
            let back = i64::try_from(number * 90 + agency % 90).expect("a few");
            let first = i64::try_from(topics.len()).expect("a few") * SUGGESTIONS;
            let category = if number % 5 == 0 { "roads" } else { "" };
            fill::write(app, |conn| {
                on_each!(conn, |c| diesel::sql_query(SUGGESTED)
                    .bind::<BigInt, _>(SUGGESTIONS)
                    .bind::<BigInt, _>(first)
                    .bind::<BigInt, _>(back)
                    .bind::<Text, _>(&topic.id)
                    .bind::<Text, _>(category)
                    .execute(c))?;
                for sql in [ACKNOWLEDGED, DECIDED] {
                    on_each!(conn, |c| diesel::sql_query(sql)
                        .bind::<Text, _>(&id)
                        .bind::<Text, _>(&keeper.person.id)
                        .bind::<Text, _>(&topic.id)
                        .execute(c))?;
                }
                for sql in [PROMISED, LEFT] {
                    on_each!(conn, |c| diesel::sql_query(sql)
                        .bind::<Text, _>(&topic.id)
                        .execute(c))?;
                }
                Ok(())
            });
            topics.push(topic.id);
        }
    }
    println!("  written  ({} s)", began.elapsed().as_secs());
    for topics in topics.chunks(50) {
        fill::write(app, |conn| {
            for id in topics {
                derived(conn, app, id)?;
            }
            Ok(())
        });
    }
    app.db
        .read_now(|conn| conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)"))
        .expect("settle the database");
    println!("  counted  ({} s)", began.elapsed().as_secs());
}

fn derived(conn: &mut Conn, app: &App, topic: &str) -> QueryResult<()> {
    let cells = of_topic(conn, topic, &app.config.zone)?;
    store(conn, topic, cells)?;
    figures_write::recompute(conn, topic, app.now(), &app.config.zone)
}

/// $1 how many, $2 the number of the first, $3 days ago, $4 topic, $5 the category or nothing, in the
/// order in which they stand, by which SQLite numbers them. Each
/// suggestion was posted on one of forty days. Of twenty, nineteen are acknowledged, one in four of
/// them late; of ten, six are decided, of which two adopted; one in a hundred was hidden.
const SUGGESTED: &str = "\
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $1), \
  d AS (SELECT i, $2 + i AS number, -($3 + 20 + i % 40) AS day FROM n), \
  e AS (SELECT *, \
    CASE WHEN i % 20 < 19 THEN CASE WHEN i % 4 = 0 THEN 9 + i % 7 ELSE 3 END END AS met, \
    CASE WHEN i % 10 < 6 AND day + 20 + i % 50 < 0 THEN 20 + i % 50 END AS decided FROM d) \
INSERT INTO suggestions (id, reference, topic_id, show_name, publication, hidden_reason, title, body, \
  lang, dir, governorate, category, posted_at, published_at, acknowledge_due, decide_due, \
  acknowledged_at, decided_at, answer_state, shuffle, version) \
SELECT 's-' || number, 'S-' || number, $4, 0, \
  CASE WHEN i % 100 = 99 THEN 'hidden' ELSE 'published' END, CASE WHEN i % 100 = 99 THEN 3 END, \
  'A crossing by the school', 'Cars pass too fast where children cross in the morning.', 'en', 'ltr', \
  CASE i % 4 WHEN 0 THEN 'muscat' WHEN 2 THEN 'dhofar' END, CASE WHEN $5 <> '' THEN $5 END, \
  datetime('now', day || ' days'), datetime('now', day || ' days'), \
  date('now', (day + 5) || ' days'), date('now', (day + 60) || ' days'), \
  datetime('now', (day + met) || ' days'), datetime('now', (day + decided) || ' days'), \
  CASE WHEN decided IS NULL THEN CASE WHEN met IS NULL THEN 'none' ELSE 'acknowledged' END \
    WHEN i % 10 < 2 THEN 'adopted' ELSE 'rejected' END, i * 7919, 1 FROM e";

/// $1 agency, $2 who answered, $3 topic.
const ACKNOWLEDGED: &str = "\
INSERT INTO answers (id, suggestion_id, agency_id, number, kind, reason, lang, dir, other_reason, \
  other_lang, answered_at, answered_by) \
SELECT 'a-' || id, id, $1, 1, 'acknowledged', '', 'en', 'ltr', '', 'ar', acknowledged_at, $2 \
FROM suggestions WHERE topic_id = $3 AND acknowledged_at IS NOT NULL";

/// $1 agency, $2 who answered, $3 topic.
const DECIDED: &str = "\
INSERT INTO answers (id, suggestion_id, agency_id, number, kind, reason, lang, dir, other_reason, \
  other_lang, answered_at, answered_by) \
SELECT 'b-' || id, id, $1, 2, answer_state, \
  'The crossing is part of the plan of the year, and its budget stands.', 'en', 'ltr', '', 'ar', \
  decided_at, $2 \
FROM suggestions WHERE topic_id = $3 AND decided_at IS NOT NULL";

/// $1 topic.
const PROMISED: &str = "\
INSERT INTO commitments (id, suggestion_id, answer_id, what, lang, dir, due_on, state, made_at) \
SELECT 'c-' || id, id, 'b-' || id, 'A raised crossing with lights.', 'en', 'ltr', \
  date(decided_at, '200 days'), \
  CASE (shuffle / 10) % 4 WHEN 0 THEN 'done' WHEN 1 THEN 'in_progress' WHEN 2 THEN 'dropped' \
    ELSE 'planned' END, decided_at \
FROM suggestions WHERE topic_id = $1 AND answer_state = 'adopted'";

/// $1 topic.
const LEFT: &str = "\
INSERT INTO departures (suggestion_id, left_at) SELECT id, datetime(posted_at, '12 days') \
FROM suggestions WHERE topic_id = $1 AND publication = 'hidden'";
