//! Everything that is derived of a topic, computed anew and compared with what stands.

use std::collections::BTreeMap;
use std::fmt;

use diesel::prelude::*;
use shared::time::Zone;

use super::figures_write::{self, Owed};
use super::schema::{derived_checks as checks, journal, topics};
use super::scorecard_months::{self, Month};
use super::scorecards_write::{self, Cell};
use super::types::At;
use super::{Conn, departures, dialect, exactly_one, journal as followers};

/// One row that is not what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub table: &'static str,
    /// What it is of.
    pub row: String,
    pub stands: String,
    pub should: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} ({}): stands {}, should be {}",
            self.table, self.row, self.stands, self.should
        )
    }
}

/// What a comparison of one topic found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compared {
    /// The journal is ahead of what follows it: nothing can be said yet.
    Behind,
    Done {
        rows: i64,
        differences: Vec<Difference>,
    },
}

/// All topics: their ids and address names.
///
/// # Errors
/// The database's fault.
pub fn topics(conn: &mut Conn) -> QueryResult<Vec<(String, String)>> {
    topics::table
        .order(topics::slug)
        .select((topics::id, topics::slug))
        .load(conn)
}

/// Compares what is derived of a topic with what it should be, in one snapshot. `followers` are the
/// names of those who compute it.
///
/// # Errors
/// The database's fault.
pub fn compare(
    conn: &mut Conn,
    topic_id: &str,
    zone: &Zone,
    followers: &[&str],
) -> QueryResult<Compared> {
    dialect::snapshot(conn, |conn| {
        if is_behind(conn, topic_id, followers)? {
            return Ok(Compared::Behind);
        }
        let mut found = Found::default();
        let should = figures_write::compute(conn, topic_id, zone)?.unwrap_or_default();
        let stands = figures_write::stored(conn, topic_id)?;
        found.one("topic_figures", &stands.counts, &should.counts);
        found.one("topic_figures.lists", &stands.lists, &should.lists);
        found.one("topic_satisfaction", &stands.said, &should.said);
        found.all("topic_debts", &stands.debts, &should.debts);
        let stands = scorecards_write::stored(conn, topic_id)?;
        let should = scorecards_write::of_topic(conn, topic_id, zone)?;
        found.all("scorecard_cells", &stands, &should);
        let stands = scorecard_months::stored(conn, topic_id)?;
        let should = scorecard_months::beside(conn, topic_id, &should)?;
        found.all("scorecard_months", &stands, &should);
        // What left public view and what is said of when it did are written together.
        found.one(
            "departures",
            &departures::strays(conn, topic_id)?,
            &Vec::new(),
        );
        Ok(Compared::Done {
            rows: found.rows,
            differences: found.differences,
        })
    })
}

/// Whether the journal has rows of the topic that one of the followers has not come to.
fn is_behind(conn: &mut Conn, topic_id: &str, names: &[&str]) -> QueryResult<bool> {
    let mut followed = i64::MAX;
    for name in names {
        followed = followed.min(followers::followed_to(conn, name)?);
    }
    let ahead = journal::table
        .filter(journal::seq.gt(followed).or(journal::seq.is_null()))
        .filter(journal::topic_id.eq(topic_id))
        .select(journal::id);
    Ok(ahead.first::<String>(conn).optional()?.is_some())
}

/// How a row is named and shown to who looks for what is wrong.
trait Shown {
    fn shown(&self) -> String;
}

impl Shown for i64 {
    fn shown(&self) -> String {
        self.to_string()
    }
}

impl Shown for Owed {
    fn shown(&self) -> String {
        let Owed {
            answer_state,
            acknowledge_due,
            decide_due,
        } = self;
        format!("{answer_state} {acknowledge_due} {decide_due}")
    }
}

impl Shown for scorecards_write::Place {
    fn shown(&self) -> String {
        let (_, governorate, category, measure, day) = self;
        let words = [measure, day, governorate, category];
        let given: Vec<&str> = words
            .map(String::as_str)
            .into_iter()
            .filter(|word| !word.is_empty())
            .collect();
        given.join(" ")
    }
}

impl Shown for Cell {
    fn shown(&self) -> String {
        format!("{}/{}/{} {}", self.cases, self.in_time, self.late, self.met)
            .trim_end()
            .to_owned()
    }
}

impl Shown for Month {
    fn shown(&self) -> String {
        let unmet = self.first_unmet.as_deref().unwrap_or_default();
        format!("{}/{}/{} {unmet}", self.cases, self.in_time, self.late)
            .trim_end()
            .to_owned()
    }
}

#[derive(Default)]
struct Found {
    rows: i64,
    differences: Vec<Difference>,
}

impl Found {
    fn one<T: PartialEq + fmt::Debug>(&mut self, table: &'static str, stands: &T, should: &T) {
        self.rows += 1;
        if stands != should {
            self.differences.push(Difference {
                table,
                row: "all of it".to_owned(),
                stands: format!("{stands:?}"),
                should: format!("{should:?}"),
            });
        }
    }

    fn all<K: Ord + Shown, V: PartialEq + Shown>(
        &mut self,
        table: &'static str,
        stands: &BTreeMap<K, V>,
        should: &BTreeMap<K, V>,
    ) {
        let none = || "nothing".to_owned();
        let mut row = |key: &K, has: Option<&V>, wants: Option<&V>| {
            self.rows += 1;
            if has != wants {
                self.differences.push(Difference {
                    table,
                    row: key.shown(),
                    stands: has.map_or_else(none, Shown::shown),
                    should: wants.map_or_else(none, Shown::shown),
                });
            }
        };
        for (key, wants) in should {
            row(key, stands.get(key), Some(wants));
        }
        for (key, has) in stands {
            if !should.contains_key(key) {
                row(key, Some(has), None);
            }
        }
    }
}

/// A comparison of everything, as stored and shown in public.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = checks)]
pub struct Check {
    /// YYYY-MM-DD
    pub day: String,
    pub checked_at: At,
    pub seq: i64,
    pub topics: i64,
    pub compared: i64,
    pub differences: i64,
}

/// Whether everything was compared on a day.
///
/// # Errors
/// The database's fault.
pub fn was_checked(conn: &mut Conn, day: &str) -> QueryResult<bool> {
    let found = checks::table
        .find(day)
        .select(checks::day)
        .first::<String>(conn)
        .optional()?;
    Ok(found.is_some())
}

/// Keeps what a comparison found.
///
/// # Errors
/// A unique violation when that day has one; else the database's fault.
pub fn add_check(conn: &mut Conn, check: &Check) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(checks::table)
            .values(check)
            .execute(conn),
    )
}
