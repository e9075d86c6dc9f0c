//! `GET /{lang}/suggestions/{ref}`

use jiff::civil::Date;

use super::answer::Answer;
use super::clock::Clocks;
use super::merge::Other;
use super::objection::{Decision, OwnHidden, OwnObjection};
use super::question::{Question, ReplyForm};
use super::reports::{OwnReport, Reporting};
use super::satisfaction::Satisfaction;
use super::text::UserText;
use super::topic::{Part, Stands, TopicHead};
use crate::answer::AnswerState;
use crate::input::places::Governorate;
use crate::objection::ObjectionKind;
use crate::suggestion::PolicyReason;
use crate::topic::ShutRefusal;

/// A suggestion with all that was said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestionPage {
    pub head: TopicHead,
    pub reference: String,
    pub posted_on: Date,
    pub body: Body,
}

/// What of a suggestion is in public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    Text(Box<SuggestionText>),
    /// Out of view, with the reason of the policy in its place.
    Hidden {
        reason: PolicyReason,
        on: Option<Date>,
        /// Why the hiding stands after an objection to it.
        decision: Option<Decision>,
        /// For its author alone.
        own: Option<Box<OwnHidden>>,
        /// For a reader who reported it alone.
        reported: Option<OwnReport>,
    },
    /// Taken back by its author.
    Withdrawn,
}

/// The text of a suggestion, its answers and its clocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestionText {
    pub title: UserText,
    pub text: UserText,
    pub author: Author,
    pub ground: Option<GroundView>,
    pub place: Option<PlaceView>,
    /// The category it had where it was imported from.
    pub category: Option<String>,
    /// Earlier versions, the oldest first.
    pub versions: Vec<Version>,
    /// Without replies, which stand with their questions.
    pub additions: Vec<Addition>,
    /// What the agency asked, the oldest first.
    pub questions: Vec<Question>,
    /// For its author alone, while a question is open.
    pub reply: Option<ReplyForm>,
    pub visibility: Visibility,
    /// What was merged into it, the first first.
    pub gathered: Vec<Other>,
    /// When the agency first read it, if that is known.
    pub first_read_on: Option<Date>,
    pub answer: AnswerState,
    /// None before it is published.
    pub clocks: Option<Clocks>,
    /// Oldest first.
    pub answers: Vec<Answer>,
    /// The decisions that brought it back after it was hidden or merged, the oldest first.
    pub restored: Vec<(ObjectionKind, Decision)>,
    /// None while no final answer stands.
    pub satisfaction: Option<Satisfaction>,
    pub reporting: Reporting,
    pub stands: Option<Stands>,
    pub part: Part,
    pub ranking: Result<(), ShutRefusal>,
}

/// Where a suggestion whose text is shown stands with the public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Visibility {
    Published,
    /// Seen by its author alone until then.
    Pending {
        publishes_on: Option<Date>,
    },
    /// Laid together with another.
    Merged {
        reference: String,
        title: UserText,
        /// Why the desk merged it, and when.
        because: Option<(UserText, Date)>,
        /// Why the merge stands after an objection to it.
        decision: Option<Decision>,
        /// For its author alone.
        own: Option<Box<OwnObjection>>,
    },
}

/// Who wrote a suggestion, as far as the public is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Author {
    /// The reader.
    You,
    /// Chose to show a name.
    Named(String),
    Participant,
    /// Came with a file of an earlier consultation.
    Imported,
}

/// What a suggestion rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroundView {
    /// One of [`crate::input::suggestion::GROUND_KINDS`].
    pub kind: String,
    pub text: Option<UserText>,
    pub link: Option<String>,
}

/// The place a suggestion speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceView {
    pub governorate: &'static Governorate,
    pub wilayat: Option<String>,
}

/// An earlier version of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub number: i32,
    pub title: UserText,
    pub text: UserText,
    pub on: Date,
}

/// What the author added later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addition {
    pub text: UserText,
    pub on: Date,
}
