//! The migrations of both databases make the schema that the program is compiled against.

use std::collections::BTreeMap;

use server::db::dialect::{self, Column};
use server::db::{Backend, Conn, migrate, pool};
use tests::support::sources;
use tests::support::storage::Storage;

/// Type and whether it may be null, by table and column.
type Shape = BTreeMap<(String, String), (String, bool)>;

#[test]
fn both_databases_have_the_schema_of_the_program() {
    let declared = declared();
    assert!(
        declared.len() > 200,
        "only {} columns were read from schema.rs",
        declared.len()
    );
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let storage = Storage::new(backend);
        let made = shape(&mut pool::connect(&storage.opening()).unwrap());
        assert_eq!(
            differences(&declared, &made),
            Vec::<String>::new(),
            "{backend:?}"
        );
    }
}

#[test]
fn both_databases_have_the_same_migrations_and_the_same_tables() {
    let (sqlite, postgres) = migrate::known().unwrap();
    assert!(!sqlite.is_empty());
    assert_eq!(sqlite, postgres);
    let [sqlite, postgres] = [Backend::Sqlite, Backend::Postgres].map(|backend| {
        let storage = Storage::new(backend);
        dialect::columns(&mut pool::connect(&storage.opening()).unwrap()).unwrap()
    });
    let same = |columns: Vec<Column>| {
        let mut lines: Vec<String> = columns
            .into_iter()
            .map(|c| {
                format!(
                    "{}.{} {} {}",
                    c.table_name, c.column_name, c.type_name, c.nullable
                )
            })
            .collect();
        lines.sort();
        lines
    };
    assert_eq!(same(sqlite), same(postgres));
}

#[test]
fn each_migration_can_be_taken_back_and_made_again() {
    let (all, _) = migrate::known().unwrap();
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let storage = Storage::bare(backend);
        let mut conn = pool::connect(&storage.opening()).unwrap();
        let up = migrate::up(&mut conn).unwrap();
        assert_eq!(up.len(), all.len(), "{backend:?}");
        let first = shape(&mut conn);
        assert_eq!(
            migrate::up(&mut conn).unwrap(),
            Vec::<String>::new(),
            "{backend:?}"
        );
        migrate::down(&mut conn).unwrap();
        assert_eq!(
            shape(&mut conn),
            Shape::new(),
            "{backend:?} keeps tables after going down"
        );
        assert_eq!(migrate::up(&mut conn).unwrap(), up, "{backend:?}");
        assert_eq!(shape(&mut conn), first, "{backend:?}");
    }
}

#[test]
fn every_index_names_the_query_that_needs_it() {
    let mut indexes = 0;
    for database in ["sqlite", "postgres"] {
        for folder in std::fs::read_dir(sources::root().join("migrations").join(database)).unwrap()
        {
            let file = folder.unwrap().path().join("up.sql");
            let text = std::fs::read_to_string(&file).unwrap();
            let mut above = "";
            for line in text.lines() {
                if line.trim_start().to_ascii_uppercase().starts_with("CREATE")
                    && line.to_ascii_uppercase().contains(" INDEX ")
                {
                    indexes += 1;
                    assert!(
                        above.trim_start().starts_with("--") && above.contains("::"),
                        "{}: no comment names the query of: {line}",
                        file.display()
                    );
                }
                above = line;
            }
        }
    }
    assert!(indexes > 10, "only {indexes} indexes were found");
}

/// The queries that comments over indexes name are there: an index without one is paid by every
/// write for nothing.
#[test]
fn the_queries_that_indexes_are_for_exist() {
    let mut missing = Vec::new();
    for folder in std::fs::read_dir(sources::root().join("migrations/sqlite")).unwrap() {
        let text = std::fs::read_to_string(folder.unwrap().path().join("up.sql")).unwrap();
        for (comment, index) in text.lines().zip(text.lines().skip(1)) {
            if !index.starts_with("CREATE INDEX") && !index.starts_with("CREATE UNIQUE INDEX") {
                continue;
            }
            let words = comment.split(|c: char| !c.is_ascii_alphanumeric() && !"_:".contains(c));
            let named = words.filter(|word| word.starts_with("db::"));
            for path in named {
                let parts: Vec<&str> = path.trim_end_matches(':').split("::").collect();
                let [_, module, function] = parts[..] else {
                    missing.push(format!("{path} is no db::module::function ({index})"));
                    continue;
                };
                let source = queries(module);
                if !source.contains(&format!("fn {function}("))
                    && !source.contains(&format!("fn {function}<"))
                {
                    missing.push(format!("{path} ({index})"));
                }
            }
        }
    }
    assert!(
        missing.is_empty(),
        "indexes for queries that do not exist:\n{}",
        missing.join("\n")
    );
}

fn shape(conn: &mut Conn) -> Shape {
    let columns = dialect::columns(conn).unwrap();
    columns
        .into_iter()
        .map(|c| {
            (
                (c.table_name, c.column_name),
                (c.type_name, c.nullable == 1),
            )
        })
        .collect()
}

/// What the `table!` blocks of schema.rs say, in the words of SQL.
fn declared() -> Shape {
    let source = sources::read("server/src/db/schema.rs");
    let mut declared = Shape::new();
    let mut table = String::new();
    for line in source.lines().map(str::trim) {
        if let Some((name, key)) = line
            .strip_suffix(") {")
            .and_then(|head| head.split_once(" ("))
        {
            assert!(!key.is_empty(), "{name} has no key");
            table = name.to_owned();
        } else if let Some((column, kind)) =
            line.strip_suffix(',').and_then(|l| l.split_once(" -> "))
        {
            let inner = kind
                .strip_prefix("Nullable<")
                .and_then(|kind| kind.strip_suffix('>'));
            let known = (sql_type(inner.unwrap_or(kind)).to_owned(), inner.is_some());
            declared.insert((table.clone(), column.to_owned()), known);
        }
    }
    declared
}

fn sql_type(kind: &str) -> &'static str {
    match kind {
        "Text" => "TEXT",
        "BigInt" => "BIGINT",
        "Integer" => "INTEGER",
        "Bool" => "BOOLEAN",
        "Timestamp" => "TIMESTAMP",
        "Binary" => "BLOB",
        other => panic!("schema.rs uses a type that the two databases do not share: {other}"),
    }
}

fn differences(declared: &Shape, made: &Shape) -> Vec<String> {
    let of = |shape: &Shape, key: &(String, String)| {
        shape
            .get(key)
            .map_or("nothing".to_owned(), |found| format!("{found:?}"))
    };
    let mut keys: Vec<_> = declared.keys().chain(made.keys()).collect();
    keys.sort();
    keys.dedup();
    keys.into_iter()
        .filter(|key| declared.get(key) != made.get(key))
        .map(|key| {
            let (declared, made) = (of(declared, key), of(made, key));
            format!(
                "{}.{}: schema.rs says {declared}, the migrations {made}",
                key.0, key.1
            )
        })
        .collect()
}

/// The text of a module of queries: one file, or a folder of them.
fn queries(module: &str) -> String {
    let db = sources::root().join("server/src/db");
    let mut files = vec![db.join(format!("{module}.rs"))];
    let folder = std::fs::read_dir(db.join(module)).into_iter().flatten();
    files.extend(folder.map(|file| file.unwrap().path()));
    files
        .iter()
        .map(|file| std::fs::read_to_string(file).unwrap_or_default())
        .collect()
}
