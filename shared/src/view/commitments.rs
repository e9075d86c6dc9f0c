//! What became of an agency's commitments: in public, and at its desk.

use super::agency::AgencyName;
use super::commitment::{CommitmentLine, Update};
use super::desk::DeskHead;
use super::outcome::Promises;
use crate::error::words;

/// A commitment with its news.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    pub line: CommitmentLine,
    /// Oldest first.
    pub updates: Vec<Update>,
}

/// `GET /{lang}/agencies/{slug}/commitments`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyCommitmentsPage {
    pub agency: AgencyName,
    pub promises: Promises,
    /// The overdue ones first, each part by day.
    pub commitments: Vec<Followed>,
    /// Whether this is not the first page.
    pub later: bool,
    pub next: Option<String>,
}

words! {
    /// Which commitments a desk looks at.
    pub enum Show {
        Overdue = "overdue",
        /// Those that still promise something.
        Standing = "standing",
        All = "all",
    }
}

/// `GET /{lang}/desk/{agency}/commitments`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskCommitmentsPage {
    pub head: DeskHead,
    pub show: Show,
    pub promises: Promises,
    /// The nearest day first.
    pub commitments: Vec<Followed>,
    pub later: bool,
    pub next: Option<String>,
}
