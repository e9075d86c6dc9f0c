//! What the islands of the list are told by the page: suggestions, words and addresses.

use serde::{Deserialize, Serialize};

/// A suggestion on the list, with words ready to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderEntry {
    pub reference: String,
    /// What stands for it: its title, or why the title is not shown.
    pub title: String,
    pub lang: String,
    pub dir: String,
    /// Whether a person wrote the title.
    pub user_text: bool,
    /// Its page; empty when it has none.
    pub href: String,
    /// That it is not counted, and why; empty when it is counted.
    pub note: String,
}

/// The name of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    Place,
    Up,
    Down,
    Remove,
    Grip,
    /// `{title}` and `{place}` are filled in, here and in the other words of one suggestion.
    Moved,
    Removed,
    Undo,
    Undone,
    Saving,
    Saved,
    /// Not saved yet, and kept in this browser.
    Waiting,
    /// Not saved yet, and kept nowhere but on the page.
    PageOnly,
    Retry,
    SignedOut,
    SignIn,
    LeftOut,
    Empty,
    ConflictTitle,
    Conflict,
    ConflictNow,
    ConflictMine,
    TakeStored,
    KeepMine,
    LateTitle,
    Late,
    LateStands,
    LateMine,
    LateForget,
    Hidden,
    Withdrawn,
    NotCounted,
    Pending,
    Merged,
}

impl Word {
    /// All, in their order.
    pub const ALL: [Word; 34] = {
        use Word::*;
        [
            Place,
            Up,
            Down,
            Remove,
            Grip,
            Moved,
            Removed,
            Undo,
            Undone,
            Saving,
            Saved,
            Waiting,
            PageOnly,
            Retry,
            SignedOut,
            SignIn,
            LeftOut,
            Empty,
            ConflictTitle,
            Conflict,
            ConflictNow,
            ConflictMine,
            TakeStored,
            KeepMine,
            LateTitle,
            Late,
            LateStands,
            LateMine,
            LateForget,
            Hidden,
            Withdrawn,
            NotCounted,
            Pending,
            Merged,
        ]
    };
}

/// The words of the list. A plain list of texts: each name with its text would weigh more in the
/// browser than the words themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderWords {
    /// As [`Word::ALL`].
    pub words: Vec<String>,
    /// What each place is worth, the first place first.
    pub worth: Vec<String>,
    /// How many places are free, from none on.
    pub free: Vec<String>,
}

impl OrderWords {
    pub fn of(&self, word: Word) -> String {
        let at = Word::ALL.iter().position(|one| *one == word);
        at.and_then(|at| self.words.get(at))
            .cloned()
            .unwrap_or_default()
    }
}

/// Where the list is sent, and what it was when the page was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderForm {
    /// The language of the page.
    pub lang: String,
    /// Where the buttons post to without script.
    pub action: String,
    /// Where the page is shown again after it.
    pub back: String,
    /// The API's address of the list.
    pub api: String,
    /// Stands for the person and names nobody: what one keeps in a browser is not another's.
    pub owner: String,
    pub version: u32,
    pub key: String,
    pub max: usize,
    /// The topic takes no lists any more.
    pub shut: bool,
}

impl OrderForm {
    /// The address of a suggestion's page.
    pub fn page_of(&self, reference: &str) -> String {
        format!("/{}/suggestions/{reference}", self.lang)
    }
}

/// The references of entries, in their order.
pub fn references(entries: &[OrderEntry]) -> Vec<String> {
    entries.iter().map(|one| one.reference.clone()).collect()
}
