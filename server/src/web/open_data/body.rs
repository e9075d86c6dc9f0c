//! A file on its way: read on a thread of its own, a few pieces ahead of who takes them.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use actix_web::body::{BodySize, MessageBody};
use actix_web::rt::task::spawn_blocking;
use actix_web::web::Bytes;
use diesel::result::Error as DieselError;
use jiff::{SignedDuration, Timestamp};
use tokio::runtime::Handle;
use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::timeout;

use crate::app::App;
use crate::db::dialect::snapshot;
use crate::db::open_data as store;
use crate::open_data::{File, Format, write};
use crate::web::error::Failure;

/// Pieces that wait for a slow reader.
const AHEAD: usize = 2;
/// How long a reader may take for a piece of 64 KiB.
const A_PIECE: Duration = Duration::from_secs(30);
/// How long a file may take: as long as it does the database keeps what was there when it began.
const A_FILE: SignedDuration = SignedDuration::from_mins(30);

/// What the thread that reads says.
enum Said {
    /// The snapshot stands.
    AsOf(i64),
    Piece(Bytes),
    /// Everything was said. Without it the file is cut short, and its reader is told so.
    All,
}

/// Why the reading ended early.
#[derive(Debug, thiserror::Error)]
enum Ended {
    #[error("the database: {0}")]
    Database(#[from] DieselError),
    #[error("the reader went away or was too slow")]
    Reader,
}

/// Begins to read a file. Answers as of which journal number it is, and the rows, when the snapshot
/// stands. The place is given back when the reading has ended, whoever ended it.
///
/// # Errors
/// When the database cannot be opened or read.
pub(super) async fn read(
    app: &App,
    of: (&'static File, Format),
    place: OwnedSemaphorePermit,
) -> Result<(i64, Rows), Failure> {
    let (sender, mut receiver) = channel(AHEAD);
    let out = Out {
        sender,
        runtime: Handle::current(),
        app: app.clone(),
        until: app.now().saturating_add(A_FILE).unwrap_or(Timestamp::MAX),
    };
    spawn_blocking(move || {
        let read = out.file(of);
        // Before the end is said: who has read everything leaves no place taken behind.
        drop(place);
        match read.and_then(|()| out.say(Said::All)) {
            Ok(()) => {}
            Err(Ended::Reader) => tracing::debug!(file = of.0.name, "a reader was let go"),
            Err(error) => tracing::error!(%error, file = of.0.name, "open data ended early"),
        }
    });
    match receiver.recv().await {
        Some(Said::AsOf(journal)) => Ok((journal, Rows(Some(receiver)))),
        _ => Err(Failure::Fault("open data could not be read".to_owned())),
    }
}

/// The end of the channel at which the file is read.
struct Out {
    sender: Sender<Said>,
    runtime: Handle,
    app: App,
    until: Timestamp,
}

impl Out {
    fn file(&self, of: (&File, Format)) -> Result<(), Ended> {
        let config = &self.app.config;
        let mut conn =
            store::connect(&config.opening).map_err(|error| crate::db::fault(error.to_string()))?;
        snapshot(&mut conn, |conn| {
            let journal = store::as_of(conn)?;
            Ok(self.say(Said::AsOf(journal)).and_then(|()| {
                write(conn, of, &config.zone, |piece| {
                    self.say(Said::Piece(piece.into()))
                })
            }))
        })?
        .map(drop)
    }

    /// Waits until there is room, but not for ever.
    fn say(&self, said: Said) -> Result<(), Ended> {
        if self.app.now() > self.until {
            return Err(Ended::Reader);
        }
        let sent = self
            .runtime
            .block_on(timeout(A_PIECE, self.sender.send(said)));
        match sent {
            Ok(Ok(())) => Ok(()),
            _ => Err(Ended::Reader),
        }
    }
}

/// The rows of a file, as they come.
pub(super) struct Rows(Option<Receiver<Said>>);

impl Rows {
    /// For who asks for the headers alone.
    pub(super) fn none() -> Rows {
        Rows(None)
    }
}

impl MessageBody for Rows {
    type Error = Box<dyn std::error::Error>;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        let Some(receiver) = self.0.as_mut() else {
            return Poll::Ready(None);
        };
        Poll::Ready(match ready!(receiver.poll_recv(cx)) {
            Some(Said::Piece(piece)) => Some(Ok(piece)),
            Some(Said::All) => {
                self.0 = None;
                None
            }
            // The connection is cut, so that nobody takes half a file for a whole one.
            Some(Said::AsOf(_)) | None => Some(Err("the file was cut short".into())),
        })
    }
}
