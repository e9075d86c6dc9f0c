//! Ordering one's priority list: plain buttons first; with script also dragging and arrow keys.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;

use super::ordering::{Ordering, focus};
use super::words::{OrderEntry, OrderForm, OrderWords, Word, references};
use super::{apart, notices};

/// The list, complete as forms; with script it is ordered by dragging and with the arrow keys. Once
/// the topic is closed it only shows an order that was kept in the browser and never saved.
#[island]
pub fn OrderList(entries: Vec<OrderEntry>, form: OrderForm, words: OrderWords) -> impl IntoView {
    let (max, shut) = (form.max, form.shut);
    let list = Ordering::of(entries, form, words);
    // Only a browser runs effects: without one there is nothing to grip.
    let awake = RwSignal::new(false);
    Effect::new(move |_| {
        awake.set(true);
        list.wake();
    });
    let free = move || max.saturating_sub(list.entries.with(Vec::len));
    let free_words = move || {
        let words = |words: &OrderWords| words.free.get(free()).cloned();
        list.words.with_value(words).unwrap_or_default()
    };
    let apart = move || apart::is_apart(&list.status.get());
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        "Escape" => list.put_back(),
        // The key of the letter z, whatever the keyboard writes with it.
        _ if event.code() == "KeyZ"
            && (event.ctrl_key() || event.meta_key())
            && !event.shift_key() =>
        {
            event.prevent_default();
            list.undo(true);
        }
        _ => {}
    };
    let ordering = (!shut).then(|| {
        view! {
            <div class="ordering" hidden=apart on:keydown=keys>
                {notices::spoken(list)}
                {apart::left_out(list)}
                <ol
                    class="prio"
                    node_ref=list.node
                    on:pointermove=move |event| list.follow(&event)
                    on:pointerup=move |event| list.drop_row(&event)
                    on:pointercancel=move |event| list.broken_off(&event)
                    on:lostpointercapture=move |event| list.broken_off(&event)
                >
                    <For
                        each=move || list.entries.get()
                        key=|entry| entry.reference.clone()
                        children=move |entry| row(list, entry, awake)
                    />
                </ol>
                <p class="open muted" hidden=move || free() == 0>{free_words}</p>
                {notices::bar(list)}
            </div>
        }
    });
    view! {
        {ordering}
        {apart::both(list)}
    }
}

fn row(list: Ordering, entry: OrderEntry, awake: RwSignal<bool>) -> impl IntoView {
    let id = StoredValue::new(entry.reference.clone());
    let place = move || id.with_value(|id| list.place_of(id));
    let worth_of = move || {
        let at = place().wrapping_sub(1);
        list.words.with_value(|words| words.worth.get(at).cloned())
    };
    // A bar of 1/r, in hundredths.
    let share = move || (100 / place().max(1)).to_string();
    let lifted = move || {
        list.dragged
            .with(|one| id.with_value(|id| one.as_ref() == Some(id)))
    };
    let named = |word: Word| list.word(word).replace("{title}", &entry.title);
    let (up, down, remove) = (named(Word::Up), named(Word::Down), named(Word::Remove));
    let grip_words = named(Word::Grip);
    let place_word = list.word(Word::Place);
    let grip_id = format!("grip-{}", entry.reference);
    let keys = {
        let grip_id = grip_id.clone();
        move |event: KeyboardEvent| {
            let down = match event.key().as_str() {
                "ArrowUp" => false,
                "ArrowDown" => true,
                _ => return,
            };
            event.prevent_default();
            id.with_value(|id| list.step(id, down));
            focus(grip_id.clone());
        }
    };
    let instead = move |event: MouseEvent, act: fn(Ordering, &str)| {
        event.prevent_default();
        id.with_value(|id| act(list, id));
    };
    view! {
        <li data-reference=entry.reference.clone() class:lift=lifted>
            <p class="num"><span><span class="vh">{place_word} " "</span>{move || place().to_string()}</span></p>
            <div class="what">
                {title(&entry)}
                <p class="small muted" hidden=entry.note.is_empty()>{entry.note.clone()}</p>
            </div>
            <p class="val">
                <progress max="100" value=share aria-hidden="true"></progress>
                <span>{worth_of}</span>
            </p>
            {controls(list, entry.reference.clone(), view! {
                <button
                    type="button"
                    class="ico grip"
                    id=grip_id
                    aria-label=grip_words
                    hidden=move || !awake.get()
                    on:keydown=keys
                    on:pointerdown=move |event| list.grip(id.get_value(), &event)
                >
                    <span aria-hidden="true">"⠿"</span>
                </button>
                <button type="submit" class="ico" name="op" value="up" aria-label=up on:click=move |event| instead(event, |list, id| list.step(id, false))>
                    <span aria-hidden="true">"↑"</span>
                </button>
                <button type="submit" class="ico" name="op" value="down" aria-label=down on:click=move |event| instead(event, |list, id| list.step(id, true))>
                    <span aria-hidden="true">"↓"</span>
                </button>
                <button type="submit" class="ico" name="op" value="remove" aria-label=remove on:click=move |event| instead(event, |list, id| list.remove(id))>
                    <span aria-hidden="true">"×"</span>
                </button>
            })}
        </li>
    }
}

fn title(entry: &OrderEntry) -> impl IntoView + use<> {
    let href = (!entry.href.is_empty()).then(|| entry.href.clone());
    let mark = entry.user_text.then_some("");
    view! {
        <a href=href>
            <bdi lang=entry.lang.clone() dir=entry.dir.clone() data-user-text=mark>{entry.title.clone()}</bdi>
        </a>
    }
}

/// The form round a row's buttons, as it is sent without script: with the order it was pressed on.
fn controls(list: Ordering, reference: String, buttons: impl IntoView) -> impl IntoView {
    let form = list.form.get_value();
    let key = format!("{}-{reference}", form.key);
    // With script the form is never sent: it may stay as it was.
    let order = list
        .entries
        .with_untracked(|list| references(list).join(" "));
    view! {
        <form class="ctl" method="post" action=form.action>
            <input type="hidden" name="suggestion" value=reference/>
            <input type="hidden" name="version" value=form.version.to_string()/>
            <input type="hidden" name="order" value=order/>
            <input type="hidden" name="key" value=key/>
            <input type="hidden" name="back" value=form.back/>
            {buttons}
        </form>
    }
}
