//! `GET /{lang}`

use jiff::civil::Date;

use super::agency::Debtor;
use super::answer::AnswerLine;
use super::topics::TopicLine;

/// The front page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomePage {
    /// Open topics, closing soonest first.
    pub open: Vec<TopicLine>,
    /// Decisions given lately, newest first.
    pub answers: Vec<AnswerLine>,
    /// Agencies with late answers, the longest silent first.
    pub debtors: Vec<Debtor>,
    /// Agencies whose answers are all in time.
    pub others: i64,
    pub today: Date,
}
