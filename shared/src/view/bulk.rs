//! An act on many suggestions: before it is sent, and while it waits and after.

use super::desk::DeskHead;
use super::templates::TemplateChoice;
use super::text::UserText;
use crate::bulk::{ActState, BulkKind};
use crate::error::Code;
use crate::input::{BulkDraft, FieldError};

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
