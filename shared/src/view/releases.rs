//! Decisions that wait until a second person of the desk releases them.

use jiff::civil::{Date, DateTime};

use super::desk::DeskHead;
use super::text::{Bilingual, UserText};
use crate::answer::AnswerKind;
use crate::error::Code;
use crate::input::FieldError;

/// `GET /{lang}/desk/{agency}/releases`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleasesPage {
    pub head: DeskHead,
    /// How many wait of each kind, those on later pages among them.
    pub counts: Vec<(AnswerKind, i64)>,
    pub total: i64,
    /// How many of them the reader wrote, and so cannot release.
    pub own: i64,
    /// The oldest first.
    pub rows: Vec<ReleaseRow>,
    pub done: Option<ReleaseDone>,
}

/// What has just been done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReleaseDone {
    Released,
    Returned,
}

/// One that waits, in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseRow {
    pub reference: String,
    pub title: UserText,
    pub topic: Bilingual,
    pub kind: AnswerKind,
    /// The name of who wrote it: never public.
    pub writer: String,
    pub own: bool,
    pub at: DateTime,
}

/// One that waits, on the page of its suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRelease {
    pub id: String,
    pub kind: AnswerKind,
    pub reason: UserText,
    pub other: Option<UserText>,
    pub commitment: Option<(UserText, Date)>,
    /// None when they left the desk.
    pub writer: Option<String>,
    pub own: bool,
    pub at: DateTime,
    /// What kept it from being released.
    pub refused: Option<Code>,
    /// The note to send it back with, as typed.
    pub note: String,
    pub errors: Vec<FieldError>,
}
