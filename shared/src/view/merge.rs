//! Merging at the desk: which two, side by side, before it is done; and taking it back.

use jiff::civil::Date;

use super::clock::Clock;
use super::desk::DeskHead;
use super::text::{Bilingual, UserText};
use crate::answer::AnswerState;
use crate::error::Code;
use crate::input::{FieldError, MergeDraft};

/// A suggestion that others were merged into, or that was merged into another, in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    pub reference: String,
    pub title: UserText,
    /// When the merge was made.
    pub on: Date,
}

/// A suggestion with its text, beside another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    pub reference: String,
    pub title: UserText,
    pub text: UserText,
    pub posted_on: Date,
    pub answer: AnswerState,
    /// On how many lists it was in the last edition.
    pub lists: Option<i64>,
    /// How often it was written, as the reader saw it.
    pub version: i32,
}

/// A suggestion that the search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub reference: String,
    pub title: UserText,
    pub answer: AnswerState,
}

/// `GET /{lang}/desk/{agency}/suggestions/{ref}/merge`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergePage {
    pub head: DeskHead,
    pub topic: Bilingual,
    /// The one that is to be merged.
    pub from: Side,
    /// Why it cannot be merged, whatever is chosen.
    pub barred: Option<Code>,
    /// The last day on which anything is merged in this topic.
    pub last_day: Option<Date>,
    /// What was searched for; empty for those most like it.
    pub search: String,
    pub found: Vec<Found>,
    /// The one that was chosen.
    pub into: Option<Side>,
    /// Why the chosen one cannot be.
    pub refused: Option<Code>,
    pub draft: MergeDraft,
    pub errors: Vec<FieldError>,
    /// One of the two was changed meanwhile; the page shows it as it is now.
    pub stale: bool,
}

/// A merge as the desk sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseMerge {
    pub into: Other,
    pub reason: UserText,
}

/// `GET /{lang}/desk/{agency}/suggestions/{ref}/unmerge`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnmergePage {
    pub head: DeskHead,
    pub from: Side,
    /// None where nothing is merged any more.
    pub merge: Option<CaseMerge>,
    /// The clocks that it takes up again.
    pub clocks: Vec<Clock>,
    /// Its author objected: a steward decides.
    pub objected: bool,
}
