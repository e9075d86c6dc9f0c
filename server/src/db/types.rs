//! How the domain's times stand in the database.

use chrono::NaiveDateTime;
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Timestamp;

/// A moment in UTC at microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, AsExpression, FromSqlRow)]
#[diesel(sql_type = Timestamp)]
pub struct At(NaiveDateTime);

impl From<jiff::Timestamp> for At {
    fn from(time: jiff::Timestamp) -> At {
        // Every jiff time lies inside chrono's range.
        At(
            chrono::DateTime::from_timestamp_micros(time.as_microsecond())
                .unwrap_or_default()
                .naive_utc(),
        )
    }
}

impl From<At> for jiff::Timestamp {
    fn from(at: At) -> jiff::Timestamp {
        jiff::Timestamp::from_microsecond(at.0.and_utc().timestamp_micros()).unwrap_or_default()
    }
}

impl At {
    /// The same moment as the domain knows it.
    pub fn time(self) -> jiff::Timestamp {
        self.into()
    }
}

impl<DB> ToSql<Timestamp, DB> for At
where
    DB: Backend,
    NaiveDateTime: ToSql<Timestamp, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

impl<DB> FromSql<Timestamp, DB> for At
where
    DB: Backend,
    NaiveDateTime: FromSql<Timestamp, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        NaiveDateTime::from_sql(bytes).map(At)
    }
}
