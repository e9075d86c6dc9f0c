//! `GET /{lang}/topics/{slug}/outcome`

use super::commitment::CommitmentLine;
use super::text::Bilingual;
use super::topic::TopicHead;

/// What became of a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomePage {
    pub head: TopicHead,
    /// The report of a concluded topic.
    pub report: Option<Bilingual>,
    pub promises: Promises,
    /// Commitments of adopted suggestions, the nearest date first.
    pub commitments: Vec<CommitmentLine>,
    /// The cursor of the next commitments.
    pub next: Option<String>,
}

/// How many commitments of a topic stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Promises {
    pub planned: i64,
    pub in_progress: i64,
    pub done: i64,
    pub dropped: i64,
    /// Of the planned and those in progress, how many are past their day.
    pub overdue: i64,
}

impl Promises {
    /// All of them.
    pub fn all(&self) -> i64 {
        self.planned + self.in_progress + self.done + self.dropped
    }
}
