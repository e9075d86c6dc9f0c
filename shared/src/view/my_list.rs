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
    /// Stands for the person in their browser, and names nobody.
    pub owner: String,
    /// A suggestion that the reader came to add.
    pub offered: Option<Offered>,
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

/// A suggestion that the reader came to add, by a link or by way of signing in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    pub suggestion: ListedSuggestion,
    /// Where it stands already, from 1.
    pub place: Option<usize>,
}

/// What a change did, and where the suggestion stood before it, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// The suggestion stands at this place now, from 1.
    At {
        reference: String,
        place: usize,
        before: Option<usize>,
    },
    /// It was taken off.
    Off {
        reference: String,
        before: Option<usize>,
    },
    /// A whole order.
    Order,
}

/// Why a change was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// By a rule; the list is as it was. `max` belongs to a list that is full.
    Because { code: Code, max: usize },
    /// Too many changes at once: in so many seconds it can be sent again, with these fields.
    Wait {
        seconds: u32,
        again: Vec<(&'static str, String)>,
    },
    /// The list was changed elsewhere meanwhile: the reader chooses between it and their own order.
    Stale(StaleChange),
}

/// A change asked of an old copy of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaleChange {
    /// The order the person would have had, as far as it can still be saved.
    pub mine: Vec<ListedSuggestion>,
    /// What of it can be on no list any more.
    pub left_out: Vec<ListedSuggestion>,
    /// Where the reader goes on afterwards.
    pub back: String,
}
