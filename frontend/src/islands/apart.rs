//! Two orders side by side: what is stored, and what is on this page. They are made in the browser
//! alone and only looked at, so they are plain elements, which weigh far less than views.

use leptos::ev::MouseEvent;
use leptos::html::{Div, Section};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::ordering::{Ordering, Status};
use super::words::{OrderEntry, Word};

/// What says which of the two is chosen.
const CHOICE: &str = "data-choice";

/// The two orders while the reader has to choose, or is told that the topic closed.
pub fn both(list: Ordering) -> impl IntoView {
    let node = NodeRef::<Section>::new();
    Effect::new(move |_| {
        let status = list.status.get();
        if let Some(section) = node.get() {
            fill(list, &status, section.unchecked_ref());
        }
    });
    let choose = move |event: MouseEvent| {
        let pressed = event
            .target()
            .and_then(|one| one.dyn_into::<Element>().ok());
        match pressed.and_then(|one| one.get_attribute(CHOICE)).as_deref() {
            Some("mine") => list.keep_mine(),
            Some(_) => list.take_stored(),
            None => {}
        }
    };
    view! {
        <section
            class="apart"
            id="apart"
            tabindex="-1"
            hidden=move || !is_apart(&list.status.get())
            node_ref=node
            on:click=choose
        ></section>
    }
}

/// Whether two orders stand apart.
pub fn is_apart(status: &Status) -> bool {
    matches!(status, Status::Conflict | Status::Late)
}

fn fill(list: Ordering, status: &Status, section: &Element) {
    section.set_text_content(None);
    let _ = section.remove_attribute("aria-labelledby");
    let [title, words, stored, mine] = match status {
        Status::Conflict => [
            Word::ConflictTitle,
            Word::Conflict,
            Word::ConflictNow,
            Word::ConflictMine,
        ],
        Status::Late => [
            Word::LateTitle,
            Word::Late,
            Word::LateStands,
            Word::LateMine,
        ],
        _ => return,
    };
    let late = *status == Status::Late;
    add(section, "h2", &[("id", "apart-title")], &list.word(title));
    let _ = section.set_attribute("aria-labelledby", "apart-title");
    add(section, "p", &[], &list.word(words));
    let Some(pair) = add(section, "div", &[("class", "pair")], "") else {
        return;
    };
    let take = if late {
        Word::LateForget
    } else {
        Word::TakeStored
    };
    let halves = [
        (stored, list.stored, Some(("btn alt", "stored", take))),
        (
            mine,
            list.entries,
            (!late).then_some(("btn", "mine", Word::KeepMine)),
        ),
    ];
    for (heading, entries, choice) in halves {
        let Some(half) = add(&pair, "section", &[], "") else {
            continue;
        };
        add(&half, "h3", &[], &list.word(heading));
        entries.with_untracked(|entries| order(list, entries, &half));
        if let Some((class, name, word)) = choice {
            let attributes = [("type", "button"), ("class", class), (CHOICE, name)];
            add(&half, "button", &attributes, &list.word(word));
        }
    }
}

/// What could not be saved and was left out, by name.
pub fn left_out(list: Ordering) -> impl IntoView {
    let node = NodeRef::<Div>::new();
    Effect::new(move |_| {
        let entries = list.left_out.get();
        if let Some(note) = node.get() {
            let note: &Element = note.unchecked_ref();
            note.set_text_content(Some(&list.word(Word::LeftOut)));
            order(list, &entries, note);
        }
    });
    let none = move || list.left_out.with(Vec::is_empty);
    view! { <div class="note" role="alert" hidden=none node_ref=node></div> }
}

/// An order that is only looked at.
fn order(list: Ordering, entries: &[OrderEntry], parent: &Element) {
    if entries.is_empty() {
        add(parent, "p", &[], &list.word(Word::Empty));
        return;
    }
    let Some(order) = add(parent, "ol", &[("class", "order")], "") else {
        return;
    };
    for entry in entries {
        if let Some(row) = add(&order, "li", &[], "") {
            let attributes = [
                ("href", &*entry.href),
                ("lang", &*entry.lang),
                ("dir", &*entry.dir),
                ("data-user-text", ""),
            ];
            // Words of the page stand for a title that is not shown.
            let count = if entry.user_text { 4 } else { 3 };
            add(
                &row,
                "a",
                attributes.get(..count).unwrap_or_default(),
                &entry.title,
            );
            add(&row, "small", &[], &entry.note);
        }
    }
}

fn add(parent: &Element, tag: &str, attributes: &[(&str, &str)], text: &str) -> Option<Element> {
    let element = document().create_element(tag).ok()?;
    for (name, value) in attributes {
        let _ = element.set_attribute(name, value);
    }
    element.set_text_content(Some(text));
    let _ = parent.append_child(&element);
    Some(element)
}
