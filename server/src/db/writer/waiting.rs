//! Writes that wait for their turn, and how each is answered.

use std::sync::mpsc::{Receiver, SyncSender};

use diesel::result::Error as DieselError;
use tokio::sync::{OwnedSemaphorePermit, oneshot};

use crate::db::Conn;
use crate::db::faults::{lost, unknown};

/// A write in the queue.
pub(super) trait Waiting: Send {
    /// Runs the work; true when what it wrote is to be kept. Leaves nothing in `held` when the
    /// connection was lost with whoever it was lent to.
    fn run(&mut self, held: &mut Option<Conn>) -> bool;

    /// Answers whoever waits. `stored` is false when the commit failed, or was never come to.
    /// Then even a refusal is unknown: it may rest on what another of the group had written.
    fn answer(self: Box<Self>, stored: bool);
}

/// A work of an async caller.
pub(super) struct Asked<T, E, F> {
    work: Option<F>,
    result: Option<Result<T, E>>,
    to: oneshot::Sender<Result<T, E>>,
    _room: OwnedSemaphorePermit,
}

impl<T, E, F> Asked<T, E, F> {
    pub(super) fn new(
        work: F,
        to: oneshot::Sender<Result<T, E>>,
        room: OwnedSemaphorePermit,
    ) -> Asked<T, E, F> {
        Asked {
            work: Some(work),
            result: None,
            to,
            _room: room,
        }
    }
}

impl<T, E, F> Waiting for Asked<T, E, F>
where
    F: FnOnce(&mut Conn) -> Result<T, E> + Send,
    T: Send,
    E: From<DieselError> + Send,
{
    fn run(&mut self, held: &mut Option<Conn>) -> bool {
        let Some((work, conn)) = self.work.take().zip(held.as_mut()) else {
            return false;
        };
        let result = self.result.insert(work(conn));
        result.is_ok()
    }

    fn answer(self: Box<Self>, stored: bool) {
        let answer = if stored {
            self.result.unwrap_or_else(|| Err(lost().into()))
        } else {
            Err(unknown().into())
        };
        // Whoever asked may have gone.
        let _ = self.to.send(answer);
    }
}

/// The turn of a caller that runs its work on its own thread.
pub(super) struct Lent {
    lend: SyncSender<Conn>,
    back: Receiver<(Conn, bool)>,
    said: SyncSender<bool>,
}

impl Lent {
    pub(super) fn new(
        lend: SyncSender<Conn>,
        back: Receiver<(Conn, bool)>,
        said: SyncSender<bool>,
    ) -> Lent {
        Lent { lend, back, said }
    }
}

impl Waiting for Lent {
    fn run(&mut self, held: &mut Option<Conn>) -> bool {
        let Some(conn) = held.take() else {
            return false;
        };
        if let Err(unlent) = self.lend.send(conn) {
            *held = Some(unlent.0);
            return false;
        }
        match self.back.recv() {
            Ok((conn, keep)) => {
                *held = Some(conn);
                keep
            }
            Err(_) => false,
        }
    }

    fn answer(self: Box<Self>, stored: bool) {
        let _ = self.said.send(stored);
    }
}
