//! Objections: what the author sees, what everyone sees, and the steward's pages. Each is a struct
//! of its own, so that nothing private stands in a public view.

use jiff::civil::Date;

use super::agency::AgencyName;
use super::text::{Bilingual, UserText};
use crate::input::{DecisionDraft, FieldError, ObjectionDraft};
use crate::objection::ObjectionOutcome;
use crate::suggestion::PolicyReason;
use crate::waiting::Waiting;

/// A steward's decision, as everyone may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub outcome: ObjectionOutcome,
    pub reason: UserText,
    pub on: Date,
}

/// A hidden suggestion, for its author alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnHidden {
    pub title: UserText,
    pub text: UserText,
    /// What the desk wrote to the author.
    pub note: Option<UserText>,
    pub objection: OwnObjection,
}

/// Where the author's objection stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnObjection {
    /// May be made until the end of a day.
    Open { until: Date },
    /// Was not made in time.
    TooLate { until: Date },
    Made {
        text: UserText,
        on: Date,
        /// The last day on which the decision is in time.
        due: Date,
        decision: Option<Decision>,
    },
}

/// `GET /{lang}/suggestions/{ref}/object`, for the author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectPage {
    pub topic_slug: String,
    pub topic: Bilingual,
    pub reference: String,
    pub against: Against,
    /// When that was done.
    pub done_on: Date,
    pub own: OwnHidden,
    /// The last day to object.
    pub until: Date,
    /// When the decision would be due if the objection came today.
    pub decided_by: Date,
    pub draft: ObjectionDraft,
    pub errors: Vec<FieldError>,
}

/// What is objected to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Against {
    Hiding(PolicyReason),
    /// Merging it into another, for a reason; none where a list has no room for it.
    Merging {
        into: String,
        title: UserText,
        reason: Option<UserText>,
    },
}

/// An objection in the steward's lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectionRow {
    pub id: String,
    pub reference: String,
    pub title: UserText,
    pub agency: AgencyName,
    pub against: Against,
    pub objected_on: Date,
    pub waiting: Waiting,
    /// Outcome and day, once it is decided.
    pub decided: Option<(ObjectionOutcome, Date)>,
}

/// `GET /{lang}/steward/objections`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectionsPage {
    /// How many wait, this page and the others.
    pub total: i64,
    /// The oldest due day first.
    pub open: Vec<ObjectionRow>,
    /// Whether this is not the first page.
    pub later: bool,
    pub next: Option<String>,
    /// The latest first.
    pub decided: Vec<ObjectionRow>,
}

/// `GET /{lang}/steward/objections/{id}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectionPage {
    pub row: ObjectionRow,
    pub topic: Bilingual,
    /// The suggestion as it was when it was hidden or merged.
    pub text: UserText,
    pub posted_on: Date,
    pub additions: Vec<(UserText, Date)>,
    /// When the desk did it.
    pub done_on: Date,
    /// The desk's note to the author of a hidden one.
    pub note: Option<UserText>,
    /// The text of the one that it was merged into.
    pub into_text: Option<UserText>,
    pub objection: UserText,
    /// Whether restoring brings its concluded topic back to closed.
    pub reopens: bool,
    pub decision: Option<Decision>,
    /// None once it is decided, and for a party to it.
    pub form: Option<DecisionForm>,
    /// Whether it was decided just now.
    pub done: bool,
}

/// The form of a decision, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DecisionForm {
    pub draft: DecisionDraft,
    pub errors: Vec<FieldError>,
}
