//! What became of commitments: in public, of all agencies and of one, and at a desk.

use super::agency::AgencyName;
use super::commitment::{CommitmentLine, Update};
use super::desk::DeskHead;
use super::outcome::Promises;
use crate::error::words;
use crate::input::{FieldError, FollowDraft};

/// A commitment with its news.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    pub agency: AgencyName,
    pub line: CommitmentLine,
    /// Oldest first.
    pub updates: Vec<Update>,
}

/// A page of a list of commitments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowList {
    /// Of the whole list.
    pub promises: Promises,
    /// The overdue ones first, each part by day.
    pub commitments: Vec<Followed>,
    /// Whether this is not the first page.
    pub later: bool,
    pub next: Option<String>,
}

/// `GET /{lang}/commitments`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowThroughPage {
    pub draft: FollowDraft,
    /// What is wrong with the choice; the list is then of everything.
    pub errors: Vec<FieldError>,
    /// In the order of their address names.
    pub agencies: Vec<AgencyName>,
    pub list: FollowList,
}

/// `GET /{lang}/agencies/{slug}/commitments`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyCommitmentsPage {
    pub agency: AgencyName,
    pub list: FollowList,
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
    /// The nearest day first.
    pub list: FollowList,
}
