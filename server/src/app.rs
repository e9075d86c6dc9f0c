//! What every handler, job and command works with.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use shared::time::Clock;

use crate::chance;
use crate::config::Config;
use crate::db::{Db, installation};
use crate::limits::Limits;
use crate::passwords::Passwords;

/// The running program: configuration, database, clock. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// What [`App`] leads to.
pub struct Parts {
    pub config: Config,
    pub db: Db,
    pub clock: Arc<dyn Clock>,
    pub passwords: Passwords,
    pub limits: Limits,
    /// Names this run among the nodes of one database.
    pub node: String,
    /// Whether everything here is invented, as its pages then say.
    pub demonstration: bool,
}

impl App {
    /// Puts the parts together; the database has today's schema.
    pub fn new(config: Config, db: Db, clock: Arc<dyn Clock>) -> App {
        let node = chance::id(clock.now());
        let demonstration = db
            .read_now(installation::is_demonstration)
            .unwrap_or_else(|error| {
                tracing::warn!(%error, "the installation could not be read");
                false
            });
        let passwords = Passwords::new();
        let limits = Limits::new(&db, clock.clone());
        App(Arc::new(Parts {
            config,
            db,
            clock,
            passwords,
            limits,
            node,
            demonstration,
        }))
    }

    /// The moment this request or job is at.
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// Today in the platform's zone.
    pub fn today(&self) -> Date {
        self.0.config.zone.day(self.now())
    }
}

impl std::ops::Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
