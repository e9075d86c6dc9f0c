//! What open data are read from: whole tables, row by row, over a connection of their own, so that
//! no page waits for one.

use diesel::backend::Backend;
use diesel::connection::DefaultLoadingMode;
use diesel::deserialize::{self, FromSql, QueryableByName};
use diesel::dsl::max;
use diesel::pg::PgRowByRowLoadingMode;
use diesel::prelude::*;
use diesel::result::Error as DieselError;
use diesel::row::{NamedRow, Row};
use diesel::sql_types::{Nullable, Text};

use super::schema::journal;
use super::{Conn, Opening, OpeningError, dialect, pool};

/// A connection that reads whole tables and is closed afterwards.
///
/// # Errors
/// As [`pool::connect`].
pub fn connect(opening: &Opening) -> Result<Conn, OpeningError> {
    let mut conn = pool::connect(opening)?;
    dialect::read_whole_tables(&mut conn)?;
    Ok(conn)
}

/// The last number of the journal; 0 before the first. Everything up to it is in what is read in the
/// same snapshot.
///
/// # Errors
/// The database's fault.
pub fn as_of(conn: &mut Conn) -> QueryResult<i64> {
    let last: Option<i64> = journal::table.select(max(journal::seq)).first(conn)?;
    Ok(last.unwrap_or_default())
}

/// A row whose columns are all texts.
struct Texts(Vec<Option<String>>);

impl<DB: Backend> QueryableByName<DB> for Texts
where
    Option<String>: FromSql<Nullable<Text>, DB>,
{
    fn build<'a>(row: &impl NamedRow<'a, DB>) -> deserialize::Result<Self> {
        let read = (0..row.field_count()).map(|at| Row::get_value(row, at));
        Ok(Texts(read.collect::<deserialize::Result<_>>()?))
    }
}

/// Runs a query whose columns are all texts, and gives its rows as they come: neither the program
/// nor the database's library holds more than a few of them.
///
/// # Errors
/// The database's fault; what `take` answers, which ends the reading.
pub fn each_row<E: From<DieselError>>(
    conn: &mut Conn,
    query: &str,
    mut take: impl FnMut(Vec<Option<String>>) -> Result<(), E>,
) -> Result<(), E> {
    let query = diesel::sql_query(query);
    match conn {
        Conn::Sqlite(c) => {
            for row in query.load_iter::<Texts, DefaultLoadingMode>(c)? {
                take(row?.0)?;
            }
        }
        Conn::Postgres(c) => {
            for row in query.load_iter::<Texts, PgRowByRowLoadingMode>(c)? {
                take(row?.0)?;
            }
        }
    }
    Ok(())
}
