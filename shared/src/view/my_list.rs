//! A person's priority list in a topic.

use jiff::civil::Date;

use super::question::WaitingQuestion;
use crate::answer::AnswerState;
use crate::error::Code;
use crate::lang::{TextDir, TextLang};
use crate::suggestion::PublicationState;

/// The page of one's own list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MyListView {
    pub slug: String,
    /// The topic's title in the language of the page.
    pub topic: String,
    /// The last day on which the list can be changed.
    pub closes: Date,
    /// Why it cannot be changed now; `None` while it can.
    pub shut: Option<Code>,
    /// The most suggestions a list holds.
    pub max: usize,
    /// Of the stored list; 0 before the first save.
    pub version: u32,
    /// The first priority first.
    pub entries: Vec<ListedSuggestion>,
    /// The last edition of the topic's standing, if there is one yet.
    pub edition: Option<EditionNote>,
    /// Own suggestions of the topic that the agency asks about.
    pub asked: Vec<WaitingQuestion>,
    /// A fresh idempotency key for the page's buttons.
    pub key: String,
    /// What the last change did.
    pub saved: Option<Saved>,
    /// Why the last change was refused.
    pub refused: Option<Refused>,
}

/// A suggestion on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedSuggestion {
    pub reference: String,
    /// Empty for one whose text is out of public.
    pub title: String,
    pub lang: TextLang,
    pub dir: TextDir,
    pub publication: PublicationState,
    pub answer: AnswerState,
}

/// When lists were counted last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EditionNote {
    pub number: i32,
    /// In the platform's zone.
    pub counted_on: Date,
    /// The count of the closed topic.
    pub official: bool,
}

/// What a change did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// The suggestion stands at this place now, from 1.
    At { reference: String, place: usize },
    /// It was taken off.
    Off { reference: String },
}

/// Why a change was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// By a rule; the list is as it was. `max` belongs to a list that is full.
    Because { code: Code, max: usize },
    /// The list was changed elsewhere meanwhile: the change that was asked for, to be asked again
    /// of the list as it is now.
    Stale(StaleChange),
}

/// A change asked of an old copy of the list. Fields as in the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaleChange {
    pub op: String,
    pub reference: String,
    pub place: String,
    pub back: String,
    /// The order the person would have had, by references, where it is known.
    pub wanted: Vec<ListedSuggestion>,
}
