//! Where a person is signed in, for that person alone.

use jiff::civil::DateTime;

use crate::device::Device;

/// `GET /{lang}/account/sessions`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionsPage {
    /// The last used first.
    pub sessions: Vec<SessionRow>,
    pub done: Option<SessionsDone>,
}

/// One session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// The public id.
    pub id: String,
    pub device: Device,
    /// The /24 or /48 it began in.
    pub network: Option<String>,
    pub began: DateTime,
    pub last_used: DateTime,
    /// The one that asks.
    pub here: bool,
}

/// What has just been done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionsDone {
    One,
    Others,
}
