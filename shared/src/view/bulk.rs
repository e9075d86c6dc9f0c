//! An act on many suggestions: before it is sent, and while it waits and after.

use jiff::civil::DateTime;

use super::answer::Answer;
use super::desk::DeskHead;
use super::templates::TemplateChoice;
use super::text::UserText;
use crate::bulk::{ActState, BulkKind};
use crate::error::Code;
use crate::input::{BulkDraft, FieldError};
use crate::lang::Lang;

/// `GET /{lang}/desk/{agency}/bulk`: what would happen to each of the chosen suggestions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkPage {
    pub head: DeskHead,
    pub kind: BulkKind,
    pub draft: BulkDraft,
    pub errors: Vec<FieldError>,
    /// Why nothing can be sent at all: too many, or none.
    pub refused: Option<Code>,
    /// In the order in which they were chosen, each with what stands on the page of it.
    pub will: Vec<Chosen>,
    pub cannot: Vec<Kept>,
    /// Makes a form that is sent twice act once.
    pub key: String,
    /// The agency's templates for this kind of answer, by name.
    pub templates: Vec<TemplateChoice>,
    /// When the reader's own draft was kept; in the platform's zone.
    pub saved_at: Option<DateTime>,
}

/// How many of them a preview shows.
pub const SHOWN: usize = 3;

/// `POST /{lang}/desk/{agency}/bulk/preview`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkPreviewPage {
    pub head: DeskHead,
    pub kind: BulkKind,
    /// How many are reached.
    pub total: i64,
    /// The first [`SHOWN`] of them.
    pub shown: Vec<PreviewOf>,
    pub cannot: Vec<Kept>,
    /// Those that are reached, each with what stands on the page of it.
    pub chosen: Vec<(String, i32)>,
    /// What was typed, to be sent or gone back to.
    pub draft: BulkDraft,
    pub key: String,
    /// Sent, they wait for a second person.
    pub second_person: bool,
}

/// One of them as it will be public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewOf {
    pub reference: String,
    pub title: UserText,
    /// The language in which the author reads it.
    pub lang: Lang,
    pub answer: Answer,
}

/// A suggestion that the act will reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    pub reference: String,
    pub title: UserText,
    /// The latest answer's number, or for hiding the version of the text.
    pub seen: i32,
}

/// A suggestion that the act will not reach, and why. One that is not of this desk has no title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub reference: String,
    pub title: Option<UserText>,
    pub why: Code,
}

/// `GET /{lang}/desk/{agency}/acts/{act}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActPage {
    pub head: DeskHead,
    pub id: String,
    pub kind: BulkKind,
    pub state: ActState,
    /// What is said to each, none for a plain acknowledgement.
    pub said: Option<UserText>,
    pub reached: Vec<(String, UserText)>,
    /// Whether those wait for a second person.
    pub held: bool,
    /// Once it has ended: those that it did not reach.
    pub kept: Vec<Kept>,
}
