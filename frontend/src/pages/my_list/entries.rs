//! Suggestions of a list and the words of its island.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::suggestion::PublicationState;
use shared::view::my_list::ListedSuggestion;

use crate::i18n::{find, t};
use crate::islands::words::{OrderEntry, OrderWords, Word};

/// An order without buttons.
pub fn plain_order(lang: Lang, entries: &[ListedSuggestion]) -> AnyView {
    let rows = (1_usize..)
        .zip(entries)
        .map(|(place, entry)| {
            let entry = order_entry(lang, entry);
            let mark = entry.user_text.then_some("");
            view! {
                <li>
                    <p class="num"><span class="vh">{t::my_list::place(lang)} " "</span>{place.to_string()}</p>
                    <div class="what">
                        <a href=entry.href>
                            <bdi lang=entry.lang dir=entry.dir data-user-text=mark>{entry.title}</bdi>
                        </a>
                        <p class="small muted" hidden=entry.note.is_empty()>{entry.note.clone()}</p>
                    </div>
                    <p class="val"><span>{worth(lang, place)}</span></p>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="prio">{rows}</ol> }.into_any()
}

/// Suggestions with the words that stand for them.
pub fn order_entries(lang: Lang, entries: &[ListedSuggestion]) -> Vec<OrderEntry> {
    entries.iter().map(|one| order_entry(lang, one)).collect()
}

/// A suggestion with the words that stand for it; the title of what is out of public is not shown.
pub fn order_entry(lang: Lang, entry: &ListedSuggestion) -> OrderEntry {
    let page = format!("/{}/suggestions/{}", lang.code(), entry.reference);
    let (withheld, note) = words_of_state(lang, entry.publication);
    let (title, html_lang, dir) = match withheld {
        Some(words) => (
            format!("{} · {words}", entry.reference),
            lang.code(),
            lang.dir().code(),
        ),
        None => (
            entry.title.clone(),
            entry.lang.html_lang(),
            entry.dir.code(),
        ),
    };
    OrderEntry {
        reference: entry.reference.clone(),
        title,
        lang: html_lang.to_owned(),
        dir: dir.to_owned(),
        user_text: withheld.is_none(),
        href: page,
        note: note.to_owned(),
    }
}

/// What stands for the title, where that is not shown, and what is said of being counted.
fn words_of_state(lang: Lang, state: PublicationState) -> (Option<&'static str>, &'static str) {
    match state {
        PublicationState::Published => (None, ""),
        PublicationState::Hidden => (
            Some(t::my_list::hidden(lang)),
            t::my_list::not_counted(lang),
        ),
        PublicationState::Withdrawn => (
            Some(t::my_list::withdrawn(lang)),
            t::my_list::not_counted(lang),
        ),
        PublicationState::Pending => (None, t::my_list::pending(lang)),
        PublicationState::Merged => (None, t::my_list::merged(lang)),
    }
}

/// The words of the island.
pub fn words(lang: Lang, max: usize) -> OrderWords {
    OrderWords {
        words: Word::ALL.map(|one| word(lang, one).to_owned()).into(),
        worth: (1..max + 1).map(|place| worth(lang, place)).collect(),
        free: (0_i64..)
            .take(max + 1)
            .map(|count| t::my_list::free_places(lang, count))
            .collect(),
    }
}

fn word(lang: Lang, word: Word) -> &'static str {
    match word {
        Word::Place => t::my_list::place(lang),
        Word::Up => t::my_list::up(lang),
        Word::Down => t::my_list::down(lang),
        Word::Remove => t::my_list::remove(lang),
        Word::Grip => t::my_list::grip(lang),
        Word::Moved => t::my_list::moved(lang),
        Word::Removed => t::my_list::removed(lang),
        Word::Undo => t::my_list::undo(lang),
        Word::Undone => t::my_list::undone(lang),
        Word::Saving => t::my_list::saving(lang),
        Word::Saved => t::my_list::saved(lang),
        Word::Waiting => t::my_list::waiting(lang),
        Word::PageOnly => t::my_list::page_only(lang),
        Word::Retry => t::my_list::retry(lang),
        Word::SignedOut => t::my_list::signed_out(lang),
        Word::SignIn => t::my_list::sign_in(lang),
        Word::LeftOut => t::my_list::left_out(lang),
        Word::Empty => t::my_list::empty(lang),
        Word::ConflictTitle => t::my_list::conflict_title(lang),
        Word::Conflict => t::my_list::conflict(lang),
        Word::ConflictNow => t::my_list::conflict_now(lang),
        Word::ConflictMine => t::my_list::conflict_mine(lang),
        Word::TakeStored => t::my_list::take_stored(lang),
        Word::KeepMine => t::my_list::keep_mine(lang),
        Word::LateTitle => t::my_list::late_title(lang),
        Word::Late => t::my_list::late(lang),
        Word::LateStands => t::my_list::late_stands(lang),
        Word::LateMine => t::my_list::late_mine(lang),
        Word::LateForget => t::my_list::late_forget(lang),
        Word::Hidden => t::my_list::hidden(lang),
        Word::Withdrawn => t::my_list::withdrawn(lang),
        Word::NotCounted => t::my_list::not_counted(lang),
        Word::Pending => t::my_list::pending(lang),
        Word::Merged => t::my_list::merged(lang),
    }
}

/// What a place is worth: 1 point, half a point …
fn worth(lang: Lang, place: usize) -> String {
    find(lang, &format!("my_list.worth_{place}"), &[])
        .unwrap_or_else(|| t::my_list::worth_n(lang, place))
}
