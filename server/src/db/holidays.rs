//! The calendar of working days: weekends and holidays as entered.

use diesel::prelude::*;
use diesel::sql_types::Text;
use jiff::civil::Date;
use shared::calendar::{Calendar, Entries, Holiday, HolidayStatus, Kept, Week, Weekend};

use super::dialect::{self, Hold};
use super::schema::{holidays, working_weeks};
use super::{Conn, exactly_one};
use crate::on_each;

#[derive(QueryableByName)]
struct Days {
    /// The days off of a weekend; empty for a holiday.
    #[diesel(sql_type = Text)]
    days_off: String,
    #[diesel(sql_type = Text)]
    first_day: String,
    #[diesel(sql_type = Text)]
    last_day: String,
    #[diesel(sql_type = Text)]
    kind: String,
}

/// Today's calendar: the weekends and every holiday that staff entered. One statement, since every
/// page with a clock reads it.
///
/// # Errors
/// The database's fault.
pub fn calendar(conn: &mut Conn) -> QueryResult<Calendar> {
    let query = "SELECT 'week' AS kind, days_off, from_day AS first_day, from_day AS last_day \
                 FROM working_weeks UNION ALL \
                 SELECT 'holiday', '', first_day, last_day FROM holidays";
    let rows = on_each!(conn, |c| diesel::sql_query(query).load::<Days>(c))?;
    let (mut weeks, mut days) = (Vec::new(), Vec::new());
    for row in rows {
        let (Some(first), Some(last)) = (day(&row.first_day), day(&row.last_day)) else {
            continue;
        };
        match row.kind.as_str() {
            "week" => weeks.extend(Weekend::parse(&row.days_off).map(|weekend| (first, weekend))),
            _ => days.extend(
                first
                    .series(jiff::Span::new().days(1))
                    .take_while(|day| *day <= last),
            ),
        }
    }
    Ok(Calendar::of_weeks(weeks, days))
}

/// The same, and held: until this transaction ends nobody changes the calendar, so that a date
/// promised by it is moved by the next change or made by the new one.
///
/// # Errors
/// The database's fault.
pub fn to_promise_by(conn: &mut Conn) -> QueryResult<Calendar> {
    dialect::hold_calendar(conn, Hold::Shared)?;
    calendar(conn)
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = holidays)]
struct HolidayRow {
    id: String,
    first_day: String,
    last_day: String,
    name_ar: String,
    name_en: String,
    source_ar: String,
    source_en: String,
    link: String,
    status: String,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = working_weeks)]
struct WeekRow {
    from_day: String,
    days_off: String,
    source: String,
    link: String,
}

impl HolidayRow {
    fn of(id: &str, holiday: &Holiday) -> Self {
        Self {
            id: id.to_owned(),
            first_day: holiday.first.to_string(),
            last_day: holiday.last.to_string(),
            name_ar: holiday.name_ar.clone(),
            name_en: holiday.name_en.clone(),
            source_ar: holiday.source_ar.clone(),
            source_en: holiday.source_en.clone(),
            link: holiday.link.clone().unwrap_or_default(),
            status: holiday.status.as_str().to_owned(),
        }
    }

    fn kept(self) -> Option<Kept> {
        Some(Kept {
            id: self.id,
            holiday: Holiday {
                first: day(&self.first_day)?,
                last: day(&self.last_day)?,
                name_ar: self.name_ar,
                name_en: self.name_en,
                source_ar: self.source_ar,
                source_en: self.source_en,
                link: Some(self.link).filter(|link| !link.is_empty()),
                status: HolidayStatus::parse(&self.status).ok()?,
            },
        })
    }
}

impl WeekRow {
    fn of(week: &Week) -> Self {
        Self {
            from_day: week.from.to_string(),
            days_off: week.weekend.words(),
            source: week.source.clone(),
            link: week.link.clone().unwrap_or_default(),
        }
    }

    fn week(self) -> Option<Week> {
        Some(Week {
            from: day(&self.from_day)?,
            weekend: Weekend::parse(&self.days_off)?,
            source: self.source,
            link: Some(self.link).filter(|link| !link.is_empty()),
        })
    }
}

fn day(stored: &str) -> Option<Date> {
    stored.parse().ok()
}

/// Every entry, in the order of its days.
///
/// # Errors
/// The database's fault.
pub fn entries(conn: &mut Conn) -> QueryResult<Entries> {
    let weeks = working_weeks::table
        .order(working_weeks::from_day)
        .select(WeekRow::as_select())
        .load(conn)?;
    let kept = holidays::table
        .order(holidays::first_day)
        .select(HolidayRow::as_select())
        .load(conn)?;
    Ok(Entries {
        weeks: weeks.into_iter().filter_map(WeekRow::week).collect(),
        holidays: kept.into_iter().filter_map(HolidayRow::kept).collect(),
    })
}

/// Adds a holiday.
///
/// # Errors
/// The database's fault.
pub fn add(conn: &mut Conn, id: &str, holiday: &Holiday) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(holidays::table)
            .values(HolidayRow::of(id, holiday))
            .execute(conn),
    )
}

/// Puts another holiday in its place.
///
/// # Errors
/// [`diesel::result::Error::NotFound`] when it is not there; else the database's fault.
pub fn change(conn: &mut Conn, id: &str, to: &Holiday) -> QueryResult<()> {
    exactly_one(
        diesel::update(holidays::table.find(id))
            .set(HolidayRow::of(id, to))
            .execute(conn),
    )
}

/// Takes a holiday out.
///
/// # Errors
/// [`diesel::result::Error::NotFound`] when it is not there; else the database's fault.
pub fn remove(conn: &mut Conn, id: &str) -> QueryResult<()> {
    exactly_one(diesel::delete(holidays::table.find(id)).execute(conn))
}

/// Adds a weekend.
///
/// # Errors
/// The database's fault.
pub fn add_week(conn: &mut Conn, week: &Week) -> QueryResult<()> {
    exactly_one(
        diesel::insert_into(working_weeks::table)
            .values(WeekRow::of(week))
            .execute(conn),
    )
}

/// Takes out the weekend that begins on a day.
///
/// # Errors
/// [`diesel::result::Error::NotFound`] when there is none; else the database's fault.
pub fn remove_week(conn: &mut Conn, from: Date) -> QueryResult<()> {
    let week = working_weeks::table.find(from.to_string());
    exactly_one(diesel::delete(week).execute(conn))
}
