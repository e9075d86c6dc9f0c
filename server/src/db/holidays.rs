//! The calendar of working days.

use diesel::prelude::*;
use jiff::civil::Date;
use shared::calendar::{Calendar, Weekend};

use super::Conn;
use super::schema::holidays;

/// Today's calendar: the weekend and every holiday that staff entered.
///
/// # Errors
/// The database's fault.
pub fn calendar(conn: &mut Conn) -> QueryResult<Calendar> {
    let days = holidays::table.select(holidays::day).load::<String>(conn)?;
    Ok(Calendar::new(
        Weekend::default(),
        days.iter().filter_map(|day| day.parse::<Date>().ok()),
    ))
}
