//! What the managers of an agency see of its topics.

use jiff::civil::Date;

use super::desk::DeskHead;
use super::text::{Bilingual, UserText};
use super::topic::{TopicAbout, TopicLinkLine};
use crate::input::{FieldError, ReportDraft, TopicCorrectionDraft, TopicDraft, TopicLinkDraft};
use crate::topic::{OpeningFault, TopicState};

/// `GET /{lang}/desk/{agency}/topics`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskTopicsPage {
    pub head: DeskHead,
    pub rows: Vec<DeskTopic>,
}

/// A topic with what is missing for its next step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskTopic {
    pub slug: String,
    pub title: Bilingual,
    pub state: TopicState,
    pub opens: Option<Date>,
    pub closes: Option<Date>,
    /// For a draft: what keeps it from opening.
    pub faults: Vec<OpeningFault>,
    /// For an open topic: its last day has ended.
    pub due_to_close: bool,
    /// For an open topic: its first day has not come.
    pub announced: bool,
    /// Suggestions without a final answer.
    pub waiting: i64,
    /// Whether the outcome report stands in both languages.
    pub reported: bool,
}

/// `GET /{lang}/desk/{agency}/topics/new` and `…/topics/{slug}/edit`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditorPage {
    pub head: DeskHead,
    /// The slug under which the draft is stored; none for a new one.
    pub stored: Option<String>,
    /// What keeps the stored draft from opening.
    pub faults: Vec<OpeningFault>,
    pub draft: TopicDraft,
    pub imported: bool,
    pub version: i32,
    pub errors: Vec<FieldError>,
    /// Someone else saved meanwhile; what was typed is kept.
    pub stale: bool,
    pub saved: bool,
}

/// `GET /{lang}/desk/{agency}/topics/{slug}/open`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningPage {
    pub head: DeskHead,
    pub slug: String,
    pub title: Bilingual,
    pub question: Bilingual,
    pub version: i32,
    /// First and last day, once both stand.
    pub days: Option<(Date, Date)>,
    pub announced: bool,
    pub faults: Vec<OpeningFault>,
    pub stale: bool,
}

/// `GET /{lang}/desk/{agency}/topics/{slug}/preview`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewPage {
    pub desk: DeskHead,
    /// As the public will see it.
    pub about: TopicAbout,
    /// The draft has no days yet: those shown are an example.
    pub example_days: bool,
}

/// `GET /{lang}/desk/{agency}/topics/{slug}/links`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinksPage {
    pub head: DeskHead,
    pub slug: String,
    pub title: Bilingual,
    /// The id of each link and what the public sees of it.
    pub links: Vec<(String, TopicLinkLine)>,
    /// Whether links may be added, and taken away.
    pub may_add: bool,
    pub may_remove: bool,
    pub draft: TopicLinkDraft,
    pub errors: Vec<FieldError>,
    pub saved: bool,
}

/// `GET /{lang}/desk/{agency}/topics/{slug}/correct`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectPage {
    pub head: DeskHead,
    pub slug: String,
    pub title: Bilingual,
    pub draft: TopicCorrectionDraft,
    pub version: i32,
    pub errors: Vec<FieldError>,
    pub stale: bool,
}

/// `GET /{lang}/desk/{agency}/topics/{slug}/extend`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtendPage {
    pub head: DeskHead,
    pub slug: String,
    pub title: Bilingual,
    pub closes: Option<Date>,
    pub typed: ExtendTyped,
    pub errors: Vec<FieldError>,
}

/// The fields of an extension, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExtendTyped {
    pub closes: String,
    pub reason_ar: String,
    pub reason_en: String,
}

/// `GET /{lang}/desk/{agency}/topics/{slug}/report`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportPage {
    pub head: DeskHead,
    pub slug: String,
    pub title: Bilingual,
    pub draft: ReportDraft,
    pub version: i32,
    pub errors: Vec<FieldError>,
    pub stale: bool,
    pub saved: bool,
    pub composing: Composing,
}

/// Whether a draft composed from the answers stands in the fields.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Composing {
    #[default]
    No,
    /// Something is written: in its place, or under it?
    Asked,
    /// It stands there and is not saved yet.
    Filled,
}

/// `GET /{lang}/desk/{agency}/topics/{slug}/conclude`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConcludePage {
    pub head: DeskHead,
    pub slug: String,
    pub title: Bilingual,
    pub state: TopicState,
    /// Reference and title of each suggestion without a final answer.
    pub waiting: Vec<(String, UserText)>,
    /// Those that are not published yet.
    pub pending: Vec<(String, UserText)>,
    pub report_ar: bool,
    pub report_en: bool,
    /// The rules were asked just now and refused.
    pub refused: bool,
}
