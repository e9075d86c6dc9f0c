//! The order of a list while it is changed: what was moved, saved and announced.

use leptos::prelude::*;

use super::order_list::{OrderEntry, OrderForm, OrderWords};
use super::put::{self, Outcome, Save};

/// How saving goes.
#[derive(Clone, PartialEq)]
pub enum Status {
    Quiet,
    Saving,
    Saved,
    Failed,
    Refused(String),
    Stale,
}

/// An announcement: a suggestion's title, in its own language, inside words in the page's.
#[derive(Clone, Default)]
pub struct Said {
    pub before: String,
    pub title: String,
    pub lang: String,
    pub dir: String,
    pub after: String,
}

impl Said {
    /// `words` has `{title}` where the title stands.
    fn of(words: &str, entry: &OrderEntry) -> Said {
        let (before, after) = words.split_once("{title}").unwrap_or((words, ""));
        Said {
            before: before.to_owned(),
            title: entry.title.clone(),
            lang: entry.lang.clone(),
            dir: entry.dir.clone(),
            after: after.to_owned(),
        }
    }
}

/// What one list needs to be ordered, saved and announced.
#[derive(Clone, Copy)]
pub struct Ordering {
    pub entries: RwSignal<Vec<OrderEntry>>,
    pub version: RwSignal<u32>,
    pub status: RwSignal<Status>,
    pub said: RwSignal<Said>,
    pub dragged: RwSignal<Option<String>>,
    /// The save on its way, or the one whose answer never came.
    pub sent: StoredValue<Option<Save>>,
    /// The order changed while a save was on its way.
    pub changed: StoredValue<bool>,
    pub form: StoredValue<OrderForm>,
    pub words: StoredValue<OrderWords>,
}

impl Ordering {
    pub fn place_of(self, reference: &str) -> usize {
        let at = |list: &Vec<OrderEntry>| list.iter().position(|one| one.reference == reference);
        self.entries.with(at).map_or(0, |before| before + 1)
    }

    /// Moves a suggestion to a place and says so; true when that changed the order.
    fn put_at(self, reference: &str, place: usize) -> bool {
        let from = self.place_of(reference);
        let place = place.clamp(1, self.entries.with(Vec::len).max(1));
        if from == 0 || from == place {
            return false;
        }
        let words = self.words.with_value(|words| words.moved.clone());
        let words = words.replace("{place}", &place.to_string());
        self.entries.update(|list| {
            let moved = list.remove(from - 1);
            self.said.set(Said::of(&words, &moved));
            list.insert(place - 1, moved);
        });
        true
    }

    pub fn step(self, reference: &str, down: bool) {
        let place = self.place_of(reference);
        if self.put_at(
            reference,
            if down {
                place + 1
            } else {
                place.saturating_sub(1)
            },
        ) {
            self.save();
        }
    }

    pub fn remove(self, reference: &str) {
        let before = self.place_of(reference);
        if before == 0 {
            return;
        }
        let removed = self.entries.try_update(|list| list.remove(before - 1));
        if let Some(removed) = removed {
            let words = self.words.with_value(|words| words.removed.clone());
            self.said.set(Said::of(&words, &removed));
        }
        self.save();
    }

    /// Saves the order as it is now, after what is on its way or was never answered.
    pub fn save(self) {
        if self.status.get_untracked() == Status::Stale {
            return;
        }
        if self.sent.with_value(Option::is_some) {
            self.changed.set_value(true);
            if self.status.get_untracked() == Status::Failed {
                self.send();
            }
            return;
        }
        let list = self.entries.get_untracked();
        let references: Vec<String> = list.into_iter().map(|entry| entry.reference).collect();
        self.sent
            .set_value(Some(Save::of(self.version.get_untracked(), &references)));
        self.send();
    }

    /// Sends what is to be sent, with the key it has.
    pub fn send(self) {
        let Some(save) = self.sent.get_value() else {
            return;
        };
        self.status.set(Status::Saving);
        leptos::task::spawn_local(async move {
            let form = self.form.get_value();
            let outcome = put::send(&form.api, &form.lang, &save).await;
            if !matches!(outcome, Outcome::Unknown) {
                self.sent.set_value(None);
            }
            let again = self.changed.get_value();
            match outcome {
                Outcome::Unknown => self.status.set(Status::Failed),
                Outcome::Stale => self.status.set(Status::Stale),
                Outcome::Refused(words) => self.status.set(Status::Refused(words)),
                Outcome::Saved(version) => {
                    self.version.set(version);
                    self.status.set(Status::Saved);
                    self.changed.set_value(false);
                    if again {
                        self.save();
                    }
                }
            }
        });
    }

    /// Lets the dragged suggestion follow the pointer.
    pub fn drag(self, list: &web_sys::Element, y: f64) {
        let Some(reference) = self.dragged.get_untracked() else {
            return;
        };
        let children = list.children();
        let mut place = 0;
        for at in 0..children.length() {
            let Some(child) = children.item(at) else {
                continue;
            };
            let shape = child.get_bounding_client_rect();
            if child.has_attribute("data-reference") && y > shape.top() {
                place += 1;
            }
        }
        self.put_at(&reference, place);
    }
}
