//! `GET /{lang}/topics/{slug}/outcome`

use jiff::civil::Date;

use super::commitment::CommitmentLine;
use super::standing::StandingRow;
use super::text::{Bilingual, UserText};
use super::topic::TopicHead;
use crate::answer::AnswerState;

/// What became of a topic: asked, said, done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomePage {
    pub head: TopicHead,
    /// What the agency said it would do with the results.
    pub what_happens: Bilingual,
    /// The first places by points, and the first of the shortlist.
    pub official: Vec<StandingRow>,
    pub shortlist: Vec<StandingRow>,
    /// The most suggestions first; empty where none has a category.
    pub categories: Vec<CategoryLine>,
    /// The report of a concluded topic.
    pub report: Option<Bilingual>,
    pub promises: Promises,
    /// Adopted ones first.
    pub decisions: Vec<DecisionLine>,
    /// Whether these are not the first decisions.
    pub later: bool,
    /// The cursor of the next decisions.
    pub next: Option<String>,
}

/// A category of a topic's suggestions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryLine {
    pub name: CategoryName,
    pub suggestions: i64,
    pub adopted: i64,
    pub rejected: i64,
}

/// What a category is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CategoryName {
    Named(String),
    /// Those after the first few, together.
    Others,
    /// Suggestions without a category.
    Without,
}

/// A suggestion and the decision on it that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionLine {
    pub reference: String,
    pub title: UserText,
    pub answer: AnswerState,
    pub on: Date,
    /// The beginning of the public reason.
    pub reason: UserText,
    /// How often the decision was given anew.
    pub corrections: i64,
    /// What an adopted one promises.
    pub commitment: Option<CommitmentLine>,
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
