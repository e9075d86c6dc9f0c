//! What scorecards are read from: sums over topics and days. Each page takes one statement for all
//! agencies, whatever they have received.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Nullable, Text, Timestamp};
use jiff::civil::Date;
use shared::scorecard::period::Period;
use shared::scorecard::{Cut, Scope};

use super::Conn;
use super::schema::{agencies, scorecard_cells as cells, topics};
use super::types::At;
use crate::on_each;

/// An agency and one sum of it; one row without a sum where it has none.
#[derive(Debug, Clone, QueryableByName)]
pub struct AgencySum {
    #[diesel(sql_type = Text)]
    pub slug: String,
    #[diesel(sql_type = Text)]
    pub name_ar: String,
    #[diesel(sql_type = Text)]
    pub name_en: String,
    #[diesel(sql_type = Timestamp)]
    pub admitted_at: At,
    #[diesel(sql_type = Nullable<Timestamp>)]
    pub closed_at: Option<At>,
    /// Agencies whose figures are added to its own.
    #[diesel(sql_type = BigInt)]
    pub taken_in: i64,
    /// Topics that it has opened, or one of those.
    #[diesel(sql_type = BigInt)]
    pub topics: i64,
    /// How far the journal was followed.
    #[diesel(sql_type = BigInt)]
    pub seq: i64,
    /// The day of the last nightly check, and what it found.
    #[diesel(sql_type = Nullable<Text>)]
    pub checked: Option<String>,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub differences: Option<i64>,
    /// `in`: of the period. `owed`: late today, whenever it came due.
    #[diesel(sql_type = Nullable<Text>)]
    pub part: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub measure: Option<String>,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub cases: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub in_time: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub late: Option<i64>,
    #[diesel(sql_type = Nullable<Text>)]
    pub first_day: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub last_day: Option<String>,
}

/// $1 scope, $2 governorate, $3 category, $4 and $5 first and last month, $6 this month, $7 its first
/// day, $8 today. Months that are over are read as such, and of this month the days: what came due
/// today is not late yet.
const AGENCIES: &str = "\
SELECT a.slug, a.name_ar, a.name_en, a.admitted_at, a.closed_at, \
  (SELECT count(*) FROM agencies p WHERE p.merged_into = a.id) AS taken_in, \
  (SELECT count(*) FROM topics t JOIN agencies o ON o.id = t.agency_id \
    WHERE (o.id = a.id OR o.merged_into = a.id) AND t.state <> 'draft') AS topics, \
  coalesce((SELECT seq FROM followers WHERE name = 'scorecards'), 0) AS seq, \
  (SELECT max(day) FROM derived_checks) AS checked, \
  (SELECT d.differences FROM derived_checks d ORDER BY d.day DESC LIMIT 1) AS differences, \
  s.part, s.measure, s.cases, s.in_time, s.late, s.first_day, s.last_day \
FROM agencies a LEFT JOIN ( \
  SELECT coalesce(o.merged_into, o.id) AS agency_id, c.part, c.measure, CAST(sum(c.cases) AS BIGINT) AS cases, \
    CAST(sum(c.in_time) AS BIGINT) AS in_time, CAST(sum(c.late) AS BIGINT) AS late, \
    min(c.day) AS first_day, max(c.day) AS last_day \
  FROM ( \
    SELECT 'in' AS part, measure, topic_id, month AS day, cases, in_time, late FROM scorecard_months \
    WHERE scope = $1 AND governorate = $2 AND category = $3 \
      AND measure IN ('acknowledge', 'decide', 'published', 'adopted', 'rejected', 'hidden', \
        'merged', 'withdrawn', 'planned', 'in_progress', 'done', 'dropped', 'yes', 'partly', 'no') \
      AND month >= $4 AND month <= $5 \
      AND (month < $6 OR measure NOT IN ('acknowledge', 'decide')) \
    UNION ALL \
    SELECT 'in', measure, topic_id, day, cases, in_time, late FROM scorecard_cells \
    WHERE scope = $1 AND governorate = $2 AND category = $3 \
      AND measure IN ('acknowledge', 'decide') AND day >= $7 AND day < $8 \
      AND $6 >= $4 AND $6 <= $5 \
    UNION ALL \
    SELECT 'owed', measure, topic_id, first_unmet, cases - in_time - late, 0, 0 \
    FROM scorecard_months \
    WHERE scope = $1 AND governorate = $2 AND category = $3 \
      AND measure IN ('acknowledge', 'decide') AND month < $6 AND first_unmet IS NOT NULL \
    UNION ALL \
    SELECT 'owed', measure, topic_id, day, cases - in_time - late, 0, 0 FROM scorecard_cells \
    WHERE scope = $1 AND governorate = $2 AND category = $3 \
      AND measure IN ('acknowledge', 'decide') AND in_time + late < cases \
      AND day >= $7 AND day < $8 \
    UNION ALL \
    SELECT 'owed', measure, topic_id, month, cases, 0, 0 FROM scorecard_months \
    WHERE scope = $1 AND governorate = $2 AND category = $3 \
      AND measure = 'standing' AND month < $6 \
    UNION ALL \
    SELECT 'owed', measure, topic_id, day, cases, 0, 0 FROM scorecard_cells \
    WHERE scope = $1 AND governorate = $2 AND category = $3 \
      AND measure = 'standing' AND day >= $7 AND day < $8 \
    UNION ALL \
    SELECT 'ever', measure, topic_id, day, cases, 0, 0 FROM scorecard_cells \
    WHERE scope = $1 AND governorate = $2 AND category = $3 AND measure = 'answered' \
  ) c JOIN topics t ON t.id = c.topic_id JOIN agencies o ON o.id = t.agency_id \
  GROUP BY 1, c.part, c.measure \
) s ON s.agency_id = a.id \
WHERE a.merged_into IS NULL \
ORDER BY a.slug";

/// All agencies with their sums, in the order of their address names; one that was merged into
/// another is counted with it and is not there itself. What came due today is not
/// late yet and counts tomorrow.
///
/// # Errors
/// The database's fault.
pub fn of_agencies(
    conn: &mut Conn,
    period: Period,
    cut: &Cut,
    today: Date,
) -> QueryResult<Vec<AgencySum>> {
    on_each!(conn, |c| diesel::sql_query(AGENCIES)
        .bind::<Integer, _>(cut.scope().number())
        .bind::<Text, _>(&cut.governorate)
        .bind::<Text, _>(&cut.category)
        .bind::<Text, _>(month(period.from))
        .bind::<Text, _>(month(period.to))
        .bind::<Text, _>(month(today))
        .bind::<Text, _>(today.first_of_month().to_string())
        .bind::<Text, _>(today.to_string())
        .load(c))
}

/// YYYY-MM
fn month(day: Date) -> String {
    day.strftime("%Y-%m").to_string()
}

/// One sum of all agencies in one month.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct MonthSum {
    #[diesel(sql_type = Text)]
    pub measure: String,
    /// YYYY-MM
    #[diesel(sql_type = Text)]
    pub month: String,
    #[diesel(sql_type = BigInt)]
    pub cases: i64,
    #[diesel(sql_type = BigInt)]
    pub in_time: i64,
}

/// As [`AGENCIES`].
const MONTHS: &str = "\
SELECT measure, month, CAST(sum(cases) AS BIGINT) AS cases, CAST(sum(in_time) AS BIGINT) AS in_time \
FROM ( \
  SELECT measure, month, cases, in_time FROM scorecard_months \
  WHERE scope = $1 AND governorate = $2 AND category = $3 \
    AND measure IN ('acknowledge', 'decide', 'adopted', 'done') \
    AND month >= $4 AND month <= $5 \
    AND (month < $6 OR measure NOT IN ('acknowledge', 'decide')) \
  UNION ALL \
  SELECT measure, $6, cases, in_time FROM scorecard_cells \
  WHERE scope = $1 AND governorate = $2 AND category = $3 \
    AND measure IN ('acknowledge', 'decide') AND day >= $7 AND day < $8 \
    AND $6 >= $4 AND $6 <= $5 \
) c GROUP BY 1, 2 ORDER BY 2, 1";

/// What came due, was adopted and was done of all agencies, by months.
///
/// # Errors
/// The database's fault.
pub fn by_month(
    conn: &mut Conn,
    period: Period,
    cut: &Cut,
    today: Date,
) -> QueryResult<Vec<MonthSum>> {
    on_each!(conn, |c| diesel::sql_query(MONTHS)
        .bind::<Integer, _>(cut.scope().number())
        .bind::<Text, _>(&cut.governorate)
        .bind::<Text, _>(&cut.category)
        .bind::<Text, _>(month(period.from))
        .bind::<Text, _>(month(period.to))
        .bind::<Text, _>(month(today))
        .bind::<Text, _>(today.first_of_month().to_string())
        .bind::<Text, _>(today.to_string())
        .load(c))
}

/// One day of an agency: the measure, the day, cases, met in time, met late, and when they were
/// met.
pub type DayCell = (String, String, i64, i64, i64, String);

/// The cells of one agency and of those merged into it in a period, for all places and categories or for those of a cut, and of
/// all days what was not met.
///
/// # Errors
/// The database's fault.
pub fn of_agency(
    conn: &mut Conn,
    slug: &str,
    period: Period,
    cut: &Cut,
) -> QueryResult<Vec<DayCell>> {
    let (from, to) = (period.from.to_string(), period.to.to_string());
    let heirs = diesel::alias!(agencies as heirs);
    let heir = heirs
        .filter(heirs.field(agencies::slug).eq(slug))
        .select(heirs.field(agencies::id).nullable());
    cells::table
        .inner_join(topics::table.inner_join(agencies::table))
        .filter(
            agencies::slug
                .eq(slug)
                .or(agencies::merged_into.eq_any(heir)),
        )
        .filter(cells::scope.eq(cut.scope().number()))
        .filter(cells::governorate.eq(&cut.governorate))
        .filter(cells::category.eq(&cut.category))
        .filter(
            cells::day
                .between(from, to)
                .or((cells::in_time + cells::late).lt(cells::cases)),
        )
        .select((
            cells::measure,
            cells::day,
            cells::cases,
            cells::in_time,
            cells::late,
            cells::met,
        ))
        .load(conn)
}

/// The categories by which something was counted, the most frequent first, at most `most`.
///
/// # Errors
/// The database's fault.
pub fn categories(conn: &mut Conn, most: i64) -> QueryResult<Vec<String>> {
    let rows: Vec<(String, i64)> = cells::table
        .filter(cells::scope.eq(Scope::Category.number()))
        .filter(cells::governorate.eq(""))
        .filter(cells::category.ne(""))
        .filter(cells::measure.eq("published"))
        .group_by(cells::category)
        .order((diesel::dsl::count_star().desc(), cells::category))
        .limit(most)
        .select((cells::category, diesel::dsl::count_star()))
        .load(conn)?;
    Ok(rows.into_iter().map(|(category, _)| category).collect())
}

/// A suggestion with a late answer.
#[derive(Debug, Clone, QueryableByName)]
pub struct Late {
    #[diesel(sql_type = Text)]
    pub reference: String,
    #[diesel(sql_type = Text)]
    pub title: String,
    #[diesel(sql_type = Text)]
    pub lang: String,
    #[diesel(sql_type = Text)]
    pub dir: String,
    #[diesel(sql_type = Text)]
    pub topic_ar: String,
    #[diesel(sql_type = Text)]
    pub topic_en: String,
    #[diesel(sql_type = Text)]
    pub answer_state: String,
    /// The older of the days that have passed.
    #[diesel(sql_type = Text)]
    pub due: String,
}

/// $1 the address name of an agency, $2 today, $3 how many.
const LONGEST: &str = "\
SELECT s.reference, s.title, s.lang, s.dir, t.title_ar AS topic_ar, t.title_en AS topic_en, \
  s.answer_state, \
  CASE WHEN s.answer_state = 'none' THEN s.acknowledge_due ELSE s.decide_due END AS due \
FROM agencies a JOIN topics t ON t.agency_id = a.id JOIN suggestions s ON s.topic_id = t.id \
WHERE (a.slug = $1 OR a.merged_into = (SELECT id FROM agencies WHERE slug = $1)) \
  AND s.publication = 'published' \
  AND ((s.answer_state = 'none' AND s.acknowledge_due < $2) \
    OR (s.answer_state = 'acknowledged' AND s.decide_due < $2)) \
ORDER BY due, s.id LIMIT $3";

/// The suggestions of an agency and of those merged into it that wait longest past their day.
///
/// # Errors
/// The database's fault.
pub fn longest(conn: &mut Conn, slug: &str, today: Date, most: i64) -> QueryResult<Vec<Late>> {
    on_each!(conn, |c| diesel::sql_query(LONGEST)
        .bind::<Text, _>(slug)
        .bind::<Text, _>(today.to_string())
        .bind::<BigInt, _>(most)
        .load(c))
}
