//! Commitments as pages show them.

use jiff::civil::Date;

use super::text::UserText;
use crate::commitment::CommitmentState;

/// What an adopted suggestion promises, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    pub what: UserText,
    pub until: Date,
    pub made_on: Date,
    pub state: CommitmentState,
    /// Its day has gone by with the promise still standing.
    pub overdue: bool,
    /// Oldest first.
    pub updates: Vec<Update>,
}

impl Commitment {
    /// Whether it was done, but after its day.
    pub fn done_late(&self) -> bool {
        self.state == CommitmentState::Done
            && self.updates.last().is_some_and(|last| last.on > self.until)
    }
}

/// One piece of news of a commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    pub state: CommitmentState,
    pub note: Option<UserText>,
    pub on: Date,
}

/// A commitment in the list of a topic's commitments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitmentLine {
    pub reference: String,
    pub title: UserText,
    pub what: UserText,
    pub until: Date,
    pub state: CommitmentState,
    /// Its day has gone by with the promise still standing.
    pub overdue: bool,
    /// Calendar days after its day on which it was done or, while it stands, is not yet; 0 in time.
    pub days_over: i64,
}
