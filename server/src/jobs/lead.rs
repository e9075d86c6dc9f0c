//! Leadership: one node at a time does the jobs.

use std::time::Duration;

use diesel::QueryResult;

use crate::app::App;
use crate::db::{Conn, leases};

const LEASE: &str = "jobs";
/// How often the lease is renewed beside work that takes long: well before it ends.
const RENEWED: Duration = Duration::from_secs(3);

/// Proof of leadership for one round. The number grows with each change of leader, so that one
/// who slept through the end of its lease finds that it no longer holds.
#[derive(Debug, Clone)]
pub struct Term {
    holder: String,
    token: i64,
}

impl Term {
    /// Whether this node still leads. Each write of a job asks first, in its own transaction.
    ///
    /// # Errors
    /// The database's fault.
    pub fn holds(&self, conn: &mut Conn) -> QueryResult<bool> {
        leases::still_held(conn, LEASE, &self.holder, self.token)
    }
}

/// Becomes or stays leader; `None` while another node leads.
///
/// # Errors
/// The database's fault.
pub async fn lead(app: &App) -> QueryResult<Option<Term>> {
    let holder = app.node.clone();
    app.db
        .write(move |conn| {
            Ok(leases::take(conn, LEASE, &holder)?.map(|token| Term { holder, token }))
        })
        .await
}

/// Hands leadership back, so that another node takes over at once.
///
/// # Errors
/// The database's fault.
pub async fn hand_back(app: &App) -> QueryResult<()> {
    let holder = app.node.clone();
    app.db
        .write(move |conn| leases::hand_back(conn, LEASE, &holder))
        .await
}

/// One write transaction of a job: `work` runs only while the term holds; `None` when it does not.
///
/// # Errors
/// The database's fault.
pub async fn write<T, F>(app: &App, term: &Term, work: F) -> QueryResult<Option<T>>
where
    F: FnOnce(&mut Conn) -> QueryResult<T> + Send + 'static,
    T: Send + 'static,
{
    let term = term.clone();
    app.db
        .write(move |conn| {
            if term.holds(conn)? {
                work(conn).map(Some)
            } else {
                Ok(None)
            }
        })
        .await
}

/// Waits for what may take longer than the lease lasts, and renews it meanwhile; `None` once the
/// term no longer holds.
///
/// # Errors
/// The database's fault, or that of `work`.
pub async fn meanwhile<T>(
    app: &App,
    term: &Term,
    work: impl Future<Output = QueryResult<T>>,
) -> QueryResult<Option<T>> {
    let mut work = std::pin::pin!(work);
    loop {
        tokio::select! {
            done = &mut work => return done.map(Some),
            () = tokio::time::sleep(RENEWED) => {}
        }
        if write(app, term, |_| Ok(())).await?.is_none() {
            return Ok(None);
        }
    }
}
