//! Ordering one's priority list: plain buttons first; with script also dragging and arrow keys.

use leptos::ev::{KeyboardEvent, MouseEvent, PointerEvent};
use leptos::html::Ol;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;

use super::ordering::{Ordering, Said, Status};

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

/// The words of the list. `{title}` and `{place}` are filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderWords {
    pub place: String,
    /// What each place is worth, the first place first.
    pub worth: Vec<String>,
    /// How many places are free, from none on.
    pub free: Vec<String>,
    pub up: String,
    pub down: String,
    pub remove: String,
    pub grip: String,
    pub moved: String,
    pub removed: String,
    pub saving: String,
    pub saved: String,
    pub failed: String,
    pub retry: String,
    pub stale: String,
    pub reload: String,
}

/// Where the list is sent, and what it was when the page was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderForm {
    /// The language of the page.
    pub lang: String,
    /// Where the buttons post to without script.
    pub action: String,
    /// The API's address of the list.
    pub api: String,
    pub version: u32,
    pub key: String,
    pub max: usize,
}

/// The list, complete as forms; with script it is ordered by dragging and with the arrow keys.
#[island]
pub fn OrderList(entries: Vec<OrderEntry>, form: OrderForm, words: OrderWords) -> impl IntoView {
    let max = form.max;
    let list = Ordering {
        entries: RwSignal::new(entries),
        version: RwSignal::new(form.version),
        status: RwSignal::new(Status::Quiet),
        said: RwSignal::new(Said::default()),
        dragged: RwSignal::new(None),
        sent: StoredValue::new(None),
        changed: StoredValue::new(false),
        form: StoredValue::new(form),
        words: StoredValue::new(words),
    };
    // Only a browser runs effects: without one there is nothing to grip.
    let awake = RwSignal::new(false);
    Effect::new(move |_| awake.set(true));
    let node = NodeRef::<Ol>::new();
    let drop_it = move || {
        if list.dragged.get_untracked().is_some() {
            list.dragged.set(None);
            list.save();
        }
    };
    let follow = move |event: PointerEvent| {
        if let Some(ol) = node.get_untracked() {
            list.drag(ol.unchecked_ref(), f64::from(event.client_y()));
        }
    };
    let grip = Callback::new(move |(reference, event): (String, PointerEvent)| {
        // The list keeps the pointer: the row itself moves about in the document.
        if let Some(ol) = node.get_untracked() {
            let ol: &web_sys::Element = ol.unchecked_ref();
            let _ = ol.set_pointer_capture(event.pointer_id());
        }
        list.dragged.set(Some(reference));
    });
    let taken = move || list.entries.with(Vec::len);
    let free = move || max.saturating_sub(taken());
    let free_words = move || {
        let words = |words: &OrderWords| words.free.get(free()).cloned();
        list.words.with_value(words).unwrap_or_default()
    };
    view! {
        {notices(list)}
        <ol
            class="prio"
            node_ref=node
            on:pointermove=follow
            on:pointerup=move |_| drop_it()
            on:pointercancel=move |_| drop_it()
        >
            <For
                each=move || list.entries.get()
                key=|entry| entry.reference.clone()
                children=move |entry| row(list, entry, awake, grip)
            />
        </ol>
        <p class="open muted" hidden=move || free() == 0>{free_words}</p>
    }
}

/// What is said of saving, and the place that a move led to.
fn notices(list: Ordering) -> impl IntoView {
    let words = list.words.get_value();
    let (retry, reload) = (words.retry.clone(), words.reload.clone());
    let sentence = move || match list.status.get() {
        Status::Quiet => String::new(),
        Status::Saving => words.saving.clone(),
        Status::Saved => words.saved.clone(),
        Status::Failed => words.failed.clone(),
        Status::Refused(why) => why,
        Status::Stale => words.stale.clone(),
    };
    let action = list.form.with_value(|form| form.action.clone());
    let over = move || !matches!(list.status.get(), Status::Stale | Status::Refused(_));
    view! {
        <p class="vh" aria-live="assertive">
            {move || list.said.with(|said| said.before.clone())}
            <bdi
                lang=move || list.said.with(|said| said.lang.clone())
                dir=move || list.said.with(|said| said.dir.clone())
            >
                {move || list.said.with(|said| said.title.clone())}
            </bdi>
            {move || list.said.with(|said| said.after.clone())}
        </p>
        <div class="saved" hidden=move || list.status.get() == Status::Quiet>
            <span role="status">{sentence}</span>
            <button
                type="button"
                class="link"
                hidden=move || list.status.get() != Status::Failed
                on:click=move |_| list.send()
            >
                {retry}
            </button>
            <a href=action hidden=over>{reload}</a>
        </div>
    }
}

fn row(
    list: Ordering,
    entry: OrderEntry,
    awake: RwSignal<bool>,
    grip: Callback<(String, PointerEvent)>,
) -> impl IntoView {
    let words = list.words.get_value();
    let id = StoredValue::new(entry.reference.clone());
    let place = move || id.with_value(|id| list.place_of(id));
    let worth = StoredValue::new(words.worth);
    let worth_of = move || worth.with_value(|all| all.get(place().wrapping_sub(1)).cloned());
    // A bar of 1/r, in hundredths.
    let share = move || (100 / place().max(1)).to_string();
    let lifted = move || {
        list.dragged
            .with(|one| id.with_value(|id| one.as_ref() == Some(id)))
    };
    let named = |words: &str| words.replace("{title}", &entry.title);
    let (up, down, remove) = (named(&words.up), named(&words.down), named(&words.remove));
    let grip_words = named(&words.grip);
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
            refocus(grip_id.clone());
        }
    };
    let instead = move |event: MouseEvent, act: fn(Ordering, &str)| {
        event.prevent_default();
        id.with_value(|id| act(list, id));
    };
    view! {
        <li data-reference=entry.reference.clone() class:lift=lifted>
            <p class="num"><span><span class="vh">{words.place} " "</span>{move || place().to_string()}</span></p>
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
                    on:pointerdown=move |event| grip.run((id.get_value(), event))
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

/// The form round a row's buttons, as it is sent without script.
fn controls(list: Ordering, reference: String, buttons: impl IntoView) -> impl IntoView {
    let form = list.form.get_value();
    let key = format!("{}-{reference}", form.key);
    let back = form.action.clone();
    view! {
        <form class="ctl" method="post" action=form.action>
            <input type="hidden" name="suggestion" value=reference/>
            <input type="hidden" name="version" value=move || list.version.get().to_string()/>
            <input type="hidden" name="key" value=key/>
            <input type="hidden" name="back" value=back/>
            {buttons}
        </form>
    }
}

/// Back to the grip once its row has moved, which takes the focus from it.
fn refocus(id: String) {
    request_animation_frame(move || {
        let element = document().get_element_by_id(&id);
        if let Some(element) = element.and_then(|one| one.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
}
