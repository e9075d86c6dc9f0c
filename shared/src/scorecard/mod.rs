//! What agencies are measured by: counted by day, so that what is late can be told on any day, and
//! read as figures with their uncertainty.
//!
//! Of each clock those suggestions are counted that came due in the period. One that left public
//! view (hidden, merged, withdrawn) keeps what had come of a clock by then: met in time, met late,
//! or run out. A clock that was still running counts nowhere.

mod cells;
pub mod figures;
pub mod period;
#[cfg(test)]
mod tests;

pub use cells::{Cells, Cut, Facts, Key, Promised, Scope, Sums, compute};

use crate::clocks::DueKind;
use crate::commitment::CommitmentState;
use crate::error::words;
use crate::satisfaction::Verdict;

words! {
    /// What is counted, and the day that it is counted on. What is of a month stands on its first.
    pub enum Measure {
        /// Clocks to acknowledge, by their due day.
        Acknowledge = "acknowledge",
        /// Clocks to decide, by their due day.
        Decide = "decide",
        /// Commitments that still promise something, by the day until which they do.
        Standing = "standing",
        /// Suggestions with a first answer, all on the day of the last of those.
        Answered = "answered",
        /// By the month of publication, whatever became of it since.
        Published = "published",
        /// By the month of the first decision, as the decision stands.
        Adopted = "adopted",
        Rejected = "rejected",
        /// By the month in which they left public view, while they are gone.
        Hidden = "hidden",
        Merged = "merged",
        Withdrawn = "withdrawn",
        /// Commitments, by the month in which they were made.
        Planned = "planned",
        InProgress = "in_progress",
        Done = "done",
        Dropped = "dropped",
        /// What authors and listers said of decisions, by the month in which they said it.
        Yes = "yes",
        Partly = "partly",
        No = "no",
    }
}

impl From<DueKind> for Measure {
    fn from(kind: DueKind) -> Measure {
        match kind {
            DueKind::Acknowledge => Measure::Acknowledge,
            DueKind::Decide => Measure::Decide,
        }
    }
}

impl From<CommitmentState> for Measure {
    fn from(state: CommitmentState) -> Measure {
        match state {
            CommitmentState::Planned => Measure::Planned,
            CommitmentState::InProgress => Measure::InProgress,
            CommitmentState::Done => Measure::Done,
            CommitmentState::Dropped => Measure::Dropped,
        }
    }
}

impl From<Verdict> for Measure {
    fn from(verdict: Verdict) -> Measure {
        match verdict {
            Verdict::Yes => Measure::Yes,
            Verdict::Partly => Measure::Partly,
            Verdict::No => Measure::No,
        }
    }
}

/// An agency has no rank in a figure of fewer cases.
pub const LEAST_CASES: i64 = 20;

/// An agency is silent when it owes a late answer and has given none for so many working days.
pub const SILENT_AFTER: i64 = 5;
