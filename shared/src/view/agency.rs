//! Agencies as pages show them, with what they owe.

use jiff::civil::Date;

use super::answer::AnswerLine;
use super::desk::DeskHead;
use super::text::Bilingual;
use super::topics::TopicLine;
use crate::clocks::Promise;
use crate::input::{FieldError, PromiseDraft};
use crate::satisfaction::Verdicts;

/// The name of an agency and its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyName {
    pub slug: String,
    pub name: Bilingual,
}

/// How many answers are owed, by how pressing they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stages {
    pub not_started: i64,
    pub on_time: i64,
    pub due_soon: i64,
    pub overdue: i64,
    pub long_overdue: i64,
}

impl Stages {
    /// Those past their date.
    pub fn late(&self) -> i64 {
        self.overdue + self.long_overdue
    }

    /// All of them.
    pub fn all(&self) -> i64 {
        self.not_started + self.on_time + self.due_soon + self.late()
    }
}

/// What an agency owes on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Debt {
    pub acknowledge: Stages,
    pub decide: Stages,
    /// The oldest debt that is late.
    pub oldest: Option<OldestDebt>,
}

/// The debt that has waited longest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OldestDebt {
    pub due: Date,
    pub working_days_late: i64,
    /// Whether twice the time has passed.
    pub long: bool,
}

/// An agency that owes answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debtor {
    pub agency: AgencyName,
    pub debt: Debt,
}

/// What became of an agency, and of those that are part of it now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgencyPast {
    /// Names it had, each until a day, the newest first.
    pub former: Vec<(Bilingual, Date)>,
    /// Since when it opens no topics.
    pub closed: Option<Date>,
    /// The agency that it was merged into.
    pub merged_into: Option<AgencyName>,
    /// Those that were merged into it.
    pub taken_in: Vec<AgencyName>,
}

/// `GET /{lang}/agencies/{slug}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyPage {
    pub agency: AgencyName,
    pub past: AgencyPast,
    pub about: Bilingual,
    pub topics: Vec<TopicLine>,
    pub debt: Debt,
    pub promise: Promise,
    /// Newest first.
    pub answers: Vec<AnswerLine>,
    /// What people said of all its decisions; none while fewer than five have said so.
    pub satisfaction: Option<Verdicts>,
}

/// `GET /{lang}/desk/{agency}/promises`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromisesPage {
    pub head: DeskHead,
    pub draft: PromiseDraft,
    /// The version of the promise that the manager has before them; 0 before the first.
    pub version: i32,
    pub errors: Vec<FieldError>,
    /// Someone else changed it meanwhile; what was typed is kept.
    pub stale: bool,
    pub saved: bool,
}
