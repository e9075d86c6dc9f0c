//! The desk: what an agency owes, and one suggestion with everything to answer it by.

use jiff::civil::{Date, DateTime};

use super::agency::AgencyName;
use super::clock::Clock;
use super::merge::{CaseMerge, Other};
use super::question::CaseQuestions;
use super::releases::CaseRelease;
use super::saved_views::SavedView;
use super::templates::TemplateChoice;
use super::text::{Bilingual, UserText};
use crate::answer::AnswerKind;
use crate::bulk::BulkKind;
use crate::clocks::{DueKind, Stage};
use crate::commitment::CommitmentState;
use crate::error::Code;
use crate::input::{AnswerDraft, CommitmentUpdateDraft, FieldError, Governorate, HideDraft};
use crate::lang::TextLang;
use crate::question::Asked;
use crate::suggestion::{PolicyReason, PublicationState};

/// Which desk, and whether the reader manages the agency's topics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskHead {
    pub agency: AgencyName,
    pub manages: bool,
    /// Whether a second person releases the agency's decisions.
    pub second_person: bool,
    /// It opens no more topics.
    pub closed: bool,
}

/// What is wanted of the queue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QueueFilter {
    /// One step alone; none for both.
    pub owed: Option<DueKind>,
    pub stage: Option<Stage>,
    /// A topic's slug.
    pub topic: Option<String>,
    /// What an import called it.
    pub category: Option<String>,
    pub place: Option<&'static Governorate>,
    pub language: Option<TextLang>,
    pub assigned: Option<AssignedTo>,
    /// Whose author was asked something.
    pub question: Option<Asked>,
}

impl QueueFilter {
    /// What is chosen, by the names of the queue's address.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        [
            ("owed", self.owed.map(DueKind::as_str)),
            ("stage", self.stage.map(Stage::as_str)),
            ("topic", self.topic.as_deref()),
            ("category", self.category.as_deref()),
            ("place", self.place.map(|place| place.code)),
            ("language", self.language.map(TextLang::code)),
            ("assigned", self.assigned.as_ref().map(AssignedTo::as_str)),
            ("question", self.question.map(Asked::as_str)),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?.to_owned())))
        .collect()
    }
}

/// Whose suggestions are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssignedTo {
    Me,
    Nobody,
    /// The id of somebody at this desk.
    Person(String),
}

impl AssignedTo {
    /// As in an address; anything but the two words is an id.
    pub fn parse(word: &str) -> Option<AssignedTo> {
        Some(match word {
            "" => return None,
            "me" => AssignedTo::Me,
            "nobody" => AssignedTo::Nobody,
            id => AssignedTo::Person(id.to_owned()),
        })
    }

    pub fn as_str(&self) -> &str {
        match self {
            AssignedTo::Me => "me",
            AssignedTo::Nobody => "nobody",
            AssignedTo::Person(id) => id,
        }
    }
}

/// Somebody at the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    pub id: String,
    pub name: String,
}

/// How many debts each choice of a filter holds, the other filters as they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QueueCounts {
    pub all: i64,
    pub acknowledge: i64,
    pub decide: i64,
    /// In the order of [`Stage::ALL`].
    pub stages: Vec<(Stage, i64)>,
    pub any_stage: i64,
    pub any_topic: i64,
    pub topics: Vec<TopicCount>,
    /// Categories of imported suggestions, with those that have none left out.
    pub categories: Vec<(String, i64)>,
}

/// A topic in the queue's filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicCount {
    pub slug: String,
    pub title: Bilingual,
    pub count: i64,
}

/// `GET /{lang}/desk/{agency}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuePage {
    pub head: DeskHead,
    pub filter: QueueFilter,
    pub counts: QueueCounts,
    /// How many there are under the filter, this page and the others.
    pub total: i64,
    /// Oldest debt first.
    pub rows: Vec<QueueRow>,
    /// Whether this is not the first page.
    pub later: bool,
    /// Where the next page starts.
    pub next: Option<String>,
    /// Where this page starts, as in its address.
    pub after: Option<String>,
    /// Who works here, the reader among them, by name.
    pub team: Vec<Colleague>,
    /// Whether every row is ticked.
    pub all_ticked: bool,
    /// Why nothing was assigned.
    pub refused: Option<Code>,
    /// Acts on many that can still be undone.
    pub waiting: Vec<WaitingAct>,
    /// What the reader keeps of this queue, by name.
    pub views: Vec<SavedView>,
    /// What has just been done.
    pub done: Option<Done>,
}

/// An act on many that can still be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingAct {
    pub id: String,
    pub kind: BulkKind,
    pub count: i64,
}

/// A suggestion that is owed a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueRow {
    pub reference: String,
    pub title: UserText,
    pub topic: Bilingual,
    pub clock: Clock,
    /// Who takes care of it.
    pub assigned: Option<String>,
    /// Whether an act on it can still be undone.
    pub waits: bool,
    /// Whether a decision on it waits for a second person.
    pub held: bool,
    /// Whether its author was asked something, and replied.
    pub question: Option<Asked>,
}

/// `GET /{lang}/desk/{agency}/suggestions/{ref}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CasePage {
    pub head: DeskHead,
    pub reference: String,
    /// A field that people do not see was filled in when it was posted.
    pub unseen: bool,
    pub topic_slug: String,
    pub topic: Bilingual,
    pub title: UserText,
    pub text: UserText,
    pub posted_on: Date,
    /// When the agency first read it.
    pub first_read_on: Option<Date>,
    /// This is that reading.
    pub first_reading: bool,
    pub ground: Option<CaseGround>,
    pub place: Option<(&'static Governorate, Option<String>)>,
    /// Without replies, which stand with their questions.
    pub additions: Vec<(UserText, Date)>,
    pub questions: CaseQuestions,
    pub publication: PublicationState,
    pub hiding: Option<CaseHiding>,
    pub merge: Option<CaseMerge>,
    /// What was merged into it, the first first.
    pub gathered: Vec<Other>,
    /// Both clocks; none before it is published.
    pub clocks: Vec<Clock>,
    pub standing: Option<CaseStanding>,
    /// Oldest first.
    pub answers: Vec<CaseAnswer>,
    pub commitments: Vec<CaseCommitment>,
    /// None where nothing may be answered.
    pub form: Option<AnswerForm>,
    /// Why what was typed was not sent: it is kept as a draft.
    pub not_sent: Option<Code>,
    /// A decision that waits for a second person.
    pub release: Option<CaseRelease>,
    /// Those of colleagues; the reader's own where there is no form for it.
    pub drafts: Vec<SavedDraft>,
    pub may_hide: bool,
    pub may_restore: bool,
    /// Whether it can be merged into another, and whether that can be taken back.
    pub may_merge: bool,
    pub may_unmerge: bool,
    /// Who works here, by name.
    pub team: Vec<Colleague>,
    /// The id of who takes care of it.
    pub assigned: Option<String>,
    /// Others who opened it within the last two minutes: name, and when, in the platform's zone.
    pub others: Vec<(String, DateTime)>,
    pub done: Option<Done>,
}

/// What has just been done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    Answered,
    /// A decision waits for a second person.
    Held,
    Drafted,
    ThrownAway,
    Updated,
    Hidden,
    Restored,
    Merged,
    Unmerged,
    Assigned,
    Asked,
    QuestionWithdrawn,
}

/// What a suggestion rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseGround {
    pub kind: String,
    pub text: Option<UserText>,
    pub link: Option<String>,
}

/// Why and when it was hidden; the note is for the author and the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseHiding {
    pub reason: PolicyReason,
    pub note: Option<UserText>,
    pub on: Date,
}

/// Where it stands in the last edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseStanding {
    pub place: i32,
    /// Whether others share the place.
    pub shared: bool,
    /// In hundredths of a point.
    pub points: i64,
    pub lists: i64,
    pub all_lists: i64,
    pub edition: i32,
    pub on: Date,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseAnswer {
    pub number: i32,
    pub kind: AnswerKind,
    pub reason: Option<UserText>,
    pub other: Option<UserText>,
    pub on: Date,
}

/// A commitment with its news, and the form to add more while it still promises something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseCommitment {
    pub id: String,
    pub what: UserText,
    pub until: Date,
    pub state: CommitmentState,
    /// Oldest first: state, note, day.
    pub updates: Vec<(CommitmentState, Option<UserText>, Date)>,
    pub form: Option<UpdateForm>,
}

/// The form of an update, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UpdateForm {
    pub draft: CommitmentUpdateDraft,
    pub errors: Vec<FieldError>,
    pub stale: bool,
}

/// The form of an answer, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerForm {
    pub draft: AnswerDraft,
    pub errors: Vec<FieldError>,
    /// The number of the latest answer on the page.
    pub seen: i32,
    /// Makes a form that is sent twice answer once.
    pub key: String,
    /// Another answer was given meanwhile: it stands on the page, and what was typed is kept.
    pub stale: bool,
    /// The agency's templates, by kind and name.
    pub templates: Vec<TemplateChoice>,
    /// When the reader's own draft, which the form holds, was kept; in the platform's zone.
    pub saved_at: Option<DateTime>,
    /// Who sent that draft back, and why.
    pub returned: Option<(String, UserText)>,
    /// While a decision waits for release nothing else is decided.
    pub acknowledge_only: bool,
}

/// An answer that is being written, outside the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedDraft {
    pub name: String,
    pub own: bool,
    pub at: DateTime,
    pub kind: Option<AnswerKind>,
    /// Reason, the same in the other language, what is promised and until when: those written.
    pub texts: Vec<UserText>,
}

/// `GET /{lang}/desk/{agency}/suggestions/{ref}/hide`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HidePage {
    pub head: DeskHead,
    pub reference: String,
    pub title: UserText,
    pub text: UserText,
    pub version: i32,
    pub draft: HideDraft,
    pub errors: Vec<FieldError>,
    /// The text was changed meanwhile; the page shows the newer one.
    pub stale: bool,
}

/// `GET /{lang}/desk/{agency}/suggestions/{ref}/restore`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestorePage {
    pub agency: AgencyName,
    pub reference: String,
    pub title: UserText,
    pub text: UserText,
    pub hiding: Option<CaseHiding>,
    /// Whether its concluded topic will be closed again.
    pub reopens: bool,
}
