//! A topic's pages: its suggestions, and what stands above all of them.

use jiff::civil::{Date, DateTime};

use super::agency::AgencyName;
use super::calendar::ChangeLine;
use super::clock::Clock;
use super::text::{Bilingual, UserText};
use super::topics::TopicBar;
use crate::answer::AnswerState;
use crate::clocks::Promise;
use crate::error::words;
use crate::suggestion::PolicyReason;
use crate::topic::{LinkKind, Participation, ShutRefusal};

words! {
    /// An order of display.
    pub enum Order {
        /// The day's shuffle.
        Discover = "discover",
        /// The official order of the last edition.
        Top = "top",
        /// The balanced shortlist of the last edition.
        Balanced = "balanced",
        /// Newest first.
        New = "new",
        /// Unanswered longest first.
        Waiting = "waiting",
    }
}

/// What stands above every page of a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicHead {
    pub slug: String,
    pub title: Bilingual,
    pub question: Bilingual,
    pub agency: AgencyName,
    pub imported: bool,
    pub bar: TopicBar,
    pub figures: Figures,
    pub edition: Option<EditionLine>,
    /// On how many lists a topic's suggestions must stand together before points are shown.
    pub least_lists: i64,
}

/// How many suggestions of a topic stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    pub published: i64,
    pub unanswered: i64,
    pub acknowledged: i64,
    pub adopted: i64,
    pub rejected: i64,
    pub hidden: i64,
    pub withdrawn: i64,
    pub merged: i64,
}

impl Figures {
    /// Those that still owe a decision.
    pub fn undecided(&self) -> i64 {
        self.unanswered + self.acknowledged
    }
}

/// The edition from which points and list counts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EditionLine {
    pub number: i32,
    pub lists: i64,
    /// Made at the topic's closing.
    pub official: bool,
    /// When it was counted, in the platform's zone.
    pub at: DateTime,
}

/// `GET /{lang}/topics/{slug}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicPage {
    pub head: TopicHead,
    pub order: Order,
    pub filter: Option<AnswerState>,
    /// Where the shuffle starts, 0 to 15.
    pub from: u64,
    /// The page goes on from a cursor: not the first.
    pub continued: bool,
    pub cards: Vec<Card>,
    /// The cursor of the next page.
    pub next: Option<String>,
    /// Why nothing is suggested now, if so.
    pub suggesting: Result<(), ShutRefusal>,
    /// Why no list is saved now, if so.
    pub ranking: Result<(), ShutRefusal>,
    pub part: Part,
}

/// What the reader may do with suggestions here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Staff of the topic's agency: neither suggests nor ranks.
    Staff,
    /// Not signed in: the same buttons, by way of signing in.
    Visitor,
    Citizen(MyPriorities),
}

/// The reader's own list in this topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MyPriorities {
    /// How many places a list has.
    pub places: i64,
    pub entries: Vec<Priority>,
}

impl MyPriorities {
    /// The place of a suggestion, from 1.
    pub fn place_of(&self, reference: &str) -> Option<i64> {
        let found = self
            .entries
            .iter()
            .find(|entry| entry.reference == reference);
        found.map(|entry| entry.place)
    }

    /// Places without a suggestion.
    pub fn free(&self) -> i64 {
        let taken = i64::try_from(self.entries.len()).unwrap_or(i64::MAX);
        (self.places - taken).max(0)
    }
}

/// One place of the reader's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priority {
    pub place: i64,
    pub reference: String,
    pub title: UserText,
}

/// A suggestion in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Card {
    Shown(Box<ShownCard>),
    /// Out of view, with the reason of the policy in its place.
    Hidden {
        reference: String,
        reason: PolicyReason,
    },
}

/// A published suggestion in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownCard {
    pub reference: String,
    pub title: UserText,
    pub excerpt: UserText,
    pub answer: AnswerState,
    pub clocks: Vec<Clock>,
    /// The first lines of the answer that stands.
    pub reply: Option<UserText>,
    pub stands: Option<Stands>,
    /// The reader wrote it.
    pub own: bool,
}

/// Where a suggestion stands in the edition shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    Ranked(Score),
    /// On fewer lists than this, so it has no rank, and its points are not shown.
    OnFew(u32),
}

/// A suggestion's rank in the edition shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    pub place: i32,
    /// Another suggestion has the same place.
    pub shared: bool,
    /// Tenths of a point.
    pub tenths: u64,
    pub lists: i64,
    pub shortlist: Option<i32>,
}

/// `GET /{lang}/topics/{slug}/about`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicAbout {
    pub head: TopicHead,
    pub description: Bilingual,
    pub what_happens: Bilingual,
    /// Why it is open for fewer than 15 days; empty otherwise.
    pub short_reason: Bilingual,
    pub participation: Participation,
    pub list_places: u32,
    pub per_person: u32,
    pub extensions: Vec<ExtensionLine>,
    /// What its agency promises beyond the common clocks.
    pub promise: Promise,
    /// Changes of the calendar that moved due days of this topic, the newest first; the number of
    /// due days is the topic's own.
    pub calendar_changes: Vec<ChangeLine>,
    pub links: Vec<TopicLinkLine>,
    /// What the description said before, the latest first.
    pub versions: Vec<VersionLine>,
}

/// A document or video of a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicLinkLine {
    pub kind: LinkKind,
    pub title: Bilingual,
    pub address: String,
    /// The day on which it was added to a topic that was open already.
    pub added_on: Option<Date>,
}

/// A description that was corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionLine {
    pub on: Date,
    pub reason: Bilingual,
    /// What it said until that day.
    pub description: Bilingual,
}

/// A closing day that was moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtensionLine {
    pub before: Date,
    pub after: Date,
    pub reason: Bilingual,
    pub on: Date,
}
