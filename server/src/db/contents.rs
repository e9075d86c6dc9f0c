//! What a database is of: its schema and how far its journal goes. Reads databases of older and
//! newer programs as well.

use diesel::dsl::max;
use diesel::prelude::*;

use super::schema::journal;
use super::{Conn, dialect, migrate};

diesel::table! {
    __diesel_schema_migrations (version) {
        version -> Text,
    }
}

/// The table in which the migrations that have run are written down.
pub const MIGRATIONS: &str = "__diesel_schema_migrations";
const JOURNAL: &str = "journal";

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// Versions of the migrations that have run, in order, such as `0029`.
    pub versions: Vec<String>,
    /// The last number in the journal; 0 when nothing was numbered.
    pub journal: i64,
    /// Rows of the journal, with and without a number.
    pub rows: i64,
}

/// Reads it; none when it is no database of this program.
///
/// # Errors
/// The database's fault.
pub fn read(conn: &mut Conn) -> QueryResult<Option<Contents>> {
    let tables = dialect::whole::tables(conn)?;
    let holds = |name: &str| tables.iter().any(|table| table == name);
    if !holds(MIGRATIONS) || !holds(JOURNAL) {
        return Ok(None);
    }
    let versions = __diesel_schema_migrations::table
        .select(__diesel_schema_migrations::version)
        .order(__diesel_schema_migrations::version)
        .load::<String>(conn)?;
    if versions.is_empty() {
        return Ok(None);
    }
    let last = journal::table
        .select(max(journal::seq))
        .first::<Option<i64>>(conn)?;
    Ok(Some(Contents {
        versions,
        journal: last.unwrap_or_default(),
        rows: journal::table.count().get_result(conn)?,
    }))
}

/// The schema of a database by the name of its last migration, such as `0029_traps`; only its
/// number when this program does not know it.
///
/// # Errors
/// A fault when the embedded migrations cannot be read.
pub fn schema(versions: &[String]) -> QueryResult<String> {
    let (known, _) = migrate::known()?;
    let last = versions.last().map(String::as_str).unwrap_or_default();
    let named = known.into_iter().find(|name| version_of(name) == last);
    Ok(named.unwrap_or_else(|| last.to_owned()))
}

/// The versions that this program does not know: a newer one made them.
///
/// # Errors
/// A fault when the embedded migrations cannot be read.
pub fn unknown(versions: &[String]) -> QueryResult<Vec<String>> {
    let (known, _) = migrate::known()?;
    let is_known = |version: &String| known.iter().any(|name| version_of(name) == version);
    let unknown = versions.iter().filter(|version| !is_known(version));
    Ok(unknown.cloned().collect())
}

/// `0029` of `0029_traps`.
fn version_of(name: &str) -> &str {
    name.split_once('_').map_or(name, |(version, _)| version)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn versions(of: &[&str]) -> Vec<String> {
        of.iter().map(|version| (*version).to_owned()).collect()
    }

    #[test]
    fn a_schema_is_named_by_its_last_migration() {
        assert_eq!(schema(&versions(&["0001", "0006"])).unwrap(), "0006_record");
        assert_eq!(schema(&versions(&["0001", "9999"])).unwrap(), "9999");
    }

    #[test]
    fn what_a_newer_program_made_is_unknown() {
        let (known, _) = migrate::known().unwrap();
        let all: Vec<String> = known
            .iter()
            .map(|name| version_of(name).to_owned())
            .collect();
        assert_eq!(unknown(&all).unwrap(), Vec::<String>::new());
        assert_eq!(
            unknown(&versions(&["0001", "9998", "9999"])).unwrap(),
            ["9998", "9999"]
        );
    }
}
