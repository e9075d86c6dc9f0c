//! The one thread that writes to SQLite. Writes that wait together share one commit, which is
//! what a durable write spends its time on: BEGIN IMMEDIATE, each work in a savepoint of its own,
//! COMMIT, and only then is each of them answered.

mod waiting;

#[cfg(test)]
mod tests;

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender, sync_channel};
use std::thread::{self, JoinHandle};

use diesel::QueryResult;
use diesel::result::Error as DieselError;
use tokio::sync::{Semaphore, oneshot};

use super::faults::{fault, lost, unknown};
use super::{Conn, dialect};
use waiting::{Asked, Lent, Waiting};

/// Writes that share one commit at most, so that the first of them is not kept waiting by
/// whatever comes after.
const AT_ONCE: usize = 64;
/// Writes of async callers that may wait; further ones wait for room.
const ROOM: usize = 1_024;

thread_local! {
    /// Whether this thread is in the middle of a write.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// How many commits there were, and how many writes shared them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Commits {
    pub commits: u64,
    pub writes: u64,
}

#[derive(Default)]
struct Counts {
    commits: AtomicU64,
    writes: AtomicU64,
}

/// Opens a connection anew after one was given up.
pub(super) type Connect = Box<dyn Fn() -> QueryResult<Conn> + Send>;

/// The thread and the queue before it. Dropping it finishes what was accepted.
pub(super) struct Writer {
    queue: Option<Sender<Box<dyn Waiting>>>,
    room: Arc<Semaphore>,
    counts: Arc<Counts>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn start(conn: Conn, connect: Connect) -> std::io::Result<Writer> {
        let (queue, waiting) = mpsc::channel();
        let counts = Arc::new(Counts::default());
        let mut desk = Desk {
            held: Some(conn),
            connect,
            counts: counts.clone(),
        };
        let thread = thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || {
                let _inside = Inside::enter();
                while let Ok(first) = waiting.recv() {
                    desk.commit_together(first, &waiting);
                }
            })?;
        Ok(Writer {
            queue: Some(queue),
            room: Arc::new(Semaphore::new(ROOM)),
            counts,
            thread: Some(thread),
        })
    }

    pub(super) fn commits(&self) -> Commits {
        Commits {
            commits: self.counts.commits.load(Ordering::Relaxed),
            writes: self.counts.writes.load(Ordering::Relaxed),
        }
    }

    /// Hands a work to the thread and waits for its commit. Once it is in the queue it is done
    /// even if nobody waits for it any more.
    ///
    /// # Errors
    /// What `work` answers; [`unknown`] when the commit failed; a fault when `work` panicked.
    pub(super) async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DieselError> + Send + 'static,
    {
        refuse_inside()?;
        let room = self.room.clone().acquire_owned().await;
        let room = room.map_err(|_| lost())?;
        let (to, answer) = oneshot::channel();
        self.send(Box::new(Asked::new(work, to, room)))?;
        answer.await.unwrap_or_else(|_| Err(lost().into()))
    }

    /// [`Writer::write`] for a work that borrows: the thread lends its connection to this one when
    /// its turn has come. A panic of `work` goes on here once it is undone.
    ///
    /// # Errors
    /// As [`Writer::write`].
    pub(super) fn write_now<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Conn) -> Result<T, E>,
        E: From<DieselError>,
    {
        refuse_inside()?;
        let (lend, borrowed) = sync_channel(1);
        let (give_back, back) = sync_channel(1);
        let (say, said) = sync_channel(1);
        self.send(Box::new(Lent::new(lend, back, say)))?;
        // Nothing is lent where no transaction could begin.
        let mut conn = borrowed.recv().map_err(|_| unknown())?;
        let ran = catch_unwind(AssertUnwindSafe(|| {
            let _inside = Inside::enter();
            work(&mut conn)
        }));
        let keep = matches!(ran, Ok(Ok(_)));
        give_back.send((conn, keep)).map_err(|_| lost())?;
        let stored = said.recv().unwrap_or(false);
        match ran {
            Err(panic) => resume_unwind(panic),
            Ok(_) if !stored => Err(unknown().into()),
            Ok(result) => result,
        }
    }

    fn send(&self, one: Box<dyn Waiting>) -> QueryResult<()> {
        let queue = self.queue.as_ref().ok_or_else(lost)?;
        queue.send(one).map_err(|_| lost())
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.queue.take());
        let Some(thread) = self.thread.take() else {
            return;
        };
        // The last work may hold the last door to the database: the thread cannot wait for itself.
        if thread.thread().id() != thread::current().id() {
            let _ = thread.join();
        }
    }
}

/// A write inside a write would wait for itself for ever.
fn refuse_inside() -> QueryResult<()> {
    if INSIDE.get() {
        return Err(fault("a write inside a write".to_owned()));
    }
    Ok(())
}

/// Marks this thread as in the middle of a write until it is dropped.
struct Inside;

impl Inside {
    fn enter() -> Inside {
        INSIDE.set(true);
        Inside
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        INSIDE.set(false);
    }
}

/// What the thread works with.
struct Desk {
    /// None after a connection was given up; the next group opens one.
    held: Option<Conn>,
    connect: Connect,
    counts: Arc<Counts>,
}

impl Desk {
    /// One transaction for the first and whatever waits behind it by then.
    fn commit_together(&mut self, first: Box<dyn Waiting>, queue: &Receiver<Box<dyn Waiting>>) {
        let mut group = Vec::new();
        let mut next = Some(first);
        let mut sound = said("beginning a transaction", self.begin());
        while let Some(mut one) = next.take() {
            sound = sound && said("ending a savepoint", self.run(&mut *one));
            group.push(one);
            if sound && group.len() < AT_ONCE {
                next = queue.try_recv().ok();
            }
        }
        let stored = sound && said("committing", self.commit());
        if stored {
            let writes = u64::try_from(group.len()).unwrap_or_default();
            self.counts.commits.fetch_add(1, Ordering::Relaxed);
            self.counts.writes.fetch_add(writes, Ordering::Relaxed);
        } else {
            // Closing the connection undoes whatever it still holds.
            self.held = None;
        }
        for one in group {
            // What is dropped with an answer that nobody waits for must not end this thread.
            let _ = catch_unwind(AssertUnwindSafe(|| one.answer(stored)));
        }
    }

    fn begin(&mut self) -> QueryResult<()> {
        let conn = match &mut self.held {
            Some(conn) => conn,
            none => none.insert((self.connect)()?),
        };
        dialect::begin(conn)
    }

    /// Runs one work in its savepoint. An error says that the transaction is no longer sound.
    fn run(&mut self, one: &mut dyn Waiting) -> QueryResult<()> {
        dialect::savepoint(self.conn()?)?;
        let ran = catch_unwind(AssertUnwindSafe(|| one.run(&mut self.held)));
        let conn = self.conn()?;
        match ran {
            Ok(true) => dialect::commit(conn)?,
            // A panic is that one's alone: it finds no result to answer.
            Ok(false) | Err(_) => dialect::rollback(conn)?,
        }
        match dialect::depth(conn) {
            1 => Ok(()),
            _ => Err(fault("a work has left its savepoint".to_owned())),
        }
    }

    fn commit(&mut self) -> QueryResult<()> {
        dialect::commit(self.conn()?)
    }

    fn conn(&mut self) -> QueryResult<&mut Conn> {
        self.held.as_mut().ok_or_else(lost)
    }
}

fn said(doing: &str, done: QueryResult<()>) -> bool {
    if let Err(error) = &done {
        tracing::error!(%error, "{doing} failed: nobody of the group knows its outcome");
    }
    done.is_ok()
}
