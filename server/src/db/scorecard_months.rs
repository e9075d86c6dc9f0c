//! The cells of whole months: what pages add up, where the day does not matter any more.

use std::collections::BTreeMap;

use diesel::prelude::*;
use shared::scorecard::Measure;

use super::Conn;
use super::schema::{scorecard_months as months, topics};
use super::scorecards_write::Stored;
use crate::on_each;

/// One month of a topic as stored.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = months)]
pub struct Month {
    pub scope: i32,
    pub governorate: String,
    pub category: String,
    /// Of the topic.
    pub agency_id: String,
    pub measure: String,
    /// YYYY-MM
    pub month: String,
    pub topic_id: String,
    pub cases: i64,
    pub in_time: i64,
    pub late: i64,
    /// Of clocks: the first day on which one came due that was never met.
    pub first_unmet: Option<String>,
}

/// (scope, governorate, category, measure, month)
pub type Place = (i32, String, String, String, String);

/// The months of one topic.
pub type Months = BTreeMap<Place, Month>;

/// The characters of a day that name its month.
const MONTH: usize = 7;

/// Adds up the cells of a topic of an agency.
fn of(cells: &Stored, agency_id: &str) -> Months {
    let mut months = Months::new();
    for cell in cells.values() {
        let month = cell.day.get(..MONTH).unwrap_or_default().to_owned();
        let (scope, governorate) = (cell.scope, cell.governorate.clone());
        let (category, measure) = (cell.category.clone(), cell.measure.clone());
        let place = (scope, governorate, category, measure, month);
        let (scope, governorate, category, measure, month) = place.clone();
        let sum = months.entry(place).or_insert_with(|| Month {
            scope,
            governorate,
            category,
            agency_id: agency_id.to_owned(),
            measure,
            month,
            topic_id: cell.topic_id.clone(),
            cases: 0,
            in_time: 0,
            late: 0,
            first_unmet: None,
        });
        sum.cases += cell.cases;
        sum.in_time += cell.in_time;
        sum.late += cell.late;
        let clock = [Measure::Acknowledge, Measure::Decide].map(Measure::as_str);
        let unmet = clock.contains(&cell.measure.as_str()) && cell.in_time + cell.late < cell.cases;
        // Cells come in the order of their days.
        if unmet && sum.first_unmet.is_none() {
            sum.first_unmet = Some(cell.day.clone());
        }
    }
    months
}

/// The months of a topic as they should stand beside its cells.
///
/// # Errors
/// Not found for no topic; the database's fault.
pub fn beside(conn: &mut Conn, topic_id: &str, cells: &Stored) -> QueryResult<Months> {
    let agency_id: String = topics::table
        .find(topic_id)
        .select(topics::agency_id)
        .first(conn)?;
    Ok(of(cells, &agency_id))
}

/// The months of a topic as they stand.
///
/// # Errors
/// The database's fault.
pub fn stored(conn: &mut Conn, topic_id: &str) -> QueryResult<Months> {
    let rows = months::table
        .filter(months::topic_id.eq(topic_id))
        .select(Month::as_select())
        .load::<Month>(conn)?;
    Ok(rows
        .into_iter()
        .map(|month| (month.place(), month))
        .collect())
}

impl Month {
    fn place(&self) -> Place {
        let Month {
            scope,
            governorate,
            category,
            measure,
            month,
            ..
        } = self.clone();
        (scope, governorate, category, measure, month)
    }
}

/// Months that one statement writes.
const AT_ONCE: usize = 1_000;

/// Makes the months of a topic those that they should be: only what differs is written.
///
/// # Errors
/// The database's fault.
pub fn store(conn: &mut Conn, topic_id: &str, wanted: Months) -> QueryResult<()> {
    let stands = stored(conn, topic_id)?;
    for row in stands
        .iter()
        .filter(|(place, row)| wanted.get(place) != Some(*row))
        .map(|(_, row)| row)
    {
        let of = (
            row.scope,
            &row.governorate,
            &row.category,
            &row.agency_id,
            &row.measure,
            &row.month,
            topic_id,
        );
        diesel::delete(months::table.find(of)).execute(conn)?;
    }
    let new: Vec<Month> = wanted
        .into_iter()
        .filter(|(place, row)| stands.get(place) != Some(row))
        .map(|(_, row)| row)
        .collect();
    for rows in new.chunks(AT_ONCE) {
        on_each!(conn, |c| diesel::insert_into(months::table)
            .values(rows)
            .execute(c))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::scorecards_write::Cell;
    use super::*;

    fn cell(measure: &str, day: &str, (cases, in_time, late): (i64, i64, i64)) -> Cell {
        Cell {
            scope: 0,
            governorate: String::new(),
            category: String::new(),
            measure: measure.to_owned(),
            day: day.to_owned(),
            topic_id: "one".to_owned(),
            cases,
            in_time,
            late,
            met: String::new(),
        }
    }

    #[test]
    fn days_are_added_up_by_month_and_measure() {
        let cells: Stored = [
            cell("acknowledge", "2026-10-30", (4, 3, 1)),
            cell("acknowledge", "2026-11-02", (5, 4, 1)),
            cell("acknowledge", "2026-11-05", (5, 1, 1)),
            cell("acknowledge", "2026-11-09", (2, 0, 0)),
            cell("standing", "2026-11-09", (7, 0, 0)),
        ]
        .into_iter()
        .map(|cell| (cell.place(), cell))
        .collect();
        let found: Vec<_> = of(&cells, "roads")
            .into_values()
            .map(|one| {
                let sums = (one.cases, one.in_time, one.late);
                (one.measure, one.month, sums, one.first_unmet)
            })
            .collect();
        let row = |measure: &str, month: &str, sums, unmet: Option<&str>| {
            let unmet = unmet.map(str::to_owned);
            (measure.to_owned(), month.to_owned(), sums, unmet)
        };
        let wanted = [
            row("acknowledge", "2026-10", (4, 3, 1), None),
            row("acknowledge", "2026-11", (12, 5, 2), Some("2026-11-05")),
            row("standing", "2026-11", (7, 0, 0), None),
        ];
        assert_eq!(found, wanted);
    }
}
