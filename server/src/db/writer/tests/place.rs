//! A database of one test, and writes that take their places in its queue.

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::mpsc;
use std::task::Poll;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::chance;
use crate::db::{Commits, Conn, Db, Opening};

pub type Answer = QueryResult<i64>;
pub type Write = Pin<Box<dyn Future<Output = Answer>>>;

pub struct Place {
    pub db: Db,
    pub folder: PathBuf,
}

impl Place {
    pub fn new() -> Place {
        let name: String = chance::bytes::<8>()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let folder = std::env::temp_dir().join(format!("sharikuna-writer-{name}"));
        std::fs::create_dir_all(&folder).unwrap();
        let place = Place {
            db: open(&folder),
            folder,
        };
        let made: QueryResult<()> = place.db.write_now(|conn| {
            conn.batch_execute(
                "CREATE TABLE notes (at INTEGER PRIMARY KEY AUTOINCREMENT, n INTEGER NOT NULL); \
                 CREATE TABLE owed (n INTEGER PRIMARY KEY, of INTEGER \
                 REFERENCES owed (n) DEFERRABLE INITIALLY DEFERRED)",
            )
        });
        made.unwrap();
        place
    }

    /// Queues a write that notes a number, once it is told to go on.
    pub fn note(&self, n: i64) -> Write {
        self.write(move |conn| noted(conn, n))
    }

    pub fn write(&self, work: impl FnOnce(&mut Conn) -> Answer + Send + 'static) -> Write {
        write_on(&self.db, work)
    }

    /// Keeps the writer busy until what is given back is sent to or dropped.
    pub fn busy(&self) -> (Write, mpsc::Sender<()>) {
        let (go_on, wait) = mpsc::channel();
        let work = self.write(move |_| {
            let _ = wait.recv();
            Ok(-1)
        });
        (work, go_on)
    }

    pub fn notes(&self) -> Vec<i64> {
        let rows: QueryResult<Vec<Row>> = self.db.read_now(|conn| {
            crate::on_each!(conn, |c| diesel::sql_query(
                "SELECT n FROM notes ORDER BY at"
            )
            .load(c))
        });
        rows.unwrap().into_iter().map(|row| row.n).collect()
    }

    pub fn commits_since(&self, before: Commits) -> (u64, u64) {
        let now = self.db.commits().unwrap();
        (now.commits - before.commits, now.writes - before.writes)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

pub fn open(folder: &std::path::Path) -> Db {
    Db::open(Opening::Sqlite(folder.join("sharikuna.db")), 2).unwrap()
}

pub fn write_on(db: &Db, work: impl FnOnce(&mut Conn) -> Answer + Send + 'static) -> Write {
    let db = db.clone();
    Box::pin(async move { db.write(work).await })
}

pub fn noted(conn: &mut Conn, n: i64) -> Answer {
    crate::on_each!(conn, |c| diesel::sql_query(
        "INSERT INTO notes (n) VALUES (?)"
    )
    .bind::<BigInt, _>(n)
    .execute(c))?;
    Ok(n)
}

/// Lets each write take its place in the queue, in this order.
pub async fn queued(writes: &mut [Write]) {
    for write in writes {
        std::future::poll_fn(|cx| {
            assert!(write.as_mut().poll(cx).is_pending());
            Poll::Ready(())
        })
        .await;
        // A task that does much in one go is made to wait.
        tokio::task::yield_now().await;
    }
}

pub async fn answers(writes: Vec<Write>) -> Vec<Answer> {
    let mut answers = Vec::new();
    for write in writes {
        answers.push(write.await);
    }
    answers
}
