//! Readers' reports: the reporter's own, and the desk's pages. Nothing of them is public.

use jiff::civil::Date;

use super::desk::DeskHead;
use super::text::{Bilingual, UserText};
use crate::input::{FieldError, KeepDraft, ReaderReportDraft};
use crate::reader_report::Settlement;
use crate::suggestion::PolicyReason;
use crate::waiting::Waiting;

/// What a reader may do about a suggestion, or has done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reporting {
    /// Not theirs to report: their own, their agency's, or not in public.
    Not,
    May,
    Done(OwnReport),
}

/// A reader's own report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnReport {
    pub on: Date,
    /// The last day on which the desk is in time.
    pub due: Date,
    pub settled: Option<OwnSettled>,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSettled {
    pub settlement: Settlement,
    pub on: Date,
    /// What the desk says to those who reported it.
    pub note: Option<UserText>,
}

/// `GET /{lang}/suggestions/{ref}/report`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportPage {
    pub topic_slug: String,
    pub topic: Bilingual,
    pub agency: Bilingual,
    pub reference: String,
    pub title: UserText,
    /// When the desk is due to look if it is reported today.
    pub due: Date,
    pub draft: ReaderReportDraft,
    pub errors: Vec<FieldError>,
}

/// A reported suggestion in the desk's queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportedRow {
    pub reference: String,
    pub title: UserText,
    pub waiting: Waiting,
    /// How many people reported it.
    pub reports: i64,
    /// How many gave which reason, the most first.
    pub reasons: Vec<(PolicyReason, i64)>,
}

/// `GET /{lang}/desk/{agency}/reports`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportsPage {
    pub head: DeskHead,
    /// How many suggestions, this page and the others.
    pub total: i64,
    /// The oldest due day first.
    pub rows: Vec<ReportedRow>,
    /// Whether this is not the first page.
    pub later: bool,
    pub next: Option<String>,
    /// Whether one was settled just now.
    pub done: bool,
}

/// `GET /{lang}/desk/{agency}/reports/{ref}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportedPage {
    pub head: DeskHead,
    pub row: ReportedRow,
    pub text: UserText,
    pub posted_on: Date,
    /// The latest first: reason, words, day. Those without words are in the counts alone.
    pub notes: Vec<(PolicyReason, UserText, Date)>,
    /// How many reports the moderator has before them.
    pub seen: i32,
    pub draft: KeepDraft,
    pub errors: Vec<FieldError>,
    /// Another report came meanwhile.
    pub stale: bool,
}
