//! What a page owes to people who see, hear, point or type differently: checks that a program can
//! make, on a page in a real browser.
//!
//! The rules follow WCAG 2.2, levels A and AA. They find what can be decided without a person;
//! whether a text says the right thing they do not know. [`super::axe`] looks beside it, with more
//! rules on what the two have in common.

use std::fmt;

use serde_json::{Value, json};
use shared::lang::Lang;

use super::browser::{Page, View};
use super::words::words;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// A short name of the rule: `name`, `contrast`, `headings` …
    pub rule: String,
    /// The element, as the beginning of its markup, or the page.
    pub place: String,
    /// What was found.
    pub detail: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({})", self.rule, self.detail, self.place)
    }
}

/// Roles that say nothing without a name.
const NAMED: [&str; 20] = [
    "button",
    "link",
    "textbox",
    "searchbox",
    "combobox",
    "checkbox",
    "radio",
    "listbox",
    "option",
    "slider",
    "spinbutton",
    "switch",
    "tab",
    "menuitem",
    "image",
    "img",
    "dialog",
    "meter",
    "progressbar",
    "heading",
];

/// All violations on the page as it stands: the page's own language, title, structure and names,
/// the language and direction of what people wrote, contrast, sizes of targets, and that nothing is
/// wider than the window.
pub fn audit(page: &Page<'_>) -> Vec<Violation> {
    let mut found = unnamed(page);
    let refused = Lang::ALL.map(|lang| {
        let word = words(lang, "field.error");
        (lang.code().to_owned(), json!(word.trim_end_matches(':')))
    });
    let refused = Value::Object(refused.into_iter().collect());
    found.extend(violations(&page.eval(&script(PAGE, &refused.to_string()))));
    found
}

/// What is lost or pushed out of the window when the reader's text is twice as large.
pub fn audit_enlarged(page: &Page<'_>) -> Vec<Violation> {
    violations(&page.eval(&script(ENLARGED, "")))
}

/// What moves although the reader asked for reduced motion; the page is looked at through a
/// [`View::calm`].
pub fn audit_calm(page: &Page<'_>) -> Vec<Violation> {
    violations(&page.eval(&script(CALM, "")))
}

/// What a background alone had painted, and is gone in forced colours. Looks at the page through
/// `view` and through the same with forced colours, and leaves it at `view`.
pub fn audit_forced_colours(page: &Page<'_>, view: &View) -> Vec<Violation> {
    page.look(view);
    page.eval(&script(PAINTED, ""));
    page.look(&view.clone().dark().forced_colours());
    let found = violations(&page.eval(&script(FORCED, "")));
    page.look(view);
    found
}

/// Walks the page with the Tab key, once round: whether each control is reached, shows its focus,
/// and is not covered while it has it.
pub fn audit_focus(page: &Page<'_>) -> Vec<Violation> {
    page.eval(&script(FOCUS, ""));
    let round = (0..MOST_STOPS).any(|_| {
        page.press("Tab");
        page.eval("auditWalk.stop()") == false
    });
    assert!(
        round,
        "{}: the walk with Tab does not come round",
        page.url()
    );
    violations(&page.eval("auditWalk.end()"))
}

/// More stops than any page has.
const MOST_STOPS: usize = 500;

/// Panics with all violations when there are any.
#[track_caller]
pub fn assert_accessible(page: &Page<'_>) {
    let found: Vec<String> = audit(page).iter().map(Violation::to_string).collect();
    assert!(found.is_empty(), "{}:\n{}", page.url(), found.join("\n"));
}

/// The browser computes names from labels, alternatives and content as assistive technology does,
/// so its tree is asked rather than the markup.
fn unnamed(page: &Page<'_>) -> Vec<Violation> {
    let mut found = Vec::new();
    for node in page.accessibility_tree() {
        let role = node["role"]["value"].as_str().unwrap_or_default();
        let name = node["name"]["value"].as_str().unwrap_or_default();
        let counts = node["ignored"] == Value::Bool(false) && NAMED.contains(&role);
        if counts && name.trim().is_empty() {
            let place = page.markup(&node["backendDOMNodeId"]);
            let detail = format!("a {role} has no name");
            found.push(Violation {
                rule: "name".to_owned(),
                place,
                detail,
            });
        }
    }
    found
}

/// A check with what all checks stand on; gives a list of `{ rule, place, detail }`.
fn script(check: &str, argument: &str) -> String {
    format!("(() => {{ {COMMON} return ({check})({argument}); }})()")
}

fn violations(found: &Value) -> Vec<Violation> {
    let found = found.as_array().expect("a list of violations").iter();
    found
        .map(|violation| {
            let part = |name: &str| violation[name].as_str().unwrap_or_default().to_owned();
            Violation {
                rule: part("rule"),
                place: part("place"),
                detail: part("detail"),
            }
        })
        .collect()
}

const COMMON: &str = include_str!("audit/common.js");
const PAGE: &str = include_str!("audit/page.js");
const ENLARGED: &str = include_str!("audit/enlarged.js");
const CALM: &str = include_str!("audit/calm.js");
const PAINTED: &str = include_str!("audit/painted.js");
const FORCED: &str = include_str!("audit/forced.js");
const FOCUS: &str = include_str!("audit/focus.js");

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(super) use tests::good_page;
