//! What every handler, job and command works with.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use shared::time::Clock;

use crate::config::Config;
use crate::db::Db;
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
    /// Whether everything here is invented, as its pages then say.
    pub demonstration: bool,
}

impl App {
    pub fn new(config: Config, db: Db, clock: Arc<dyn Clock>) -> App {
        App(Arc::new(Parts { config, db, clock, passwords: Passwords::new(), demonstration: false }))
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
