//! The order of a list while it is changed: what was moved, removed, undone and announced.

use leptos::html::Ol;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::drag::Drag;
use super::put::Save;
use super::words::{OrderEntry, OrderForm, OrderWords, Word};

/// How many steps can be undone.
const STEPS: usize = 50;

/// How saving goes.
#[derive(Clone, PartialEq)]
pub enum Status {
    Quiet,
    Saving,
    Saved,
    /// No answer came; it is sent again.
    Waiting,
    SignedOut,
    Refused(String),
    /// Changed elsewhere: the reader chooses.
    Conflict,
    /// The topic closed before it was saved.
    Late,
}

/// An announcement: a suggestion's title, in its own language, inside words in the page's.
#[derive(Clone, Default, PartialEq)]
pub struct Said {
    pub before: String,
    pub title: String,
    pub lang: String,
    pub dir: String,
    pub after: String,
}

impl Said {
    /// `words` has `{title}` where the title stands.
    pub fn of(words: &str, entry: &OrderEntry) -> Said {
        let (before, after) = words.split_once("{title}").unwrap_or((words, ""));
        Said {
            before: before.to_owned(),
            title: entry.title.clone(),
            lang: entry.lang.clone(),
            dir: entry.dir.clone(),
            after: after.to_owned(),
        }
    }

    /// All of it, for a name that cannot tell languages apart.
    pub fn plain(&self) -> String {
        // Isolated: the title may run the other way.
        format!(
            "{}\u{2068}{}\u{2069}{}",
            self.before, self.title, self.after
        )
    }
}

/// Something done that can be undone.
#[derive(Clone, PartialEq)]
pub struct Step {
    pub before: Vec<OrderEntry>,
    pub done: Said,
    pub reference: String,
}

/// What one list needs to be ordered, saved and announced.
#[derive(Clone, Copy)]
pub struct Ordering {
    pub entries: RwSignal<Vec<OrderEntry>>,
    /// The list as it is stored, as far as this page was told.
    pub stored: RwSignal<Vec<OrderEntry>>,
    pub version: RwSignal<u32>,
    pub status: RwSignal<Status>,
    pub said: RwSignal<Said>,
    pub steps: RwSignal<Vec<Step>>,
    /// Titles of what could not be saved and was left out.
    pub left_out: RwSignal<Vec<OrderEntry>>,
    pub dragged: RwSignal<Option<String>>,
    pub drag: StoredValue<Drag>,
    /// The save on its way, or the one whose answer never came.
    pub sent: StoredValue<Option<Save>>,
    /// The order changed while a save was on its way.
    pub changed: StoredValue<bool>,
    /// Whether what is not saved is kept by the browser.
    pub kept: RwSignal<bool>,
    /// How often no answer came, one after the other.
    pub silences: StoredValue<u32>,
    pub again: StoredValue<Option<TimeoutHandle>>,
    pub form: StoredValue<OrderForm>,
    pub words: StoredValue<OrderWords>,
    pub node: NodeRef<Ol>,
}

impl Ordering {
    pub fn of(entries: Vec<OrderEntry>, form: OrderForm, words: OrderWords) -> Ordering {
        Ordering {
            stored: RwSignal::new(entries.clone()),
            entries: RwSignal::new(entries),
            version: RwSignal::new(form.version),
            status: RwSignal::new(Status::Quiet),
            said: RwSignal::new(Said::default()),
            steps: RwSignal::new(Vec::new()),
            left_out: RwSignal::new(Vec::new()),
            dragged: RwSignal::new(None),
            drag: StoredValue::new(Drag::default()),
            sent: StoredValue::new(None),
            changed: StoredValue::new(false),
            kept: RwSignal::new(true),
            silences: StoredValue::new(0),
            again: StoredValue::new(None),
            form: StoredValue::new(form),
            words: StoredValue::new(words),
            node: NodeRef::new(),
        }
    }

    pub fn word(self, word: Word) -> String {
        self.words.with_value(|words| words.of(word))
    }

    pub fn place_of(self, reference: &str) -> usize {
        let at = |list: &Vec<OrderEntry>| list.iter().position(|one| one.reference == reference);
        self.entries.with(at).map_or(0, |before| before + 1)
    }

    /// Moves a suggestion to a place; true when that changed the order.
    pub fn put_at(self, reference: &str, place: usize) -> bool {
        let from = untrack(|| self.place_of(reference));
        let last = self.entries.with_untracked(Vec::len);
        let place = place.clamp(1, last.max(1));
        if from == 0 || from == place {
            return false;
        }
        self.entries.update(|list| {
            let moved = list.remove(from - 1);
            list.insert(place - 1, moved);
        });
        true
    }

    /// One up or one down.
    pub fn step(self, reference: &str, down: bool) {
        let before = self.entries.get_untracked();
        let place = untrack(|| self.place_of(reference));
        let to = if down {
            place + 1
        } else {
            place.saturating_sub(1)
        };
        if self.put_at(reference, to) {
            self.moved(before, reference);
        }
    }

    /// After a move: it is said, can be undone, and is saved.
    pub fn moved(self, before: Vec<OrderEntry>, reference: &str) {
        let place = untrack(|| self.place_of(reference));
        let words = self.word(Word::Moved);
        self.done(before, reference, &at(&words, place));
    }

    pub fn remove(self, reference: &str) {
        let before = self.entries.get_untracked();
        let place = untrack(|| self.place_of(reference));
        if place == 0 {
            return;
        }
        self.entries
            .update(|list| list.retain(|one| one.reference != reference));
        let words = self.word(Word::Removed);
        self.done(before, reference, &words);
        // The button that was pressed is gone: on to the row that took its place.
        let list = self.entries.get_untracked();
        let next = list.get(place - 1).or_else(|| list.last());
        match next {
            Some(next) => focus(format!("grip-{}", next.reference)),
            None => focus("undo".to_owned()),
        }
    }

    fn done(self, before: Vec<OrderEntry>, reference: &str, words: &str) {
        let entry = before.iter().find(|one| one.reference == reference);
        let done = entry.map(|one| Said::of(words, one)).unwrap_or_default();
        self.said.set(done.clone());
        self.steps.update(|steps| {
            if steps.len() == STEPS {
                steps.remove(0);
            }
            steps.push(Step {
                before,
                done,
                reference: reference.to_owned(),
            });
        });
        self.save();
    }

    /// Takes the last step back. From inside the list the focus follows the suggestion.
    pub fn undo(self, inside: bool) {
        if !self.may_change() {
            return;
        }
        let Some(step) = self.steps.try_update(Vec::pop).flatten() else {
            return;
        };
        self.entries.set(step.before);
        let place = untrack(|| self.place_of(&step.reference));
        let entries = self.entries.get_untracked();
        let entry = entries.iter().find(|one| one.reference == step.reference);
        let words = self.word(Word::Undone);
        let said = entry.map(|one| Said::of(&at(&words, place), one));
        self.said.set(said.unwrap_or_default());
        if inside || self.steps.with_untracked(Vec::is_empty) {
            focus(format!("grip-{}", step.reference));
        }
        self.save();
    }

    /// Whether the order is still this page's to change.
    pub fn may_change(self) -> bool {
        !matches!(self.status.get_untracked(), Status::Conflict | Status::Late)
    }
}

fn at(words: &str, place: usize) -> String {
    words.replace("{place}", &place.to_string())
}

/// Focuses an element once the page shows it: a row that moved has lost the focus.
pub fn focus(id: String) {
    request_animation_frame(move || {
        let element = document().get_element_by_id(&id);
        if let Some(element) = element.and_then(|one| one.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
}
