//! Mouse, keys and touch, as a hand makes them.

use serde_json::{Value, json};

use super::Page;
use super::keys::{key, with_modifiers};

/// Into how many moves a drag is cut.
const STEPS: u32 = 12;
/// More stops of the Tab key than any page has.
const MOST_STOPS: usize = 300;

/// In how many frames what is clicked has stood still, and how many are waited for.
const FRAMES: u32 = 3;
const MOST_FRAMES: u32 = 60;

/// A point in CSS pixels of the viewport.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Point {
    x: f64,
    y: f64,
}

impl Page<'_> {
    /// Clicks the middle of the one element that fits; panics when it is hidden or covered.
    #[track_caller]
    pub fn click(&self, css: &str) {
        let at = self.middle_of(css);
        self.mouse("mouseMoved", at, 0);
        self.mouse("mousePressed", at, 1);
        self.mouse("mouseReleased", at, 0);
    }

    /// Taps the middle of the one element that fits.
    #[track_caller]
    pub fn tap(&self, css: &str) {
        let at = self.middle_of(css);
        self.touch("touchStart", Some(at));
        self.touch("touchEnd", None);
    }

    /// Focuses a field and puts text in at its caret, in one go as a paste or an input method does.
    #[track_caller]
    pub fn type_text(&self, css: &str, text: &str) {
        self.eval(&format!("({ONE})({}).focus()", json!(css)));
        self.write(text);
    }

    /// Presses and releases a key, such as `Tab`, `Enter`, `Space`, `j`, `Shift+Tab`, `Alt+ArrowUp`.
    #[track_caller]
    pub fn press(&self, name: &str) {
        let (modifiers, name) = with_modifiers(name);
        let key = key(name);
        // With Alt, Control or Meta held a key types nothing.
        let text = if modifiers & 7 == 0 { key.text } else { "" };
        let mut event = json!({ "type": "keyDown", "key": key.key, "code": key.code,
            "windowsVirtualKeyCode": key.number, "modifiers": modifiers });
        if !text.is_empty() {
            event["text"] = json!(text);
        }
        self.call("Input.dispatchKeyEvent", event.clone());
        event["type"] = json!("keyUp");
        self.call("Input.dispatchKeyEvent", event);
    }

    /// Walks with Tab until what has the focus fits; panics when a round of the page does not lead
    /// there.
    #[track_caller]
    pub fn tab_to(&self, css: &str) {
        let js = format!("document.activeElement.matches({})", json!(css));
        for _ in 0..MOST_STOPS {
            self.press("Tab");
            if self.eval(&js) == true {
                return;
            }
        }
        panic!("Tab does not lead to {css} but to {}", self.focused());
    }

    /// Puts text in at the caret of whatever has the focus, as an input method does.
    pub fn write(&self, text: &str) {
        self.call("Input.insertText", json!({ "text": text }));
    }

    /// Drags with the mouse from the middle of one element to the middle of another.
    #[track_caller]
    pub fn drag(&self, from: &str, to: &str) {
        let (from, to) = self.both_middles(from, to);
        self.mouse("mouseMoved", from, 0);
        self.mouse("mousePressed", from, 1);
        for at in way(from, to) {
            self.mouse("mouseMoved", at, 1);
        }
        self.mouse("mouseReleased", to, 0);
    }

    /// Drags with a finger from the middle of one element to the middle of another.
    #[track_caller]
    pub fn touch_drag(&self, from: &str, to: &str) {
        let (from, to) = self.both_middles(from, to);
        self.touch("touchStart", Some(from));
        for at in way(from, to) {
            self.touch("touchMove", Some(at));
        }
        self.touch("touchEnd", None);
    }

    /// Takes an element up with a finger and leads it to a height of the window, in CSS pixels, which
    /// is asked once the element is in sight; the finger stays down.
    #[track_caller]
    pub fn touch_hold(&self, from: &str, height: impl FnOnce(&Self) -> f64) {
        let from = self.middle_of(from);
        let height = height(self);
        self.touch("touchStart", Some(from));
        let to = Point {
            x: from.x,
            y: height,
        };
        // A finger that rests is still told of: the browser draws between two points of its way.
        for at in way(from, to).chain([to, to, to]) {
            self.touch("touchMove", Some(at));
        }
    }

    /// Lifts the finger.
    pub fn touch_lift(&self) {
        self.touch("touchEnd", None);
    }

    /// The touch is taken away, as when the system's own gesture takes over.
    pub fn touch_cancel(&self) {
        self.touch("touchCancel", None);
    }

    /// The element that has the focus, as a short description: `input#title`, `a.next` …
    pub fn focused(&self) -> String {
        let described = self.eval(
            "(e => e.localName + (e.id ? '#' + e.id : '') + [...e.classList].map(c => '.' + c).join(''))\
             (document.activeElement || document.body)",
        );
        described.as_str().expect("text").to_owned()
    }

    #[track_caller]
    fn middle_of(&self, css: &str) -> Point {
        let still = self.scripts;
        let js = format!("({SHOW})(({ONE})({}), {still}).then({PLACE})", json!(css));
        let mut at = point(&self.eval(&js));
        let mut frames = if still { FRAMES } else { 0 };
        for _ in 0..MOST_FRAMES {
            if frames == FRAMES {
                return at;
            }
            self.call(
                "Page.captureScreenshot",
                json!({ "format": "jpeg", "quality": 1 }),
            );
            let now = point(&self.eval(&js));
            frames = if now == at { frames + 1 } else { 0 };
            at = now;
        }
        panic!("{css} does not stand still");
    }

    /// Both in the viewport at once: scrolling to the second would move the first.
    #[track_caller]
    fn both_middles(&self, from: &str, to: &str) -> (Point, Point) {
        self.middle_of(from);
        let js = format!("[{}, {}].map({ONE}).map({PLACE})", json!(from), json!(to));
        let places = self.eval(&js);
        (point(&places[0]), point(&places[1]))
    }

    fn mouse(&self, kind: &str, at: Point, buttons: u32) {
        let button = if kind == "mouseMoved" && buttons == 0 {
            "none"
        } else {
            "left"
        };
        let count = u32::from(kind != "mouseMoved");
        let event = json!({ "type": kind, "x": at.x, "y": at.y, "button": button,
            "buttons": buttons, "clickCount": count });
        self.call("Input.dispatchMouseEvent", event);
    }

    fn touch(&self, kind: &str, at: Option<Point>) {
        let points: Vec<Value> = at
            .iter()
            .map(|at| json!({ "x": at.x, "y": at.y }))
            .collect();
        self.call(
            "Input.dispatchTouchEvent",
            json!({ "type": kind, "touchPoints": points }),
        );
    }
}

fn point(value: &Value) -> Point {
    let number = |name: &str| value[name].as_f64().expect("a coordinate");
    Point {
        x: number("x"),
        y: number("y"),
    }
}

fn way(from: Point, to: Point) -> impl Iterator<Item = Point> {
    (1..=STEPS).map(move |step| {
        let part = f64::from(step) / f64::from(STEPS);
        Point {
            x: from.x + (to.x - from.x) * part,
            y: from.y + (to.y - from.y) * part,
        }
    })
}

const ONE: &str = "css => {
    const found = document.querySelectorAll(css);
    if (found.length !== 1) throw new Error(found.length + ' elements fit ' + css);
    return found[0];
}";

const PLACE: &str = "element => {
    const box = element.getBoundingClientRect();
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    if (!box.width || !box.height) throw new Error('it has no size');
    if (at.x < 0 || at.y < 0 || at.x > innerWidth || at.y > innerHeight)
        throw new Error('it is out of sight');
    return at;
}";

/// Brings an element into sight and sees to it that a click there would reach it. A page that is
/// being scrolled, such as by a focus, goes on for some frames: a hand waits until it stands still.
/// Where no scripts run, no frame is told of: pictures make frames there, since a field that was
/// written into is still being scrolled into sight when the next thing is clicked.
const SHOW: &str = "async (element, still) => {
    const frame = () => new Promise(requestAnimationFrame);
    let box, tries = 0, stands = false;
    while (!stands) {
        if (tries++ > 50) throw new Error('it does not stand still');
        element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
        box = element.getBoundingClientRect();
        for (let frames = 0; still && frames < 3; frames++) await frame();
        const now = element.getBoundingClientRect();
        stands = now.x === box.x && now.y === box.y;
    }
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const label = top && top.closest('label');
    if (top && !element.contains(top) && !(label && label.control === element))
        throw new Error('it is covered by ' + top.outerHTML.slice(0, 200));
    return element;
}";
