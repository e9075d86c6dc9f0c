//! Saving an order: one save at a time, each with its key, sent again until it is answered.

use std::time::Duration;

use leptos::prelude::*;

use super::kept::{self, Kept};
use super::ordering::{Ordering, Status, focus};
use super::put::{self, Current, Listed, Outcome, Save};
use super::words::{OrderEntry, Word, references};

/// The first pause before something is sent again, and the longest, in seconds.
const PAUSES: (u64, u64) = (2, 120);

impl Ordering {
    /// Takes up what an earlier visit could not save, and sends it again when the connection is back.
    pub fn wake(self) {
        let online = window_event_listener_untyped("online", move |_| {
            self.silences.set_value(0);
            self.send_again();
        });
        on_cleanup(move || online.remove());
        let Some(kept) = self.form.with_value(kept::read) else {
            return;
        };
        let page = self.entries.get_untracked();
        let now = references(&kept.now);
        if now == references(&page) {
            // It arrived; only the answer did not.
            self.form
                .with_value(|form| kept::forget(form, &kept.sent.key));
            return;
        }
        if self.form.with_value(|form| form.shut) {
            self.entries.set(kept.now);
            self.sent.set_value(Some(kept.sent));
            self.status.set(Status::Late);
            return;
        }
        self.changed.set_value(now != kept.sent.entries);
        self.sent.set_value(Some(kept.sent));
        // The page's own words are newer than those that were kept.
        let entries = kept.now.into_iter().map(|one| known(&page, one)).collect();
        self.entries.set(entries);
        self.status.set(Status::Waiting);
        self.send_again();
    }

    /// Saves the order as it is now, after what is on its way or was never answered.
    pub fn save(self) {
        if !self.may_change() {
            return;
        }
        if self.sent.with_value(Option::is_some) {
            self.changed.set_value(true);
            self.keep();
            self.send_again();
        } else {
            self.begin();
        }
    }

    /// Sends what is waiting, now; nothing while something is on its way.
    pub fn send_again(self) {
        if matches!(
            self.status.get_untracked(),
            Status::Waiting | Status::SignedOut
        ) {
            self.send();
        }
    }

    fn begin(self) {
        let list = self.entries.with_untracked(|list| references(list));
        let save = Save::of(self.version.get_untracked(), list);
        self.sent.set_value(Some(save));
        self.changed.set_value(false);
        self.keep();
        self.send();
    }

    fn keep(self) {
        if let Some(sent) = self.sent.get_value() {
            let now = self.entries.get_untracked();
            let kept = self
                .form
                .with_value(|form| kept::keep(form, &Kept { sent, now }));
            self.kept.set(kept);
        }
    }

    fn forget(self) {
        if let Some(sent) = self.sent.try_update_value(Option::take).flatten() {
            self.form.with_value(|form| kept::forget(form, &sent.key));
        }
        self.changed.set_value(false);
    }

    fn send(self) {
        let Some(save) = self.sent.get_value() else {
            return;
        };
        if let Some(timer) = self.again.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        self.status.set(Status::Saving);
        leptos::task::spawn_local(async move {
            let form = self.form.get_value();
            let outcome = put::send(&form.api, &form.lang, &form.owner, &save).await;
            if outcome != Outcome::Unknown {
                self.silences.set_value(0);
            }
            self.answered(outcome, &save);
        });
    }

    fn answered(self, outcome: Outcome, save: &Save) {
        match outcome {
            Outcome::Unknown => self.wait(),
            Outcome::SignedOut => self.status.set(Status::SignedOut),
            Outcome::Saved(version) => self.stored_as(version),
            Outcome::Stale(current) => self.conflict(current),
            Outcome::Closed(current) => {
                self.stored.set(self.told(current.entries));
                self.apart(Status::Late);
            }
            Outcome::KeyUsed => {
                // Another key, and still the version that was edited.
                self.version.set(save.version);
                self.begin();
            }
            Outcome::LeaveOut(places) => self.leave_out(&places, save),
            Outcome::Refused(words) => {
                self.forget();
                self.status.set(Status::Refused(words));
            }
        }
    }

    /// Sends again after a pause.
    fn wait(self) {
        let silences = self.silences.get_value();
        self.silences.set_value(silences.saturating_add(1));
        self.status.set(Status::Waiting);
        let timer = set_timeout_with_handle(move || self.send_again(), pause(silences)).ok();
        self.again.set_value(timer);
    }

    fn stored_as(self, version: u32) {
        self.version.set(version);
        if self.changed.get_value() {
            self.begin();
            return;
        }
        self.forget();
        let newer = self.form.with_value(|form| form.version);
        if version < newer {
            // It had arrived long ago, and was changed elsewhere since: the page knows to what.
            self.entries.set(self.stored.get_untracked());
            self.version.set(newer);
        }
        self.status.set(Status::Saved);
    }

    fn conflict(self, current: Current) {
        let theirs: Vec<String> = current
            .entries
            .iter()
            .map(|e| e.reference.clone())
            .collect();
        self.version.set(current.version);
        self.stored.set(self.told(current.entries));
        if theirs == self.entries.with_untracked(|list| references(list)) {
            self.forget();
            self.status.set(Status::Saved);
            return;
        }
        self.apart(Status::Conflict);
    }

    /// Both orders are shown; nothing is sent and nothing is forgotten until the reader chooses.
    fn apart(self, status: Status) {
        self.put_back();
        self.status.set(status);
        focus("apart".to_owned());
    }

    /// Saves this page's order over the newest version.
    pub fn keep_mine(self) {
        self.status.set(Status::Saving);
        self.forget();
        self.begin();
        self.to_the_list();
    }

    /// Shows the stored order, and lets this page's go.
    pub fn take_stored(self) {
        self.forget();
        if self.status.get_untracked() == Status::Late {
            // What stands now can only be looked at: the page shows it so.
            let _ = window().location().reload();
            return;
        }
        self.entries.set(self.stored.get_untracked());
        self.steps.set(Vec::new());
        self.status.set(Status::Saved);
        self.to_the_list();
    }

    fn to_the_list(self) {
        let first = self
            .entries
            .with_untracked(|list| list.first().map(|one| one.reference.clone()));
        if let Some(first) = first {
            focus(format!("grip-{first}"));
        }
    }

    /// Saves the rest of a list of which some can be on no list any more, and names those.
    fn leave_out(self, places: &[usize], save: &Save) {
        let gone: Vec<&String> = places
            .iter()
            .filter_map(|at| save.entries.get(*at))
            .collect();
        let is_gone = |one: &OrderEntry| gone.contains(&&one.reference);
        let known = self.entries.get_untracked();
        self.left_out
            .update(|all| all.extend(known.into_iter().filter(|one| is_gone(one))));
        self.entries.update(|list| list.retain(|one| !is_gone(one)));
        self.steps.update(|steps| {
            for step in steps {
                step.before.retain(|one| !is_gone(one));
            }
        });
        self.begin();
    }

    /// Entries as the API tells them, in this page's words.
    fn told(self, entries: Vec<Listed>) -> Vec<OrderEntry> {
        let page = self.entries.get_untracked();
        entries
            .into_iter()
            .map(|one| {
                let told = self.told_one(one);
                known(&page, told)
            })
            .collect()
    }

    fn told_one(self, one: Listed) -> OrderEntry {
        let (lang, href) = self
            .form
            .with_value(|form| (form.lang.clone(), form.page_of(&one.reference)));
        let (withheld, note) = match one.state.as_str() {
            "hidden" => (Some(Word::Hidden), Some(Word::NotCounted)),
            "withdrawn" => (Some(Word::Withdrawn), Some(Word::NotCounted)),
            "pending" => (None, Some(Word::Pending)),
            "merged" => (None, Some(Word::Merged)),
            _ => (None, None),
        };
        let [withheld, note] =
            [withheld, note].map(|word| word.map_or_else(String::new, |word| self.word(word)));
        let shown = withheld.is_empty() && !one.title.is_empty();
        OrderEntry {
            title: match shown {
                true => one.title,
                false => format!("{} · {withheld}", one.reference),
            },
            dir: match shown {
                true => one.dir,
                false => if lang == "ar" { "rtl" } else { "ltr" }.to_owned(),
            },
            lang: if shown { one.lang } else { lang },
            user_text: shown,
            reference: one.reference,
            href,
            note,
        }
    }
}

/// How long to wait after so many sends in a row that nobody answered before this one: each pause is
/// twice as long as the one before, up to the longest.
fn pause(silences: u32) -> Duration {
    let doubled = 2_u64.saturating_pow(silences);
    Duration::from_secs(PAUSES.0.saturating_mul(doubled).min(PAUSES.1))
}

/// The entry as the page has it, where it has it.
fn known(page: &[OrderEntry], one: OrderEntry) -> OrderEntry {
    let found = page.iter().find(|entry| entry.reference == one.reference);
    found.cloned().unwrap_or(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_the_longest() {
        let pauses: Vec<u64> = (0..9).map(|silences| pause(silences).as_secs()).collect();
        assert_eq!(pauses, [2, 4, 8, 16, 32, 64, 120, 120, 120]);
        assert_eq!(pause(u32::MAX).as_secs(), 120);
    }
}
