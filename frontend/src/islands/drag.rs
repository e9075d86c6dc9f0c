//! Dragging a row by its grip, with a mouse, a pen or a finger.

use leptos::ev::PointerEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollBehavior, ScrollToOptions};

use super::ordering::Ordering;
use super::words::OrderEntry;

/// Near the edges of the screen, within so many pixels, the page scrolls along.
const EDGE: f64 = 72.0;
/// The share of the way into the edge that is scrolled with each frame.
const PACE: f64 = 0.3;

/// A drag under way.
#[derive(Clone, Default)]
pub struct Drag {
    pointer: i32,
    /// Where the pointer is, from the top of the window.
    y: f64,
    /// Where on the grip it lies, from the grip's top.
    grab: f64,
    /// How far the row is drawn from where it stands.
    shift: f64,
    before: Vec<OrderEntry>,
}

impl Ordering {
    /// Takes a row up.
    pub fn grip(self, reference: String, event: &PointerEvent) {
        let Some(list) = self.node.get_untracked() else {
            return;
        };
        let list: &Element = list.unchecked_ref();
        let free = self.dragged.with_untracked(Option::is_none);
        let Some(row) = row_of(list, &reference) else {
            return;
        };
        if !free || !event.is_primary() || event.button() != 0 || !self.may_change() {
            return;
        }
        let y = f64::from(event.client_y());
        self.drag.set_value(Drag {
            pointer: event.pointer_id(),
            y,
            grab: y - top_of_grip(&row),
            shift: 0.0,
            before: self.entries.get_untracked(),
        });
        // The list keeps the pointer: the row itself moves about in the document.
        let _ = list.set_pointer_capture(event.pointer_id());
        self.dragged.set(Some(reference));
        request_animation_frame(move || self.frame());
    }

    /// Lets the row follow its pointer.
    pub fn follow(self, event: &PointerEvent) {
        if self.is_of_drag(event) {
            let y = f64::from(event.client_y());
            self.drag.update_value(|drag| drag.y = y);
            self.settle();
        }
    }

    /// Lets the row go where it is.
    pub fn drop_row(self, event: &PointerEvent) {
        if !self.is_of_drag(event) {
            return;
        }
        self.follow(event);
        let Some(reference) = self.let_go() else {
            return;
        };
        let before = self.drag.with_value(|drag| drag.before.clone());
        if self.entries.with_untracked(|now| *now != before) {
            self.moved(before, &reference);
        }
    }

    /// Puts the row back where it was taken up.
    pub fn put_back(self) {
        if self.let_go().is_some() {
            self.entries
                .set(self.drag.with_value(|drag| drag.before.clone()));
        }
    }

    /// Puts the row back when the drag itself was broken off.
    pub fn broken_off(self, event: &PointerEvent) {
        if self.is_of_drag(event) {
            self.put_back();
        }
    }

    fn is_of_drag(self, event: &PointerEvent) -> bool {
        let pointer = self.drag.with_value(|drag| drag.pointer);
        self.dragged.with_untracked(Option::is_some) && event.pointer_id() == pointer
    }

    fn let_go(self) -> Option<String> {
        let reference = self.dragged.get_untracked()?;
        if let Some(row) = self.row(&reference) {
            let _ = row.style().remove_property("translate");
        }
        self.dragged.set(None);
        Some(reference)
    }

    fn row(self, reference: &str) -> Option<HtmlElement> {
        let list = self.node.get_untracked()?;
        let list: &Element = list.unchecked_ref();
        row_of(list, reference)
    }

    /// Once a frame: the page scrolls near its edges, as far as there is more of the list, and the row
    /// stays under the pointer.
    fn frame(self) {
        if self.dragged.with_untracked(Option::is_none) {
            return;
        }
        let Some(list) = self.node.get_untracked() else {
            return;
        };
        let list: &Element = list.unchecked_ref();
        let y = self.drag.with_value(|drag| drag.y);
        let height = window().inner_height().ok().and_then(|one| one.as_f64());
        let height = height.unwrap_or(f64::MAX);
        let (above, below) = (EDGE - y, y - (height - EDGE));
        let shape = list.get_bounding_client_rect();
        let by = if above > 0.0 && shape.top() < EDGE {
            -above
        } else if below > 0.0 && shape.bottom() > height - 2.0 * EDGE {
            below
        } else {
            0.0
        };
        if by != 0.0 {
            // At once: scrolled smoothly, each frame would begin anew what the last had hardly begun.
            let how = ScrollToOptions::new();
            how.set_behavior(ScrollBehavior::Instant);
            how.set_top(by * PACE);
            window().scroll_by_with_scroll_to_options(&how);
        }
        self.settle();
        request_animation_frame(move || self.frame());
    }

    /// Puts the row at the place its pointer has come to, and draws it under the pointer.
    fn settle(self) {
        let Some(reference) = self.dragged.get_untracked() else {
            return;
        };
        let Some(list) = self.node.get_untracked() else {
            return;
        };
        let list: &Element = list.unchecked_ref();
        let Some(row) = row_of(list, &reference) else {
            return;
        };
        let (y, grab) = self.drag.with_value(|drag| (drag.y, drag.grab));
        let stood = row.get_bounding_client_rect();
        // A row is not as high at every place: it is the grip that stays under the pointer.
        let top = y - grab - (top_of_grip(&row) - stood.top());
        let bottom = top + stood.height();
        let own = untrack(|| self.place_of(&reference));
        let mut place = 1;
        for (number, other) in (1_usize..).zip(rows(list)) {
            let shape = other.get_bounding_client_rect();
            let middle = shape.top() + shape.height() / 2.0;
            // A row above stays above until half of it is covered; so does one below.
            let is_before = if number < own {
                top >= middle
            } else {
                bottom > middle
            };
            if number != own && is_before {
                place += 1;
            }
        }
        if self.put_at(&reference, place) {
            // The document follows the order before this runs.
            leptos::task::spawn_local(async move { self.draw() });
        } else {
            self.draw();
        }
    }

    fn draw(self) {
        let Some(row) = self.dragged.get_untracked().and_then(|one| self.row(&one)) else {
            return;
        };
        let (y, grab, shift) = self.drag.with_value(|drag| (drag.y, drag.grab, drag.shift));
        let stands = top_of_grip(&row) - shift;
        let shift = (y - grab - stands).round();
        self.drag.update_value(|drag| drag.shift = shift);
        let pixels = js_sys::Number::from(shift).to_string_with_radix(10);
        let pixels = pixels.map(String::from).unwrap_or_default();
        let _ = row
            .style()
            .set_property("translate", &format!("0 {pixels}px"));
    }
}

fn top_of_grip(row: &HtmlElement) -> f64 {
    let grip = row.query_selector(".grip").ok().flatten();
    let shape = grip.map_or_else(
        || row.get_bounding_client_rect(),
        |grip| grip.get_bounding_client_rect(),
    );
    shape.top()
}

fn rows(list: &Element) -> impl Iterator<Item = HtmlElement> {
    let children = list.children();
    (0..children.length())
        .filter_map(move |at| children.item(at)?.dyn_into::<HtmlElement>().ok())
        .filter(|one| one.has_attribute("data-reference"))
}

fn row_of(list: &Element, reference: &str) -> Option<HtmlElement> {
    rows(list).find(|row| row.get_attribute("data-reference").as_deref() == Some(reference))
}
