//! The cells that scorecards are read from: computed topic by topic, and stored where they differ
//! from what stands.

use std::collections::BTreeMap;

use diesel::prelude::*;
use jiff::civil::Date;
use shared::answer::AnswerState;
use shared::commitment::CommitmentState;
use shared::satisfaction::Verdict;
use shared::scorecard::{Cells, Cut, Facts, Key, Promised, Sums, compute};
use shared::suggestion::PublicationState;
use shared::time::Zone;

use super::schema::{
    answers, commitments, departures, journal, satisfactions, scorecard_cells as cells, suggestions,
};
use super::types::At;
use super::{Conn, scorecard_months};
use crate::on_each;

/// One cell as stored.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = cells)]
pub struct Cell {
    pub scope: i32,
    pub governorate: String,
    pub category: String,
    pub measure: String,
    pub day: String,
    pub topic_id: String,
    pub cases: i64,
    pub in_time: i64,
    pub late: i64,
    pub met: String,
}

/// (scope, governorate, category, measure, day)
pub type Place = (i32, String, String, String, String);

/// The cells of one topic. Rows of equal place and content are equal.
pub type Stored = BTreeMap<Place, Cell>;

impl Cell {
    fn of(topic_id: &str, key: &Key, sums: &Sums) -> Cell {
        Cell {
            scope: key.cut.scope().number(),
            governorate: key.cut.governorate.clone(),
            category: key.cut.category.clone(),
            measure: key.measure.as_str().to_owned(),
            day: key.day.to_string(),
            topic_id: topic_id.to_owned(),
            cases: sums.cases,
            in_time: sums.in_time,
            late: sums.late,
            met: written(&sums.met),
        }
    }

    pub(super) fn place(&self) -> Place {
        let Cell {
            scope,
            governorate,
            category,
            measure,
            day,
            ..
        } = self.clone();
        (scope, governorate, category, measure, day)
    }
}

/// `-2:12 0:5`: two days before the due day twelve, on it five.
fn written(met: &BTreeMap<i32, i64>) -> String {
    let words: Vec<String> = met
        .iter()
        .map(|(days, many)| format!("{days}:{many}"))
        .collect();
    words.join(" ")
}

/// Reads it back; what nobody wrote is left out.
pub fn read_met(text: &str) -> BTreeMap<i32, i64> {
    text.split(' ')
        .filter_map(|word| {
            let (days, many) = word.split_once(':')?;
            Some((days.parse().ok()?, many.parse().ok()?))
        })
        .collect()
}

/// The number of the last numbered row of the journal, and the topics that rows after `from` are of.
///
/// # Errors
/// The database's fault.
pub fn touched(conn: &mut Conn, from: i64) -> QueryResult<(i64, Vec<String>)> {
    let last = journal::table
        .filter(journal::seq.is_not_null())
        .order(journal::seq.desc())
        .select(journal::seq.assume_not_null())
        .first::<i64>(conn)
        .optional()?
        .unwrap_or_default();
    let topics = journal::table
        .filter(journal::seq.gt(from))
        .filter(journal::seq.le(last))
        .filter(journal::topic_id.is_not_null())
        .select(journal::topic_id.assume_not_null())
        .distinct()
        .order(journal::topic_id)
        .load(conn)?;
    Ok((last, topics))
}

/// The cells of a topic as they should stand, from its suggestions, commitments and decisions.
///
/// # Errors
/// The database's fault.
pub fn of_topic(conn: &mut Conn, topic_id: &str, zone: &Zone) -> QueryResult<Stored> {
    let suggestions = facts(conn, topic_id, zone)?;
    let commitments = promised(conn, topic_id, zone)?;
    let verdicts = verdicts(conn, topic_id, zone)?;
    let cells: Cells = compute(suggestions, commitments, verdicts);
    Ok(cells
        .iter()
        .map(|(key, sums)| {
            let cell = Cell::of(topic_id, key, sums);
            (cell.place(), cell)
        })
        .collect())
}

/// The cells of a topic as they stand.
///
/// # Errors
/// The database's fault.
pub fn stored(conn: &mut Conn, topic_id: &str) -> QueryResult<Stored> {
    let rows = cells::table
        .filter(cells::topic_id.eq(topic_id))
        .select(Cell::as_select())
        .load::<Cell>(conn)?;
    Ok(rows.into_iter().map(|cell| (cell.place(), cell)).collect())
}

/// Cells that one statement writes.
const AT_ONCE: usize = 1_000;

/// Makes the cells of a topic, and its months, those that they should be: only what differs is
/// written.
///
/// # Errors
/// The database's fault.
pub fn store(conn: &mut Conn, topic_id: &str, wanted: Stored) -> QueryResult<()> {
    let months = scorecard_months::beside(conn, topic_id, &wanted)?;
    scorecard_months::store(conn, topic_id, months)?;
    let stands = stored(conn, topic_id)?;
    for (scope, governorate, category, measure, day) in stands
        .iter()
        .filter(|(place, cell)| wanted.get(place) != Some(*cell))
        .map(|(place, _)| place)
    {
        let of = (*scope, governorate, category, measure, day, topic_id);
        diesel::delete(cells::table.find(of)).execute(conn)?;
    }
    let new: Vec<Cell> = wanted
        .into_iter()
        .filter(|(place, cell)| stands.get(place) != Some(cell))
        .map(|(_, cell)| cell)
        .collect();
    for rows in new.chunks(AT_ONCE) {
        on_each!(conn, |c| diesel::insert_into(cells::table)
            .values(rows)
            .execute(c))?;
    }
    Ok(())
}

fn cut(governorate: Option<String>, category: Option<String>) -> Cut {
    Cut {
        governorate: governorate.unwrap_or_default(),
        category: category.unwrap_or_default(),
    }
}

fn day(text: Option<String>) -> Option<Date> {
    text?.parse().ok()
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = suggestions)]
struct Row {
    governorate: Option<String>,
    category: Option<String>,
    publication: String,
    answer_state: String,
    published_at: Option<At>,
    acknowledge_due: Option<String>,
    decide_due: Option<String>,
    acknowledged_at: Option<At>,
    decided_at: Option<At>,
}

fn facts(conn: &mut Conn, topic_id: &str, zone: &Zone) -> QueryResult<Vec<Facts>> {
    let rows = suggestions::table
        .left_join(departures::table)
        .filter(suggestions::topic_id.eq(topic_id))
        .select((Row::as_select(), departures::left_at.nullable()))
        .load::<(Row, Option<At>)>(conn)?;
    let on = |at: Option<At>| at.map(|at| zone.day(at.time()));
    let fact = |(row, left_at): (Row, Option<At>)| {
        Some(Facts {
            // Rows of an import that is not visible yet have a word of their own.
            publication: PublicationState::parse(&row.publication).ok()?,
            answer: AnswerState::parse(&row.answer_state).ok()?,
            cut: cut(row.governorate, row.category),
            published: on(row.published_at),
            acknowledge_due: day(row.acknowledge_due),
            decide_due: day(row.decide_due),
            acknowledged: on(row.acknowledged_at),
            decided: on(row.decided_at),
            left: on(left_at),
        })
    };
    Ok(rows.into_iter().filter_map(fact).collect())
}

fn promised(conn: &mut Conn, topic_id: &str, zone: &Zone) -> QueryResult<Vec<Promised>> {
    type Row = (Option<String>, Option<String>, String, At, String);
    let rows = commitments::table
        .inner_join(suggestions::table)
        .filter(suggestions::topic_id.eq(topic_id))
        .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
        .select((
            suggestions::governorate,
            suggestions::category,
            commitments::state,
            commitments::made_at,
            commitments::due_on,
        ))
        .load::<Row>(conn)?;
    let one = |(governorate, category, state, made_at, until): Row| {
        Some(Promised {
            cut: cut(governorate, category),
            state: CommitmentState::parse(&state).ok()?,
            made: zone.day(made_at.time()),
            until: until.parse().ok()?,
        })
    };
    Ok(rows.into_iter().filter_map(one).collect())
}

type Said = (Cut, Verdict, Date);

fn verdicts(conn: &mut Conn, topic_id: &str, zone: &Zone) -> QueryResult<Vec<Said>> {
    type Row = (Option<String>, Option<String>, String, At);
    let rows = satisfactions::table
        .inner_join(answers::table.on(answers::id.eq(satisfactions::answer_id)))
        .inner_join(suggestions::table.on(suggestions::id.eq(answers::suggestion_id)))
        .filter(satisfactions::topic_id.eq(topic_id))
        .select((
            suggestions::governorate,
            suggestions::category,
            satisfactions::verdict,
            satisfactions::said_at,
        ))
        .load::<Row>(conn)?;
    let one = |(governorate, category, verdict, said_at): Row| {
        Some((
            cut(governorate, category),
            Verdict::parse(&verdict).ok()?,
            zone.day(said_at.time()),
        ))
    };
    Ok(rows.into_iter().filter_map(one).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_numbers_are_read_back_as_written() {
        for met in [
            BTreeMap::new(),
            [(-30, 1), (-2, 12), (0, 5), (400, 100_000)].into(),
        ] {
            assert_eq!(read_met(&written(&met)), met);
        }
        assert!(read_met("1:x y 3").is_empty());
    }
}
