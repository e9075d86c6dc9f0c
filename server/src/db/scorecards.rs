//! What scorecards are read from: sums over topics and days. Each page takes one statement for all
//! agencies, whatever they have received.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Nullable, Text, Timestamp};
use jiff::civil::Date;
use shared::scorecard::period::Period;
use shared::scorecard::{Cut, Scope};

use super::Conn;
use super::schema::scorecard_cells as cells;
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
    #[diesel(sql_type = Nullable<Text>)]
    pub measure: Option<String>,
    /// Of the period; of what was answered, ever.
    #[diesel(sql_type = Nullable<BigInt>)]
    pub cases: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub in_time: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub late: Option<i64>,
    /// Late today, whenever it came due.
    #[diesel(sql_type = Nullable<BigInt>)]
    pub owed: Option<i64>,
    /// The first day on which a clock came due that was never met.
    #[diesel(sql_type = Nullable<Text>)]
    pub first_unmet: Option<String>,
    /// The day of the last answer.
    #[diesel(sql_type = Nullable<Text>)]
    pub last_day: Option<String>,
}

/// $1 this month, $2 and $3 first and last month, $4 scope, $5 governorate, $6 category, $7 the first
/// day of this month, $8 today; in the order in which they stand, by which SQLite numbers them. Months
/// that are over are read as such, and of this month the days of what hangs on days: what came due
/// today is not late yet.
const AGENCIES: &str = "\
SELECT a.slug, a.name_ar, a.name_en, a.admitted_at, a.closed_at, \
  coalesce(k.taken_in, 0) AS taken_in, coalesce(n.topics, 0) AS topics, \
  coalesce((SELECT seq FROM followers WHERE name = 'scorecards'), 0) AS seq, \
  (SELECT max(day) FROM derived_checks) AS checked, \
  (SELECT d.differences FROM derived_checks d ORDER BY d.day DESC LIMIT 1) AS differences, \
  s.measure, s.cases, s.in_time, s.late, s.owed, s.first_unmet, s.last_day \
FROM agencies a LEFT JOIN ( \
  SELECT merged_into, count(*) AS taken_in FROM agencies GROUP BY merged_into \
) k ON k.merged_into = a.id LEFT JOIN ( \
  SELECT coalesce(o.merged_into, o.id) AS agency_id, count(*) AS topics \
  FROM topics t JOIN agencies o ON o.id = t.agency_id WHERE t.state <> 'draft' GROUP BY 1 \
) n ON n.agency_id = a.id LEFT JOIN ( \
  SELECT coalesce(o.merged_into, o.id) AS agency_id, c.measure, \
    CAST(sum(c.cases) AS BIGINT) AS cases, CAST(sum(c.in_time) AS BIGINT) AS in_time, \
    CAST(sum(c.late) AS BIGINT) AS late, CAST(sum(c.owed) AS BIGINT) AS owed, \
    min(c.first_unmet) AS first_unmet, max(c.last_day) AS last_day \
  FROM ( \
    SELECT agency_id, measure, \
      sum(CASE WHEN asked THEN cases ELSE 0 END) AS cases, \
      sum(CASE WHEN asked THEN in_time ELSE 0 END) AS in_time, \
      sum(CASE WHEN asked THEN late ELSE 0 END) AS late, \
      sum(CASE WHEN NOT ended THEN 0 WHEN measure = 'standing' THEN cases \
        WHEN first_unmet IS NULL THEN 0 ELSE cases - in_time - late END) AS owed, \
      min(CASE WHEN ended THEN first_unmet END) AS first_unmet, NULL AS last_day \
    FROM ( \
      SELECT agency_id, measure, cases, in_time, late, first_unmet, month < $1 AS ended, \
        month >= $2 AND month <= $3 AND measure <> 'standing' \
          AND (month < $1 OR measure NOT IN ('acknowledge', 'decide')) AS asked \
      FROM scorecard_months \
      WHERE scope = $4 AND governorate = $5 AND category = $6 AND measure <> 'answered' \
    ) m GROUP BY agency_id, measure \
    UNION ALL \
    SELECT t.agency_id, d.measure, \
      CASE WHEN d.asked THEN d.cases ELSE 0 END, CASE WHEN d.asked THEN d.in_time ELSE 0 END, \
      CASE WHEN d.asked THEN d.late ELSE 0 END, d.cases - d.in_time - d.late, \
      CASE WHEN d.measure <> 'standing' AND d.in_time + d.late < d.cases THEN d.day END, NULL \
    FROM ( \
      SELECT topic_id, measure, day, cases, in_time, late, \
        $1 >= $2 AND $1 <= $3 AND measure <> 'standing' AS asked \
      FROM scorecard_cells \
      WHERE scope = $4 AND governorate = $5 AND category = $6 \
        AND measure IN ('acknowledge', 'decide', 'standing') AND day >= $7 AND day < $8 \
    ) d JOIN topics t ON t.id = d.topic_id \
    UNION ALL \
    SELECT t.agency_id, d.measure, d.cases, 0, 0, 0, NULL, d.day \
    FROM scorecard_cells d JOIN topics t ON t.id = d.topic_id \
    WHERE d.scope = $4 AND d.governorate = $5 AND d.category = $6 AND d.measure = 'answered' \
  ) c JOIN agencies o ON o.id = c.agency_id GROUP BY 1, c.measure \
) s ON s.agency_id = a.id \
WHERE a.merged_into IS NULL \
ORDER BY a.slug";

/// All agencies with their sums, in the order of their address names; one that was merged into
/// another is counted with it and is not there itself. What came due today is not late yet and counts
/// tomorrow.
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
        .bind::<Text, _>(month(today))
        .bind::<Text, _>(month(period.from))
        .bind::<Text, _>(month(period.to))
        .bind::<Integer, _>(cut.scope().number())
        .bind::<Text, _>(&cut.governorate)
        .bind::<Text, _>(&cut.category)
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

/// $1 scope, $2 governorate, $3 category, $4 and $5 first and last month, $6 this month, $7 its first
/// day, $8 today.
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

/// One measure of an agency's topic on one day.
#[derive(Debug, Clone, QueryableByName)]
pub struct DayCell {
    #[diesel(sql_type = Text)]
    pub measure: String,
    /// YYYY-MM-DD
    #[diesel(sql_type = Text)]
    pub day: String,
    #[diesel(sql_type = BigInt)]
    pub cases: i64,
    #[diesel(sql_type = BigInt)]
    pub in_time: i64,
    #[diesel(sql_type = BigInt)]
    pub late: i64,
    /// When they were met.
    #[diesel(sql_type = Text)]
    pub met: String,
}

/// $1 the address name of an agency, $2 scope, $3 governorate, $4 category, $5 and $6 first and last
/// day. Joined in the order in which it stands, and with a scope that no index knows, so that the cells
/// are found by topic: SQLite would else read those of all agencies.
const CELLS: &str = "\
SELECT c.measure, c.day, c.cases, c.in_time, c.late, c.met \
FROM agencies a CROSS JOIN topics t CROSS JOIN scorecard_cells c \
WHERE (a.slug = $1 OR a.merged_into = (SELECT id FROM agencies WHERE slug = $1)) \
  AND t.agency_id = a.id AND c.topic_id = t.id \
  AND +c.scope = $2 AND c.governorate = $3 AND c.category = $4 \
  AND (c.day BETWEEN $5 AND $6 OR c.in_time + c.late < c.cases)";

/// The cells of one agency and of those merged into it in a period, for all places and categories or
/// for those of a cut, and of all days what was not met.
///
/// # Errors
/// The database's fault.
pub fn of_agency(
    conn: &mut Conn,
    slug: &str,
    period: Period,
    cut: &Cut,
) -> QueryResult<Vec<DayCell>> {
    on_each!(conn, |c| diesel::sql_query(CELLS)
        .bind::<Text, _>(slug)
        .bind::<Integer, _>(cut.scope().number())
        .bind::<Text, _>(&cut.governorate)
        .bind::<Text, _>(&cut.category)
        .bind::<Text, _>(period.from.to_string())
        .bind::<Text, _>(period.to.to_string())
        .load(c))
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

/// $1 the address name of an agency, $2 and $3 governorate and category, empty for all, $4 today, $5
/// how many. Joined as above.
const LONGEST: &str = "\
SELECT s.reference, s.title, s.lang, s.dir, t.title_ar AS topic_ar, t.title_en AS topic_en, \
  s.answer_state, \
  CASE WHEN s.answer_state = 'none' THEN s.acknowledge_due ELSE s.decide_due END AS due \
FROM agencies a CROSS JOIN topics t CROSS JOIN suggestions s \
WHERE (a.slug = $1 OR a.merged_into = (SELECT id FROM agencies WHERE slug = $1)) \
  AND t.agency_id = a.id AND s.topic_id = t.id AND s.publication = 'published' \
  AND ($2 = '' OR s.governorate = $2) AND ($3 = '' OR s.category = $3) \
  AND ((s.answer_state = 'none' AND s.acknowledge_due < $4) \
    OR (s.answer_state = 'acknowledged' AND s.decide_due < $4)) \
ORDER BY due, s.id LIMIT $5";

/// The suggestions of an agency and of those merged into it that wait longest past their day, of
/// those that `cut` takes in.
///
/// # Errors
/// The database's fault.
pub fn longest(
    conn: &mut Conn,
    slug: &str,
    cut: &Cut,
    today: Date,
    most: i64,
) -> QueryResult<Vec<Late>> {
    on_each!(conn, |c| diesel::sql_query(LONGEST)
        .bind::<Text, _>(slug)
        .bind::<Text, _>(&cut.governorate)
        .bind::<Text, _>(&cut.category)
        .bind::<Text, _>(today.to_string())
        .bind::<BigInt, _>(most)
        .load(c))
}
