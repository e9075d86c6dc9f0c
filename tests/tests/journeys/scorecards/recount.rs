//! Every figure once more, by statements that know nothing of how the program works them out.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use jiff::civil::date;
use server::db::scorecards;
use server::on_each;
use shared::scorecard::Cut;
use shared::scorecard::period::Period;
use tests::support::app::{App, Backend};

#[derive(Debug, QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    slug: String,
    #[diesel(sql_type = BigInt)]
    cases: i64,
    #[diesel(sql_type = BigInt)]
    in_time: i64,
    #[diesel(sql_type = BigInt)]
    late: i64,
}

/// (part, measure, agency) to cases, met in time, met late.
type Figures = BTreeMap<(String, String, String), (i64, i64, i64)>;

/// What a statement is written in: `{day:COLUMN}` is the day of a moment in Muscat, `{left}` when a
/// suggestion left public view, from the rows that say who took it out.
fn spelled(backend: Backend, sql: &str) -> String {
    let gone = "CASE s.publication \
        WHEN 'hidden' THEN (SELECT max(h.hidden_at) FROM hidings h WHERE h.suggestion_id = s.id AND h.restored_at IS NULL) \
        WHEN 'merged' THEN (SELECT max(m.merged_at) FROM merges m WHERE m.suggestion_id = s.id AND m.undone_at IS NULL) \
        WHEN 'withdrawn' THEN (SELECT max(j.happened_at) FROM journal j WHERE j.subject_id = s.id AND j.kind = 'suggestion.withdrawn') \
        END";
    let sql = sql.replace("{left}", &format!("{{day:{gone}}}"));
    let mut out = String::new();
    let mut rest = sql.as_str();
    while let Some((before, after)) = rest.split_once("{day:") {
        let (column, after) = after.split_once('}').expect("an end");
        out.push_str(before);
        out.push_str(&match backend {
            Backend::Sqlite => format!("date({column}, '+4 hours')"),
            Backend::Postgres => format!("to_char({column} + interval '4 hours', 'YYYY-MM-DD')"),
        });
        rest = after;
    }
    out + rest
}

const FROM: &str = "FROM suggestions s JOIN topics t ON t.id = s.topic_id JOIN agencies o ON o.id = t.agency_id \
     JOIN agencies a ON a.id = CASE WHEN o.merged_into IS NULL THEN o.id ELSE o.merged_into END";

/// Statements by part and measure.
fn statements(today: &str, place: &str) -> Vec<(&'static str, &'static str, String)> {
    let here = match place {
        "" => "1 = 1".to_owned(),
        place => format!("s.governorate = '{place}'"),
    };
    let clock = |due: &str, met: &str| {
        format!(
            "SELECT a.slug, count(*) AS cases, \
             CAST(sum(CASE WHEN s.{met} IS NOT NULL AND {{day:s.{met}}} <= s.{due} THEN 1 ELSE 0 END) AS BIGINT) AS in_time, \
             CAST(sum(CASE WHEN s.{met} IS NOT NULL AND {{day:s.{met}}} > s.{due} THEN 1 ELSE 0 END) AS BIGINT) AS late \
             {FROM} WHERE {here} AND s.{due} < '{today}' AND (s.{met} IS NOT NULL OR s.publication = 'published' \
             OR s.{due} < {{left}}) GROUP BY a.slug"
        )
    };
    let owed = |due: &str, met: &str| {
        format!(
            "SELECT a.slug, count(*) AS cases, CAST(0 AS BIGINT) AS in_time, CAST(0 AS BIGINT) AS late {FROM} \
             WHERE {here} AND s.{due} < '{today}' AND s.{met} IS NULL AND (s.publication = 'published' \
             OR s.{due} < {{left}}) GROUP BY a.slug"
        )
    };
    let count = |which: &str| {
        format!(
            "SELECT a.slug, count(*) AS cases, CAST(0 AS BIGINT) AS in_time, CAST(0 AS BIGINT) AS late {FROM} \
             WHERE {here} AND ({which}) GROUP BY a.slug"
        )
    };
    let gone = |publication: &str| {
        format!(
            "SELECT a.slug, count(*) AS cases, CAST(0 AS BIGINT) AS in_time, \
             CAST(sum(CASE WHEN (s.acknowledged_at IS NULL AND s.acknowledge_due < {{left}}) \
             OR (s.decided_at IS NULL AND s.decide_due < {{left}}) THEN 1 ELSE 0 END) AS BIGINT) AS late \
             {FROM} WHERE {here} AND s.publication = '{publication}' GROUP BY a.slug"
        )
    };
    let promise = |which: &str| {
        format!(
            "SELECT a.slug, count(*) AS cases, CAST(0 AS BIGINT) AS in_time, CAST(0 AS BIGINT) AS late {FROM} \
             JOIN commitments c ON c.suggestion_id = s.id \
             WHERE {here} AND s.publication = 'published' AND {which} GROUP BY a.slug"
        )
    };
    let said = |verdict: &str| {
        format!(
            "SELECT a.slug, count(*) AS cases, CAST(0 AS BIGINT) AS in_time, CAST(0 AS BIGINT) AS late {FROM} \
             JOIN answers w ON w.suggestion_id = s.id JOIN satisfactions v ON v.answer_id = w.id \
             WHERE {here} AND v.verdict = '{verdict}' GROUP BY a.slug"
        )
    };
    vec![
        (
            "in",
            "acknowledge",
            clock("acknowledge_due", "acknowledged_at"),
        ),
        ("in", "decide", clock("decide_due", "decided_at")),
        (
            "owed",
            "acknowledge",
            owed("acknowledge_due", "acknowledged_at"),
        ),
        ("owed", "decide", owed("decide_due", "decided_at")),
        ("in", "published", count("s.published_at IS NOT NULL")),
        (
            "in",
            "adopted",
            count("s.publication = 'published' AND s.answer_state = 'adopted'"),
        ),
        (
            "in",
            "rejected",
            count("s.publication = 'published' AND s.answer_state = 'rejected'"),
        ),
        (
            "ever",
            "answered",
            count("s.acknowledged_at IS NOT NULL OR s.decided_at IS NOT NULL"),
        ),
        ("in", "hidden", gone("hidden")),
        ("in", "merged", gone("merged")),
        ("in", "withdrawn", gone("withdrawn")),
        ("in", "planned", promise("c.state = 'planned'")),
        ("in", "in_progress", promise("c.state = 'in_progress'")),
        ("in", "done", promise("c.state = 'done'")),
        ("in", "dropped", promise("c.state = 'dropped'")),
        (
            "owed",
            "standing",
            promise(&format!(
                "c.state IN ('planned', 'in_progress') AND c.due_on < '{today}'"
            )),
        ),
        ("in", "yes", said("yes")),
        ("in", "partly", said("partly")),
        ("in", "no", said("no")),
    ]
}

fn counted_anew(app: &App, today: &str, place: &str) -> Figures {
    let mut figures = Figures::new();
    for (part, measure, sql) in statements(today, place) {
        let sql = spelled(app.backend(), &sql);
        let rows = app.query(|conn| on_each!(conn, |c| diesel::sql_query(&sql).load::<Row>(c)));
        for row in rows {
            let key = (part.to_owned(), measure.to_owned(), row.slug);
            figures.insert(key, (row.cases, row.in_time, row.late));
        }
    }
    figures
}

fn shown(app: &App, place: &str) -> Figures {
    let ever = Period::months(date(2010, 1, 1), date(2090, 1, 1));
    let cut = Cut {
        governorate: place.to_owned(),
        ..Cut::default()
    };
    let today = app.inner().today();
    let sums = app.query(|conn| scorecards::of_agencies(conn, ever, &cut, today));
    let mut figures = Figures::new();
    for sum in sums {
        let Some(measure) = sum.measure else {
            continue;
        };
        let part = if measure == "answered" { "ever" } else { "in" };
        let of = |part: &str| (part.to_owned(), measure.clone(), sum.slug.clone());
        let [cases, in_time, late, owed] =
            [sum.cases, sum.in_time, sum.late, sum.owed].map(Option::unwrap_or_default);
        if cases > 0 {
            figures.insert(of(part), (cases, in_time, late));
        }
        if owed > 0 {
            figures.insert(of("owed"), (owed, 0, 0));
        }
    }
    figures
}

/// Says that pages show what the statements count, for everything and for each governorate.
pub fn agree(app: &App) {
    let today = app.inner().today().to_string();
    let mut seen = 0;
    for place in ["", "muscat", "dhofar", "al-wusta"] {
        let wanted = counted_anew(app, &today, place);
        seen += wanted.len();
        assert_eq!(shown(app, place), wanted, "{place:?}");
    }
    assert!(seen > 0);
}
